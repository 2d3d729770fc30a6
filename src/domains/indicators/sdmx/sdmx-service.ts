/** Figures as rows of SDMX-CSV. */
import { stringify } from 'csv-stringify/sync'
import type { Scope } from '#kernel/db/scope.ts'
import { type DefinedIndicator, latestVersion, versionOn } from '../definitions.ts'
import { indicatorError } from '../errors.ts'
import { figuresOver, loadFigures, type Modules, periodsOf, readDefinitions } from '../figures-service.ts'
import { firstMonth, lastDay } from '../period.ts'
import { indicatorReach } from '../reach.ts'
import { knownRegions, regionsBelow } from '../store.ts'
import { mostSdmxFigures } from './sdmx-contract.ts'

/** The dataflow that the rows belong to, as agency:identifier(version). */
const dataflow = 'ZHIHENG:INDICATORS(1.0)'

const columns = [
  'STRUCTURE',
  'STRUCTURE_ID',
  'ACTION',
  'FREQ',
  'REF_AREA',
  'INDICATOR',
  'TIME_PERIOD',
  'OBS_VALUE',
  'UNIT_MEASURE',
  'DECIMALS',
  'DEFINITION_VERSION',
  'ORIGIN',
]

/** Codes of the standard's code list CL_FREQ. */
const frequency = { month: 'M', quarter: 'Q', year: 'A' } as const

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

export interface SdmxRequest {
  readonly indicators?: string | undefined
  readonly regions?: string | undefined
  readonly from: string
  readonly to: string
}

/**
 * The figures as a file.
 *
 * @throws indicators.unknown-codes, indicators.unknown-region, indicators.periods-reversed, indicators.no-whole-period,
 * indicators.too-many-years, indicators.pivot-too-large
 */
export async function sdmxCsv(scope: Scope, modules: Modules, request: SdmxRequest): Promise<string> {
  const definitions = await readDefinitions(scope, modules)
  const reach = await indicatorReach(scope, 'indicators.read')
  const codes = listed(request.indicators)
  const readable = (indicator: DefinedIndicator | undefined): DefinedIndicator[] =>
    indicator && reach.includes(indicator) ? [indicator] : []
  const unknown = codes.filter((code) => readable(definitions.find(code)).length === 0)
  if (unknown.length > 0) throw indicatorError('indicators.unknown-codes', { codes: unknown.join(', ') })
  const wanted = codes.length === 0 ? definitions.all : codes.map((code) => definitions.find(code))
  const indicators = wanted.flatMap(readable)
  const { from, to } = request
  if (firstMonth(to) < firstMonth(from)) throw indicatorError('indicators.periods-reversed', { from, to })
  const regions = await wantedRegions(scope, listed(request.regions))
  const places = indicators.map((indicator) => ({
    indicator,
    periods: periodsOf(latestVersion(indicator), request.from, request.to),
  }))
  const cells = regions.length * places.reduce((sum, { periods }) => sum + periods.length, 0)
  if (cells === 0) throw indicatorError('indicators.no-whole-period', { from, to })
  if (cells > mostSdmxFigures)
    throw indicatorError('indicators.pivot-too-large', { cells, most: mostSdmxFigures })
  const figureOf = await loadFigures(scope, definitions, indicators)
  const rows = places.flatMap(({ indicator, periods }) =>
    figuresOver(
      figureOf,
      indicator,
      regions.filter((region) => reach.includes(indicator, region)),
      periods,
    ).flatMap(({ region, period, value }) =>
      value === null ? [] : [rowOf(indicator, region, period, value)],
    ),
  )
  return stringify([columns, ...rows])
}

async function wantedRegions(scope: Scope, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [scope.city, ...(await regionsBelow(scope, scope.city))]
  const known = await knownRegions(scope, codes)
  for (const region of codes)
    if (!known.has(region)) throw indicatorError('indicators.unknown-region', { region })
  return [...new Set(codes)]
}

function rowOf(
  indicator: DefinedIndicator,
  region: string,
  period: string,
  value: number,
): Array<string | number> {
  const version = versionOn(indicator, lastDay(period))
  return [
    'dataflow',
    dataflow,
    'I',
    frequency[version.period],
    region,
    indicator.code,
    period,
    value,
    version.unit,
    version.decimals,
    version.number,
    version.computation === 'observed' ? 'reported' : 'computed',
  ]
}
