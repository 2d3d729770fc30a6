import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { createApi } from '#ui/api/create-api.ts'
import { Chart } from '#ui/charts/chart.tsx'
import { RegionMap } from '#ui/charts/region-map.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { Allowed, useSession } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { dashboardContract } from '../../dashboard/dashboard-contract.ts'
import { kindTitles } from '../../spot-checks/messages.ts'
import { FollowUpFigures } from '../spot-checks/follow-up-page.tsx'
import { Meter } from '../spot-checks/meter.tsx'
import { words } from './dashboard-messages.ts'
import '../spot-checks/spot-checks.css'
import './dashboard.css'

const dashboardApi = createApi('supervision-dashboard', dashboardContract)

type Dashboard = Awaited<ReturnType<typeof dashboardApi.supervisionDashboard.call>>

/** Thirty seconds for a leader: coverage, findings, what is open, who repeats, where. Everything opens its list. */
export function SupervisionDashboardPage() {
  const dashboard = useQuery(dashboardApi.supervisionDashboard.queryOptions({ input: {} }))
  return <QueryState query={dashboard}>{(loaded) => <Whole dashboard={loaded} />}</QueryState>
}

function Whole({ dashboard }: { readonly dashboard: Dashboard }) {
  const text = useText()
  const formats = useFormats()
  const sum = (key: 'planned' | 'judged' | 'failed') =>
    formats.number(dashboard.coverage.reduce((total, row) => total + row[key], 0))
  return (
    <Page
      title={text(words['supervision.dashboard'])}
      lead={text(words['supervision.dashboard-lead'], {
        year: dashboard.year,
        planned: sum('planned'),
        judged: sum('judged'),
        failed: sum('failed'),
        assigned: formats.number(dashboard.inspections.assigned),
        recorded: formats.number(dashboard.inspections.recorded),
      })}
    >
      {dashboard.whole ? null : <p className="soft">{text(words['supervision.own-part'])}</p>}
      <Allowed permission="spot-checks.read">
        <section className="spaced" aria-labelledby="open">
          <h2 id="open">{text(words['supervision.follow-up'])}</h2>
          <FollowUpFigures />
        </section>
      </Allowed>
      <div className="dashboard-columns">
        <Coverage dashboard={dashboard} />
        <Inspections dashboard={dashboard} />
        <Districts dashboard={dashboard} />
        <Findings dashboard={dashboard} />
        <Offenders dashboard={dashboard} />
      </div>
    </Page>
  )
}

function Coverage({ dashboard }: { readonly dashboard: Dashboard }) {
  const text = useText()
  const formats = useFormats()
  return (
    <section className="card stack" aria-labelledby="coverage">
      <h2 id="coverage">
        <Link to="/supervision/spot-checks/plans">{text(words['supervision.coverage'])}</Link>
      </h2>
      {dashboard.coverage.length === 0 ? (
        <Empty title={text(words['supervision.coverage-empty'])} />
      ) : (
        <ScrollBox label={text(words['supervision.coverage'])}>
          <table className="plain-table dashboard-coverage">
            <thead>
              <tr>
                <th scope="col">{text(words['supervision.kind'])}</th>
                <th scope="col">{text(words['supervision.judged'])}</th>
                <th scope="col" className="number">
                  {text(words['supervision.sampled'])}
                </th>
                <th scope="col" className="number">
                  {text(words['supervision.failed'])}
                </th>
              </tr>
            </thead>
            <tbody>
              {dashboard.coverage.map((row) => (
                <tr key={row.kind}>
                  <th scope="row">
                    <Link to="/supervision/spot-checks" search={{ samples: { f: { kind: [row.kind] } } }}>
                      {text(kindTitles[row.kind])}
                    </Link>
                  </th>
                  <td>
                    <Meter done={row.judged} of={row.planned} label={text(kindTitles[row.kind])} />
                  </td>
                  <td className="number">{formats.number(row.sampled)}</td>
                  <td className="number">{formats.number(row.failed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  )
}

function Inspections({ dashboard }: { readonly dashboard: Dashboard }) {
  const text = useText()
  const formats = useFormats()
  const { assigned, recorded, withProblems, overdue } = dashboard.inspections
  const filtered = (filters: Readonly<Record<string, readonly string[]>>) => ({ inspections: { f: filters } })
  const figures = [
    { title: text(words['supervision.assigned']), value: assigned, search: {} },
    { title: text(words['supervision.recorded']), value: recorded, search: filtered({ done: ['recorded'] }) },
    {
      title: text(words['supervision.problems']),
      value: withProblems,
      search: filtered({ done: ['problems'] }),
    },
    { title: text(words['supervision.overdue']), value: overdue, search: filtered({ done: ['late'] }) },
  ]
  return (
    <section className="card stack" aria-labelledby="inspections">
      <h2 id="inspections">
        <Link to="/inspections">{text(words['supervision.inspections'])}</Link>
      </h2>
      <div className="figures">
        {figures.map(({ title, value, search }) => (
          <div key={title} className="figures__item">
            <span className="soft">{title}</span>
            <Link className="figures__value" to="/inspections" search={search}>
              {formats.number(value)}
              <span className="visually-hidden"> {title}</span>
            </Link>
          </div>
        ))}
      </div>
    </section>
  )
}

function Districts({ dashboard }: { readonly dashboard: Dashboard }) {
  const text = useText()
  const { city } = useSession()
  const boundaries = useQuery(orgApi.getBoundaries.queryOptions({ staleTime: 600_000 }))
  const drawn = boundaries.data?.boundaries
  const table = <DistrictTable dashboard={dashboard} />
  if (!drawn)
    return (
      <section className="card stack" aria-labelledby="districts">
        <h2 id="districts">{text(words['supervision.by-region'])}</h2>
        {table}
        {boundaries.isPending ? null : <p className="soft">{text(words['supervision.no-map'])}</p>}
      </section>
    )
  return (
    <section className="card stack">
      <RegionMap
        title={text(words['supervision.by-region'])}
        mapName={`${city}/${drawn.uploadedAt}`}
        outlines={drawn.features}
        source={drawn.source}
        unit="%"
        decimals={1}
        height={300}
        labelTitle={text(words['supervision.region'])}
        valueTitle={text(words['supervision.failing-rate'])}
        regions={dashboard.regions.map(({ region, name, failingRate }) => ({
          code: region,
          name,
          value: failingRate,
        }))}
        table={table}
      />
      {table}
    </section>
  )
}

function DistrictTable({ dashboard }: { readonly dashboard: Dashboard }) {
  const text = useText()
  const formats = useFormats()
  return (
    <ScrollBox label={text(words['supervision.by-region'])}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text(words['supervision.region'])}</th>
            <th scope="col" className="number">
              {text(words['supervision.judged'])}
            </th>
            <th scope="col" className="number">
              {text(words['supervision.failed'])}
            </th>
            <th scope="col" className="number">
              {text(words['supervision.failing-rate'])}
            </th>
            <th scope="col" className="number">
              {text(words['supervision.open'])}
            </th>
          </tr>
        </thead>
        <tbody>
          {dashboard.regions.map((row) => (
            <tr key={row.region}>
              <th scope="row">
                <Link
                  to="/supervision/spot-checks"
                  search={{ samples: { f: { region: [row.region], result: ['fail'] } } }}
                >
                  {row.name}
                </Link>
              </th>
              <td className="number">{formats.number(row.judged)}</td>
              <td className="number">{formats.number(row.failed)}</td>
              <td className="number">
                {row.failingRate === null ? '—' : `${formats.number(row.failingRate, 1)} %`}
              </td>
              <td className="number">{formats.number(row.openFollowUps)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Findings({ dashboard }: { readonly dashboard: Dashboard }) {
  const text = useText()
  if (dashboard.findings.length === 0)
    return (
      <section className="card stack" aria-labelledby="findings">
        <h2 id="findings">{text(words['supervision.findings'])}</h2>
        <Empty title={text(words['supervision.findings-empty'])} />
      </section>
    )
  return (
    <section className="card">
      <Chart
        title={text(words['supervision.findings'])}
        labelTitle={text(words['supervision.item'])}
        labels={dashboard.findings.map((item) => item.name)}
        unit={text(words['supervision.batches'])}
        decimals={0}
        horizontal
        height={300}
        series={[
          {
            name: text(words['supervision.failed']),
            kind: 'bar',
            tone: 'behind',
            values: dashboard.findings.map((item) => item.failing),
          },
        ]}
      />
    </section>
  )
}

function Offenders({ dashboard }: { readonly dashboard: Dashboard }) {
  const text = useText()
  const formats = useFormats()
  return (
    <section className="card stack" aria-labelledby="offenders">
      <h2 id="offenders">{text(words['supervision.offenders'])}</h2>
      {dashboard.repeatOffenders.length === 0 ? (
        <p className="soft">{text(words['supervision.offenders-empty'])}</p>
      ) : (
        <ScrollBox label={text(words['supervision.offenders'])}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{text(words['supervision.enterprise'])}</th>
                <th scope="col" className="number">
                  {text(words['supervision.failures'])}
                </th>
                <th scope="col" className="number">
                  {text(words['supervision.refusals'])}
                </th>
                <th scope="col">{text(words['supervision.last'])}</th>
              </tr>
            </thead>
            <tbody>
              {dashboard.repeatOffenders.map((row) => (
                <tr key={`${row.enterpriseId} ${row.name}`}>
                  <th scope="row">
                    <Link to="/supervision/spot-checks" search={{ samples: { q: row.name } }}>
                      {row.name}
                    </Link>
                  </th>
                  <td className="number">{formats.number(row.failed)}</td>
                  <td className="number">{formats.number(row.refused)}</td>
                  <td>{formats.date(row.lastOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  )
}
