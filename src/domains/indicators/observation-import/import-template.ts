/** The form of a file of figures: headings, the indicators that may be reported, and rows that show how. */
import type { Locale, Scope } from '#kernel/db/scope.ts'
import { csvField } from '#kernel/exchange/csv-rows.ts'
import { workbookType, writeWorkbook } from '#kernel/exchange/write-table.ts'
import { latestVersion } from '../definitions.ts'
import { type Modules, readDefinitions } from '../figures-service.ts'
import { isReported } from '../reported.ts'
import { cityRegions } from './import-store.ts'
import { columnTitles, type ImportColumn, importColumns } from './import-texts.ts'

const widths: Readonly<Record<ImportColumn, number>> = {
  code: 30,
  name: 36,
  region: 14,
  period: 12,
  value: 14,
  unit: 12,
  explanation: 40,
}

const notes: Readonly<Record<ImportColumn, Record<Locale, string>>> = {
  code: {
    zh: '代码和名称至少填一项；代码见“指标”表。',
    en: 'Code or name; the codes are in the second sheet.',
  },
  name: { zh: '须与指标目录一致。', en: 'As the catalogue has it.' },
  region: { zh: '区划代码或名称；全市的数据留空。', en: 'Code or name; empty for the whole city.' },
  period: { zh: '年 2025，季 2026-Q2，月 2026-05。', en: 'Year 2025, quarter 2026-Q2, month 2026-05.' },
  value: {
    zh: '按指标的计量单位填；没有数据的留空。',
    en: 'In the unit of the indicator; empty if there is none.',
  },
  unit: { zh: '可不填；填了就核对。', en: 'May be left out; checked if given.' },
  explanation: { zh: '与上期相差悬殊的写明原因。', en: 'Why a value is far off the one before.' },
}

const sheetTitles = {
  figures: { zh: '数据', en: 'Figures' },
  indicators: { zh: '指标', en: 'Indicators' },
  regions: { zh: '地区', en: 'Regions' },
  period: { zh: '统计周期', en: 'Reported by' },
  regionCode: { zh: '区划代码', en: 'Code' },
} as const

const kinds = {
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季', en: 'quarter' },
  year: { zh: '年', en: 'year' },
} as const

/** An empty form as a workbook, with the codes of indicators and regions beside it, or as CSV with its head alone. */
export async function importTemplate(scope: Scope, modules: Modules, format: 'xlsx' | 'csv'): Promise<File> {
  const { locale } = scope
  const name = locale === 'zh' ? '数据导入模板' : 'import-of-figures'
  const heads = importColumns.map((column) => columnTitles[column][locale])
  if (format === 'csv')
    return new File([`\ufeff${heads.map(csvField).join(',')}\r\n`], `${name}.csv`, {
      type: 'text/csv; charset=utf-8',
    })
  const definitions = await readDefinitions(scope, modules)
  const reported = definitions.all
    .map((indicator) => ({ indicator, version: latestVersion(indicator) }))
    .filter(({ indicator, version }) => isReported(indicator.code, version))
  const bytes = await writeWorkbook([
    {
      title: sheetTitles.figures[locale],
      columns: importColumns.map((column) => ({
        title: columnTitles[column][locale],
        width: widths[column],
        note: notes[column][locale],
      })),
      rows: [],
    },
    {
      title: sheetTitles.indicators[locale],
      columns: [
        { title: columnTitles.code[locale], width: widths.code },
        { title: columnTitles.name[locale], width: widths.name },
        { title: columnTitles.unit[locale], width: widths.unit },
        { title: sheetTitles.period[locale], width: 12 },
      ],
      rows: reported.map(({ indicator, version }) => [
        indicator.code,
        locale === 'zh' ? version.name_zh : version.name_en,
        version.unit,
        kinds[version.period][locale],
      ]),
    },
    {
      title: sheetTitles.regions[locale],
      columns: [
        { title: sheetTitles.regionCode[locale], width: 14 },
        { title: columnTitles.region[locale], width: 24 },
      ],
      rows: (await cityRegions(scope)).map(({ code, name: regionName }) => [code, regionName]),
    },
  ])
  return new File([bytes], `${name}.xlsx`, { type: workbookType })
}
