/** The catalogue that ships with the program: what plans usually promise and who usually reports it. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { parseCsvTable } from '#methods/csv-table.ts'
import { Accumulation, type DefinitionFields, Direction, IndicatorPeriod } from '../contract.ts'
import { measuredExpressions } from './measured-expressions.ts'

const optionalNumber = z
  .string()
  .transform((text) => (text === '' ? null : Number(text)))
  .pipe(z.number().nullable())

const Row = z.object({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  category: z.string().min(1),
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  synonyms: z.string(),
  unit: z.string(),
  direction: Direction,
  decimals: z.coerce.number().int().min(0).max(9),
  period: IndicatorPeriod,
  accumulation: Accumulation,
  owner: z.string().min(1),
  standard: z.string(),
  minimum: optionalNumber,
  maximum: optionalNumber,
  definition_zh: z.string().min(1),
  definition_en: z.string().min(1),
})

/** An entry of the catalogue: a figure that a unit reports, or that records give with a report to fall back to. */
export interface CatalogueEntry {
  readonly code: string
  readonly fields: DefinitionFields
}

// A jump beyond this asks for an explanation; the entries hold levels and yearly counts, which seldom double.
const largestJump = 50

function computationOf(code: string): DefinitionFields['computation'] {
  const expression = measuredExpressions.get(code)
  return expression === undefined ? { kind: 'observed' } : { kind: 'expression', expression }
}

/** Reads the catalogue. @throws ZodError when a line does not fit */
export async function readNationalCatalogue(): Promise<CatalogueEntry[]> {
  const text = await readFile(new URL('./national-catalogue.csv', import.meta.url), 'utf8')
  return parseCsvTable(text).rows.map((cells) => {
    const row = Row.parse(cells)
    return {
      code: row.code,
      fields: {
        nameZh: row.name_zh,
        nameEn: row.name_en,
        synonyms: row.synonyms === '' ? [] : row.synonyms.split('|'),
        definitionZh: row.definition_zh,
        definitionEn: row.definition_en,
        unit: row.unit,
        direction: row.direction,
        decimals: row.decimals,
        category: row.category,
        period: row.period,
        accumulation: row.accumulation,
        sourceStandard: row.standard === '' ? null : row.standard,
        ownerUnitType: row.owner,
        computation: computationOf(row.code),
        minimum: row.minimum,
        maximum: row.maximum,
        largestJump,
      },
    }
  })
}
