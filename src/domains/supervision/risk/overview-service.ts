/** Risk classes in numbers, from the kept figures. */
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { type Figure, readFigures } from '#kernel/measures/figures.ts'
import { addMonths } from '#kernel/measures/period.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { countMoves } from './class-store.ts'
import { findLastRun } from './classification-store.ts'
import type { RiskOverview } from './risk-contract.ts'
import { enterpriseClassFacts } from './risk-facts.ts'
import { RiskClass } from './scorecard.ts'
import { findVersionInForce } from './scorecard-store.ts'

type Counts = RiskOverview['byClass']

/** Months of the trend. */
const trendMonths = 24
const moveDays = 90

const none = (): Counts => ({ A: 0, B: 0, C: 0, D: 0 })

/** Figures added up by a key, apart by class. */
function countsBy(figures: readonly Figure[], keyOf: (figure: Figure) => string): Map<string, Counts> {
  const counts = new Map<string, Counts>()
  for (const figure of figures) {
    const parsed = RiskClass.safeParse(figure.dimensions.class)
    if (!parsed.success) continue
    const entry = counts.get(keyOf(figure)) ?? none()
    entry[parsed.data] += figure.value
    counts.set(keyOf(figure), entry)
  }
  return counts
}

const total = (counts: Counts): number => counts.A + counts.B + counts.C + counts.D

/** The overview for what the caller reaches. */
export async function riskOverview(scope: Scope): Promise<RiskOverview> {
  const today = localDate(scope.now)
  const month = `${today.slice(0, 7)}-01`
  const reach = unitsInReach(scope, 'risk.read')
  const read = (from: string, by: readonly string[]) =>
    readFigures(scope, {
      measures: enterpriseClassFacts.measures,
      within: scope.city,
      regionDigits: 6,
      from,
      to: addMonths(month, 1),
      period: 'month',
      by,
    })
  const inReach = (figure: Figure) => isInReach(reach, { region: figure.region })
  const current = (await read(month, ['class', 'section'])).filter(inReach)
  const past = (await read(addMonths(month, 1 - trendMonths), ['class'])).filter(inReach)
  const byRegion = countsBy(current, (figure) => figure.region)
  const placed = await readRegionNames(scope, byRegion.keys())
  const version = await findVersionInForce(scope)
  const run = await findLastRun(scope)
  const since = new Date(scope.now.getTime() - moveDays * 86_400_000)
  return {
    scorecard: version ? { id: version.id, number: version.number, title: version.title } : null,
    lastRun: run
      ? {
          asOf: run.as_of,
          finishedAt: run.finished_at.toISOString(),
          enterprises: run.enterprises,
          changed: run.changed,
        }
      : null,
    byClass: countsBy(current, () => 'all').get('all') ?? none(),
    byRegion: [...byRegion]
      .filter(([, counts]) => total(counts) > 0)
      .map(([region, counts]) => ({ region, name: placed(region).name, ...counts }))
      .toSorted((a, b) => a.region.localeCompare(b.region)),
    bySection: [...countsBy(current, (figure) => figure.dimensions.section ?? '')]
      .filter(([, counts]) => total(counts) > 0)
      .map(([section, counts]) => ({ section, ...counts }))
      .toSorted((a, b) => a.section.localeCompare(b.section)),
    trend: [...countsBy(past, (figure) => figure.period)]
      .map(([one, counts]) => ({ month: one, ...counts }))
      .toSorted((a, b) => a.month.localeCompare(b.month)),
    moves: await countMoves(scope, localDate(since)),
  }
}
