import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { Chart } from '#ui/charts/chart.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import { StatisticsGrouping } from '../../spot-checks/follow-up/follow-up-contract.ts'
import { kindTitles, purposeTitles } from '../../spot-checks/messages.ts'
import { SamplingPurpose, SpotCheckKind } from '../../spot-checks/spot-checks-contract.ts'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

type Statistics = Awaited<ReturnType<typeof spotChecksApi.spotCheckStatistics.call>>

interface Choice {
  readonly from: string
  readonly to: string
  readonly by: StatisticsGrouping
  readonly kind: SpotCheckKind | undefined
  readonly purpose: SamplingPurpose | undefined
}

/** The first day of the month after `YYYY-MM`. */
function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}

/** Pass rates with their intervals, by what is chosen, as charts and tables. */
export function StatisticsPage() {
  const text = useText()
  const thisMonth = new Date().toISOString().slice(0, 7)
  const [choice, setChoice] = useState<Choice>({
    from: `${Number(thisMonth.slice(0, 4)) - 1}-01`,
    to: thisMonth,
    by: 'category',
    kind: undefined,
    purpose: undefined,
  })
  const statistics = useQuery(
    spotChecksApi.spotCheckStatistics.queryOptions({
      input: {
        from: `${choice.from}-01`,
        to: monthAfter(choice.to),
        by: choice.by,
        kind: choice.kind,
        purpose: choice.purpose,
      },
      placeholderData: (before) => before,
    }),
  )
  return (
    <Page title={text(words['spot-checks.statistics'])} lead={text(words['spot-checks.statistics-lead'])}>
      <Choices choice={choice} onChange={setChoice} />
      {statistics.data && !statistics.data.whole ? (
        <p className="soft">{text(words['spot-checks.own-part'])}</p>
      ) : null}
      <QueryState query={statistics}>
        {(loaded) =>
          loaded.total.batches === 0 ? (
            <Empty title={text(words['spot-checks.statistics-empty'])} />
          ) : (
            <Figures statistics={loaded} by={choice.by} />
          )
        }
      </QueryState>
    </Page>
  )
}

function Choices(props: { readonly choice: Choice; readonly onChange: (choice: Choice) => void }) {
  const { choice, onChange } = props
  const text = useText()
  const id = useId()
  const all = { value: '', label: text(words['spot-checks.all']) }
  return (
    <section className="card filter-row no-print">
      <label htmlFor={`${id}from`}>
        {text(words['spot-checks.from'])}
        <Input
          id={`${id}from`}
          type="month"
          value={choice.from}
          onChange={(event) => event.target.value && onChange({ ...choice, from: event.target.value })}
        />
      </label>
      <label htmlFor={`${id}to`}>
        {text(words['spot-checks.to'])}
        <Input
          id={`${id}to`}
          type="month"
          value={choice.to}
          onChange={(event) => event.target.value && onChange({ ...choice, to: event.target.value })}
        />
      </label>
      <label htmlFor={`${id}by`}>
        {text(words['spot-checks.by'])}
        <Select
          id={`${id}by`}
          style={{ minWidth: 130 }}
          value={choice.by}
          options={StatisticsGrouping.options.map((value) => ({
            value,
            label: text(words[`spot-checks.by.${value}`]),
          }))}
          onChange={(by: StatisticsGrouping) => onChange({ ...choice, by })}
        />
      </label>
      <label htmlFor={`${id}kind`}>
        {text(words['spot-checks.kind'])}
        <Select
          id={`${id}kind`}
          style={{ minWidth: 130 }}
          value={choice.kind ?? ''}
          options={[
            all,
            ...SpotCheckKind.options.map((value) => ({
              value: String(value),
              label: text(kindTitles[value]),
            })),
          ]}
          onChange={(value: string) =>
            onChange({ ...choice, kind: SpotCheckKind.options.find((one) => one === value) })
          }
        />
      </label>
      <label htmlFor={`${id}purpose`}>
        {text(words['spot-checks.purpose'])}
        <Select
          id={`${id}purpose`}
          style={{ minWidth: 150 }}
          value={choice.purpose ?? ''}
          options={[
            all,
            ...SamplingPurpose.options.map((value) => ({
              value: String(value),
              label: text(purposeTitles[value]),
            })),
          ]}
          onChange={(value: string) =>
            onChange({ ...choice, purpose: SamplingPurpose.options.find((one) => one === value) })
          }
        />
      </label>
    </section>
  )
}

const countTitles = {
  batches: 'spot-checks.judged',
  passed: 'spot-checks.passed',
  failed: 'spot-checks.failed',
  failedAtFirst: 'spot-checks.failed-first',
} as const

function Figures({ statistics, by }: { readonly statistics: Statistics; readonly by: StatisticsGrouping }) {
  const text = useText()
  const formats = useFormats()
  const { total, enterprises, weighted, groups, items } = statistics
  const interval = (rate: { lower: number | null; upper: number | null }) =>
    rate.lower === null ? '—' : `${formats.number(rate.lower, 1)}–${formats.number(rate.upper, 1)} %`
  const grouping = text(words[`spot-checks.by.${by}`])
  const titleOf = (group: Statistics['groups'][number]) =>
    by === 'month' ? formats.month(group.key) : group.title
  const figures: readonly (readonly [string, string, string])[] = [
    [text(words['spot-checks.pass-rate']), `${formats.number(total.rate, 2)} %`, interval(total)],
    [
      text(words['spot-checks.judged']),
      formats.number(total.batches),
      `${text(words['spot-checks.failed-first'])} ${formats.number(total.failedAtFirst)}`,
    ],
    [text(words['spot-checks.failed']), formats.number(total.failed), ''],
    [text(words['spot-checks.refused']), formats.number(statistics.refused), ''],
    [
      text(words['spot-checks.enterprise-rate']),
      enterprises.checked === 0
        ? '—'
        : `${formats.number((100 * enterprises.failing) / enterprises.checked, 1)} %`,
      text(words['spot-checks.enterprise-count'], enterprises),
    ],
    [
      text(words['spot-checks.weighted']),
      weighted?.rate == null ? '—' : `${formats.number(weighted.rate, 2)} %`,
      weighted
        ? text(words['spot-checks.weighted-hint'], {
            year: weighted.year,
            cells: weighted.cells,
            inspected: weighted.inspected,
          })
        : text(words['spot-checks.no-weights']),
    ],
  ]
  return (
    <>
      <section className="card figures">
        {figures.map(([title, value, hint]) => (
          <div key={title} className="figures__item">
            <span className="soft">{title}</span>
            <span className="figures__value">{value}</span>
            <span className="soft">{hint}</span>
          </div>
        ))}
      </section>
      <section className="card">
        <Chart
          title={text(words['spot-checks.chart-rate'], { by: grouping })}
          labelTitle={grouping}
          labels={groups.map((group) => group.title)}
          labelWords={groups.map(titleOf)}
          unit="%"
          decimals={1}
          series={[
            {
              name: text(words['spot-checks.pass-rate']),
              kind: by === 'month' ? 'line' : 'bar',
              values: groups.map((group) => group.rate),
            },
          ]}
        />
      </section>
      <section className="card stack">
        <RowTable
          label={text(words['spot-checks.statistics'])}
          rows={groups}
          rowKey={(group) => group.key}
          columns={[
            { key: 'group', title: grouping, card: 'title', render: titleOf },
            ...(['batches', 'passed', 'failed', 'failedAtFirst'] as const).map((key) => ({
              key,
              title: text(words[countTitles[key]]),
              align: 'end' as const,
              render: (group: Statistics['groups'][number]) => formats.number(group[key]),
            })),
            {
              key: 'rate',
              title: text(words['spot-checks.pass-rate']),
              align: 'end',
              render: (group) => (group.rate === null ? '—' : `${formats.number(group.rate, 2)} %`),
            },
            {
              key: 'interval',
              title: text(words['spot-checks.interval']),
              align: 'end',
              render: interval,
            },
          ]}
        />
      </section>
      {items.length > 0 ? (
        <section className="card">
          <Chart
            title={text(words['spot-checks.chart-items'])}
            labelTitle={text(words['spot-checks.item'])}
            labels={items.map((item) => item.name)}
            unit={text(words['spot-checks.batches'])}
            decimals={0}
            horizontal
            series={[
              {
                name: text(words['spot-checks.failed']),
                kind: 'bar',
                tone: 'behind',
                values: items.map((item) => item.failing),
              },
            ]}
          />
        </section>
      ) : null}
    </>
  )
}
