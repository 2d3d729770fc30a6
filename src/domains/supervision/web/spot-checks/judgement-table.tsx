import { Fragment } from 'react'
import { useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import {
  comparisonTitles,
  requirementText,
  resultTitles,
  severityTitles,
} from '../../spot-checks/messages.ts'
import { words } from './spot-check-words.ts'
import type { SampleView } from './spot-checks-api.ts'

/** What explains a judgement, of a sample as officers or as its enterprise see it. */
type Judged = Pick<SampleView, 'rule' | 'values' | 'initialResult' | 'failingUnits'>

/** Why a sample passed or failed: each value beside its limit, how they were compared, and the batch's conclusion. */
export function JudgementTable({ sample }: { readonly sample: Judged }) {
  const text = useText()
  const { rule } = sample
  if (sample.initialResult === null) return <p className="soft">{text(words['spot-checks.not-judged'])}</p>
  const rounds = Map.groupBy(sample.values, (value) => `${value.round}/${value.attempt}`)
  const order = ['initial', 'retest', 'reinspection']
  const sorted = [...rounds.values()].toSorted(
    (a, b) =>
      order.indexOf(a[0]?.round ?? '') - order.indexOf(b[0]?.round ?? '') ||
      (a[0]?.attempt ?? 0) - (b[0]?.attempt ?? 0),
  )
  return (
    <>
      <p>
        {text(words['spot-checks.judged-by'], {
          rule: rule.title,
          document: rule.document,
          number: rule.number,
          from: rule.effectiveFrom,
        })}
      </p>
      <p>
        {text(words[sample.initialResult === 'pass' ? 'spot-checks.why-pass' : 'spot-checks.why-fail'], {
          units: rule.units,
          failing: sample.failingUnits ?? 0,
          limit: rule.failingLimit,
        })}
      </p>
      {sorted.map((values) => {
        const first = values[0]
        if (!first) return null
        return (
          <Fragment key={`${first.round}/${first.attempt}`}>
            <h3>{text(words[`spot-checks.round.${first.round}`], { attempt: first.attempt })}</h3>
            <ValueTable values={values} sample={sample} />
          </Fragment>
        )
      })}
    </>
  )
}

function ValueTable(props: { readonly values: SampleView['values']; readonly sample: Judged }) {
  const text = useText()
  const { rule } = props.sample
  const items = new Map(rule.items.map((item) => [item.position, item]))
  return (
    <ScrollBox label={text(words['spot-checks.judgement'])} className="wide-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text(words['spot-checks.item'])}</th>
            <th scope="col">{text(words['spot-checks.requirement'])}</th>
            <th scope="col">{text(words['spot-checks.measured'])}</th>
            <th scope="col">{text(words['spot-checks.compared'])}</th>
            <th scope="col">{text(words['spot-checks.item-judgement'])}</th>
          </tr>
        </thead>
        <tbody>
          {props.values.map((value) => {
            const item = items.get(value.position)
            if (!item) return null
            return (
              <tr
                key={`${value.unitNumber}/${value.position}`}
                className={value.conforms ? '' : 'judged-row--fails'}
              >
                <th scope="row">
                  {item.name}
                  {rule.units > 1
                    ? ` (${text(words['spot-checks.unit-number'], { number: value.unitNumber })})`
                    : ''}
                  <span className="soft">
                    {' '}
                    {item.method} · {text(severityTitles[item.severity])}
                  </span>
                </th>
                <td>
                  {text(requirementText(item))}
                  <div className="soft">
                    {item.standard} {item.clause}
                  </div>
                </td>
                <td className="number">
                  {value.measured}
                  {value.compared && item.unit ? ` ${item.unit}` : ''}
                </td>
                <td>
                  {value.compared ?? '—'}
                  {value.compared ? (
                    <div className="soft">{text(comparisonTitles[item.comparison])}</div>
                  ) : null}
                </td>
                <td>
                  <StateTag
                    state={value.conforms ? 'met' : 'behind'}
                    word={text(resultTitles[value.conforms ? 'pass' : 'fail'])}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}
