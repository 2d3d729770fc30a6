import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useLive } from '#kernel/live/web/use-live.ts'
import { type Translate, useFormats, useText } from '#ui/language/language.ts'
import { PanelContent, useObjectPanels } from '#ui/pages/object-panels.tsx'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed, useSession } from '#ui/session/session.tsx'
import { StateTag, states } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { viewFromAddress, viewToAddress } from '#ui/table/table-request.ts'
import type { BoardSummary } from '../../contract.ts'
import { indicatorsApi, plansApi } from '../plans-api.ts'
import { useReach } from '../use-reach.ts'
import { overviewMessages } from './overview-messages.ts'
import { TargetBoard } from './target-board.tsx'
import './overview.css'

/** How the plans stand, in one sentence, then the target board. Liaisons see their own unit's targets only. */
export function OverviewPage() {
  const text = useText()
  const summary = useQuery(plansApi.boardSummary.queryOptions())
  const [pointed, setPointed] = useState('')
  const [map] = useObjectPanels('overview', 'tab')
  return (
    <Page title={text(overviewMessages['plans.overview'])}>
      {useAllowed('indicators.read') ? <Live /> : null}
      <QueryState query={summary} lines={10}>
        {(found) => (
          <>
            {found.total > 0 ? <Standing summary={found} /> : null}
            <div className="overview">
              <div className="overview__board">
                <TargetBoard summary={found} onPoint={setPointed} />
              </div>
              {map && found.total > 0 ? (
                <MapBeside title={text(map.title)}>
                  <PanelContent panel={map} id={pointed} />
                </MapBeside>
              ) : null}
            </div>
          </>
        )}
      </QueryState>
    </Page>
  )
}

/** Keeps everything on the page up to date while it is open. */
function Live() {
  useLive('targets', [
    plansApi.board.key(),
    plansApi.boardSummary.key(),
    plansApi.boardTarget.key(),
    indicatorsApi.key(),
  ])
  return null
}

/** Beside the board where there is room; on smaller screens above it, folded until it is wanted. */
function MapBeside(props: { readonly title: string; readonly children: ReactNode }) {
  const [wide] = useState(() => globalThis.matchMedia('(min-width: 1280px)').matches)
  const [open, setOpen] = useState(wide)
  return (
    <aside className="overview__map card" aria-label={props.title}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="overview__map-title">{props.title}</summary>
        {open ? props.children : null}
      </details>
    </aside>
  )
}

/** The sentence on top, the counts by state and by year. Counts are buttons that filter the board. */
function Standing({ summary }: { readonly summary: BoardSummary }) {
  const text = useText()
  const reach = useReach()
  const session = useSession()
  const units = session.units.map((unit) => unit.name).join('、')
  const filter = useBoardFilter()
  return (
    <section className="card standing" aria-label={text(overviewMessages['plans.overview'])}>
      <p className="standing__sentence">
        {sentence(summary, text, reach === 'unit' && units !== '' ? units : undefined)}
        <Attention summary={summary} />
      </p>
      <fieldset className="standing__states">
        <legend className="visually-hidden">{text(overviewMessages['plans.overview.states'])}</legend>
        {states.map((state) => (
          <button
            key={state}
            type="button"
            className="standing__state"
            aria-pressed={filter.chosen('state') === state}
            onClick={() => filter.toggle('state', state)}
          >
            <span className={`standing__count standing__count--${state}`}>{summary.byState[state]}</span>
            <StateTag state={state} />
          </button>
        ))}
      </fieldset>
      <YearBars summary={summary} />
    </section>
  )
}

/** The state of things in words: how many, how many due, and what needs attention. */
function sentence(summary: BoardSummary, text: Translate, units: string | undefined): string {
  const { total, year, dueThisYear, byState } = summary
  const opening =
    units === undefined
      ? text(overviewMessages['plans.overview.sentence'], { plans: summary.plans.length, total })
      : text(overviewMessages['plans.overview.sentence-unit'], { units, total })
  const due =
    dueThisYear > 0
      ? text(overviewMessages['plans.overview.due'], { year, count: dueThisYear })
      : text(overviewMessages['plans.overview.none-due'], { year })
  const comma = text({ zh: '，', en: ', ' })
  const stop = text({ zh: '。', en: '. ' })
  if (byState['no-data'] === total)
    return `${opening}${comma}${due}${stop}${text(overviewMessages['plans.overview.all-no-data'])}`
  const parts = states
    .filter((state) => byState[state] > 0)
    .map((state) => text(overviewMessages[`plans.overview.${state}`], { count: byState[state] }))
  return `${opening}${comma}${due}${stop}${parts.join(comma)}${stop}`
}

/** The targets that need a look first, each leading to its page. */
function Attention({ summary }: { readonly summary: BoardSummary }) {
  const text = useText()
  const mayOpen = useAllowed('indicators.read')
  if (summary.attention.length === 0) return null
  return (
    <>
      {text(overviewMessages['plans.overview.attention'])}
      {summary.attention.map((target, index) => (
        <span key={target.lineageId}>
          {index > 0 ? text({ zh: '、', en: ', ' }) : ''}
          {mayOpen ? (
            <Link to="/targets/$targetId" params={{ targetId: target.lineageId }}>
              {target.indicator}
            </Link>
          ) : (
            target.indicator
          )}
        </span>
      ))}
      {text({ zh: '。', en: '.' })}
    </>
  )
}

/** Bars of the targets due in each year; pressing one filters the board. */
function YearBars({ summary }: { readonly summary: BoardSummary }) {
  const text = useText()
  const formats = useFormats()
  const filter = useBoardFilter()
  const dated = summary.years.filter((one) => one.year !== null)
  const undated = summary.years.find((one) => one.year === null)?.targets ?? 0
  const most = Math.max(1, ...dated.map((one) => one.targets))
  return (
    <fieldset className="standing__years">
      <legend>{text(overviewMessages['plans.overview.years'])}</legend>
      {dated.map(({ year, targets }) => (
        <button
          key={year}
          type="button"
          className="standing__year"
          aria-pressed={filter.chosen('year') === String(year)}
          onClick={() => filter.toggle('year', String(year))}
        >
          <span className="standing__year-label">{year}</span>
          <span className="standing__bar" aria-hidden="true">
            <span style={{ width: `${(targets / most) * 100}%` }} />
          </span>
          <span className="standing__year-count">{formats.number(targets)}</span>
        </button>
      ))}
      {undated > 0 ? (
        <p className="soft">{text(overviewMessages['plans.overview.undated'], { count: undated })}</p>
      ) : null}
    </fieldset>
  )
}

/** The board's filters in the address, so that the counts above and the board's own filters are one thing. */
function useBoardFilter() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const view = viewFromAddress(search.board)
  return {
    chosen: (key: string): string | undefined => view.filters[key]?.[0],
    toggle: (key: string, value: string) => {
      const values = view.filters[key]?.[0] === value ? [] : [value]
      const next = { ...view, filters: { ...view.filters, [key]: values } }
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, unknown>>) => ({
          ...before,
          board: viewToAddress(next) ?? {},
        }),
        replace: true,
      })
    },
  }
}
