/** What a method's schemas say about its columns and options, for the command line and the documentation pages. */
import { z } from 'zod'

/** One column of the input table, or one option. */
interface MethodField {
  readonly name: string
  readonly description: string
  readonly required: boolean
  /** `number`, `text`, `date`, or the values it may take. */
  readonly type: string
  /** Undefined without a default. */
  readonly defaultValue: string | undefined
}

const FieldSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
})
const ObjectSchema = z.object({
  properties: z.record(z.string(), FieldSchema).default({}),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
})

/** The fields of a row or option schema, and whether it takes columns beyond them (criteria named by the table). */
export interface MethodFields {
  readonly fields: readonly MethodField[]
  readonly open: boolean
}

/** Reads the fields of a schema that takes text cells. */
export function methodFields(schema: z.ZodType): MethodFields {
  const described = ObjectSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  const fields = Object.entries(described.properties).map(([name, field]) => ({
    name,
    description: field.description ?? '',
    required: described.required.includes(name),
    type: typeOf(field),
    defaultValue: field.default === undefined || field.default === '' ? undefined : String(field.default),
  }))
  const { additionalProperties } = described
  return { fields, open: additionalProperties !== undefined && additionalProperties !== false }
}

function typeOf(field: z.infer<typeof FieldSchema>): string {
  if (field.enum !== undefined) return field.enum.join(' | ')
  if (field.format === 'date') return 'date'
  const types = [field.type ?? 'string'].flat()
  return types.includes('number') || types.includes('integer') ? 'number' : 'text'
}
