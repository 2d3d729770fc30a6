/** The rows of a file of figures, read and looked up, with what could not be. */
import { numberedRows } from '#kernel/exchange/numbered-rows.ts'
import type { Message } from '#kernel/language/messages.ts'
import { type DefinedIndicator, type Definitions, latestVersion, versionOn } from '../definitions.ts'
import { readUnit, sameKind, sameScale } from '../expression/units.ts'
import { lastDay } from '../period.ts'
import { readFigureCell } from '../reporting/workbook-cells.ts'
import { type ImportFinding, mostImportRows } from './import-contract.ts'
import { importError } from './import-errors.ts'
import { columnSynonyms, columnTitles, type ImportColumn, importColumns } from './import-texts.ts'
import { readPeriod } from './read-period.ts'

/** What rows are looked up in. */
export interface LookUp {
  readonly city: string
  readonly definitions: Definitions
  /** Codes of the city's regions. */
  readonly regions: ReadonlySet<string>
  /** By name; null where two share it. */
  readonly regionNames: ReadonlyMap<string, string | null>
}

/** A row that names its place and a value. */
export interface ReadFigure {
  readonly line: number
  readonly indicator: DefinedIndicator
  readonly region: string
  readonly period: string
  readonly value: number
  readonly explanation: string | null
  /** The region as the file names it, for findings. */
  readonly regionText: string
}

/** What came of a row: a figure, a row without a value, or what is wrong. */
export type ReadRow =
  | { readonly kind: 'figure'; readonly figure: ReadFigure }
  | { readonly kind: 'blank' }
  | { readonly kind: 'faulty'; readonly findings: readonly ImportFinding[] }

type Places = Partial<Record<ImportColumn, number>>

const longestExplanation = 1000

const headingKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s*_-]/g, '')
    .toLowerCase()

const columnsByHeading: ReadonlyMap<string, ImportColumn> = new Map(
  importColumns.flatMap((column) =>
    [columnTitles[column].zh, columnTitles[column].en, column, ...columnSynonyms[column]].map(
      (title): [string, ImportColumn] => [headingKey(title), column],
    ),
  ),
)

function placesOf(heads: readonly string[]): Places {
  const places: Places = {}
  for (const [index, head] of heads.entries()) {
    const column = columnsByHeading.get(headingKey(head))
    if (column !== undefined) places[column] ??= index
  }
  const missing = [
    ...(places.code === undefined && places.name === undefined ? [columnTitles.code.zh] : []),
    ...(['period', 'value'] as const).flatMap((column) =>
      places[column] === undefined ? [columnTitles[column].zh] : [],
    ),
  ]
  if (missing.length > 0)
    throw importError('indicators.import-columns-missing', { columns: missing.join('、') })
  return places
}

/** One row while it is read. */
class RowReader {
  readonly findings: ImportFinding[] = []
  readonly #line: number
  readonly #cells: readonly string[]
  readonly #places: Places

  constructor(line: number, cells: readonly string[], places: Places) {
    this.#line = line
    this.#cells = cells
    this.#places = places
  }

  cell(column: ImportColumn): string {
    const place = this.#places[column]
    return place === undefined ? '' : (this.#cells[place] ?? '').trim()
  }

  fault(column: ImportColumn, message: Message, remedy: Message | null = null): undefined {
    const found = this.cell(column).slice(0, 200)
    this.findings.push({ line: this.#line, column, found, severity: 'error', message, remedy })
    return undefined
  }

  read(look: LookUp): ReadRow {
    const indicator = this.#indicator(look.definitions)
    const region = this.#region(look)
    const period = this.#period(indicator)
    const value = indicator && this.#value(indicator, period)
    const explanation = this.cell('explanation')
    if (explanation.length > longestExplanation)
      this.fault('explanation', {
        zh: `说明有 ${explanation.length} 字，请控制在 ${longestExplanation} 字以内。`,
        en: `The explanation has ${explanation.length} characters; keep it within ${longestExplanation}.`,
      })
    if (this.findings.length > 0) return { kind: 'faulty', findings: this.findings }
    if (!indicator || region === undefined || period === undefined || value === undefined)
      return { kind: 'blank' }
    return {
      kind: 'figure',
      figure: {
        line: this.#line,
        indicator,
        region,
        period,
        value,
        explanation: explanation === '' ? null : explanation,
        regionText: this.cell('region'),
      },
    }
  }

  #indicator(definitions: Definitions): DefinedIndicator | undefined {
    const [code, name] = [this.cell('code'), this.cell('name')]
    const byCode = code === '' ? undefined : definitions.find(code)
    const byName = name === '' ? undefined : definitions.find(name)
    if (code === '' && name === '')
      return this.fault('code', {
        zh: '没有写明指标，请填写指标代码或名称。',
        en: 'No indicator is named; enter its code or name.',
      })
    const remedy = {
      zh: '请在指标目录中查找代码；名称须与目录完全一致，有同名指标的必须填代码。',
      en: 'Look the code up in the catalogue; a name must be as the catalogue has it, and one that two indicators share needs the code.',
    }
    if (code !== '' && !byCode)
      return this.fault(
        'code',
        { zh: `没有代码为“${code}”的指标。`, en: `There is no indicator “${code}”.` },
        byName
          ? { zh: `名称对应的代码是 ${byName.code}。`, en: `The name’s code is ${byName.code}.` }
          : remedy,
      )
    if (code === '' && !byName)
      return this.fault(
        'name',
        { zh: `没有名为“${name}”的指标。`, en: `No indicator is named “${name}”.` },
        remedy,
      )
    if (byCode && byName && byCode !== byName)
      return this.fault(
        'name',
        {
          zh: `代码 ${byCode.code} 是“${latestVersion(byCode).name_zh}”，与名称“${name}”不一致。`,
          en: `${byCode.code} is “${latestVersion(byCode).name_en}”, not “${name}”.`,
        },
        {
          zh: `改正代码或名称；“${name}”的代码是 ${byName.code}。`,
          en: `Correct one of them; the code of “${name}” is ${byName.code}.`,
        },
      )
    return byCode ?? byName
  }

  #region({ city, regions, regionNames }: LookUp): string | undefined {
    const given = this.cell('region')
    if (given === '') return city
    if (regions.has(given)) return given
    const named = regionNames.get(given)
    if (named) return named
    const message =
      named === null
        ? { zh: `本市有不止一个地区叫“${given}”。`, en: `More than one region is called “${given}”.` }
        : { zh: `“${given}”不是本市的地区。`, en: `“${given}” is no region of the city.` }
    return this.fault('region', message, {
      zh: `填写 6 位或 9 位行政区划代码；全市的数据填 ${city} 或留空。`,
      en: `Enter the code of 6 or 9 digits; for the whole city enter ${city} or leave it empty.`,
    })
  }

  #period(indicator: DefinedIndicator | undefined): string | undefined {
    const given = this.cell('period')
    const period = given === '' ? undefined : readPeriod(given)
    if (period !== undefined) return period
    const kind = indicator && latestVersion(indicator).period
    const examples = { month: '2026-05', quarter: '2026-Q2', year: '2025' }
    const example = kind ? examples[kind] : Object.values(examples).join('、')
    return this.fault(
      'period',
      given === ''
        ? { zh: '没有填写时期。', en: 'The period is missing.' }
        : { zh: `“${given}”不是时期。`, en: `“${given}” is no period.` },
      { zh: `例如 ${example}。`, en: `For example ${example}.` },
    )
  }

  /** The value in the indicator's unit; undefined when there is none or it was found wrong. */
  #value(indicator: DefinedIndicator, period: string | undefined): number | undefined {
    const { unit } = period ? versionOn(indicator, lastDay(period)) : latestVersion(indicator)
    const given = this.cell('unit')
    if (given !== '' && given !== unit && !fits(given, unit))
      this.fault(
        'unit',
        {
          zh: `计量单位是“${given}”，该指标的单位是“${unit}”。`,
          en: `The unit is “${given}”, but the indicator is in “${unit}”.`,
        },
        { zh: `换算成“${unit}”后再填。`, en: `Convert the value to “${unit}”.` },
      )
    // Most cells are plain digits.
    const text = this.cell('value')
    if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
    const reading = readFigureCell(text, '', unit)
    if (reading.kind === 'problem') return this.fault('value', reading.message)
    return reading.kind === 'number' ? reading.value : undefined
  }
}

function fits(given: string, unit: string): boolean {
  const [a, b] = [readUnit(given), readUnit(unit)]
  return sameKind(a, b) && sameScale(a, b)
}

/**
 * Reads all rows of a file, some thousand at a time.
 *
 * @throws indicators.import-columns-missing, indicators.import-empty, indicators.import-too-many-rows; ZipError
 */
export async function* readFigures(content: Blob, look: LookUp): AsyncGenerator<ReadRow[]> {
  let places: Places | undefined
  let count = 0
  for await (const rows of numberedRows(content)) {
    const read: ReadRow[] = []
    for (const { line, cells } of rows) {
      if (places === undefined) places = placesOf(cells)
      else read.push(new RowReader(line, cells, places).read(look))
    }
    count += read.length
    if (count > mostImportRows) throw importError('indicators.import-too-many-rows', { most: mostImportRows })
    if (read.length > 0) yield read
  }
  if (count === 0) throw importError('indicators.import-empty')
}
