import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { UnitSelect } from '#kernel/org/web/unit-select.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import type { Check, InspectionItemFields } from '../../draws/register-contract.ts'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'
import './draws.css'

/** An item as the API gives it. */
export type ItemView = Awaited<ReturnType<typeof drawsApi.getInspectionItem.call>>

type Values = Omit<InspectionItemFields, 'skill' | 'yearlyLimit' | 'restMonths' | 'checks'> & {
  readonly skill?: string | null
  /** In percent, as people say it. */
  readonly yearlyLimit?: number | null
  readonly restMonths?: number | null
  readonly checks: ReadonlyArray<Partial<Check>>
}

const blankCheck = { kind: 'conformity', required: true, photo: 'optional', requirement: '' } as const

/** A check as it is sent: an unnamed one gets a key of its own, and fields of other kinds are left out. */
function sentCheck(check: Partial<Check>, index: number, taken: ReadonlySet<string>): Check {
  let key = check.key ?? `check-${index + 1}`
  while (check.key === undefined && taken.has(key)) key = `${key}-x`
  const kind = check.kind ?? 'conformity'
  return {
    key,
    title: check.title ?? '',
    requirement: check.requirement ?? '',
    kind,
    required: check.required ?? false,
    photo: check.photo ?? 'none',
    ...(kind === 'choice' ? { options: check.options ?? [] } : {}),
    ...(kind === 'number'
      ? {
          unit: check.unit || undefined,
          minimum: check.minimum ?? undefined,
          maximum: check.maximum ?? undefined,
        }
      : {}),
  }
}

/** The form of an item; saving makes its next version. */
export function ItemForm(props: { readonly item?: ItemView }) {
  const { item } = props
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const save = useMutation(drawsApi.saveInspectionItem.mutationOptions())
  const initial: Partial<Values> = item
    ? { ...item, yearlyLimit: item.yearlyLimit === null ? null : item.yearlyLimit / 100 }
    : {
        category: 'general',
        subjectKind: 'enterprise',
        method: 'on-site',
        clause: '',
        register: { industries: [], tags: [], regions: [], sizes: [], classes: [] },
        checks: [blankCheck],
      }
  return (
    <DraftForm<Values>
      name={`supervision/item/${item?.id ?? 'new'}`}
      initialValues={initial}
      submitLabel={text(drawWebMessages['supervision.save-version'])}
      onSubmit={async (values) => {
        const taken = new Set(values.checks.flatMap((check) => check.key ?? []))
        const saved = await save.mutateAsync({
          code: values.code,
          title: values.title,
          category: values.category,
          basis: values.basis,
          clause: values.clause,
          subjectKind: item?.subjectKind ?? 'enterprise',
          method: values.method,
          departmentId: values.departmentId,
          skill: values.skill?.trim() || null,
          yearlyLimit: typeof values.yearlyLimit === 'number' ? Math.round(values.yearlyLimit * 100) : null,
          restMonths: values.restMonths ?? null,
          register: {
            industries: values.register.industries ?? [],
            tags: values.register.tags ?? [],
            regions: values.register.regions ?? [],
            // Narrowed by class and size elsewhere: kept as they are.
            sizes: item?.register.sizes ?? [],
            classes: item?.register.classes ?? [],
          },
          checks: values.checks.map((check, index) => sentCheck(check, index, taken)),
        })
        await client.invalidateQueries({ queryKey: drawsApi.key() })
        await navigate({ to: '/inspection-items/$itemId', params: { itemId: saved.id } })
      }}
    >
      <Field name="code" label={text(drawWebMessages['supervision.item-code'])} required>
        <Input maxLength={30} disabled={item !== undefined} />
      </Field>
      <Field name="title" label={text(drawWebMessages['supervision.item-title'])} required>
        <Input maxLength={200} />
      </Field>
      <Field name="category" label={text(drawWebMessages['supervision.category'])} required>
        <Select
          options={(['general', 'key'] as const).map((value) => ({
            value,
            label: text(drawWebMessages[`supervision.category.${value}`]),
          }))}
        />
      </Field>
      <Field name="basis" label={text(drawWebMessages['supervision.item-basis'])} required>
        <Input maxLength={200} />
      </Field>
      <Field name="clause" label={text(drawWebMessages['supervision.item-clause'])}>
        <Input maxLength={200} />
      </Field>
      <Field name="departmentId" label={text(drawWebMessages['supervision.item-department'])} required>
        <UnitSelect known={item ? [{ id: item.departmentId, name: item.department }] : []} />
      </Field>
      <Field name="method" label={text(drawWebMessages['supervision.method'])} required>
        <Select
          options={(['on-site', 'written', 'online'] as const).map((value) => ({
            value,
            label: text(drawWebMessages[`supervision.method.${value}`]),
          }))}
        />
      </Field>
      <Field name="skill" label={text(drawWebMessages['supervision.skill'])}>
        <Input maxLength={60} />
      </Field>
      <Field name="yearlyLimit" label={text(drawWebMessages['supervision.yearly-limit'])}>
        <InputNumber min={0.01} max={100} />
      </Field>
      <Field name="restMonths" label={text(drawWebMessages['supervision.rest-months'])}>
        <InputNumber min={1} max={120} />
      </Field>
      <Field name={['register', 'industries']} label={text(drawWebMessages['supervision.industries'])}>
        <Select mode="tags" tokenSeparators={[',', ' ', '，']} open={false} />
      </Field>
      <Field name={['register', 'tags']} label={text(drawWebMessages['supervision.tags'])}>
        <Select mode="tags" tokenSeparators={[',', ' ', '，']} open={false} />
      </Field>
      <Field name={['register', 'regions']} label={text(drawWebMessages['supervision.regions'])}>
        <Select mode="tags" tokenSeparators={[',', ' ', '，']} open={false} />
      </Field>
      <h2>{text(drawWebMessages['supervision.checks'])}</h2>
      <Checks />
    </DraftForm>
  )
}

function Checks() {
  const text = useText()
  return (
    <Form.List name="checks">
      {(fields, { add, remove }) => (
        <div className="stack">
          {fields.map((field) => (
            <div key={field.key} className="draw-check">
              <Field
                name={[field.name, 'title']}
                label={`${field.name + 1}. ${text(drawWebMessages['supervision.check-title'])}`}
                required
              >
                <Input maxLength={200} />
              </Field>
              <Field
                name={[field.name, 'requirement']}
                label={text(drawWebMessages['supervision.check-requirement'])}
              >
                <Input.TextArea rows={2} maxLength={1000} />
              </Field>
              <div className="draw-rates">
                <Field name={[field.name, 'kind']} label={text(drawWebMessages['supervision.check-kind'])}>
                  <Select
                    options={(['conformity', 'choice', 'number', 'text'] as const).map((value) => ({
                      value,
                      label: text(drawWebMessages[`supervision.check-kind.${value}`]),
                    }))}
                  />
                </Field>
                <Field name={[field.name, 'photo']} label={text(drawWebMessages['supervision.check-photo'])}>
                  <Select
                    options={(['none', 'optional', 'required'] as const).map((value) => ({
                      value,
                      label: text(drawWebMessages[`supervision.check-photo.${value}`]),
                    }))}
                  />
                </Field>
                <Field
                  name={[field.name, 'required']}
                  label={text(drawWebMessages['supervision.check-required'])}
                  valuePropName="checked"
                >
                  <Switch />
                </Field>
              </div>
              <Form.Item name={[field.name, 'key']} hidden>
                <Input />
              </Form.Item>
              <KindFields name={field.name} />
              <Button onClick={() => remove(field.name)}>
                {text(drawWebMessages['supervision.remove-check'])}
              </Button>
            </div>
          ))}
          <Button onClick={() => add(blankCheck)}>{text(drawWebMessages['supervision.add-check'])}</Button>
        </div>
      )}
    </Form.List>
  )
}

/** What a choice or a number needs besides. */
function KindFields(props: { readonly name: number }) {
  const text = useText()
  const kind: unknown = Form.useWatch(['checks', props.name, 'kind'])
  if (kind === 'choice')
    return (
      <Field
        name={[props.name, 'options']}
        label={text(drawWebMessages['supervision.check-options'])}
        required
      >
        <Select mode="tags" open={false} tokenSeparators={[',', '，', '、']} />
      </Field>
    )
  if (kind !== 'number') return null
  return (
    <div className="draw-rates">
      <Field name={[props.name, 'unit']} label={text(drawWebMessages['supervision.check-unit'])}>
        <Input maxLength={20} />
      </Field>
      <Field name={[props.name, 'minimum']} label={text(drawWebMessages['supervision.check-minimum'])}>
        <InputNumber />
      </Field>
      <Field name={[props.name, 'maximum']} label={text(drawWebMessages['supervision.check-maximum'])}>
        <InputNumber />
      </Field>
    </div>
  )
}
