import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { CaseDetail } from '../contract.ts'
import { caseMessages } from './case-messages.ts'
import { DueTag } from './due-tag.tsx'

/** How rules begin that no document sets: their words are for developers. */
const ownSource = 'Zhiheng:'

/** Each deadline of a case with the rule that sets it. */
export function CaseDeadlines(props: { readonly deadlines: CaseDetail['deadlines'] }) {
  const text = useText()
  const formats = useFormats()
  if (props.deadlines.length === 0) return <p className="soft">{text(caseMessages['cases.no-deadlines'])}</p>
  return (
    <ul className="case-deadlines">
      {props.deadlines.map((deadline) => (
        <li key={`${deadline.state} ${deadline.startedAt}`}>
          <div className="row">
            <strong>{text(deadline.stateTitle)}</strong>
            {deadline.endedAt ? (
              <span className="soft">
                {text(caseMessages['cases.kept'])} {formats.dateTime(deadline.endedAt)}
              </span>
            ) : (
              <DueTag due={deadline} />
            )}
          </div>
          <div className="soft">
            {text(caseMessages['cases.period'])}{' '}
            {text(caseMessages[`cases.period.${deadline.period.unit}`], { count: deadline.period.count })}
            {' · '}
            {text(caseMessages['cases.rule'])} {text(deadline.rule.title)} (
            {deadline.rule.source.startsWith(ownSource)
              ? text(caseMessages['cases.rule-no-source'])
              : [deadline.rule.source, deadline.rule.clause].filter(Boolean).join(' ')}
            ){deadline.rule.overridden ? ` · ${text(caseMessages['cases.rule-own'])}` : ''}
          </div>
          {deadline.rule.confidence === 'confirmed' ? null : (
            <StateTag state="at-risk" word={text(caseMessages['cases.rule-unsure'])} />
          )}
        </li>
      ))}
    </ul>
  )
}
