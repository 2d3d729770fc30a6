import { Fragment, type ReactNode } from 'react'
import { useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { useNarrow } from '#ui/use-narrow.ts'
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

type Value = SampleView['values'][number]
type Item = Judged['rule']['items'][number]

/** Values with what they were compared with; on a phone one card each, as five columns do not fit. */
function ValueTable(props: { readonly values: readonly Value[]; readonly sample: Judged }) {
  const narrow = useNarrow()
  const { rule } = props.sample
  const items = new Map(rule.items.map((item) => [item.position, item]))
  const judged = props.values.flatMap((value) => {
    const item = items.get(value.position)
    return item ? [{ key: `${value.unitNumber}/${value.position}`, value, item }] : []
  })
  return narrow ? (
    <ul className="judged-cards">
      {judged.map(({ key, ...one }) => (
        <ValueCard key={key} {...one} several={rule.units > 1} />
      ))}
    </ul>
  ) : (
    <WideTable>
      {judged.map(({ key, ...one }) => (
        <ValueRow key={key} {...one} several={rule.units > 1} />
      ))}
    </WideTable>
  )
}

interface ValueProps {
  readonly value: Value
  readonly item: Item
  /** Whether a batch has several units, so that theirs is named. */
  readonly several: boolean
}

function ItemName({ value, item, several }: ValueProps) {
  const text = useText()
  return (
    <>
      {item.name}
      {several ? ` (${text(words['spot-checks.unit-number'], { number: value.unitNumber })})` : ''}
      <span className="soft">
        {' '}
        {item.method} · {text(severityTitles[item.severity])}
      </span>
    </>
  )
}

function Requirement({ item }: { readonly item: Item }) {
  const text = useText()
  return (
    <>
      {text(requirementText(item))}
      <div className="soft">
        {item.standard} {item.clause}
      </div>
    </>
  )
}

const measuredText = (value: Value, item: Item): string =>
  `${value.measured}${value.compared && item.unit ? ` ${item.unit}` : ''}`

function Compared({ value, item }: Pick<ValueProps, 'value' | 'item'>) {
  const text = useText()
  if (!value.compared) return '—'
  return (
    <>
      {value.compared}
      <div className="soft">{text(comparisonTitles[item.comparison])}</div>
    </>
  )
}

function ValueTag({ value }: { readonly value: Value }) {
  const text = useText()
  return (
    <StateTag
      state={value.conforms ? 'met' : 'behind'}
      word={text(resultTitles[value.conforms ? 'pass' : 'fail'])}
    />
  )
}

function WideTable(props: { readonly children: ReactNode }) {
  const text = useText()
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
        <tbody>{props.children}</tbody>
      </table>
    </ScrollBox>
  )
}

function ValueRow(props: ValueProps) {
  const { value, item } = props
  return (
    <tr className={value.conforms ? '' : 'judged-row--fails'}>
      <th scope="row">
        <ItemName {...props} />
      </th>
      <td>
        <Requirement item={item} />
      </td>
      <td className="number">{measuredText(value, item)}</td>
      <td>
        <Compared value={value} item={item} />
      </td>
      <td>
        <ValueTag value={value} />
      </td>
    </tr>
  )
}

function ValueCard(props: ValueProps) {
  const text = useText()
  const { value, item } = props
  return (
    <li className={value.conforms ? '' : 'judged-cards__fails'}>
      <strong>
        <ItemName {...props} />
      </strong>
      <dl>
        <dt>{text(words['spot-checks.requirement'])}</dt>
        <dd>
          <Requirement item={item} />
        </dd>
        <dt>{text(words['spot-checks.measured'])}</dt>
        <dd>{measuredText(value, item)}</dd>
        <dt>{text(words['spot-checks.compared'])}</dt>
        <dd>
          <Compared value={value} item={item} />
        </dd>
        <dt>{text(words['spot-checks.item-judgement'])}</dt>
        <dd>
          <ValueTag value={value} />
        </dd>
      </dl>
    </li>
  )
}
