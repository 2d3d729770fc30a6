import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { withQuery } from '#ui/api/query-string.ts'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useText } from '#ui/language/language.ts'
import { useAllowed } from '#ui/session/session.tsx'
import { StateTag, states, stateTitles } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter, type TableView } from '#ui/table/data-table.tsx'
import { type BoardRow, type BoardSummary, TargetState } from '../../contract.ts'
import { plansMessages } from '../../messages.ts'
import { FigureLine, UnitsLine } from '../figure-line.tsx'
import { TakeInLink } from '../plan/plan-list-page.tsx'
import { plansApi } from '../plans-api.ts'
import { sectionNumber } from '../review/entries.ts'
import { useReach } from '../use-reach.ts'
import { FreshnessLine, ShareLine, SoFarLine, type TrendBatch, TrendCell } from './board-cells.tsx'
import { overviewMessages } from './overview-messages.ts'
import { TargetDrawer } from './target-drawer.tsx'

/** Filters as the board's API takes them. */
/** Reads the table's view; what does not fit is left out. A chapter is kept as `plan/chapter`. */
function boardInput(view: TableView) {
  const one = (key: string) => view.filters[key]?.[0] || undefined
  const state = TargetState.options.find((option) => option === one('state'))
  const year = Number(one('year'))
  const [chapterPlan, chapter] = one('chapter')?.split('/') ?? []
  const planId = chapterPlan || one('plan')
  const unitId = one('unit')
  const region = one('region')
  return {
    search: view.search,
    state,
    year: Number.isInteger(year) && year > 0 ? year : undefined,
    planId,
    chapter,
    unitId,
    region,
  }
}

/** The same rows as an Excel file. */
const exportAddress = (view: TableView): string => withQuery('/api/overview/export', boardInput(view))

/** A row with the courses that are asked for together with its own. */
interface ShownRow extends BoardRow {
  readonly batch: TrendBatch
}

/** A row per target: state, target, current value, deadline, who answers; the plan's words one press away. */
export function TargetBoard(props: {
  readonly summary: BoardSummary
  /** Called with the target that the map is to show. */
  readonly onPoint?: (lineageId: string) => void
}) {
  const { summary } = props
  const text = useText()
  const reach = useReach()
  const [open, setOpen] = useState<BoardRow>()
  const columns = useBoardColumns((row) => {
    setOpen(row)
    props.onPoint?.(row.lineageId)
  })
  const filters = useBoardFilters(summary, reach)
  return (
    <>
      <DataTable<ShownRow>
        name="board"
        label={text(overviewMessages['plans.overview.board'])}
        columns={columns}
        rowKey={(row) => row.targetId}
        queryKey={plansApi.board.key()}
        load={async (request, signal) => {
          const input = boardInput(request)
          const page = await plansApi.board.call(
            { ...input, limit: request.limit, after: request.after },
            { signal },
          )
          // One call for the courses of a page, whoever of its rows asks first.
          const batch = { ids: page.items.map((row) => row.lineageId).join(','), region: input.region }
          return { ...page, items: page.items.map((row) => ({ ...row, batch })) }
        }}
        searchHint={text(overviewMessages['plans.overview.search'])}
        filters={filters}
        exportHref={exportAddress}
        empty={
          reach === 'unit' ? (
            <Empty
              title={text(overviewMessages['plans.overview.empty'])}
              hint={text(overviewMessages['plans.overview.empty-unit'])}
            />
          ) : (
            <Empty
              title={text(overviewMessages['plans.overview.empty'])}
              hint={text(overviewMessages['plans.overview.empty-hint'])}
              action={<TakeInLink />}
            />
          )
        }
      />
      <TargetDrawer target={open} onClose={() => setOpen(undefined)} />
    </>
  )
}

function useBoardColumns(onOpen: (row: BoardRow) => void): readonly DataColumn<ShownRow>[] {
  const text = useText()
  const mayRead = useAllowed('indicators.read')
  return [
    {
      key: 'state',
      title: text(overviewMessages['plans.overview.state']),
      width: 112,
      render: (row) => <StateTag state={row.state} />,
    },
    {
      key: 'indicator',
      title: text(plansMessages['plans.indicator']),
      card: 'title',
      render: (row) => (
        <>
          <button
            type="button"
            className="board__indicator"
            aria-label={text(overviewMessages['plans.overview.see-target'], { indicator: row.indicator })}
            onClick={() => onOpen(row)}
          >
            {row.action ? <span className="board__action">{row.action} </span> : null}
            {row.indicator}
          </button>
          {row.units.length > 0 ? (
            <span className="board__units">
              <UnitsLine units={row.units} most={2} />
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'target',
      title: text(plansMessages['plans.value']),
      render: (row) => (
        <>
          <FigureLine figure={row} />
          <span className="board__note">
            {row.year === null
              ? text(plansMessages['plans.no-year'])
              : text(overviewMessages['plans.overview.by'], { year: row.year })}
          </span>
          {row.batch.region ? <ShareLine row={row} /> : null}
        </>
      ),
    },
    {
      key: 'current',
      title: text(plansMessages['plans.current']),
      render: (row) => (
        <>
          <FigureText value={row.current} unit={row.unit} />
          <FreshnessLine row={row} />
          <SoFarLine row={row} />
        </>
      ),
    },
    ...(mayRead
      ? [
          {
            key: 'trend',
            title: text(overviewMessages['plans.overview.trend']),
            width: 124,
            render: (row: ShownRow) => <TrendCell row={row} />,
          },
        ]
      : []),
    {
      key: 'section',
      title: text(plansMessages['plans.section']),
      optional: true,
      card: 'none',
      render: (row) => sectionNumber(row.path),
    },
    {
      key: 'plan',
      title: text(overviewMessages['plans.overview.plan']),
      optional: true,
      card: 'none',
      render: (row) => row.planTitle,
    },
  ]
}

function useBoardFilters(summary: BoardSummary, reach: string | undefined): readonly TableFilter[] {
  const text = useText()
  const wholeCity = reach === 'city'
  const units = useQuery(
    orgApi.listUnits.queryOptions({
      input: { active: true, limit: 200 },
      enabled: wholeCity,
      staleTime: 300_000,
    }),
  )
  const { districts } = useDistricts()
  const choice = (key: string, title: string, options: readonly { value: string; label: string }[]) =>
    ({ kind: 'choice', key, title, options, several: false }) as const
  const planTitles = new Map(summary.plans.map((plan) => [plan.id, plan.title]))
  const onePlan = summary.plans.length < 2
  return [
    ...(onePlan
      ? []
      : [
          choice(
            'plan',
            text(overviewMessages['plans.overview.plan']),
            summary.plans.map((plan) => ({ value: plan.id, label: plan.title })),
          ),
        ]),
    choice(
      'chapter',
      text(overviewMessages['plans.overview.chapter']),
      summary.chapters.map(({ planId, chapter, heading, targets }) => ({
        value: `${planId}/${chapter}`,
        label: [
          chapter || text(overviewMessages['plans.overview.before-chapters']),
          heading,
          `(${targets})`,
          onePlan ? '' : planTitles.get(planId),
        ]
          .filter(Boolean)
          .join(' '),
      })),
    ),
    ...(wholeCity
      ? [
          choice(
            'unit',
            text(overviewMessages['plans.overview.unit']),
            (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.shortName || unit.name })),
          ),
        ]
      : []),
    ...(districts.length > 0
      ? [choice('region', text(overviewMessages['plans.overview.region']), districts)]
      : []),
    choice(
      'state',
      text(overviewMessages['plans.overview.state']),
      states.map((state) => ({ value: state, label: text(stateTitles[state]) })),
    ),
    choice(
      'year',
      text(overviewMessages['plans.overview.deadline']),
      summary.years.flatMap(({ year, targets }) =>
        year === null ? [] : [{ value: String(year), label: `${year} (${targets})` }],
      ),
    ),
  ]
}
