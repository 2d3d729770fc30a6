/** Fields for the form of a case's event, from the JSON Schema that the server gives with it. */
import { Checkbox, Input, InputNumber, Select } from 'antd'
import type { ReactElement } from 'react'
import { z } from 'zod'
import { Field } from '#ui/forms/field.tsx'

const Property = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  /** The choices with their titles. */
  oneOf: z.array(z.object({ const: z.string(), title: z.string() })).optional(),
  format: z.string().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})
type Property = z.infer<typeof Property>

const FormSchema = z.object({
  properties: z.record(z.string(), Property).default({}),
  required: z.array(z.string()).default([]),
})

/** The fields of a form's schema; empty when the event asks for nothing. */
export function schemaFields(
  schema: unknown,
): readonly { name: string; required: boolean; property: Property }[] {
  const parsed = FormSchema.safeParse(schema)
  if (!parsed.success) return []
  const { properties, required } = parsed.data
  return Object.entries(properties).map(([name, property]) => ({
    name,
    property,
    required: required.includes(name) && property.type !== 'boolean',
  }))
}

/** Draws the fields. */
export function SchemaFields(props: { readonly schema: unknown }) {
  return schemaFields(props.schema).map(({ name, property, required }) => (
    <Field
      key={name}
      name={name}
      label={property.title ?? name}
      help={property.description}
      required={required}
      {...(property.type === 'boolean' ? { valuePropName: 'checked' } : {})}
    >
      {control(property)}
    </Field>
  ))
}

function control(property: Property): ReactElement {
  if (property.oneOf)
    return <Select options={property.oneOf.map((choice) => ({ value: choice.const, label: choice.title }))} />
  if (property.enum)
    return <Select options={property.enum.map((value) => ({ value, label: String(value) }))} />
  if (property.type === 'boolean') return <Checkbox />
  if (property.type === 'number' || property.type === 'integer')
    return (
      <InputNumber
        style={{ width: 180 }}
        {...(property.minimum === undefined ? {} : { min: property.minimum })}
        {...(property.maximum === undefined ? {} : { max: property.maximum })}
        {...(property.type === 'integer' ? { precision: 0 } : {})}
      />
    )
  if (property.format === 'date') return <Input type="date" style={{ width: 180 }} />
  const long = (property.maxLength ?? 0) > 200
  const limit = property.maxLength === undefined ? {} : { maxLength: property.maxLength }
  return long ? <Input.TextArea rows={3} {...limit} /> : <Input {...limit} />
}
