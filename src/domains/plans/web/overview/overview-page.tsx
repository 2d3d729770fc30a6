import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Translate, useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useSession } from '#ui/session/session.tsx'
import { StateTag, states } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { viewFromAddress, viewToAddress } from '#ui/table/table-request.ts'
import type { BoardSummary } from '../../contract.ts'
import { plansApi } from '../plans-api.ts'
import { useReach } from '../use-reach.ts'
import { overviewMessages } from './overview-messages.ts'
import { TargetBoard } from './target-board.tsx'
import './overview.css'

/** How the plans stand, in one sentence, then the target board. Liaisons see their own unit's targets only. */
export function OverviewPage() {
  const text = useText()
  const summary = useQuery(plansApi.boardSummary.queryOptions())
  return (
    <Page title={text(overviewMessages['plans.overview'])}>
      <QueryState query={summary} lines={10}>
        {(found) => (
          <>
            {found.total > 0 ? <Standing summary={found} /> : null}
            <TargetBoard summary={found} />
          </>
        )}
      </QueryState>
    </Page>
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

/** Bars of the targets due in each year; pressing one filters the board. */
function YearBars({ summary }: { readonly summary: BoardSummary }) {
  const text = useText()
  const formats = useFormats()
  const filter = useBoardFilter()
  const dated = summary.years.filter((one) => one.year !== null)
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
