import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { Chart } from '#ui/charts/chart.tsx'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { type Translate, useFormats, useText } from '#ui/language/language.ts'
import { useNarrow } from '#ui/media.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { CityComparison, ComparedCity } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { cityComparisonMessages } from './city-comparison-messages.ts'
import { Sharing } from './sharing.tsx'
import './city-comparison.css'

const kinds = ['year', 'quarter', 'month'] as const

/** The same indicator in the cities that share it, with a note wherever they do not mean quite the same. */
export function CityComparisonPage() {
  const text = useText()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const comparable = useQuery(indicatorsApi.listComparable.queryOptions())
  const items = comparable.data?.items ?? []
  const chosen = items.find((item) => item.code === search.indicator)?.code ?? items[0]?.code
  const kind = kinds.find((one) => one === search.by) ?? 'year'
  const compared = useQuery(
    indicatorsApi.compareCities.queryOptions({
      input: { code: chosen ?? '', kind },
      enabled: chosen !== undefined,
      placeholderData: (before) => (before?.code === chosen ? before : undefined),
    }),
  )
  // Another indicator is shown by years first: it may have nothing shorter.
  const show = (change: { readonly indicator?: string; readonly by?: string }) =>
    void navigate({ to: '.', search: { indicator: chosen, ...change }, replace: true })
  return (
    <Page
      title={text(cityComparisonMessages['indicators.comparison'])}
      lead={text(cityComparisonMessages['indicators.comparison.lead'])}
    >
      <QueryState query={comparable} lines={6}>
        {() =>
          chosen === undefined ? (
            <Empty
              title={text(cityComparisonMessages['indicators.comparison.empty'])}
              hint={text(cityComparisonMessages['indicators.comparison.empty-hint'])}
            />
          ) : (
            <>
              <div className="row">
                <Select
                  className="city-comparison__choice"
                  aria-label={text(cityComparisonMessages['indicators.comparison.choose'])}
                  value={chosen}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={items.map((item) => ({
                    value: item.code,
                    label: text(cityComparisonMessages['indicators.comparison.option'], {
                      name: text(item.name),
                      count: item.cities,
                    }),
                  }))}
                  onChange={(indicator) => show({ indicator })}
                />
                <Segmented
                  aria-label={text(cityComparisonMessages['indicators.comparison.kind'])}
                  value={kind}
                  options={kinds.map((one) => ({
                    value: one,
                    label: text(cityComparisonMessages[`indicators.comparison.by-${one}`]),
                    disabled: one !== 'year' && compared.data?.kinds.includes(one) !== true,
                  }))}
                  onChange={(by) => show({ by })}
                />
              </div>
              <QueryState query={compared} lines={8}>
                {(found) => <Compared found={found} />}
              </QueryState>
            </>
          )
        }
      </QueryState>
      <Allowed permission="indicators.share">
        <Sharing />
      </Allowed>
    </Page>
  )
}

function Compared({ found }: { readonly found: CityComparison }) {
  const text = useText()
  const shortest = found.kinds.at(-1)
  const missing =
    shortest === undefined ? 'nothing' : shortest === 'month' ? undefined : (`only-${shortest}s` as const)
  return (
    <>
      {missing ? (
        <p className="soft">{text(cityComparisonMessages[`indicators.comparison.${missing}`])}</p>
      ) : null}
      {found.periods.length > 0 ? <ComparisonChart found={found} /> : null}
      <Cities found={found} />
    </>
  )
}

function ComparisonChart({ found }: { readonly found: CityComparison }) {
  const text = useText()
  const drawn = found.cities.filter((city) => city.values.some((value) => value !== null))
  return (
    <section className="card">
      <Chart
        title={text(cityComparisonMessages['indicators.comparison.title'], { name: text(found.name) })}
        labelTitle={text(cityComparisonMessages['indicators.comparison.period'])}
        labels={found.periods.map((period) => text(periodWords(period)))}
        unit={found.unit}
        decimals={found.decimals}
        height={320}
        series={drawn.map((city) => ({
          name: city.name,
          values: city.values,
          dashed: city.comparability === 'differs',
        }))}
      />
    </section>
  )
}

function comparabilityWords(city: ComparedCity, text: Translate): string {
  return text(cityComparisonMessages[`indicators.comparison.${city.comparability}`], { unit: city.unit })
}

const steps = { year: 1, quarter: 4, month: 12 } as const

/** What stands in a city's row: its figure of the last period, or why there is none, and how it changed. */
function useCityRows(found: CityComparison) {
  const text = useText()
  const formats = useFormats()
  const last = found.periods.at(-1) ?? ''
  const words = (period: string) => (period ? text(periodWords(period)) : '')
  const change = (city: ComparedCity, back: number): string => {
    const [before, now] = [city.values.at(-1 - back), city.values.at(-1)]
    if (typeof before !== 'number' || typeof now !== 'number') return formats.number(null)
    const difference = now - before
    return `${difference > 0 ? '+' : ''}${formats.number(difference, found.decimals)}`
  }
  const figure = (city: ComparedCity): ReactNode => {
    const at = city.values.findLastIndex((value) => value !== null)
    const value = <FigureText value={city.values[at] ?? null} unit={found.unit} decimals={found.decimals} />
    if (at >= 0 && at === city.values.length - 1) return value
    if (city.comparability === 'other-unit') return <FigureText value={null} />
    if (at >= 0)
      return (
        <span className="soft">
          {text(cityComparisonMessages['indicators.comparison.not-this-period'], {
            period: words(last),
            last: words(found.periods[at] ?? ''),
          })}
          {value}
        </span>
      )
    const reason =
      city.period !== 'month' && kinds.indexOf(city.period) < kinds.indexOf(found.kind)
        ? (`counted-by-${city.period}` as const)
        : 'not-shared'
    return <span className="soft">{text(cityComparisonMessages[`indicators.comparison.${reason}`])}</span>
  }
  return {
    columns: [
      words(last),
      text(cityComparisonMessages[`indicators.comparison.change-${found.kind}`]),
      ...(found.kind === 'year' ? [] : [text(cityComparisonMessages['indicators.comparison.year-on-year'])]),
    ],
    rows: found.cities.map((city) => ({
      city,
      cells: [
        figure(city),
        change(city, 1),
        ...(found.kind === 'year' ? [] : [change(city, steps[found.kind])]),
      ],
    })),
  }
}

/** Each city's last figure, its change, and whether it means the same: a table, on phones a card each. */
function Cities({ found }: { readonly found: CityComparison }) {
  const text = useText()
  const narrow = useNarrow()
  const { columns, rows } = useCityRows(found)
  const label = text(cityComparisonMessages['indicators.comparison.title'], { name: text(found.name) })
  if (narrow)
    return (
      <ul className="city-comparison__cards" aria-label={label}>
        {rows.map((row) => (
          <li key={row.city.city} className="card">
            <strong>
              <CityName city={row.city} />
            </strong>
            <dl className="city-comparison__figures">
              {columns.map((column, index) => (
                <div key={column}>
                  <dt>{column}</dt>
                  <dd>{row.cells[index]}</dd>
                </div>
              ))}
            </dl>
            <Meaning city={row.city} />
          </li>
        ))}
      </ul>
    )
  return (
    <ScrollBox label={label} className="card">
      <table className="plain-table city-comparison__table">
        <thead>
          <tr>
            <th scope="col">{text(cityComparisonMessages['indicators.comparison.city'])}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
            <th scope="col">{text(cityComparisonMessages['indicators.comparison.definition'])}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.city.city}>
              <th scope="row">
                <CityName city={row.city} />
              </th>
              {columns.map((column, index) => (
                <td key={column} className="number">
                  {row.cells[index]}
                </td>
              ))}
              <td>
                <Meaning city={row.city} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function CityName({ city }: { readonly city: ComparedCity }) {
  const text = useText()
  return (
    <>
      {city.name}
      {city.own ? (
        <span className="city-comparison__own">
          {text(cityComparisonMessages['indicators.comparison.own'])}
        </span>
      ) : null}
    </>
  )
}

/** Whether a city's figure means the same as ours, and its definition. */
function Meaning({ city }: { readonly city: ComparedCity }) {
  const text = useText()
  const parts = [
    text(cityComparisonMessages['indicators.comparison.version'], { version: city.version }),
    city.sourceStandard,
  ]
  return (
    <>
      <strong className={`city-comparison__${city.comparability}`}>{comparabilityWords(city, text)}</strong>
      <span className="city-comparison__definition">
        {text(city.definition)} {parts.filter(Boolean).join(' · ')}
      </span>
    </>
  )
}
