import { Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import type { Application } from '../../lists/list-schemas.ts'
import type { ListEntry } from '../../lists/lists-contract.ts'
import { listWords } from './lists-words.ts'

export type ApplicationKind = 'correction' | 'repair' | 'objection'

/** What may be applied for about a standing entry, each as a button that opens its form. */
export function Applications(props: {
  readonly entry: ListEntry
  /** Today, ISO: early repair only opens after the minimum publication. */
  readonly today: string
  readonly send: (kind: ApplicationKind, application: Application) => Promise<unknown>
}) {
  const { entry } = props
  if (entry.removal !== null) return null
  const kinds: ApplicationKind[] = [entry.list === 'abnormal' ? 'correction' : 'repair', 'objection']
  return (
    <div className="row">
      {kinds.map((kind) => (
        <ApplicationButton
          key={kind}
          kind={kind}
          entry={entry}
          disabled={kind === 'repair' && props.today < entry.repairFrom}
          send={props.send}
        />
      ))}
    </div>
  )
}

function ApplicationButton(props: {
  readonly kind: ApplicationKind
  readonly entry: ListEntry
  readonly disabled: boolean
  readonly send: (kind: ApplicationKind, application: Application) => Promise<unknown>
}) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const { kind, entry } = props
  const title = text(listWords[`apply.${kind}`])
  const check = (name: keyof Application, words: string) => (
    <Field name={name} label="" valuePropName="checked">
      <Checkbox>{words}</Checkbox>
    </Field>
  )
  return (
    <>
      <Button
        type={kind === 'objection' ? 'default' : 'primary'}
        disabled={props.disabled}
        onClick={() => setOpen(true)}
      >
        {title}
      </Button>
      <Drawer open={open} title={title} onClose={() => setOpen(false)} destroyOnHidden size="large">
        <p>
          {text(listWords[`list.${entry.list}`])} · {text(entry.groundTitle)} · {entry.decisionNumber}
        </p>
        <DraftForm<Application>
          name={`lists/apply/${entry.id}/${kind}`}
          submitLabel={title}
          onSubmit={async (values) => {
            await props.send(kind, {
              statement: values.statement,
              corrected: values.corrected ?? false,
              harmRemoved: values.harmRemoved ?? false,
              commitment: values.commitment ?? false,
            })
            setOpen(false)
          }}
        >
          <Field name="statement" label={text(listWords.statement)} required>
            <Input.TextArea rows={6} maxLength={4000} />
          </Field>
          {kind === 'objection' ? null : check('corrected', text(listWords.correctedWords))}
          {kind === 'repair' ? check('harmRemoved', text(listWords.harmWords)) : null}
          {kind === 'repair' ? check('commitment', text(listWords.commitmentWords)) : null}
        </DraftForm>
      </Drawer>
    </>
  )
}
