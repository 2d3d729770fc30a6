/** Figures of many indicators, regions and periods at once, turned as one likes; and the views people keep of them. */
import { z } from 'zod'
import { procedure } from '#kernel/api/contract.ts'
import { IndicatorPeriod, MessageView, Period, RegionCode } from '../schemas.ts'

const tags = ['indicators'] as const

/** Cells that one answer may have: what a browser shows without delay and a person can still read. */
export const mostPivotCells = 20_000

/** What varies: which indicator or measure, where, when, and by a dimension of measures. */
export const PivotAxis = z.enum(['item', 'region', 'period', 'dimension'])
export type PivotAxis = z.infer<typeof PivotAxis>

export const PivotDefinition = z.object({
  /** Ids of indicators. */
  indicators: z.array(z.uuid()).max(40).default([]),
  /** Names of measures; for those whose right reaches the whole city. */
  measures: z.array(z.string().max(120)).max(40).default([]),
  /** The city itself when none is named. */
  regions: z.array(RegionCode).max(200).default([]),
  kind: IndicatorPeriod,
  from: Period,
  to: Period,
  /**
   * A dimension by which at least one of what is chosen can be divided: a measure that has it, or an indicator whose
   * expression is over measures that have it. By the key that the choices give.
   */
  dimension: z.string().max(130).nullable().default(null),
  /** What runs down the side, outermost first; the others run along the top. */
  rows: z.array(PivotAxis).max(4).default(['item', 'region']),
})
export type PivotDefinition = z.infer<typeof PivotDefinition>

const Entry = z.object({ key: z.string(), title: MessageView })

/** `name` is its key: with the name of a view behind an @ where several views use the name for different things. */
const Dimension = z.object({ name: z.string(), title: MessageView })

export const PivotAnswer = z.object({
  items: z.array(
    Entry.extend({
      unit: z.string(),
      decimals: z.number().int().nullable(),
      /** Why it cannot be divided by the dimension: then it has figures of the whole only. Null when it can. */
      undivided: MessageView.nullable(),
    }),
  ),
  regions: z.array(Entry),
  periods: z.array(z.string()),
  /** First the whole, whose value is null, then the values of the dimension if there is one. */
  dimensions: z.array(z.object({ value: z.string().nullable(), title: MessageView })),
  /** By item, then region, then period, then dimension, the last running fastest. */
  values: z.array(z.number().nullable()),
})
export type PivotAnswer = z.infer<typeof PivotAnswer>

export const PivotChoices = z.object({
  indicators: z.array(
    z.object({
      id: z.uuid(),
      title: MessageView,
      unit: z.string(),
      category: z.string(),
      period: IndicatorPeriod,
      /** Dimensions by which it can be divided: those of all measures that it is computed from. */
      dimensions: z.array(Dimension),
    }),
  ),
  measures: z.array(
    z.object({ name: z.string(), title: MessageView, unit: z.string(), dimensions: z.array(Dimension) }),
  ),
})
export type PivotChoices = z.infer<typeof PivotChoices>

export const PivotView = z.object({
  id: z.uuid(),
  title: z.string(),
  definition: PivotDefinition,
  shared: z.boolean(),
  own: z.boolean(),
  ownerName: z.string(),
  changedAt: z.iso.datetime(),
})
export type PivotView = z.infer<typeof PivotView>

const ViewFields = z.object({
  title: z.string().trim().min(1).max(80),
  definition: PivotDefinition,
  shared: z.boolean(),
})
const viewParameter = z.object({ viewId: z.uuid() })

/** A pivot laid out: a row per combination of the axes down the side, a column per combination along the top. */
export interface PivotTable {
  /** The axes that the titles of rows are of. */
  readonly sides: readonly PivotAxis[]
  readonly rows: readonly {
    readonly titles: readonly string[]
    readonly values: readonly (number | null)[]
  }[]
  readonly columns: readonly (readonly string[])[]
  /** The indicator or measure of each cell, for its unit and digits. */
  readonly item: (row: number, column: number) => PivotAnswer['items'][number] | undefined
  /** Whether a cell can have a figure: not when it is of one value of a dimension that its item cannot be divided by. */
  readonly isOpen: (row: number, column: number) => boolean
}

const axes = PivotAxis.options

/** Every combination of indexes, the last running fastest. */
function combinations(lengths: readonly number[]): number[][] {
  return lengths.reduce<number[][]>(
    (found, length) => found.flatMap((one) => Array.from({ length }, (_, index) => [...one, index])),
    [[]],
  )
}

type Place = Readonly<Record<PivotAxis, number>>

/** The place of a cell in the answer. */
const placeAt =
  (down: readonly PivotAxis[], along: readonly PivotAxis[]) =>
  (row: readonly number[], column: readonly number[]): Place => {
    const at = (axis: PivotAxis): number => row[down.indexOf(axis)] ?? column[along.indexOf(axis)] ?? 0
    return { item: at('item'), region: at('region'), period: at('period'), dimension: at('dimension') }
  }

/**
 * Lays an answer out. Axes with one entry only are left off the titles, unless nothing else would be there; rows and
 * columns in which no cell can have a figure are left out, and those of one value of the dimension without any figure:
 * few items have records of every value.
 *
 * @param titleOf words for an entry of an axis
 */
export function pivotTable(
  answer: PivotAnswer,
  rows: readonly PivotAxis[],
  titleOf: (axis: PivotAxis, index: number) => string,
): PivotTable {
  const lengths = {
    item: answer.items.length,
    region: answer.regions.length,
    period: answer.periods.length,
    dimension: answer.dimensions.length,
  }
  const down = [...new Set(rows)]
  const along = axes.filter((axis) => !down.includes(axis))
  const placeOf = placeAt(down, along)
  const isOpen = ({ item, dimension }: Place): boolean =>
    answer.dimensions[dimension]?.value === null || answer.items[item]?.undivided === null
  const valueAt = ({ item, region, period, dimension }: Place): number | null => {
    const index = ((item * lengths.region + region) * lengths.period + period) * lengths.dimension + dimension
    return answer.values[index] ?? null
  }
  const isShown = (place: Place): boolean =>
    isOpen(place) && (answer.dimensions[place.dimension]?.value === null || valueAt(place) !== null)
  const everyRow = combinations(down.map((axis) => lengths[axis]))
  const everyColumn = combinations(along.map((axis) => lengths[axis]))
  const downPlaces = everyRow.filter((row) => everyColumn.some((column) => isShown(placeOf(row, column))))
  const alongPlaces = everyColumn.filter((column) => everyRow.some((row) => isShown(placeOf(row, column))))
  const telling = (of: readonly PivotAxis[]): readonly PivotAxis[] => {
    const several = of.filter((axis) => lengths[axis] > 1)
    return several.length > 0 ? several : of.slice(0, 1)
  }
  const titles = (of: readonly PivotAxis[], place: readonly number[]): string[] =>
    telling(of).map((axis) => titleOf(axis, place[of.indexOf(axis)] ?? 0))
  const cell = (row: number, column: number): Place =>
    placeOf(downPlaces[row] ?? [], alongPlaces[column] ?? [])
  return {
    sides: telling(down),
    columns: alongPlaces.map((place) => titles(along, place)),
    rows: downPlaces.map((row) => ({
      titles: titles(down, row),
      values: alongPlaces.map((column) => valueAt(placeOf(row, column))),
    })),
    item: (row, column) => answer.items[cell(row, column).item],
    isOpen: (row, column) => isOpen(cell(row, column)),
  }
}

export const pivotContract = {
  pivotChoices: procedure({
    method: 'GET',
    path: '/indicators/pivot/choices',
    permission: 'indicators.read',
    summary: { zh: '透视分析可选的指标和度量', en: 'What a pivot can be made of' },
    tags,
  }).output(PivotChoices),
  pivot: procedure({
    method: 'POST',
    path: '/indicators/pivot',
    permission: 'indicators.read',
    summary: { zh: '透视分析', en: 'Pivot: figures of many indicators, regions and periods' },
    tags,
  })
    .input(PivotDefinition)
    .output(PivotAnswer),
  exportPivot: procedure({
    method: 'POST',
    path: '/indicators/pivot/export',
    permission: 'indicators.read',
    summary: { zh: '透视结果导出为 Excel', en: 'A pivot as an Excel file' },
    tags,
  })
    .input(PivotDefinition)
    .output(z.file()),
  listPivotViews: procedure({
    method: 'GET',
    path: '/indicators/pivot/views',
    permission: 'indicators.read',
    summary: { zh: '保存的透视视图', en: 'Saved pivots: one’s own and those shared in the city' },
    tags,
  }).output(z.object({ items: z.array(PivotView) })),
  getPivotView: procedure({
    method: 'GET',
    path: '/indicators/pivot/views/{viewId}',
    permission: 'indicators.read',
    summary: { zh: '打开透视视图', en: 'A saved pivot' },
    tags,
  })
    .input(viewParameter)
    .output(PivotView),
  savePivotView: procedure({
    method: 'POST',
    path: '/indicators/pivot/views',
    permission: 'indicators.read',
    summary: { zh: '保存透视视图', en: 'Save a pivot; one of the same title is replaced' },
    tags,
    successStatus: 201,
  })
    .input(ViewFields)
    .output(PivotView),
  deletePivotView: procedure({
    method: 'DELETE',
    path: '/indicators/pivot/views/{viewId}',
    permission: 'indicators.read',
    summary: { zh: '删除透视视图', en: 'Delete a saved pivot of one’s own' },
    tags,
  })
    .input(viewParameter)
    .output(z.object({ deleted: z.boolean() })),
}
