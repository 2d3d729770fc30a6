import { Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import type { Application } from '../../lists/list-schemas.ts'
import type { Penalty } from '../../lists/lists-contract.ts'
import { listWords } from './lists-words.ts'

/** The application for the repair of a penalty, as a button that opens its form. */
export function PenaltyApplication(props: {
  readonly penalty: Penalty
  readonly label: string
  /** Before the least time of publication is over. */
  readonly disabled: boolean
  readonly primary?: boolean
  readonly send: (application: Application) => Promise<unknown>
}) {
  const { penalty, label } = props
  const text = useText()
  const [open, setOpen] = useState(false)
  const check = (name: keyof Application, words: string) => (
    <Field name={name} label="" valuePropName="checked">
      <Checkbox>{words}</Checkbox>
    </Field>
  )
  return (
    <>
      <Button
        type={props.primary ? 'primary' : 'default'}
        disabled={props.disabled}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Drawer open={open} title={label} onClose={() => setOpen(false)} destroyOnHidden size="large">
        <p>{[penalty.enterpriseName, penalty.number, penalty.summary].filter(Boolean).join(' · ')}</p>
        <DraftForm<Application>
          name={`lists/penalty/${penalty.id}`}
          submitLabel={label}
          onSubmit={async (values) => {
            await props.send({
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
          {check('corrected', text(listWords.correctedWords))}
          {check('harmRemoved', text(listWords.harmWords))}
          {check('commitment', text(listWords.commitmentWords))}
        </DraftForm>
      </Drawer>
    </>
  )
}
