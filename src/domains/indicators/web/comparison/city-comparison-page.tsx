import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { Chart } from '#ui/charts/chart.tsx'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { type Translate, useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { useNarrow } from '#ui/use-narrow.ts'
import type { CityComparison, ComparedCity } from '../../contract.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { cityComparisonMessages } from './city-comparison-messages.ts'
import { Sharing } from './sharing.tsx'
import './city-comparison.css'

/** The same indicator in the cities that share it, with a note wherever they do not mean quite the same. */
export function CityComparisonPage() {
  const text = useText()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const comparable = useQuery(indicatorsApi.listComparable.queryOptions())
  const items = comparable.data?.items ?? []
  const chosen = items.find((item) => item.code === search.indicator)?.code ?? items[0]?.code
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
                onChange={(indicator) => void navigate({ to: '.', search: { indicator }, replace: true })}
              />
              <Compared code={chosen} />
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

function Compared({ code }: { readonly code: string }) {
  const comparison = useQuery(indicatorsApi.compareCities.queryOptions({ input: { code } }))
  return (
    <QueryState query={comparison} lines={8}>
      {(found) => (
        <>
          <ComparisonChart found={found} />
          <Cities found={found} />
        </>
      )}
    </QueryState>
  )
}

function ComparisonChart({ found }: { readonly found: CityComparison }) {
  const text = useText()
  const drawn = found.cities.filter((city) => city.values.some((value) => value !== null))
  return (
    <section className="card">
      <Chart
        title={text(cityComparisonMessages['indicators.comparison.title'], { name: text(found.name) })}
        labelTitle={text(cityComparisonMessages['indicators.comparison.year'])}
        labels={found.years.map(String)}
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

/** Each city's last figure, its change, and whether it means the same: a table, on phones a card each. */
function Cities({ found }: { readonly found: CityComparison }) {
  const text = useText()
  const formats = useFormats()
  const narrow = useNarrow()
  const last = found.years.at(-1)
  const change = (city: ComparedCity): string => {
    const [before, now] = city.values.slice(-2)
    if (typeof before !== 'number' || typeof now !== 'number') return formats.number(null)
    const difference = now - before
    return `${difference > 0 ? '+' : ''}${formats.number(difference, found.decimals)}`
  }
  const heads = {
    latest:
      last === undefined ? '' : text(cityComparisonMessages['indicators.comparison.latest'], { year: last }),
    change: text(cityComparisonMessages['indicators.comparison.change']),
  }
  const rows = found.cities.map((city) => ({
    city,
    value: <FigureText value={city.values.at(-1)} unit={found.unit} decimals={found.decimals} />,
    change: change(city),
  }))
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
              <div>
                <dt>{heads.latest}</dt>
                <dd>{row.value}</dd>
              </div>
              <div>
                <dt>{heads.change}</dt>
                <dd>{row.change}</dd>
              </div>
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
            <th scope="col" className="number">
              {heads.latest}
            </th>
            <th scope="col" className="number">
              {heads.change}
            </th>
            <th scope="col">{text(cityComparisonMessages['indicators.comparison.definition'])}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.city.city}>
              <th scope="row">
                <CityName city={row.city} />
              </th>
              <td className="number">{row.value}</td>
              <td className="number">{row.change}</td>
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
