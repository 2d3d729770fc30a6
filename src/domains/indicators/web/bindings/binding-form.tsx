import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import type { TargetSummary } from '../../contract.ts'
import { nameWithUnit } from '../catalogue/name-with-unit.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { bindingMessages } from './binding-messages.ts'

interface BindingValues {
  readonly indicatorId: string
  readonly basis: 'auto' | 'level' | 'year-total' | 'since-baseline'
  readonly baseline?: { readonly year?: number | null; readonly value?: number | null }
  readonly year?: number | null
  readonly path: 'linear' | 'stepped' | 'milestones'
  readonly milestones?: ReadonlyArray<{ readonly year?: number | null; readonly value?: number | null }>
}

const bases = ['auto', 'level', 'year-total', 'since-baseline'] as const
const paths = ['linear', 'stepped', 'milestones'] as const

/** Which indicator answers a target, from what baseline, along what path. */
export function BindingForm(props: { readonly target: TargetSummary; readonly onDone: () => void }) {
  const { target } = props
  const { binding } = target
  const text = useText()
  const client = useQueryClient()
  const { message } = App.useApp()
  const submit = async (values: BindingValues) => {
    const { baseline = {}, milestones = [], basis, year, ...rest } = values
    await indicatorsApi.bindTarget.call({
      targetId: target.id,
      ...rest,
      basis: basis === 'auto' ? undefined : basis,
      year: year ?? null,
      baseline: yearEnd(baseline)[0] ?? null,
      milestones: milestones.flatMap(yearEnd),
    })
    await client.invalidateQueries({ queryKey: indicatorsApi.key() })
    message.success(text(bindingMessages['indicators.bindings.saved']))
    props.onDone()
  }
  return (
    <DraftForm<BindingValues>
      name={`indicators/binding/${target.id}`}
      draft={false}
      initialValues={{
        ...startOf(target),
        basis: binding?.basis ?? 'auto',
        baseline: binding?.baseline ?? {},
        year: binding?.year ?? null,
        path: binding?.path ?? 'linear',
        milestones: binding?.milestones ?? [],
      }}
      submitLabel={text(bindingMessages['indicators.bindings.save'])}
      onSubmit={submit}
      actions={binding ? <Unbind target={target} onDone={props.onDone} /> : null}
    >
      <IndicatorChoice target={target} />
      <BasisFields target={target} />
      <PathFields unit={target.unit} />
    </DraftForm>
  )
}

const yearEnd = ({ year, value }: { readonly year?: number | null; readonly value?: number | null }) =>
  typeof year === 'number' && typeof value === 'number' ? [{ year, value }] : []

const startOf = (target: TargetSummary): Partial<BindingValues> => {
  const indicatorId = target.binding?.indicator.id ?? target.suggestions[0]?.indicator.id
  return indicatorId === undefined ? {} : { indicatorId }
}

function IndicatorChoice({ target }: { readonly target: TargetSummary }) {
  const text = useText()
  const locale = useLocale()
  const [search, setSearch] = useState('')
  const found = useQuery(
    indicatorsApi.listIndicators.queryOptions({ input: { limit: 30, search: search || undefined } }),
  )
  const named = (one: { nameZh: string; nameEn: string }, unit: string) =>
    nameWithUnit(locale === 'zh' ? one.nameZh : one.nameEn, unit, text)
  const present = [
    ...(target.binding ? [target.binding.indicator] : []),
    ...target.suggestions.map((one) => one.indicator),
  ]
  const options = new Map([
    ...(search ? [] : present.map((one) => [one.id, named(one, one.unit)] as const)),
    ...(found.data?.items ?? []).map(({ id, version }) => [id, named(version, version.unit)] as const),
  ])
  return (
    <Field name="indicatorId" label={text(bindingMessages['indicators.bindings.indicator'])} required>
      <Select
        showSearch={{ filterOption: false, onSearch: setSearch }}
        options={[...options].map(([value, label]) => ({ value, label }))}
      />
    </Field>
  )
}

function BasisFields({ target }: { readonly target: TargetSummary }) {
  const text = useText()
  const year: unknown = Form.useWatch(['baseline', 'year'])
  const value: unknown = Form.useWatch(['baseline', 'value'])
  const half = (typeof year === 'number') !== (typeof value === 'number')
  return (
    <>
      <Field name="basis" label={text(bindingMessages['indicators.bindings.basis'])} required>
        <Select
          options={bases.map((one) => ({
            value: one,
            label: text(bindingMessages[`indicators.bindings.basis.${one}`]),
          }))}
        />
      </Field>
      <div className="definition-editor__row">
        <Field name={['baseline', 'year']} label={text(bindingMessages['indicators.bindings.baseline-year'])}>
          <InputNumber min={1950} max={2150} precision={0} style={{ width: '100%' }} />
        </Field>
        <Field
          name={['baseline', 'value']}
          label={text(bindingMessages['indicators.bindings.baseline-value'])}
          help={half ? text(bindingMessages['indicators.bindings.baseline-both']) : target.unit}
        >
          <InputNumber style={{ width: '100%' }} />
        </Field>
        {target.year === null ? (
          <Field name="year" label={text(bindingMessages['indicators.bindings.year'])}>
            <InputNumber min={1950} max={2150} precision={0} style={{ width: '100%' }} />
          </Field>
        ) : null}
      </div>
    </>
  )
}

function PathFields({ unit }: { readonly unit: string }) {
  const text = useText()
  const path: unknown = Form.useWatch('path')
  return (
    <>
      <Field name="path" label={text(bindingMessages['indicators.bindings.path'])} required>
        <Radio.Group
          options={paths.map((one) => ({
            value: one,
            label: text(bindingMessages[`indicators.bindings.path.${one}`]),
          }))}
        />
      </Field>
      {path === 'milestones' ? <Milestones unit={unit} /> : null}
    </>
  )
}

function Milestones({ unit }: { readonly unit: string }) {
  const text = useText()
  return (
    <Form.List name="milestones">
      {(fields, { add, remove }) => (
        <section className="stack" aria-label={text(bindingMessages['indicators.bindings.milestones'])}>
          {fields.map((field) => (
            <div key={field.key} className="bindings__pair">
              <Field
                name={[field.name, 'year']}
                label={text(bindingMessages['indicators.bindings.milestone-year'])}
                required
              >
                <InputNumber min={1950} max={2150} precision={0} style={{ width: '100%' }} />
              </Field>
              <Field
                name={[field.name, 'value']}
                label={`${text(bindingMessages['indicators.bindings.milestone-value'])}${unit ? `（${unit}）` : ''}`}
                required
              >
                <InputNumber style={{ width: '100%' }} />
              </Field>
              <Form.Item>
                <Button onClick={() => remove(field.name)}>
                  {text(bindingMessages['indicators.bindings.remove'])}
                </Button>
              </Form.Item>
            </div>
          ))}
          <Button onClick={() => add({})}>
            {text(bindingMessages['indicators.bindings.add-milestone'])}
          </Button>
        </section>
      )}
    </Form.List>
  )
}

function Unbind(props: { readonly target: TargetSummary; readonly onDone: () => void }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <ConfirmAction
      danger
      label={text(bindingMessages['indicators.bindings.unbind'])}
      title={text(bindingMessages['indicators.bindings.unbind-title'])}
      consequences={[text(bindingMessages['indicators.bindings.unbind-consequence'])]}
      run={async () => {
        await indicatorsApi.unbindTarget.call({ targetId: props.target.id })
        await client.invalidateQueries({ queryKey: indicatorsApi.key() })
        props.onDone()
      }}
    />
  )
}
