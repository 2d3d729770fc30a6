import { useFormats, useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import type { CaseDueView } from '../contract.ts'
import { caseMessages } from './case-messages.ts'

/** Working days before a deadline from which it counts as near. */
const near = 3

/** A deadline: the date, how many working days are left, and whether that is provisional. */
export function DueTag(props: { readonly due: CaseDueView | null }) {
  const text = useText()
  const formats = useFormats()
  const { due } = props
  if (!due) return <span className="soft">{text(caseMessages['cases.no-deadline'])}</span>
  const { workingDaysLeft: left, overdue } = due
  const tone: State = overdue ? 'behind' : left <= near ? 'at-risk' : 'on-track'
  const word = overdue
    ? text(caseMessages['cases.overdue'], { count: Math.abs(left) })
    : left === 0
      ? text(caseMessages['cases.due-today'])
      : text(caseMessages['cases.days-left'], { count: left })
  return (
    <span className="row" style={{ gap: '2px 8px' }}>
      <time dateTime={due.date}>{formats.date(due.date)}</time>
      <StateTag state={tone} word={word} />
      {due.provisional ? <span className="soft">{text(caseMessages['cases.provisional'])}</span> : null}
    </span>
  )
}
