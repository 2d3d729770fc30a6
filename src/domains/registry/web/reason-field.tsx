import { Input } from 'antd'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { recordPageMessages } from './records/record-words.ts'

/** Why something in the register changes, which its history keeps. */
export function ReasonField() {
  const text = useText()
  return (
    <Field
      name="reason"
      label={text(recordPageMessages['registry.record.reason'])}
      help={text(recordPageMessages['registry.record.reason-hint'])}
      required
    >
      <Input maxLength={200} />
    </Field>
  )
}
