import { useQueryClient } from '@tanstack/react-query'
import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { useText } from '#ui/language/language.ts'
import { ReasonField } from '../reason-field.tsx'
import { registryApi } from '../registry-api.ts'
import { recordPageMessages } from './record-words.ts'
import './records.css'

/** The values of a record's form: its fields as the API names them, and why they change. */
export interface RecordValues<Fields> {
  readonly fields: Fields
  readonly reason?: string
}

/** What was left empty is null for the API, which tells an empty text from none. */
function withoutBlanks<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value === '' || value === undefined ? null : value]),
  ) as Fields
}

/** A form at the side for adding a record or changing one; the list behind it refreshes when it has been sent. */
export function RecordDrawer<Fields extends object>(props: {
  readonly open: boolean
  readonly title: string
  /** Names the draft. */
  readonly name: string
  readonly initial: Partial<Fields>
  /** Whether a record that is there is changed, which needs a reason. */
  readonly changing: boolean
  /** False for personal data, which must not stay in the browser. */
  readonly draft?: boolean
  readonly send: (fields: Fields, reason: string) => Promise<unknown>
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const text = useText()
  const client = useQueryClient()
  return (
    <Drawer
      open={props.open}
      title={props.title}
      size={560}
      onClose={props.onClose}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      <DraftForm<RecordValues<Fields>>
        name={props.name}
        initialValues={{ fields: props.initial } as Partial<RecordValues<Fields>>}
        submitLabel={text(recordPageMessages['registry.record.save'])}
        draft={props.draft ?? !props.changing}
        onSubmit={async ({ fields, reason }) => {
          await props.send(withoutBlanks(fields), reason ?? '')
          await client.invalidateQueries({ queryKey: registryApi.key() })
          props.onClose()
        }}
      >
        <div className="record-form">
          {props.children}
          {props.changing ? (
            <div className="record-form__wide">
              <ReasonField />
            </div>
          ) : null}
        </div>
      </DraftForm>
    </Drawer>
  )
}
