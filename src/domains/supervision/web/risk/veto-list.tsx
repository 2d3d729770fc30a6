import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { RiskClass, type ScorecardDefinition } from '../../risk/risk-contract.ts'
import { freshCode } from './fresh-code.ts'
import type { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import { sourceTitle } from './source-title.ts'

type Source = Awaited<ReturnType<typeof riskApi.listFactSources.call>>['items'][number]
type Veto = ScorecardDefinition['vetoes'][number]

/** Records that set a class whatever the score; with `onChange` they can be changed. */
export function VetoList(props: {
  readonly vetoes: readonly Veto[]
  readonly sources: readonly Source[]
  readonly onChange: ((vetoes: Veto[]) => void) | undefined
}) {
  const { vetoes, sources, onChange } = props
  const text = useText()
  const [edited, setEdited] = useState<number>()
  const current = edited === undefined ? undefined : (vetoes[edited] ?? freshVeto(vetoes))
  return (
    <>
      <ul className="risk-vetoes">
        {vetoes.map((veto, index) => (
          <li key={veto.code} className="row">
            <span>
              {veto.title} → {text(riskWords.atLeast, { class: veto.atLeast })}{' '}
              <span className="soft">
                {sourceTitle(
                  veto.fact.source,
                  sources.find((one) => one.name === veto.fact.source),
                  text,
                )}
                {veto.fact.months ? ` · ${text(riskWords.lastMonths, { count: veto.fact.months })}` : ''}
              </span>
            </span>
            {onChange ? (
              <>
                <Button
                  size="small"
                  aria-label={`${text(riskWords.edit)} ${veto.title}`}
                  onClick={() => setEdited(index)}
                >
                  {text(riskWords.edit)}
                </Button>
                <Button
                  size="small"
                  aria-label={`${text(riskWords.remove)} ${veto.title}`}
                  onClick={() => onChange(vetoes.filter((_, place) => place !== index))}
                >
                  {text(riskWords.remove)}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {onChange ? (
        <div>
          <Button size="small" disabled={vetoes.length >= 20} onClick={() => setEdited(vetoes.length)}>
            {text(riskWords.addVeto)}
          </Button>
        </div>
      ) : null}
      {current && onChange && edited !== undefined ? (
        <VetoForm
          veto={current}
          sources={sources}
          onClose={() => setEdited(undefined)}
          onChange={(changed) => {
            onChange(
              edited < vetoes.length
                ? vetoes.map((veto, index) => (index === edited ? changed : veto))
                : [...vetoes, changed],
            )
            setEdited(undefined)
          }}
        />
      ) : null}
    </>
  )
}

const freshVeto = (vetoes: readonly Veto[]): Veto => ({
  code: freshCode('veto', vetoes),
  title: '',
  fact: { source: 'list.serious', aggregate: 'count', months: null },
  atLeast: 'D',
})

interface Values {
  readonly title: string
  readonly source: string
  readonly months: number | null
  readonly atLeast: Veto['atLeast']
}

function VetoForm(props: {
  readonly veto: Veto
  readonly sources: readonly Source[]
  readonly onClose: () => void
  readonly onChange: (veto: Veto) => void
}) {
  const { veto } = props
  const text = useText()
  // A veto asks for a record; numbers and categories of the register are none.
  const records = props.sources.filter((source) => source.kind === 'records')
  return (
    <Drawer open title={veto.title || text(riskWords.addVeto)} onClose={props.onClose} destroyOnHidden>
      <Form<Values>
        layout="vertical"
        name="veto"
        initialValues={{
          title: veto.title,
          source: records.some((source) => source.name === veto.fact.source) ? veto.fact.source : undefined,
          months: veto.fact.months,
          atLeast: veto.atLeast,
        }}
        onFinish={({ title, source, months, atLeast }) =>
          props.onChange({
            ...veto,
            title,
            atLeast,
            fact: { source, aggregate: 'count', months: months ?? null },
          })
        }
      >
        <Form.Item name="title" label={text(riskWords.title)} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="source" label={text(riskWords.source)} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={records.map((source) => ({ value: source.name, label: text(source.title) }))}
          />
        </Form.Item>
        <Form.Item name="months" label={text(riskWords.months)}>
          <InputNumber min={1} max={240} precision={0} placeholder={text(riskWords.allTime)} />
        </Form.Item>
        <Form.Item name="atLeast" label={text(riskWords.vetoClass)} rules={[{ required: true }]}>
          <Select
            options={RiskClass.options.filter((one) => one !== 'A').map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {text(riskWords.take)}
        </Button>
      </Form>
    </Drawer>
  )
}
