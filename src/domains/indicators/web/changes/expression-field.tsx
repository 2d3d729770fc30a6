import { useQuery } from '@tanstack/react-query'
import { Form, Input, type InputRef, Select } from 'antd'
import { useRef, useState } from 'react'
import { Field } from '#ui/forms/field.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { expressionFunctions } from '../../contract.ts'
import { nameWithUnit } from '../catalogue/name-with-unit.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { changeMessages } from './change-messages.ts'

const path = ['computation', 'expression']

// The parser takes these as names without quotes; everything else is written as indicator("…").
const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** The formula, with what may be put into it. */
export function ExpressionField() {
  const text = useText()
  const form = Form.useFormInstance()
  const area = useRef<InputRef & { resizableTextArea?: { textArea: HTMLTextAreaElement } }>(null)
  /** Puts a text where the cursor stands. */
  const insert = (piece: string) => {
    const field = area.current?.resizableTextArea?.textArea
    const before: unknown = form.getFieldValue(path)
    const value = typeof before === 'string' ? before : ''
    const at = field?.selectionStart ?? value.length
    form.setFieldValue(path, `${value.slice(0, at)}${piece}${value.slice(field?.selectionEnd ?? at)}`)
    field?.focus()
  }
  return (
    <>
      <Field
        name={path}
        label={text(changeMessages['indicators.editor.formula'])}
        help={text(changeMessages['indicators.editor.formula-help'])}
        required
      >
        <Input.TextArea ref={area} rows={4} maxLength={2000} spellCheck={false} />
      </Field>
      <div className="row definition-editor__insert">
        <IndicatorInsert onInsert={insert} />
        <MeasureInsert onInsert={insert} />
        <FunctionInsert onInsert={insert} />
      </div>
    </>
  )
}

function Insert(props: {
  readonly label: string
  readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>
  readonly onSearch?: (search: string) => void
  readonly onInsert: (piece: string) => void
}) {
  const { onSearch } = props
  return (
    <Select
      aria-label={props.label}
      placeholder={props.label}
      value={null}
      showSearch={onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[...props.options]}
      onChange={(piece: string | null) => piece !== null && props.onInsert(piece)}
      style={{ minWidth: 150 }}
    />
  )
}

function IndicatorInsert({ onInsert }: { readonly onInsert: (piece: string) => void }) {
  const text = useText()
  const locale = useLocale()
  const [search, setSearch] = useState('')
  const found = useQuery(
    indicatorsApi.listIndicators.queryOptions({ input: { limit: 20, search: search || undefined } }),
  )
  return (
    <Insert
      label={text(changeMessages['indicators.editor.insert-indicator'])}
      onSearch={setSearch}
      onInsert={onInsert}
      options={(found.data?.items ?? []).map(({ version }) => ({
        value: plainName.test(version.nameZh) ? version.nameZh : `指标("${version.nameZh}")`,
        label: nameWithUnit(locale === 'zh' ? version.nameZh : version.nameEn, version.unit, text),
      }))}
    />
  )
}

function MeasureInsert({ onInsert }: { readonly onInsert: (piece: string) => void }) {
  const text = useText()
  const measures = useQuery(indicatorsApi.listMeasures.queryOptions())
  return (
    <Insert
      label={text(changeMessages['indicators.editor.insert-measure'])}
      onInsert={onInsert}
      options={(measures.data?.items ?? []).map((measure) => ({
        value: `度量("${measure.name}")`,
        label: `${nameWithUnit(text(measure.title), measure.unit, text)} ${measure.dimensions.join(', ')}`,
      }))}
    />
  )
}

function FunctionInsert({ onInsert }: { readonly onInsert: (piece: string) => void }) {
  const text = useText()
  const locale = useLocale()
  return (
    <Insert
      label={text(changeMessages['indicators.editor.insert-function'])}
      onInsert={onInsert}
      options={expressionFunctions.map((one) => ({
        value: locale === 'zh' ? `${one.zh}(` : `${one.name}(`,
        label: `${one.example} — ${text(one.help)}`,
      }))}
    />
  )
}
