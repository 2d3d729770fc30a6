import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { catalogueMessages, categoryWords } from '../../catalogue-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { changeMessages } from './change-messages.ts'
import { ExpressionField } from './expression-field.tsx'
import { MethodField } from './method-field.tsx'

const word = catalogueMessages

const limits = [
  ['minimum', word['indicators.minimum']],
  ['maximum', word['indicators.maximum']],
  ['largestJump', word['indicators.largest-jump']],
] as const

/** A part of the form under a heading. */
export function Part(props: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <div>{props.children}</div>
    </section>
  )
}

/** Names and what is meant. */
export function NameFields() {
  const text = useText()
  const some = useQuery(indicatorsApi.browseCatalogue.queryOptions({ input: { limit: 1 } }))
  return (
    <Part title={text(changeMessages['indicators.editor.names'])}>
      <div className="definition-editor__row">
        <Field name="nameZh" label={text(word['indicators.name-zh'])} required>
          <Input maxLength={200} />
        </Field>
        <Field name="nameEn" label={text(word['indicators.name-en'])} required>
          <Input maxLength={200} />
        </Field>
      </div>
      <Field name="definitionZh" label={text(word['indicators.definition-zh'])} required>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
      <Field name="definitionEn" label={text(word['indicators.definition-en'])} required>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
      <Field name="synonyms" label={text(word['indicators.synonyms'])}>
        <Select mode="tags" tokenSeparators={['、', '|']} open={false} suffixIcon={null} />
      </Field>
      <div className="definition-editor__row">
        <Field name="category" label={text(word['indicators.category'])} required>
          <Select
            options={[...new Set([...(some.data?.categories ?? []), 'city'])].map((value) => ({
              value,
              label: text(categoryWords(value)),
            }))}
          />
        </Field>
        <Field name="ownerUnitType" label={text(word['indicators.owner'])}>
          <Select
            allowClear
            options={(some.data?.owners ?? []).map(({ type, title }) => ({
              value: type,
              label: text(title),
            }))}
          />
        </Field>
        <Field name="sourceStandard" label={text(word['indicators.source-standard'])}>
          <Input maxLength={200} />
        </Field>
      </div>
    </Part>
  )
}

/** How it comes about and is counted. */
export function ComputationFields() {
  const text = useText()
  const kind: unknown = Form.useWatch(['computation', 'kind'])
  return (
    <Part title={text(changeMessages['indicators.editor.computing'])}>
      <Field name={['computation', 'kind']} label={text(word['indicators.computation'])} required>
        <Radio.Group
          options={(['observed', 'expression', 'by-method'] as const).map((way) => ({
            value: way === 'by-method' ? 'method' : way,
            label: text(changeMessages[`indicators.editor.${way}`]),
          }))}
        />
      </Field>
      {kind === 'expression' ? <ExpressionField /> : null}
      {kind === 'method' ? <MethodField /> : null}
      <div className="definition-editor__row">
        <Field name="unit" label={text(word['indicators.unit'])}>
          <Input maxLength={30} />
        </Field>
        <Field name="decimals" label={text(word['indicators.decimals'])} required>
          <InputNumber min={0} max={9} precision={0} style={{ width: '100%' }} />
        </Field>
        <Field name="direction" label={text(word['indicators.direction'])} required>
          <Select
            options={(['higher', 'lower', 'neutral'] as const).map((value) => ({
              value,
              label: text(word[`indicators.direction.${value}`]),
            }))}
          />
        </Field>
        <Field name="period" label={text(word['indicators.period'])} required>
          <Select
            options={(['month', 'quarter', 'year'] as const).map((value) => ({
              value,
              label: text(word[`indicators.period.${value}`]),
            }))}
          />
        </Field>
        <Field name="accumulation" label={text(word['indicators.accumulation'])} required>
          <Select
            options={(['sum', 'mean', 'last', 'none'] as const).map((value) => ({
              value,
              label: text(word[`indicators.accumulation.${value}`]),
            }))}
          />
        </Field>
      </div>
      {/* A formula may read what is reported, which these check. They stay in the form whatever is chosen: a value
          whose field is not there would be taken out of the definition, and nobody had asked for that. */}
      <div className="definition-editor__row" hidden={kind === 'method'}>
        {limits.map(([name, title]) => (
          <Field key={name} name={name} label={text(title)}>
            <InputNumber style={{ width: '100%' }} />
          </Field>
        ))}
      </div>
    </Part>
  )
}

/** From when, and why. */
export function ChangeFields() {
  const text = useText()
  return (
    <Part title={text(changeMessages['indicators.editor.change'])}>
      <Field
        name="validFrom"
        label={text(word['indicators.valid-from'])}
        help={text(changeMessages['indicators.editor.valid-help'])}
        required
      >
        <Input type="date" style={{ maxWidth: 200 }} />
      </Field>
      <Field name="reason" label={text(word['indicators.reason'])} required>
        <Input.TextArea rows={2} maxLength={1000} />
      </Field>
    </Part>
  )
}
