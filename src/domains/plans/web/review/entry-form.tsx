import { Button, Form, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { Comparator, type TargetFields, type TaskFields } from '../../contract.ts'
import { comparatorTexts, plansMessages } from '../../messages.ts'
import { reviewMessages } from './review-messages.ts'
import { UnitAssignmentField } from './unit-assignment-field.tsx'

type Assignment = TaskFields['units']

/** What the form of a target holds; empty number fields are null, and the server says what does not fit. */
export interface TargetFormValues {
  readonly fields: TargetFields
  readonly units: Assignment
}

export interface TaskFormValues {
  readonly fields: TaskFields
}

/** Frame of both forms: title, Escape leaves, the first field takes the focus. */
function FormPanel(props: {
  readonly title: string
  readonly onCancel: () => void
  readonly children: ReactNode
}) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus()
  }, [])
  useEffect(() => {
    const element = box.current
    const leave = (event: KeyboardEvent) => {
      // An open list closes first.
      if (event.key === 'Escape' && !document.querySelector('[aria-expanded="true"][role="combobox"]')) {
        event.stopPropagation()
        props.onCancel()
      }
    }
    element?.addEventListener('keydown', leave)
    return () => element?.removeEventListener('keydown', leave)
  })
  return (
    <section className="entry-form" ref={box} aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

/** Corrects or adds a target. The upper value shows for ranges only. */
export function TargetForm(props: {
  /** Names the draft: `plans/target/<id>`. */
  readonly name: string
  readonly title: string
  readonly submitLabel: string
  /** Fields are left out where nothing was read. */
  readonly initial: Partial<TargetFormValues>
  /** The passage the fields are read from. */
  readonly passage?: ReactNode
  readonly onSubmit: (values: TargetFormValues) => Promise<unknown>
  readonly onCancel: () => void
}) {
  const text = useText()
  const locale = useLocale()
  return (
    <FormPanel title={props.title} onCancel={props.onCancel}>
      {props.passage}
      <DraftForm<TargetFormValues>
        name={props.name}
        initialValues={props.initial}
        submitLabel={props.submitLabel}
        onSubmit={(values) =>
          props.onSubmit({
            ...values,
            fields: {
              ...values.fields,
              valueHigh: values.fields.comparator === 'range' ? (values.fields.valueHigh ?? null) : null,
              year: values.fields.year ?? null,
            },
          })
        }
        actions={<Button onClick={props.onCancel}>{text(uiMessages['ui.cancel'])}</Button>}
      >
        <Field
          name={['fields', 'indicator']}
          label={text(plansMessages['plans.indicator'])}
          help={text(reviewMessages['plans.review.field.indicator-help'])}
          required
        >
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 3 }} maxLength={200} />
        </Field>
        <div className="entry-form__figures">
          <Field
            name={['fields', 'comparator']}
            label={text(plansMessages['plans.bound'])}
            help={text(reviewMessages['plans.review.field.comparator-help'])}
            required
          >
            <Select
              options={Comparator.options.map((value) => ({
                value,
                label: comparatorTexts[value][locale],
              }))}
            />
          </Field>
          <ValueFields />
          <Field
            name={['fields', 'unit']}
            label={text(plansMessages['plans.unit'])}
            help={text(reviewMessages['plans.review.field.unit-help'])}
          >
            <Input maxLength={30} />
          </Field>
          <Field
            name={['fields', 'year']}
            label={text(plansMessages['plans.year'])}
            help={text(reviewMessages['plans.review.field.year-help'])}
          >
            <InputNumber min={1950} max={2150} precision={0} controls={false} />
          </Field>
          <Field
            name={['fields', 'action']}
            label={text(plansMessages['plans.action'])}
            help={text(reviewMessages['plans.review.field.action-help'])}
          >
            <Input maxLength={20} />
          </Field>
        </div>
        <Field
          name="units"
          label={text(reviewMessages['plans.review.field.units'])}
          help={text(reviewMessages['plans.review.field.units-help'])}
        >
          <UnitAssignmentField />
        </Field>
      </DraftForm>
    </FormPanel>
  )
}

/** One value, or two for a range. */
function ValueFields() {
  const text = useText()
  const comparator: unknown = Form.useWatch(['fields', 'comparator'])
  const range = comparator === 'range'
  return (
    <>
      <Field
        name={['fields', 'value']}
        label={text(reviewMessages[range ? 'plans.review.field.value-low' : 'plans.review.field.value'])}
        required
      >
        <InputNumber controls={false} />
      </Field>
      {range ? (
        <Field name={['fields', 'valueHigh']} label={text(plansMessages['plans.value-high'])} required>
          <InputNumber controls={false} />
        </Field>
      ) : null}
    </>
  )
}

/** Corrects or adds a task. */
export function TaskForm(props: {
  readonly name: string
  readonly title: string
  readonly submitLabel: string
  readonly initial: TaskFormValues
  readonly passage?: ReactNode
  readonly onSubmit: (values: TaskFormValues) => Promise<unknown>
  readonly onCancel: () => void
}) {
  const text = useText()
  return (
    <FormPanel title={props.title} onCancel={props.onCancel}>
      {props.passage}
      <DraftForm<TaskFormValues>
        name={props.name}
        initialValues={props.initial}
        submitLabel={props.submitLabel}
        onSubmit={props.onSubmit}
        actions={<Button onClick={props.onCancel}>{text(uiMessages['ui.cancel'])}</Button>}
      >
        <Field
          name={['fields', 'heading']}
          label={text(plansMessages['plans.heading'])}
          help={text(reviewMessages['plans.review.field.heading-help'])}
          required
        >
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={200} />
        </Field>
        <Field
          name={['fields', 'units']}
          label={text(reviewMessages['plans.review.field.units'])}
          help={text(reviewMessages['plans.review.field.units-help'])}
        >
          <UnitAssignmentField />
        </Field>
      </DraftForm>
    </FormPanel>
  )
}
