import { Fragment } from 'react'
import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
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

interface JudgedValue {
  readonly value: Value
  readonly item: Item
}

/** Values with what they were compared with. */
function ValueTable(props: { readonly values: readonly Value[]; readonly sample: Judged }) {
  const text = useText()
  const { rule } = props.sample
  const items = new Map(rule.items.map((item) => [item.position, item]))
  const columns: readonly RowColumn<JudgedValue>[] = [
    {
      key: 'item',
      title: text(words['spot-checks.item']),
      card: 'title',
      render: ({ value, item }) => (
        <>
          {item.name}
          {rule.units > 1 ? ` (${text(words['spot-checks.unit-number'], { number: value.unitNumber })})` : ''}
          <span className="soft">
            {' '}
            {item.method} · {text(severityTitles[item.severity])}
          </span>
        </>
      ),
    },
    {
      key: 'requirement',
      title: text(words['spot-checks.requirement']),
      render: ({ item }) => (
        <>
          {text(requirementText(item))}
          <div className="soft">
            {item.standard} {item.clause}
          </div>
        </>
      ),
    },
    {
      key: 'measured',
      title: text(words['spot-checks.measured']),
      align: 'end',
      render: ({ value, item }) => `${value.measured}${value.compared && item.unit ? ` ${item.unit}` : ''}`,
    },
    {
      key: 'compared',
      title: text(words['spot-checks.compared']),
      render: ({ value, item }) =>
        value.compared ? (
          <>
            {value.compared}
            <div className="soft">{text(comparisonTitles[item.comparison])}</div>
          </>
        ) : (
          '—'
        ),
    },
    {
      key: 'judgement',
      title: text(words['spot-checks.item-judgement']),
      render: ({ value }) => (
        <StateTag
          state={value.conforms ? 'met' : 'behind'}
          word={text(resultTitles[value.conforms ? 'pass' : 'fail'])}
        />
      ),
    },
  ]
  return (
    <RowTable
      label={text(words['spot-checks.judgement'])}
      rows={props.values.flatMap((value) => {
        const item = items.get(value.position)
        return item ? [{ value, item }] : []
      })}
      rowKey={({ value }) => `${value.unitNumber}/${value.position}`}
      columns={columns}
      tone={({ value }) => (value.conforms ? undefined : 'behind')}
    />
  )
}
