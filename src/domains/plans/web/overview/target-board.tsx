import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useText } from '#ui/language/language.ts'
import { StateTag, states, stateTitles } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter, type TableView } from '#ui/table/data-table.tsx'
import { type BoardRow, type BoardSummary, TargetState } from '../../contract.ts'
import { plansMessages } from '../../messages.ts'
import { DeadlineText, FigureLine, UnitsLine } from '../figure-line.tsx'
import { TakeInLink } from '../plan/plan-list-page.tsx'
import { orgApi, plansApi } from '../plans-api.ts'
import { sectionNumber } from '../review/entries.ts'
import { useReach } from '../use-reach.ts'
import { overviewMessages } from './overview-messages.ts'
import { TargetDrawer } from './target-drawer.tsx'

/** Filters as the board's API takes them. */
interface BoardInput {
  readonly search?: string
  readonly state?: TargetState
  readonly year?: number
  readonly planId?: string
  readonly chapter?: string
  readonly unitId?: string
}

/** Reads the table's view; what does not fit is left out. A chapter is kept as `plan/chapter`. */
function boardInput(view: TableView): BoardInput {
  const one = (key: string) => view.filters[key]?.[0] || undefined
  const state = TargetState.options.find((option) => option === one('state'))
  const year = Number(one('year'))
  const [chapterPlan, chapter] = one('chapter')?.split('/') ?? []
  const planId = chapterPlan || one('plan')
  const unitId = one('unit')
  return {
    ...(view.search ? { search: view.search } : {}),
    ...(state ? { state } : {}),
    ...(Number.isInteger(year) && year > 0 ? { year } : {}),
    ...(planId ? { planId } : {}),
    ...(chapter !== undefined ? { chapter } : {}),
    ...(unitId ? { unitId } : {}),
  }
}

/** The same rows as an Excel file. */
function exportAddress(view: TableView): string {
  const query = new URLSearchParams(
    Object.entries(boardInput(view)).map(([key, value]) => [key, String(value)]),
  )
  return `/api/overview/export?${query}`
}

/** A row per target: state, target, current value, deadline, who answers; the plan's words one press away. */
export function TargetBoard({ summary }: { readonly summary: BoardSummary }) {
  const text = useText()
  const reach = useReach()
  const [open, setOpen] = useState<BoardRow>()
  const columns = useBoardColumns(setOpen)
  const filters = useBoardFilters(summary, reach)
  return (
    <>
      <DataTable<BoardRow>
        name="board"
        label={text(overviewMessages['plans.overview.board'])}
        columns={columns}
        rowKey={(row) => row.targetId}
        queryKey={plansApi.board.key()}
        load={(request, signal) =>
          plansApi.board.call(
            {
              ...boardInput(request),
              limit: request.limit,
              ...(request.after ? { after: request.after } : {}),
            },
            { signal },
          )
        }
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

function useBoardColumns(onOpen: (row: BoardRow) => void): readonly DataColumn<BoardRow>[] {
  const text = useText()
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
        <button
          type="button"
          className="board__indicator"
          aria-label={text(overviewMessages['plans.overview.see-target'], { indicator: row.indicator })}
          onClick={() => onOpen(row)}
        >
          {row.action ? <span className="board__action">{row.action} </span> : null}
          {row.indicator}
        </button>
      ),
    },
    {
      key: 'target',
      title: text(plansMessages['plans.value']),
      render: (row) => <FigureLine figure={row} />,
    },
    {
      key: 'current',
      title: text(plansMessages['plans.current']),
      render: (row) => <FigureText value={row.current} unit={row.unit} />,
    },
    {
      key: 'updated',
      title: text(overviewMessages['plans.overview.updated']),
      // Freshness comes with the figures; until then it is said that there are none.
      render: (row) =>
        row.state === 'no-data' ? (
          <span className="soft">{text(overviewMessages['plans.overview.not-reported'])}</span>
        ) : (
          '—'
        ),
    },
    {
      key: 'deadline',
      title: text(overviewMessages['plans.overview.deadline']),
      render: (row) => <DeadlineText year={row.year} />,
    },
    {
      key: 'units',
      title: text(overviewMessages['plans.overview.unit']),
      render: (row) => (
        <span className="board__units">
          <UnitsLine units={row.units} most={2} />
        </span>
      ),
    },
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
