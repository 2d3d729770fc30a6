import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { comparisonTitles, kindTitles, severityTitles } from '../../spot-checks/messages.ts'
import type { NewRule } from '../../spot-checks/setup/rule-contract.ts'
import { Comparison, ItemRequirement, Severity } from '../../spot-checks/spot-checks-contract.ts'
import { words } from './spot-check-words.ts'
import { type RuleView, spotChecksApi } from './spot-checks-api.ts'

type RuleForm = Omit<NewRule, 'items'> & { readonly items: NewRule['items'] }

/** What a new version starts from: the one before, or nothing. */
function startFrom(rule: RuleView | undefined): Partial<RuleForm> {
  if (!rule)
    return {
      units: 1,
      failingLimit: 0,
      minorAllowed: 0,
      items: [
        {
          name: '',
          standard: '',
          clause: '',
          method: '',
          requirement: 'limit',
          limit: null,
          comparison: 'full-value',
          unit: '',
          decimals: 2,
          severity: 'major',
        },
      ],
    }
  const { category, title, document, units, failingLimit, minorAllowed, sampleUnit, sampleQuantity } = rule
  return {
    categoryId: category.id,
    title,
    document,
    units,
    failingLimit,
    minorAllowed,
    sampleUnit,
    sampleQuantity,
    reserveQuantity: rule.reserveQuantity,
    sampling: rule.sampling,
    items: rule.items.map(({ position: _, ...item }) => item),
  }
}

/** Makes a new version of rules, from the one before where there is one. */
export function NewRuleButton(props: { readonly from?: RuleView }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(words['spot-checks.rule-new'])}
      </Button>
      <Drawer
        open={open}
        size={640}
        title={text(words['spot-checks.rule-new'])}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <RuleFormBody from={props.from} onDone={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function RuleFormBody(props: { readonly from: RuleView | undefined; readonly onDone: () => void }) {
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const categories = useQuery(spotChecksApi.listSpotCheckCategories.queryOptions({ input: {} }))
  return (
    <DraftForm<RuleForm>
      name={`spot-checks/rule/${props.from?.category.id ?? 'new'}`}
      initialValues={startFrom(props.from)}
      onSubmit={async (values) => {
        const rule = await spotChecksApi.createSpotCheckRule.call(values)
        await client.invalidateQueries({ queryKey: spotChecksApi.key() })
        props.onDone()
        await navigate({ to: '/supervision/spot-checks/rules/$ruleId', params: { ruleId: rule.id } })
      }}
    >
      <div className="sheet-grid sheet-form">
        <Field name="categoryId" label={text(words['spot-checks.category'])} required>
          <Select
            disabled={props.from !== undefined}
            showSearch={{ optionFilterProp: 'label' }}
            options={(categories.data?.items ?? []).map((one) => ({
              value: one.id,
              label: `${one.name} · ${text(kindTitles[one.kind])}`,
            }))}
          />
        </Field>
        <Field name="title" label={text(words['spot-checks.rule-title'])} required>
          <Input maxLength={100} />
        </Field>
        <Field name="document" label={text(words['spot-checks.document'])} required>
          <Input maxLength={100} />
        </Field>
        <Field name="effectiveFrom" label={text(words['spot-checks.effective'])} required>
          <Input type="date" />
        </Field>
        <Field name="sampleUnit" label={text(words['spot-checks.quantity-unit'])} required>
          <Input maxLength={20} />
        </Field>
        <Field name="sampleQuantity" label={text(words['spot-checks.sample-quantity'])} required>
          <InputNumber min={0} />
        </Field>
        <Field name="reserveQuantity" label={text(words['spot-checks.reserve-quantity'])} required>
          <InputNumber min={0} />
        </Field>
        <Field name="units" label={text(words['spot-checks.units'])} required>
          <InputNumber min={1} max={500} precision={0} />
        </Field>
        <Field
          name="failingLimit"
          label={text(words['spot-checks.failing-limit'])}
          help={text(words['spot-checks.failing-limit-hint'])}
          required
        >
          <InputNumber min={0} max={100} precision={0} />
        </Field>
        <Field name="minorAllowed" label={text(words['spot-checks.minor-allowed'])} required>
          <InputNumber min={0} max={20} precision={0} />
        </Field>
      </div>
      <Field name="sampling" label={text(words['spot-checks.sampling-rule'])} required>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
      <h2>{text(words['spot-checks.items'])}</h2>
      <Form.List name="items">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <ItemFields
                key={key}
                index={name}
                remove={fields.length > 1 ? () => remove(name) : undefined}
              />
            ))}
            <Button
              onClick={() =>
                add({
                  requirement: 'limit',
                  comparison: 'full-value',
                  severity: 'major',
                  decimals: 2,
                  unit: '',
                  clause: '',
                })
              }
            >
              {text(words['spot-checks.item-add'])}
            </Button>
          </>
        )}
      </Form.List>
    </DraftForm>
  )
}

function ItemFields(props: { readonly index: number; readonly remove: (() => void) | undefined }) {
  const { index, remove } = props
  const text = useText()
  return (
    <div className="rule-item sheet-form">
      <div className="sheet-grid">
        <Field name={[index, 'name']} label={text(words['spot-checks.item'])} required>
          <Input maxLength={100} />
        </Field>
        <Field name={[index, 'standard']} label={text(words['spot-checks.standard'])} required>
          <Input maxLength={60} />
        </Field>
        <Field name={[index, 'clause']} label={text(words['spot-checks.clause'])}>
          <Input maxLength={60} />
        </Field>
        <Field name={[index, 'method']} label={text(words['spot-checks.method'])} required>
          <Input maxLength={100} />
        </Field>
        <Field name={[index, 'requirement']} label={text(words['spot-checks.requirement-kind'])} required>
          <Select
            options={ItemRequirement.options.map((value) => ({
              value,
              label: text(words[`spot-checks.requirement.${value}`]),
            }))}
          />
        </Field>
        <Field
          name={[index, 'limit']}
          label={text(words['spot-checks.limit'])}
          help={text(words['spot-checks.limit-hint'])}
        >
          <Input maxLength={60} />
        </Field>
        <Field name={[index, 'unit']} label={text(words['spot-checks.unit'])}>
          <Input maxLength={30} />
        </Field>
        <Field name={[index, 'decimals']} label={text(words['spot-checks.decimals'])}>
          <InputNumber min={0} max={9} precision={0} />
        </Field>
        <Field name={[index, 'comparison']} label={text(words['spot-checks.comparison'])}>
          <Select
            options={Comparison.options.map((value) => ({ value, label: text(comparisonTitles[value]) }))}
          />
        </Field>
        <Field name={[index, 'severity']} label={text(words['spot-checks.severity'])}>
          <Select
            options={Severity.options.map((value) => ({ value, label: text(severityTitles[value]) }))}
          />
        </Field>
      </div>
      {remove ? (
        <p>
          <Button size="small" onClick={remove}>
            {text(words['spot-checks.remove'])}
          </Button>
        </p>
      ) : null}
    </div>
  )
}
