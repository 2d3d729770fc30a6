import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import type { RuleView } from '#kernel/rules/contract.ts'
import { isPeriod, type Period, type RuleValue } from '#kernel/rules/rule.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { rulesApi } from './rules-api.ts'
import { rulesMessages } from './rules-messages.ts'

interface OverrideValues {
  readonly value: RuleValue
  readonly count: number
  readonly basis: string
  readonly effectiveFrom: string
}

/** Sets the city's own value of a rule: the number of a period, a number, a text or yes and no. */
export function OverrideForm(props: { readonly rule: RuleView; readonly onDone: () => void }) {
  const { rule } = props
  const text = useText()
  const client = useQueryClient()
  const period = isPeriod(rule.value) ? rule.value : undefined
  const submit = async (values: OverrideValues) => {
    await rulesApi.setRuleOverride.call({
      key: rule.key,
      value: period ? { count: values.count, unit: period.unit } : values.value,
      basis: values.basis,
      effectiveFrom: values.effectiveFrom,
    })
    await client.invalidateQueries({ queryKey: rulesApi.key() })
    props.onDone()
  }
  return (
    <DraftForm<OverrideValues>
      name={`rules/override/${rule.key}`}
      initialValues={period ? { count: period.count } : { value: rule.value }}
      onSubmit={submit}
      submitLabel={text(uiMessages['ui.save'])}
      actions={<Button onClick={props.onDone}>{text(uiMessages['ui.cancel'])}</Button>}
    >
      <ValueField value={rule.value} period={period} />
      <Field
        name="basis"
        label={text(rulesMessages['rules.basis'])}
        help={text(rulesMessages['rules.basis-help'])}
        required
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
      <Field name="effectiveFrom" label={text(rulesMessages['rules.effective-from'])} required>
        <Input type="date" style={{ width: 180 }} />
      </Field>
    </DraftForm>
  )
}

function ValueField(props: { readonly value: RuleValue; readonly period: Period | undefined }) {
  const text = useText()
  const { value, period } = props
  if (period)
    return (
      <Field
        name="count"
        label={text(rulesMessages['rules.count'])}
        help={text(rulesMessages[`rules.period.${period.unit}`], { count: 'n' })}
        required
      >
        <InputNumber min={1} max={10_000} precision={0} />
      </Field>
    )
  const label = text(rulesMessages['rules.number'])
  if (typeof value === 'number')
    return (
      <Field name="value" label={label} required>
        <InputNumber style={{ width: 180 }} />
      </Field>
    )
  if (typeof value === 'boolean')
    return (
      <Field name="value" label={label} required>
        <Select
          style={{ width: 120 }}
          options={[
            { value: true, label: text(rulesMessages['rules.yes']) },
            { value: false, label: text(rulesMessages['rules.no']) },
          ]}
        />
      </Field>
    )
  if (typeof value === 'string')
    return (
      <Field name="value" label={label} required>
        <Input maxLength={2000} />
      </Field>
    )
  return null
}
