import { useId } from 'react'
import { useText } from '#ui/language/language.ts'
import type { Check } from '../../../draws/register-contract.ts'
import { countProblems, type InspectionRecord, type RecordGap } from '../../../inspections/record-contract.ts'
import { inspectionMessages } from '../inspections-messages.ts'
import { Choices } from './check-field.tsx'
import { daysAhead, outcomesOnSite } from './task-view.ts'

/** Days for a correction that an order names unless somebody chooses others. */
const usualCorrection = 15

/** The result, and by when what was found must be put right. */
export function OutcomeField(props: {
  readonly checks: readonly Check[]
  readonly record: InspectionRecord
  readonly gaps: readonly RecordGap[]
  readonly onChange: (change: Partial<InspectionRecord>) => void
}) {
  const text = useText()
  const remarkId = useId()
  const dateId = useId()
  const { record, onChange } = props
  const problems = countProblems(props.checks, record)
  const gaps = props.gaps.filter((gap) => gap.path === 'outcome' || gap.path === 'correctBy')
  return (
    <fieldset className="card phone-check">
      <legend>{text(inspectionMessages['supervision.outcome'])}</legend>
      <p className="soft">
        {text(inspectionMessages['supervision.problems'])}{' '}
        {text(inspectionMessages['supervision.problems-count'], { count: problems })}
      </p>
      <Choices
        name="outcome"
        options={outcomesOnSite.map((value) => ({
          value,
          label: text(inspectionMessages[`supervision.outcome.${value}`]),
        }))}
        value={record.outcome}
        onChange={(outcome) =>
          onChange({
            outcome,
            correctBy:
              outcome === 'ordered-to-correct' ? (record.correctBy ?? daysAhead(usualCorrection)) : null,
          })
        }
      />
      {record.outcome === 'ordered-to-correct' ? (
        <label htmlFor={dateId} className="phone-label">
          {text(inspectionMessages['supervision.correct-by'])}
          <input
            id={dateId}
            type="date"
            min={daysAhead(0)}
            value={record.correctBy ?? ''}
            onChange={(event) => onChange({ correctBy: event.target.value || null })}
          />
        </label>
      ) : null}
      <label htmlFor={remarkId} className="phone-label">
        {text(inspectionMessages['supervision.remark'])}
        <textarea
          id={remarkId}
          rows={3}
          maxLength={4000}
          value={record.remark}
          onChange={(event) => onChange({ remark: event.target.value })}
        />
      </label>
      {gaps.map((gap) => (
        <p key={gap.message.zh} className="phone-gap" role="alert">
          {text(gap.message)}
        </p>
      ))}
    </fieldset>
  )
}
