/** Between the editor's form and what the API takes. */
import { DefinitionFields } from '../../contract.ts'

/** The form: a definition, the day and the reason; what is left empty may be missing. */
export interface DefinitionForm {
  readonly validFrom?: string
  readonly reason?: string
  readonly code?: string
}

/** What a new indicator starts with. */
export const blankDefinition = {
  synonyms: [],
  unit: '',
  direction: 'higher',
  decimals: 1,
  period: 'month',
  accumulation: 'none',
  sourceStandard: null,
  ownerUnitType: null,
  minimum: null,
  maximum: null,
  largestJump: null,
  computation: { kind: 'expression', expression: '' },
} as const

const emptyToNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value)

/** Cells and options that were left empty are not there. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutEmpty(item ?? {}))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== '' && part !== undefined && part !== null)
      .map(([name, part]) => [name, withoutEmpty(part)]),
  )
}

/** The definition that a form holds; undefined while something is missing. */
export function definitionOf(values: unknown): DefinitionFields | undefined {
  if (values === null || typeof values !== 'object') return undefined
  const given: Readonly<Record<string, unknown>> = { ...values }
  const parsed = DefinitionFields.safeParse({
    ...given,
    unit: given.unit ?? '',
    sourceStandard: emptyToNull(given.sourceStandard),
    ownerUnitType: emptyToNull(given.ownerUnitType),
    minimum: emptyToNull(given.minimum),
    maximum: emptyToNull(given.maximum),
    largestJump: emptyToNull(given.largestJump),
    computation: withoutEmpty(given.computation),
  })
  return parsed.success ? parsed.data : undefined
}
