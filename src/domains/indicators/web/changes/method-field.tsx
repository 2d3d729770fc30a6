import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { QueryState } from '#ui/states/query-state.tsx'
import type { CallableMethod, MethodColumn } from '../../contract.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { changeMessages } from './change-messages.ts'

const path = ['computation', 'method']

/** A method of the library with its table, its options and which number of its answer is the figure. */
export function MethodField() {
  const methods = useQuery(indicatorsApi.listMethods.queryOptions())
  return (
    <QueryState query={methods} lines={4}>
      {({ items }) => <MethodCallFields methods={items} />}
    </QueryState>
  )
}

function MethodCallFields(props: { readonly methods: readonly CallableMethod[] }) {
  const text = useText()
  const form = Form.useFormInstance()
  const name: unknown = Form.useWatch([...path, 'name'], form)
  const method = props.methods.find((one) => one.name === name)
  /** Another method has other columns: what was in the table means nothing to it. */
  const choose = (chosen: string) => {
    const { columns = [], results = [] } = props.methods.find((one) => one.name === chosen) ?? {}
    const given = new Set(columns.map((column) => column.name))
    // Methods repeat what they were given; what they work out is mostly meant.
    const result = results.find((name) => !given.has(name)) ?? results[0]
    form.setFieldValue(path, { name: chosen, rows: [{}], options: {}, result })
  }
  const areas = Map.groupBy(props.methods, (one) => text(one.area))
  return (
    <>
      <Field
        name={[...path, 'name']}
        label={text(changeMessages['indicators.editor.method'])}
        {...(method ? { help: text(method.summary) } : {})}
        required
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          onChange={choose}
          options={[...areas].map(([area, ones]) => ({
            label: area,
            options: ones.map((one) => ({ value: one.name, label: text(one.title) })),
          }))}
        />
      </Field>
      {method ? (
        <>
          <MethodTable method={method} />
          <div className="definition-editor__row">
            {method.options.map((option) => (
              <Field key={option.name} name={[...path, 'options', option.name]} label={text(option.title)}>
                <CellInput column={option} />
              </Field>
            ))}
            <Field
              name={[...path, 'result']}
              label={text(changeMessages['indicators.editor.method-result'])}
              required
            >
              <Select options={method.results.map((value) => ({ value, label: value }))} />
            </Field>
          </div>
        </>
      ) : null}
    </>
  )
}

/** A cell: a choice where there are some, else an expression or a text. */
function CellInput(props: {
  readonly column: MethodColumn
  readonly label?: string
  readonly value?: string
  readonly onChange?: (value: string | undefined) => void
}) {
  const { column, label, value, onChange } = props
  const named = label === undefined ? {} : { 'aria-label': label }
  if (column.choices.length > 0)
    return (
      <Select
        {...named}
        value={value ?? null}
        onChange={(chosen) => onChange?.(chosen ?? undefined)}
        allowClear={!column.required}
        options={column.choices.map((choice) => ({ value: choice, label: choice }))}
      />
    )
  return (
    <Input
      {...named}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value)}
      maxLength={500}
      spellCheck={false}
    />
  )
}

function MethodTable(props: { readonly method: CallableMethod }) {
  const text = useText()
  const { method } = props
  const form = Form.useFormInstance()
  const rows: unknown = Form.useWatch([...path, 'rows'], form)
  const columns = [...method.columns, ...ownColumns(method, rows)]
  const word = changeMessages
  return (
    <Form.List name={[...path, 'rows']}>
      {(fields, { add, remove }) => (
        <fieldset className="method-table">
          <legend>{text(word['indicators.editor.method-table'])}</legend>
          <p className="soft">{text(word['indicators.editor.method-help'])}</p>
          {fields.map((field, index) => (
            <div key={field.key} className="method-table__row">
              {columns.map((column) => (
                <Form.Item
                  key={column.name}
                  name={[field.name, column.name]}
                  label={text(column.title)}
                  rules={[
                    {
                      required: column.required,
                      message: text(word['indicators.editor.method-missing'], {
                        row: index + 1,
                        column: text(column.title),
                      }),
                    },
                  ]}
                >
                  <CellInput
                    column={column}
                    label={text(word['indicators.editor.method-cell'], {
                      row: index + 1,
                      column: text(column.title),
                    })}
                  />
                </Form.Item>
              ))}
              {fields.length > 1 ? (
                <Button onClick={() => remove(field.name)}>
                  {text(word['indicators.editor.method-remove'], { row: index + 1 })}
                </Button>
              ) : null}
            </div>
          ))}
          <Button disabled={fields.length >= 60} onClick={() => add({})}>
            {text(word['indicators.editor.method-add'])}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

/** Columns that a table names itself, where the method allows it. */
function ownColumns(method: CallableMethod, rows: unknown): MethodColumn[] {
  if (!method.open || !Array.isArray(rows)) return []
  const known = new Set(method.columns.map((column) => column.name))
  const names = rows.flatMap((row: unknown) =>
    typeof row === 'object' && row !== null ? Object.keys(row) : [],
  )
  return [...new Set(names)]
    .filter((name) => !known.has(name))
    .map((name) => ({
      name,
      title: { zh: name, en: name },
      required: false,
      choices: [],
      computed: true,
    }))
}
