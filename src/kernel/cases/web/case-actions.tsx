import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import type { CaseDetail, CaseEventOption } from '../contract.ts'
import { caseMessages } from './case-messages.ts'
import { casesApi } from './cases-api.ts'
import { SchemaFields, schemaFields } from './schema-fields.tsx'

type EventOption = z.infer<typeof CaseEventOption>

/** Sends an event to a case and refreshes all that shows cases; `after` may refresh more. */
function useSendEvent(detail: Pick<CaseDetail, 'id' | 'version'>, after?: () => unknown) {
  const client = useQueryClient()
  const text = useText()
  const { message } = App.useApp()
  return async (option: EventOption, input: Readonly<Record<string, unknown>>, comment: string) => {
    await casesApi.sendCaseEvent.call({
      id: detail.id,
      version: detail.version,
      event: option.event,
      input: { ...input },
      comment: comment || undefined,
    })
    message.success(text(caseMessages['cases.sent'], { event: text(option.title) }))
    await client.invalidateQueries({ queryKey: casesApi.key() })
    await after?.()
  }
}

/**
 * The buttons of what the person may do with a case now. An event without a form asks for confirmation, one with a
 * form opens it.
 */
export function CaseActions(props: {
  readonly detail: Pick<CaseDetail, 'id' | 'version' | 'events'>
  /** Called after an event went through: refresh what the event changed. */
  readonly onSent?: () => unknown
}) {
  const text = useText()
  const { detail } = props
  const send = useSendEvent(detail, props.onSent)
  if (detail.events.length === 0) return <p className="soft">{text(caseMessages['cases.nothing'])}</p>
  return (
    <div className="row">
      {detail.events.map((option, index) =>
        schemaFields(option.form).length > 0 ? (
          <FormAction
            key={option.event}
            option={option}
            name={`cases/${detail.id}/${option.event}`}
            send={send}
            primary={index === 0}
          />
        ) : (
          <ConfirmAction
            key={option.event}
            primary={index === 0}
            label={text(option.title)}
            title={text(option.title)}
            consequences={option.confirm ? [text(option.confirm)] : []}
            reason={option.commentRequired ? 'required' : 'optional'}
            run={(reason) => send(option, {}, reason)}
          />
        ),
      )}
    </div>
  )
}

function FormAction(props: {
  readonly option: EventOption
  readonly name: string
  readonly primary: boolean
  readonly send: (
    option: EventOption,
    input: Readonly<Record<string, unknown>>,
    comment: string,
  ) => Promise<void>
}) {
  const { option } = props
  const text = useText()
  const [open, setOpen] = useState(false)
  const title = text(option.title)
  return (
    <>
      <Button type={props.primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Drawer open={open} size={480} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        {option.confirm ? <p style={{ marginBottom: 16 }}>{text(option.confirm)}</p> : null}
        <DraftForm<Record<string, unknown>>
          name={props.name}
          submitLabel={title}
          onSubmit={async ({ __comment: comment, ...input }) => {
            await props.send(option, input, typeof comment === 'string' ? comment.trim() : '')
            setOpen(false)
          }}
        >
          <SchemaFields schema={option.form} />
          <Field name="__comment" label={text(caseMessages['cases.note'])} required={option.commentRequired}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
