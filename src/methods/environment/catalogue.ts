/** Air quality index and surface-water class, as the methods catalogue lists them. */
import { z } from 'zod'
import {
  type CatalogueMethod,
  defineMethod,
  type MethodRow,
  type MethodSource,
  mapRows,
} from '#methods/method.ts'
import {
  type AirQualityEdition,
  type AirQualityItem,
  airPollutants,
  airQualityEditionOn,
  airQualityEditions,
  airQualityItems,
  airQualityItemTitles,
} from './air-quality-edition.ts'
import {
  type AirQualityIndex,
  airQualityIndex,
  airQualityLevelOf,
  individualAirQualityIndex,
} from './air-quality-index.ts'
import { goodDayShare } from './good-day-share.ts'
import {
  goodSectionShare,
  type SurfaceWaterClass,
  surfaceWaterClass,
  surfaceWaterClassNames,
} from './surface-water-class.ts'
import { surfaceWaterItemKeys, surfaceWaterItems } from './surface-water-limits.ts'

const aqiSources: readonly MethodSource[] = airQualityEditions.map(
  ({ document, effectiveFrom, effectiveTo }) => ({
    document,
    clause: document === 'HJ 633-2012' ? '4, 6.2' : '4.2, 4.3, 5.3',
    effectiveFrom,
    ...(effectiveTo === undefined ? {} : { effectiveTo }),
    confidence: 'confirmed',
  }),
)
const editionNames = ['by-date', 'HJ 633-2012', 'HJ 633-2026'] as const
const editionOption = z
  .enum(editionNames)
  .default('by-date')
  .describe('edition of HJ 633, or the one in force on the date / 标准版本，默认按日期')

function editionFor(name: (typeof editionNames)[number], date: string | undefined): AirQualityEdition {
  const named = airQualityEditions.find(({ document }) => document === name)
  if (named !== undefined) return named
  if (date === undefined)
    throw new RangeError('the edition is chosen by date: give the column date, or the option edition')
  return airQualityEditionOn(date)
}

/** Concentrations stay text, so that the decimals of the report are the decimals of the calculation. */
const concentration = (unit: string, zh: string) =>
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/, 'a concentration is a number of at least 0')
    .optional()
    .describe(`${unit} / ${zh}`)

const concentrationColumns = {
  so2Day: concentration('SO2, daily mean, µg/m³', '二氧化硫 24 小时平均'),
  so2Hour: concentration('SO2, 1 h mean, µg/m³', '二氧化硫 1 小时平均'),
  no2Day: concentration('NO2, daily mean, µg/m³', '二氧化氮 24 小时平均'),
  no2Hour: concentration('NO2, 1 h mean, µg/m³', '二氧化氮 1 小时平均'),
  coDay: concentration('CO, daily mean, mg/m³', '一氧化碳 24 小时平均'),
  coHour: concentration('CO, 1 h mean, mg/m³', '一氧化碳 1 小时平均'),
  o3Hour: concentration('O3, 1 h mean (daily report: its maximum), µg/m³', '臭氧 1 小时平均（日报为日最大）'),
  o3EightHour: concentration(
    'O3, 8 h mean (daily report: its maximum), µg/m³',
    '臭氧 8 小时平均（日报为日最大）',
  ),
  pm10Day: concentration('PM10, daily mean, µg/m³', '可吸入颗粒物 24 小时平均'),
  pm10Hour: concentration('PM10, 1 h mean, µg/m³ (2026)', '可吸入颗粒物 1 小时平均（2026 版）'),
  pm25Day: concentration('PM2.5, daily mean, µg/m³', '细颗粒物 24 小时平均'),
  pm25Hour: concentration('PM2.5, 1 h mean, µg/m³ (2026)', '细颗粒物 1 小时平均（2026 版）'),
} satisfies Record<AirQualityItem, z.ZodType>

function indexColumns(found: AirQualityIndex): MethodRow {
  return {
    edition: found.document,
    aqi: found.aqi ?? null,
    level: found.level?.level ?? null,
    category: found.level?.zh ?? null,
    primaryPollutants: found.primaryPollutants.join(' '),
    exceedingPollutants: found.exceedingPollutants.join(' '),
    individual: found.individual.map(({ item, iaqi }) => `${airQualityItemTitles[item]} ${iaqi}`).join('; '),
    missing: found.missing.map((item) => airQualityItemTitles[item]).join('; '),
  }
}

const aqi = defineMethod({
  name: 'aqi',
  title: { zh: '空气质量指数（AQI）', en: 'Air quality index (AQI)' },
  summary: {
    zh: '由各污染物浓度计算空气质量分指数、空气质量指数、级别、首要污染物；按监测日期选用 2012 版或 2026 版。',
    en: 'Individual indices, index, level and primary pollutant from concentrations; the 2012 or 2026 edition by the monitoring day.',
  },
  formula: 'IAQI = ⌈(IAQI_Hi − IAQI_Lo)/(BP_Hi − BP_Lo) × (C − BP_Lo) + IAQI_Lo⌉,  AQI = max IAQI',
  validity: {
    zh: '浓度 µg/m³，CO 为 mg/m³，不小于 0；超过表中末行按 500 计。2026 版缺项且其余项 AQI 不大于 100 时不发布（aqi 为空）。2016-01-01 前须指明版本。',
    en: 'µg/m³, CO in mg/m³, at least 0; above the last row 500. By the 2026 edition an incomplete report of at most 100 is withheld (aqi blank). Before 2016-01-01 name the edition.',
  },
  sources: aqiSources,
  row: z.object({
    date: z.iso.date().optional().describe('monitoring day / 监测日期'),
    place: z.string().optional().describe('station, county or city / 点位、县区或城市'),
    ...concentrationColumns,
  }),
  options: z.object({
    edition: editionOption,
    report: z.enum(['daily', 'hourly']).default('daily').describe('daily or hourly report / 日报或实时报'),
    notMonitored: z
      .string()
      .default('')
      .transform((text) =>
        airPollutants.filter((name) =>
          text
            .toLowerCase()
            .split(/[\s,;]+/)
            .includes(name),
        ),
      )
      .describe(
        `pollutants outside the monitoring plan (2026, 5.3.2): ${airPollutants.join(', ')} / 监测方案未开展的污染物`,
      ),
  }),
  run: (rows, { edition, report, notMonitored }) =>
    mapRows(rows, ({ date, place, ...columns }) => {
      const given = airQualityItems.flatMap((item) =>
        columns[item] === undefined ? [] : [[item, columns[item]] as const],
      )
      const found = airQualityIndex(
        Object.fromEntries(given),
        editionFor(edition, date),
        report,
        notMonitored,
      )
      return {
        ...(date === undefined ? {} : { date }),
        ...(place === undefined ? {} : { place }),
        ...indexColumns(found),
      }
    }),
  examples: [
    {
      title: { zh: '同一浓度，两个版本', en: 'The same day under both editions' },
      csv: 'date,so2Day,no2Day,coDay,o3EightHour,o3Hour,pm10Day,pm25Day\n2026-02-28,12,55,1.1,100,160,130,75\n2026-03-01,12,55,1.1,100,,130,75\n',
      expected: [
        {
          date: '2026-02-28',
          edition: 'HJ 633-2012',
          aqi: 100,
          level: 2,
          category: '良',
          primaryPollutants: 'pm25',
        },
        {
          date: '2026-03-01',
          edition: 'HJ 633-2026',
          aqi: 114,
          level: 3,
          category: '轻度污染',
          primaryPollutants: 'pm25',
        },
      ],
      source:
        'by hand on the tables: PM2.5 75 is a breakpoint of 2012 (100); 2026: 100 + 50·15/55 = 113.6, raised to 114',
    },
    {
      title: { zh: '缺项的日报', en: 'An incomplete daily report' },
      csv: 'date,pm25Day\n2026-03-02,60\n2026-03-03,90\n',
      expected: [
        { date: '2026-03-02', aqi: null, individual: 'PM2.5 24h 100' },
        { date: '2026-03-03', aqi: 128, category: '轻度污染' },
      ],
      source:
        'HJ 633-2026, 5.3.1: with an item missing the index is published only above 100; 100 + 50·30/55 = 127.3 → 128',
    },
  ],
})

const iaqi = defineMethod({
  name: 'iaqi',
  title: { zh: '空气质量分指数（IAQI）', en: 'Individual air quality index (IAQI)' },
  summary: {
    zh: '单项污染物的空气质量分指数，两个版本对照。',
    en: 'The index of a single pollutant, under both editions side by side.',
  },
  formula: 'IAQI = ⌈(IAQI_Hi − IAQI_Lo)/(BP_Hi − BP_Lo) × (C − BP_Lo) + IAQI_Lo⌉',
  validity: {
    zh: '浓度不小于 0；2012 版 SO2 1 小时、O3 8 小时高于 800 µg/m³ 不计算（空）。',
    en: 'At least 0; the 2012 edition does not calculate SO2 1h and O3 8h above 800 µg/m³ (blank).',
  },
  sources: aqiSources,
  row: z.object({
    item: z.enum(airQualityItems).describe('pollutant and averaging period / 项目'),
    concentration: z
      .string()
      .trim()
      .regex(/^\d+(\.\d+)?$/, 'a concentration is a number of at least 0')
      .describe('µg/m³, CO mg/m³ / 浓度'),
  }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, ({ item, concentration: value }) => {
      const found = Object.fromEntries(
        airQualityEditions.map((edition) => [
          edition.document,
          edition.breakpoints[item] === undefined
            ? null
            : (individualAirQualityIndex(item, value, edition) ?? null),
        ]),
      )
      return { item, concentration: value, ...found }
    }),
  examples: [
    {
      title: { zh: '两版断点之间', en: 'Between the breakpoints of both editions' },
      csv: 'item,concentration\npm25Day,40\npm25Day,68\npm25Day,75\npm25Day,180\npm10Day,130\no3EightHour,172\no3EightHour,1000\nso2Hour,801\ncoDay,1.1\n',
      expected: [
        { 'HJ 633-2012': 57, 'HJ 633-2026': 60 },
        { 'HJ 633-2012': 92, 'HJ 633-2026': 108 },
        { 'HJ 633-2012': 100, 'HJ 633-2026': 114 },
        { 'HJ 633-2012': 230, 'HJ 633-2026': 230 },
        { 'HJ 633-2012': 90, 'HJ 633-2026': 104 },
        { 'HJ 633-2012': 111, 'HJ 633-2026': 111 },
        { 'HJ 633-2012': null, 'HJ 633-2026': 300 },
        { 'HJ 633-2012': null, 'HJ 633-2026': 200 },
        { 'HJ 633-2012': 28, 'HJ 633-2026': 28 },
      ],
      source: 'formula (1) by hand on table 1 of HJ 633-2012 and table 3 of HJ 633-2026, notes b and c',
    },
  ],
})

const goodDays = defineMethod({
  name: 'good-air-days',
  title: { zh: '优良天数比例', en: 'Share of days with good air' },
  summary: {
    zh: 'AQI 不大于 100 的天数占有效天数的比例；空白为无效日。',
    en: 'Days with an AQI of at most 100 over valid days; a blank is a day without a valid index.',
  },
  formula: 'share = 100 × days(AQI ≤ 100) / valid days',
  validity: {
    zh: '有效日的判定按 HJ 663，本方法不判定。',
    en: 'Which days are valid is ruled by HJ 663 and taken as given.',
  },
  sources: [
    {
      document: 'HJ 663-2026',
      effectiveFrom: '2026-03-01',
      confidence: 'to be confirmed',
      note: {
        zh: '异常天气剔除与修约位数未读到原文；此处一位小数。',
        en: 'Rules on exceptional events and decimals were not read; one decimal here.',
      },
    },
  ],
  row: z.object({
    group: z.string().default('').describe('place or period the share is for / 分组'),
    aqi: z.coerce.number().min(0).optional().describe('daily AQI / 日 AQI'),
  }),
  options: z.object({}),
  run: (rows) =>
    grouped(rows, ({ group }) => group).map(([group, days]) => {
      const share = goodDayShare(days.map(({ aqi: value }) => value))
      return {
        group,
        goodDays: share.goodDays,
        validDays: share.validDays,
        percent: share.percent ?? null,
        reported: share.reported ?? null,
      }
    }),
  examples: [
    {
      title: { zh: '三天优良、一天超标、一天无效', en: 'Three good days, one over, one not valid' },
      csv: 'group,aqi\n西湖区,50\n西湖区,100\n西湖区,101\n西湖区,\n西湖区,37\n',
      expected: [{ group: '西湖区', goodDays: 3, validDays: 4, percent: 75, reported: '75.0' }],
      source: 'counted by hand: 3 of 4 valid days',
    },
  ],
})

const number = z.coerce.number().min(0).optional()
const waterColumns = Object.fromEntries(
  surfaceWaterItemKeys.map((key) => {
    const item = surfaceWaterItems.find((candidate) => candidate.key === key)
    return [key, number.describe(`${item?.en ?? key} / ${item?.zh ?? key}`)]
  }),
)

const waterSources: readonly MethodSource[] = [
  { document: 'GB 3838-2002', clause: '表1', effectiveFrom: '2002-06-01', confidence: 'confirmed' },
  {
    document: '环办〔2011〕22号 地表水环境质量评价办法（试行）',
    clause: '一、二',
    effectiveFrom: '2011-03-09',
    confidence: 'confirmed',
  },
]

const waterClass = defineMethod({
  name: 'surface-water-class',
  title: { zh: '地表水水质类别（单因子）', en: 'Surface-water class (single factor)' },
  summary: {
    zh: '按最差单项定断面水质类别；水温、总氮、粪大肠菌群不参评。',
    en: 'The class of a section is that of its worst item; water temperature, total nitrogen and faecal coliforms do not count.',
  },
  validity: {
    zh: 'mg/L，粪大肠菌群为个/L；缺测项不参评。全数值比较。',
    en: 'mg/L, faecal coliforms per litre; items not measured do not count. Values are compared unrounded.',
  },
  sources: waterSources,
  row: z.object({
    section: z.string().optional().describe('section / 断面'),
    water: z.enum(['river', 'lake']).default('river').describe('river, or lake and reservoir / 河流或湖库'),
    oxygenSaturation: number.describe('saturation of dissolved oxygen, % / 溶解氧饱和率'),
    ...waterColumns,
  }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, ({ section, water, ...sample }) => {
      const found = surfaceWaterClass(sample, water)
      return {
        ...(section === undefined ? {} : { section }),
        class: found.class === undefined ? null : surfaceWaterClassNames[found.class],
        decidedBy: found.decidedBy
          .map((key) => surfaceWaterItems.find((item) => item.key === key)?.zh ?? key)
          .join(' '),
      }
    }),
  examples: [
    {
      title: { zh: '三个断面', en: 'Three sections' },
      csv: 'section,dissolvedOxygen,permanganateIndex,ammoniaNitrogen,totalPhosphorus,totalNitrogen\nA,5.2,5.9,0.8,0.18,3.1\nB,5.2,5.9,1.2,0.18,\nC,5.2,5.9,0.8,0.41,\n',
      expected: [
        { section: 'A', class: 'Ⅲ', decidedBy: '溶解氧 高锰酸盐指数 氨氮 总磷' },
        { section: 'B', class: 'Ⅳ', decidedBy: '氨氮' },
        { section: 'C', class: '劣Ⅴ', decidedBy: '总磷' },
      ],
      source: 'limits of GB 3838-2002 table 1: NH3-N 1.0 (Ⅲ), 1.5 (Ⅳ); total phosphorus 0.4 (Ⅴ)',
    },
  ],
})

const classNames: readonly string[] = Object.values(surfaceWaterClassNames)
const goodSections = defineMethod({
  name: 'good-water-sections',
  title: { zh: 'Ⅲ类及以上断面比例', en: 'Share of sections at class III or better' },
  summary: {
    zh: 'Ⅰ—Ⅲ类断面占全部断面的比例，并给出劣Ⅴ类比例。',
    en: 'Sections of classes I–III over all sections, with the share worse than class V.',
  },
  formula: 'share = 100 × sections(Ⅰ–Ⅲ) / sections',
  sources: waterSources,
  row: z.object({
    group: z.string().default('').describe('place or period the share is for / 分组'),
    class: z
      .string()
      .trim()
      .transform((text) => text.normalize('NFKC').replace(/类$/, ''))
      .refine(
        (text) => latinClasses.includes(text),
        `one of ${classNames.join(', ')} (or I, II, III, IV, V, 劣V)`,
      )
      .optional()
      .describe('class of the section / 水质类别'),
  }),
  options: z.object({}),
  run: (rows) =>
    grouped(rows, ({ group }) => group).map(([group, sections]) => {
      const share = goodSectionShare(sections.map((row) => classNumber(row.class)))
      return {
        group,
        goodSections: share.goodSections,
        sections: share.sections,
        percent: share.percent ?? null,
        inferiorPercent: share.inferiorPercent ?? null,
      }
    }),
  examples: [
    {
      title: { zh: '八个断面', en: 'Eight sections' },
      csv: 'class\nⅠ\nⅡ\nⅡ\nⅢ类\nIII\nⅣ\nⅤ\n劣Ⅴ\n',
      expected: [{ group: '', goodSections: 5, sections: 8, percent: 62.5, inferiorPercent: 12.5 }],
      source: 'counted by hand: 5 of 8, and 1 of 8',
    },
  ],
})

/** NFKC turns the Roman numeral signs into letters. */
const latinClasses = classNames.map((name) => name.normalize('NFKC'))

function classNumber(name: string | undefined): SurfaceWaterClass | undefined {
  const classes: readonly SurfaceWaterClass[] = [1, 2, 3, 4, 5, 6]
  return name === undefined ? undefined : classes[latinClasses.indexOf(name)]
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): [string, Row[]][] {
  return [...Map.groupBy(rows, keyOf)]
}

const level = defineMethod({
  name: 'aqi-level',
  title: { zh: '空气质量指数级别', en: 'Level of an air quality index' },
  summary: { zh: '由 AQI 得级别、类别与表示颜色。', en: 'Level, category and colour of an AQI.' },
  sources: aqiSources,
  row: z.object({ aqi: z.coerce.number().min(0).describe('AQI') }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, ({ aqi: value }) => {
      const found = airQualityLevelOf(value)
      return { aqi: value, level: found.level, category: found.zh, english: found.en, colour: found.colour }
    }),
  examples: [
    {
      title: { zh: '各级边界', en: 'The ends of the levels' },
      csv: 'aqi\n50\n51\n100\n101\n150\n200\n300\n301\n',
      expected: [
        { level: 1, category: '优', colour: '#00E400' },
        { level: 2, category: '良', colour: '#FFFF00' },
        { level: 2, category: '良', colour: '#FFFF00' },
        { level: 3, category: '轻度污染', colour: '#FF7E00' },
        { level: 3, category: '轻度污染', colour: '#FF7E00' },
        { level: 4, category: '中度污染', colour: '#FF0000' },
        { level: 5, category: '重度污染', colour: '#99004C' },
        { level: 6, category: '严重污染', colour: '#7E0023' },
      ],
      source: 'HJ 633-2012 tables 2 and A.1; HJ 633-2026 table 1',
    },
  ],
})

export const environmentMethods: readonly CatalogueMethod[] = [
  aqi,
  iaqi,
  level,
  goodDays,
  waterClass,
  goodSections,
]
