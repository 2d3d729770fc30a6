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

function Cities({ found }: { readonly found: CityComparison }) {
  const text = useText()
  const formats = useFormats()
  const last = found.years.at(-1)
  const change = (city: ComparedCity): string => {
    const [before, now] = city.values.slice(-2)
    if (typeof before !== 'number' || typeof now !== 'number') return formats.number(null)
    const difference = now - before
    return `${difference > 0 ? '+' : ''}${formats.number(difference, found.decimals)}`
  }
  const label = text(cityComparisonMessages['indicators.comparison.title'], { name: text(found.name) })
  return (
    <ScrollBox label={label} className="card">
      <table className="plain-table city-comparison__table">
        <thead>
          <tr>
            <th scope="col">{text(cityComparisonMessages['indicators.comparison.city'])}</th>
            <th scope="col" className="number">
              {last === undefined
                ? ''
                : text(cityComparisonMessages['indicators.comparison.latest'], { year: last })}
            </th>
            <th scope="col" className="number">
              {text(cityComparisonMessages['indicators.comparison.change'])}
            </th>
            <th scope="col">{text(cityComparisonMessages['indicators.comparison.definition'])}</th>
          </tr>
        </thead>
        <tbody>
          {found.cities.map((city) => (
            <tr key={city.city}>
              <th scope="row">
                {city.name}
                {city.own ? (
                  <span className="city-comparison__own">
                    {text(cityComparisonMessages['indicators.comparison.own'])}
                  </span>
                ) : null}
              </th>
              <td className="number">
                <FigureText value={city.values.at(-1)} unit={found.unit} decimals={found.decimals} />
              </td>
              <td className="number">{change(city)}</td>
              <td>
                <strong className={`city-comparison__${city.comparability}`}>
                  {comparabilityWords(city, text)}
                </strong>
                <span className="city-comparison__definition">
                  {text(city.definition)}{' '}
                  {[
                    text(cityComparisonMessages['indicators.comparison.version'], { version: city.version }),
                    city.sourceStandard,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
