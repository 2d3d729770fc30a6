import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { type Factor, tagFactorPrefix } from '../../risk/risk-contract.ts'
import type { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import { draftOfRule, freshRule, type RuleDraft, ruleOfDraft } from './rule-draft.ts'
import { RuleField } from './rule-field.tsx'
import { sourceTitle } from './source-title.ts'

type Source = Awaited<ReturnType<typeof riskApi.listFactSources.call>>['items'][number]

const aggregates = ['count', 'sum', 'max', 'latest'] as const

interface Values {
  readonly title: string
  readonly weight: number
  readonly source: string
  readonly aggregate: Factor['fact']['aggregate']
  readonly months: number | null
  readonly missing: number
  readonly rule: RuleDraft
}

/** One factor to change or to add. */
export function FactorForm(props: {
  readonly factor: Factor
  readonly sources: readonly Source[]
  readonly onClose: () => void
  readonly onChange: (factor: Factor) => void
}) {
  const { factor } = props
  const text = useText()
  const [form] = Form.useForm<Values>()
  const sourceOf = (name: string | undefined) => props.sources.find((one) => one.name === name)
  const categoriesOf = (name: string): readonly string[] =>
    name.startsWith(tagFactorPrefix) ? ['true', 'false'] : (sourceOf(name)?.categories ?? [])
  const ofRecords = (name: string | undefined): boolean => sourceOf(name)?.kind === 'records'
  const source = Form.useWatch('source', form) ?? factor.fact.source
  const [tag, setTag] = useState('')
  const named = [...new Set([source, ...(tag ? [`${tagFactorPrefix}${tag}`] : [])])]
  // A source of another kind has nothing to do with the steps or categories of the one before.
  const changeSource = (name: string) => {
    const categories = categoriesOf(name)
    const before = categoriesOf(source)
    if (categories.join() !== before.join())
      form.setFieldValue(
        'rule',
        draftOfRule(freshRule(categories.length > 0 ? 'categories' : 'steps', categories), categories),
      )
  }
  const finish = (values: Values) => {
    const rule = ruleOfDraft(values.rule)
    if (typeof rule === 'string') {
      form.setFields([{ name: 'rule', errors: [text(riskWords[rule])] }])
      return
    }
    props.onChange({
      ...factor,
      title: values.title,
      weight: values.weight,
      rule,
      missing: values.missing / 100,
      fact: {
        source: values.source,
        aggregate: ofRecords(values.source) ? values.aggregate : 'count',
        months: ofRecords(values.source) ? (values.months ?? null) : null,
      },
    })
  }
  return (
    <Drawer open title={factor.title || text(riskWords.addFactor)} onClose={props.onClose} destroyOnHidden>
      <Form<Values>
        form={form}
        layout="vertical"
        name="factor"
        onFinish={finish}
        initialValues={{
          title: factor.title,
          weight: factor.weight,
          source: factor.fact.source,
          aggregate: factor.fact.aggregate,
          months: factor.fact.months,
          missing: Math.round(factor.missing * 100),
          rule: draftOfRule(factor.rule, categoriesOf(factor.fact.source)),
        }}
      >
        <Form.Item name="title" label={text(riskWords.title)} rules={[{ required: true }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="source" label={text(riskWords.source)} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label', onSearch: (typed) => setTag(typed.trim()) }}
            onChange={changeSource}
            options={[
              ...props.sources.map((one) => ({ value: one.name, label: text(one.title) })),
              ...named
                .filter((name) => sourceOf(name) === undefined)
                .map((name) => ({ value: name, label: sourceTitle(name, undefined, text) })),
            ]}
          />
        </Form.Item>
        <Form.Item name="aggregate" label={text(riskWords.aggregate)} hidden={!ofRecords(source)}>
          <Select
            options={aggregates.map((value) => ({
              value,
              label: text(riskWords[`aggregate.${value}`]),
            }))}
          />
        </Form.Item>
        <Form.Item name="months" label={text(riskWords.months)} hidden={!ofRecords(source)}>
          <InputNumber min={1} max={240} precision={0} placeholder={text(riskWords.allTime)} />
        </Form.Item>
        <Form.Item name="weight" label={text(riskWords.weight)} rules={[{ required: true }]}>
          <InputNumber min={0.1} max={1000} />
        </Form.Item>
        <Form.Item
          name="rule"
          label={text(riskWords.rule)}
          extra={text(riskWords.ruleHelp)}
          rules={[{ required: true }]}
        >
          <RuleField unit={sourceOf(source)?.unit ?? null} />
        </Form.Item>
        <Form.Item name="missing" label={text(riskWords.missing)} rules={[{ required: true }]}>
          <InputNumber min={0} max={100} precision={0} suffix="%" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {text(riskWords.take)}
        </Button>
      </Form>
    </Drawer>
  )
}
