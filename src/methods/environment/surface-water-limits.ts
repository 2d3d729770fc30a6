/**
 * GB 3838-2002 table 1, basic items: limits of classes Ⅰ–Ⅴ in mg/L, faecal coliforms in counts per litre.
 * Read in two public transcriptions that agree.
 */

/** A basic item and how its five limits bind. */
export interface SurfaceWaterItem {
  readonly key: SurfaceWaterItemKey
  readonly zh: string
  readonly en: string
  /** `at-most` for pollutants, `at-least` for dissolved oxygen, `within` for pH. */
  readonly bound: 'at-most' | 'at-least' | 'within'
  readonly river: readonly number[]
  /** Limits of lakes and reservoirs where they differ. */
  readonly lake?: readonly number[]
  /** Not among the 21 items that class a section (地表水环境质量评价办法（试行）, 2011): reported apart. */
  readonly referenceOnly?: boolean
}

/** Bounds of pH, the same for all classes. */
export const PH_RANGE = { low: 6, high: 9 } as const

export const surfaceWaterItemKeys = [
  'ph',
  'dissolvedOxygen',
  'permanganateIndex',
  'chemicalOxygenDemand',
  'biochemicalOxygenDemand',
  'ammoniaNitrogen',
  'totalPhosphorus',
  'totalNitrogen',
  'copper',
  'zinc',
  'fluoride',
  'selenium',
  'arsenic',
  'mercury',
  'cadmium',
  'hexavalentChromium',
  'lead',
  'cyanide',
  'volatilePhenol',
  'petroleum',
  'anionicSurfactant',
  'sulphide',
  'faecalColiforms',
] as const
export type SurfaceWaterItemKey = (typeof surfaceWaterItemKeys)[number]

function item(
  key: SurfaceWaterItemKey,
  zh: string,
  en: string,
  river: readonly number[],
  lake?: readonly number[],
): SurfaceWaterItem {
  return { key, zh, en, bound: 'at-most', river, ...(lake === undefined ? {} : { lake }) }
}

/** The 23 items of table 1 that carry limits by class (water temperature is ruled otherwise). */
export const surfaceWaterItems: readonly SurfaceWaterItem[] = [
  { key: 'ph', zh: 'pH值', en: 'pH', bound: 'within', river: [] },
  {
    key: 'dissolvedOxygen',
    zh: '溶解氧',
    en: 'dissolved oxygen',
    bound: 'at-least',
    river: [7.5, 6, 5, 3, 2],
  },
  item('permanganateIndex', '高锰酸盐指数', 'permanganate index', [2, 4, 6, 10, 15]),
  item('chemicalOxygenDemand', '化学需氧量', 'chemical oxygen demand', [15, 15, 20, 30, 40]),
  item('biochemicalOxygenDemand', '五日生化需氧量', 'five-day biochemical oxygen demand', [3, 3, 4, 6, 10]),
  item('ammoniaNitrogen', '氨氮', 'ammonia nitrogen', [0.15, 0.5, 1, 1.5, 2]),
  item(
    'totalPhosphorus',
    '总磷',
    'total phosphorus',
    [0.02, 0.1, 0.2, 0.3, 0.4],
    [0.01, 0.025, 0.05, 0.1, 0.2],
  ),
  { ...item('totalNitrogen', '总氮', 'total nitrogen', [0.2, 0.5, 1, 1.5, 2]), referenceOnly: true },
  item('copper', '铜', 'copper', [0.01, 1, 1, 1, 1]),
  item('zinc', '锌', 'zinc', [0.05, 1, 1, 2, 2]),
  item('fluoride', '氟化物', 'fluoride', [1, 1, 1, 1.5, 1.5]),
  item('selenium', '硒', 'selenium', [0.01, 0.01, 0.01, 0.02, 0.02]),
  item('arsenic', '砷', 'arsenic', [0.05, 0.05, 0.05, 0.1, 0.1]),
  item('mercury', '汞', 'mercury', [0.00005, 0.00005, 0.0001, 0.001, 0.001]),
  item('cadmium', '镉', 'cadmium', [0.001, 0.005, 0.005, 0.005, 0.01]),
  item('hexavalentChromium', '六价铬', 'hexavalent chromium', [0.01, 0.05, 0.05, 0.05, 0.1]),
  item('lead', '铅', 'lead', [0.01, 0.01, 0.05, 0.05, 0.1]),
  item('cyanide', '氰化物', 'cyanide', [0.005, 0.05, 0.2, 0.2, 0.2]),
  item('volatilePhenol', '挥发酚', 'volatile phenol', [0.002, 0.002, 0.005, 0.01, 0.1]),
  item('petroleum', '石油类', 'petroleum', [0.05, 0.05, 0.05, 0.5, 1]),
  item('anionicSurfactant', '阴离子表面活性剂', 'anionic surfactant', [0.2, 0.2, 0.2, 0.3, 0.3]),
  item('sulphide', '硫化物', 'sulphide', [0.05, 0.1, 0.2, 0.5, 1]),
  {
    ...item('faecalColiforms', '粪大肠菌群', 'faecal coliforms', [200, 2000, 10000, 20000, 40000]),
    referenceOnly: true,
  },
]
