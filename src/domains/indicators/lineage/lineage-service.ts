/** Opens figures: what each was worked out from, one level at a time, and at the bottom the records. */
import { reachesPlace } from '#kernel/access/reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { permissionTitle } from '#kernel/domain.ts'
import { explainFigure as explainMeasure } from '#kernel/measures/explain.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'
import { type CountedSum, countLateChanges } from '#kernel/measures/late-changes.ts'
import { addMonths } from '#kernel/measures/period.ts'
import { readRecordLabels } from '#kernel/measures/record-labels.ts'
import { regionPrefix } from '#kernel/org/region-codes.ts'
import { type RegionNames, readRegionNames } from '#kernel/org/region-names.ts'
import { findTargetStates } from '#kernel/targets/targets.ts'
import { getTargetRow } from '../binding-service.ts'
import { findBindings } from '../binding-store.ts'
import { requireIndicator } from '../catalogue-service.ts'
import {
  type DefinedIndicator,
  type Definitions,
  latestVersion,
  measuresIn,
  sourcesOf,
} from '../definitions.ts'
import { dimensionsOfView, readValueTitles } from '../dimension-words.ts'
import { indicatorError } from '../errors.ts'
import type { Place } from '../expression/evaluate.ts'
import { type FigureEngine, placeKey, type UsedFigure } from '../figure-engine.ts'
import { loadFigureEngine, type Modules, readDefinitions, today } from '../figures-service.ts'
import { dayAfter, firstMonth, kindOfPeriod, offsetPeriod, periodsOfYearToDate } from '../period.ts'
import { lastPeriodOver } from '../progress/target-progress.ts'
import { indicatorReach } from '../reach.ts'
import type { BindingRow } from '../tables.ts'
import { toNamedWithUnit, toObservation, toStanding, toVersion } from '../views.ts'
import type {
  FigureLineage,
  Operand,
  RecordPage,
  RecordsRequest,
  ReportedEntry,
  TargetLineage,
} from './lineage-contract.ts'
import { type EntryRow, entriesAt } from './lineage-store.ts'

// A page shows no more in one level; a sum over all months of all districts has a few hundred.
const mostOperands = 500

/** An indicator in the caller's reach, or one that such an indicator is worked out from. @throws indicators.not-found */
async function requireReadable(
  scope: Scope,
  definitions: Definitions,
  indicatorId: string,
): Promise<DefinedIndicator> {
  const indicator = requireIndicator(definitions, indicatorId)
  const reach = await indicatorReach(scope, 'indicators.read')
  if (reach.includes(indicator)) return indicator
  const own = definitions.all.filter((one) => reach.includes(one))
  if (!sourcesOf(definitions, own).has(indicator)) throw indicatorError('indicators.not-found')
  return indicator
}

const inLineage = (indicator: DefinedIndicator) => ({
  ...toNamedWithUnit(indicator),
  decimals: latestVersion(indicator).decimals,
})

/** Where the caller reads the evidence: through its report, as the report's readers do, or by its own right. */
function evidencePath(scope: Scope, row: EntryRow): string | null {
  const { evidence_file_id: id, evidence_case_id: caseId, evidence_unit_id: unitId } = row
  if (caseId !== null)
    return reachesPlace(scope, 'indicators.read', { unitId })
      ? `/reporting/reports/${caseId}/files/${id}`
      : null
  return scope.permissions.has(row.evidence_permission ?? '') ? `/files/${id}` : null
}

/** The report that an entry came with, for its readers. */
function reportOf(scope: Scope, row: EntryRow): ReportedEntry['report'] {
  const { report_case_id: caseId, report_period: period, report_unit_id: unitId } = row
  if (caseId === null || period === null || !reachesPlace(scope, 'indicators.read', { unitId })) return null
  return { period, link: `/reporting/${caseId}` }
}

function toEntry(scope: Scope, row: EntryRow): ReportedEntry {
  const { evidence_file_id: id, evidence_name: name } = row
  return {
    ...toObservation(row),
    unitName: row.unit_name,
    evidence: id === null || name === null ? null : { id, name, path: evidencePath(scope, row) },
    report: reportOf(scope, row),
  }
}

interface Naming {
  readonly scope: Scope
  readonly region: RegionNames
  readonly entries: ReadonlyMap<string, readonly EntryRow[]>
  readonly measures: Definitions['measures']
  /** How many corrections of closed months went into a sum over records. */
  readonly corrections: ReadonlyMap<UsedFigure, number>
}

/** The sums over records among these, with what of them is counted. */
async function countCorrections(
  scope: Scope,
  measures: Definitions['measures'],
  used: readonly UsedFigure[],
): Promise<ReadonlyMap<UsedFigure, number>> {
  const sums = used.flatMap((one): Array<[UsedFigure, CountedSum]> => {
    const { reference, place } = one
    const found = reference.kind === 'measure' ? measures.get(reference.name)?.measure : undefined
    if (!found || reference.kind !== 'measure') return []
    const from = found.kind === 'flow' ? firstMonth(place.period) : undefined
    const sum = {
      measure: found.name,
      regionPrefix: regionPrefix(place.region),
      from,
      to: dayAfter(place.period),
    }
    return [[one, { ...sum, where: { ...reference.where } }]]
  })
  const counts = await countLateChanges(
    scope,
    sums.map(([, sum]) => sum),
  )
  return new Map(sums.map(([one], index) => [one, counts[index] ?? 0]))
}

function toOperand({ scope, region, entries, measures, corrections }: Naming, used: UsedFigure): Operand[] {
  const { reference, indicator, place, value } = used
  const placed = { region: region(place.region), period: place.period, value }
  if (reference.kind === 'measure') {
    const measure = measures.get(reference.name)?.measure
    if (!measure) return []
    const { name, title, unit, kind } = measure
    return [
      {
        ...placed,
        kind: 'measure',
        measure: name,
        title,
        unit,
        measureKind: kind,
        where: { ...reference.where },
        corrections: corrections.get(used) ?? 0,
      },
    ]
  }
  if (!indicator) return []
  if (reference.kind === 'indicator')
    return [{ ...placed, kind: 'indicator', indicator: inLineage(indicator) }]
  const own = entries.get(placeKey(indicator.id, place.region, place.period)) ?? []
  return [
    {
      ...placed,
      kind: 'observation',
      indicator: inLineage(indicator),
      entries: own.map((row) => toEntry(scope, row)),
    },
  ]
}

async function figureLineage(
  scope: Scope,
  definitions: Definitions,
  engine: FigureEngine,
  indicator: DefinedIndicator,
  place: Place,
): Promise<FigureLineage> {
  const derived = engine.derive(indicator, place)
  const shown = derived.used.slice(0, mostOperands)
  const entries = await entriesAt(
    scope,
    shown.flatMap(({ reference, indicator: whose, place: at }) =>
      reference.kind === 'observation' && whose ? [{ indicatorId: whose.id, ...at }] : [],
    ),
  )
  const naming: Naming = {
    scope,
    region: await readRegionNames(scope, [place.region, ...shown.map((used) => used.place.region)]),
    entries: Map.groupBy(entries, (row) => placeKey(row.indicator_id, row.region, row.period)),
    measures: definitions.measures,
    corrections: await countCorrections(scope, definitions.measures, shown),
  }
  const { number, validFrom, validTo, reason, accumulation, computation } = toVersion(derived.version)
  return {
    region: naming.region(place.region),
    period: place.period,
    value: derived.value,
    indicator: inLineage(indicator),
    derivation: derived.derivation,
    version: { number, validFrom, validTo, reason, accumulation, computation },
    operands: shown.flatMap((used) => toOperand(naming, used)),
    furtherOperands: derived.used.length - shown.length,
  }
}

/**
 * What a figure was made of, one level.
 *
 * @throws indicators.not-found also for indicators outside the caller's reach
 */
export async function explainFigure(
  scope: Scope,
  modules: Modules,
  request: { indicatorId: string; region?: string | undefined; period: string },
): Promise<FigureLineage> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = await requireReadable(scope, definitions, request.indicatorId)
  const engine = await loadFigureEngine(scope, definitions, [indicator])
  const place = { region: request.region ?? scope.city, period: request.period }
  return figureLineage(scope, definitions, engine, indicator, place)
}

/** The periods that make a value on the binding's basis, oldest first. */
function countedPeriods(binding: BindingRow, period: string): readonly string[] {
  if (binding.basis === 'level') return [period]
  if (binding.basis === 'year-total') return periodsOfYearToDate(period)
  const kind = kindOfPeriod(period)
  // Without a baseline everything counts that there is; a century of years is more than any city has.
  const first = firstMonth(String(binding.baseline_year === null ? 1990 : binding.baseline_year + 1))
  const periods: string[] = []
  for (let at = period; firstMonth(at) >= first && periods.length < 1_200; at = offsetPeriod(at, -1, kind))
    periods.push(at)
  return periods.toReversed()
}

/**
 * What the present value of a target was made of: the periods that count, and the last of them one level open.
 *
 * @throws indicators.target-not-found, indicators.not-bound
 */
export async function explainTarget(
  scope: Scope,
  modules: Modules,
  request: { targetId: string; region?: string | undefined; period?: string | undefined },
): Promise<TargetLineage> {
  const target = await getTargetRow(scope, request.targetId)
  const definitions = await readDefinitions(scope, modules)
  const [binding] = await findBindings(scope, { targetIds: [target.id] })
  const indicator = binding && definitions.byId.get(binding.indicator_id)
  if (!binding || !indicator) throw indicatorError('indicators.not-bound')
  const region = request.region ?? scope.city
  const state = (await findTargetStates(scope, [target.id])).find((row) => row.region === region)
  const period =
    request.period ?? state?.current_period ?? lastPeriodOver(today(scope), latestVersion(indicator).period)
  const engine = await loadFigureEngine(scope, definitions, [indicator])
  const counted = countedPeriods(binding, period).flatMap((one) => {
    const value = engine.figureOf(indicator, { region, period: one })
    return value === null ? [] : [{ period: one, value }]
  })
  const placed = await readRegionNames(scope, [region])
  const { baseline_year: year, baseline_value: value } = binding
  return {
    targetId: target.id,
    indicator: target.indicator,
    unit: target.unit,
    region: placed(region),
    standing: state ? toStanding(state) : null,
    basis: binding.basis,
    factor: binding.factor,
    baseline: year === null || value === null ? null : { year, value },
    counted,
    figure:
      counted.length === 0
        ? null
        : await figureLineage(scope, definitions, engine, indicator, { region, period }),
  }
}

/** The right that names a view's records, and how far the caller's reaches; null when the view names none. */
function rightToRecords(scope: Scope, modules: Modules, { records }: FactView) {
  if (!records) return null
  const { permission } = records
  return {
    title: permissionTitle(modules, permission) ?? { zh: permission, en: permission },
    reach: scope.permissions.get(permission),
  }
}

/**
 * A page of the records behind a measure's part in a figure, by record id.
 *
 * @throws indicators.not-found, indicators.not-in-figure for a measure that the indicator is not computed from
 */
export async function explainRecords(
  scope: Scope,
  modules: Modules,
  request: RecordsRequest,
): Promise<RecordPage> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = await requireReadable(scope, definitions, request.indicatorId)
  const found = definitions.measures.get(request.measure)
  const uses = measuresIn([indicator]).some((reference) => reference.name === request.measure)
  if (!found || !uses)
    throw indicatorError('indicators.not-in-figure', {
      name: latestVersion(indicator).name_zh,
      measure: request.measure,
    })
  const { view, measure } = found
  const where = request.where.map((text): [string, string] => {
    const at = text.indexOf('=')
    return [text.slice(0, at), text.slice(at + 1)]
  })
  const afterThisMonth = addMonths(`${today(scope).slice(0, 7)}-01`, 1)
  const end = dayAfter(request.period)
  const rows = await explainMeasure(scope, view, measure, {
    within: request.region,
    from: firstMonth(request.period),
    to: end < afterThisMonth ? end : afterThisMonth,
    where: Object.fromEntries(where.filter(([name]) => view.dimensions.includes(name))),
    after: request.after,
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  const placed = await readRegionNames(
    scope,
    shown.map((row) => row.region),
  )
  const labels = await readRecordLabels(
    scope,
    view,
    shown.map((row) => row.recordId),
  )
  const titles = await Promise.all(
    dimensionsOfView(definitions.views, view).map(async (dimension) => {
      const { column } = dimension
      const values = shown.map((row) => row.dimensions[column] ?? '')
      return { column, titleOf: await readValueTitles(scope, dimension, values) }
    }),
  )
  const right = rightToRecords(scope, modules, view)
  return {
    right: right && { title: right.title, held: right.reach !== undefined },
    items: shown.map((row) => ({
      recordId: labels.has(row.recordId) || !right || right.reach === 'city' ? row.recordId : null,
      region: placed(row.region),
      date: row.at,
      value: row.value,
      dimensions: { ...row.dimensions },
      details: titles.map(({ column, titleOf }) => titleOf(row.dimensions[column] ?? '')),
      label: labels.get(row.recordId)?.label ?? null,
      link: labels.get(row.recordId)?.link ?? null,
    })),
    next: rows.length > shown.length ? (shown.at(-1)?.recordId ?? null) : null,
  }
}
