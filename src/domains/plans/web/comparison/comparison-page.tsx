import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { Fragment, useEffect, useState } from 'react'
import { Chart } from '#ui/charts/chart.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { useNarrow } from '#ui/media.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import type { ComparisonRow, Plan } from '../../contract.ts'
import { FigureLine } from '../figure-line.tsx'
import { TakeInLink } from '../plan/plan-list-page.tsx'
import { plansApi } from '../plans-api.ts'
import { chartOfRow, planHeading } from './comparison-chart.ts'
import { comparisonMessages } from './comparison-messages.ts'
import './comparison.css'

/** Time after the last letter before the server is asked, in milliseconds. */
const searchPause = 300

/** The same indicator across plans: a row per indicator, a column per plan, and a chart of the chosen row. */
export function ComparisonPage() {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [shared, setShared] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), searchPause)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Page
      title={text(comparisonMessages['plans.comparison'])}
      lead={text(comparisonMessages['plans.comparison.lead'])}
    >
      <div className="row no-print">
        <Input.Search
          allowClear
          className="comparison__search"
          value={typed}
          placeholder={text(comparisonMessages['plans.comparison.search'])}
          aria-label={text(comparisonMessages['plans.comparison.search'])}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
          {text(comparisonMessages['plans.comparison.shared'])}
        </Checkbox>
      </div>
      <Comparison search={search} shared={shared} />
    </Page>
  )
}

function Comparison(props: { readonly search: string; readonly shared: boolean }) {
  const { search, shared } = props
  const text = useText()
  const query = useInfiniteQuery(
    plansApi.compareIndicators.infiniteOptions({
      input: (after: string | undefined) => ({
        shared,
        limit: 50,
        search: search || undefined,
        after,
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <Loading lines={8} />
  const plans = query.data.pages[0]?.plans ?? []
  const rows = query.data.pages.flatMap((page) => page.items)
  if (rows.length === 0)
    return search ? (
      <Empty title={text(comparisonMessages['plans.comparison.no-match'])} />
    ) : (
      <Empty
        title={text(comparisonMessages['plans.comparison.empty'])}
        hint={text(comparisonMessages['plans.comparison.empty-hint'])}
        action={<TakeInLink />}
      />
    )
  return (
    <>
      <ComparedRows rows={rows} plans={plans} />
      {query.hasNextPage ? (
        <div className="row">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {text(comparisonMessages['plans.comparison.more'])}
          </Button>
        </div>
      ) : null}
    </>
  )
}

const rowKey = (row: ComparisonRow): string => `${row.indicator} ${row.unit}`

function ComparedRows(props: { readonly rows: readonly ComparisonRow[]; readonly plans: readonly Plan[] }) {
  const { rows, plans } = props
  const narrow = useNarrow()
  const text = useText()
  const [chosen, setChosen] = useState<string>()
  const shown = rows.find((row) => rowKey(row) === chosen) ?? rows[0]
  return (
    <>
      {shown ? (
        <section className="card">
          <Chart
            {...chartOfRow(shown, plans, {
              title: text(comparisonMessages['plans.comparison.chart'], { indicator: shown.indicator }),
              plan: text(comparisonMessages['plans.comparison.plan']),
              noYear: text(comparisonMessages['plans.comparison.no-year']),
            })}
            height={220}
          />
        </section>
      ) : null}
      {narrow ? (
        <ul className="comparison__cards">
          {rows.map((row) => (
            <li key={rowKey(row)} className="card">
              <RowButton row={row} chosen={row === shown} onChoose={setChosen} />
              <dl>
                {plans.map((plan) => (
                  <Fragment key={plan.id}>
                    <dt>{planHeading(plan)}</dt>
                    <dd>
                      <Values row={row} planId={plan.id} />
                    </dd>
                  </Fragment>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      ) : (
        <div className="card comparison__table">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{text(comparisonMessages['plans.comparison.indicator'])}</th>
                {plans.map((plan) => (
                  <th key={plan.id} scope="col" title={plan.title}>
                    {planHeading(plan)}
                    {plan.standing === 'own' ? (
                      <span className="comparison__own">
                        {text(comparisonMessages['plans.comparison.own'])}
                      </span>
                    ) : null}
                    <span className="comparison__title">{plan.title}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={rowKey(row)} className={row === shown ? 'comparison__row--chosen' : ''}>
                  <th scope="row">
                    <RowButton row={row} chosen={row === shown} onChoose={setChosen} />
                  </th>
                  {plans.map((plan) => (
                    <td key={plan.id}>
                      <Values row={row} planId={plan.id} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function RowButton(props: {
  readonly row: ComparisonRow
  readonly chosen: boolean
  readonly onChoose: (key: string) => void
}) {
  const text = useText()
  const { row } = props
  return (
    <button
      type="button"
      className="comparison__indicator"
      aria-pressed={props.chosen}
      aria-label={text(comparisonMessages['plans.comparison.show'], { indicator: row.indicator })}
      onClick={() => props.onChoose(rowKey(row))}
    >
      {row.indicator}
      {row.unit ? <span className="soft"> ({row.unit})</span> : null}
    </button>
  )
}

/** What one plan asks for, by deadline. A plan that does not name the indicator has a dash. */
function Values(props: { readonly row: ComparisonRow; readonly planId: string }) {
  const locale = useLocale()
  const text = useText()
  const values = props.row.values
    .filter((value) => value.planId === props.planId)
    .toSorted((a, b) => (a.year ?? 9999) - (b.year ?? 9999))
  if (values.length === 0) return <span className="soft">—</span>
  return (
    <ul className="comparison__values">
      {values.map((value) => (
        <li key={value.targetId} title={value.indicator}>
          <FigureLine figure={{ ...value, unit: props.row.unit }} />
          <span className="soft">
            {value.year === null
              ? text(comparisonMessages['plans.comparison.no-year'])
              : locale === 'zh'
                ? `${value.year} 年`
                : value.year}
          </span>
        </li>
      ))}
    </ul>
  )
}
