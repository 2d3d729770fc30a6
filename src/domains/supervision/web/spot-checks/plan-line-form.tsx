import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { kindTitles, purposeTitles } from '../../spot-checks/messages.ts'
import { SamplingPurpose } from '../../spot-checks/spot-checks-contract.ts'
import { planWords } from './plan-words.ts'
import { words } from './spot-check-words.ts'
import { type PlanDetailView, spotChecksApi } from './spot-checks-api.ts'

type Line = NonNullable<PlanDetailView['draft']>['lines'][number]

interface LineValues {
  readonly categoryId: string
  readonly purpose: SamplingPurpose
  readonly batches: number
  readonly costPerBatch: number
  readonly purchasePerBatch: number
}

/** Adds a line to a draft, or changes the numbers of one. */
export function PlanLineForm(props: {
  readonly planId: string
  readonly line?: Line
  readonly refresh: () => Promise<unknown>
}) {
  const { line } = props
  const text = useText()
  const [open, setOpen] = useState(false)
  const title = line
    ? text(planWords['spot-checks.line-change-of'], { name: line.category.name })
    : text(words['spot-checks.line-add'])
  const save = async (values: LineValues) => {
    const fields = line
      ? { ...values, lineId: line.id, categoryId: line.category.id, purpose: line.purpose }
      : values
    await spotChecksApi.saveSpotCheckPlanLine.call({ planId: props.planId, ...fields })
    setOpen(false)
    await props.refresh()
  }
  return (
    <>
      <Button {...(line ? { size: 'small' as const } : {})} onClick={() => setOpen(true)}>
        {line ? text(planWords['spot-checks.line-change']) : text(words['spot-checks.line-add'])}
      </Button>
      <Drawer open={open} size={420} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<LineValues>
          name={`spot-checks/line/${props.planId}/${line?.id ?? 'new'}`}
          initialValues={line ?? { purpose: 'supervision', purchasePerBatch: 0 }}
          onSubmit={save}
        >
          {line ? null : <ProductFields />}
          <Field name="batches" label={text(words['spot-checks.planned'])} required>
            <InputNumber min={Math.max(1, line?.given ?? 1)} max={100_000} precision={0} />
          </Field>
          <Field name="costPerBatch" label={text(words['spot-checks.cost'])} required>
            <InputNumber min={0} max={1_000_000} precision={2} />
          </Field>
          <Field
            name="purchasePerBatch"
            label={text(planWords['spot-checks.purchase'])}
            help={text(planWords['spot-checks.purchase-help'])}
            required
          >
            <InputNumber min={0} max={1_000_000} precision={2} />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}

/** What a new line is of; it stays once the line is there. */
function ProductFields() {
  const text = useText()
  const categories = useQuery(spotChecksApi.listSpotCheckCategories.queryOptions({ input: {} }))
  return (
    <>
      <Field name="categoryId" label={text(words['spot-checks.category'])} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={categories.isPending}
          options={(categories.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.name} · ${text(kindTitles[one.kind])}`,
          }))}
        />
      </Field>
      <Field name="purpose" label={text(words['spot-checks.purpose'])} required>
        <Select
          options={SamplingPurpose.options.map((value) => ({ value, label: text(purposeTitles[value]) }))}
        />
      </Field>
    </>
  )
}
