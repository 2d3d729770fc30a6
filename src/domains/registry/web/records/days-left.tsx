import { useFormats, useText } from '#ui/language/language.ts'
import { recordPageMessages } from './record-words.ts'
import './records.css'

/** A last day with how far it is. */
export function LastDay(props: { readonly date: string | null; readonly daysLeft: number | null }) {
  const text = useText()
  const formats = useFormats()
  const { date, daysLeft } = props
  if (date === null || daysLeft === null)
    return <span>{text(recordPageMessages['registry.record.no-end'])}</span>
  const past = daysLeft < 0
  const words =
    daysLeft === 0
      ? text(recordPageMessages['registry.record.today'])
      : text(recordPageMessages[past ? 'registry.record.days-past' : 'registry.record.days-left'], {
          count: formats.number(Math.abs(daysLeft)),
        })
  return (
    <span className="record-days">
      {formats.date(date)} <span className={past ? 'record-days--past' : 'soft'}>{words}</span>
    </span>
  )
}
