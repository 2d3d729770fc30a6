import { Form } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '../language/language.ts'
import { uiMessages } from '../ui-messages.ts'
import './forms.css'

/**
 * One field of a form: label above, control, help that says what is meant, and the rule that asks for it.
 *
 * @example
 * <Field name="title" label="规划名称" help="与印发文件的标题一致" required><Input maxLength={200} /></Field>
 */
export function Field(props: {
  /** Path in the form's values, as in the request body: `title` or `['contact', 'phone']`. */
  readonly name: string | readonly (string | number)[]
  readonly label: string
  readonly help?: ReactNode
  /** The rule behind the field: `市场监管总局令第 20 号 第九条`. */
  readonly rule?: string
  readonly required?: boolean
  /** `checked` for switches and check boxes. */
  readonly valuePropName?: string
  readonly children: ReactElement
}) {
  const text = useText()
  const { name, label } = props
  return (
    <Form.Item
      name={typeof name === 'string' ? name : [...name]}
      label={label}
      {...(props.valuePropName ? { valuePropName: props.valuePropName } : {})}
      {...(props.required
        ? { rules: [{ required: true, message: text(uiMessages['ui.form.required'], { label }) }] }
        : {})}
      extra={
        props.help || props.rule ? (
          <>
            {props.help ? <span className="field__help">{props.help}</span> : null}
            {props.rule ? (
              <span className="field__rule">{text(uiMessages['ui.form.rule'], { rule: props.rule })}</span>
            ) : null}
          </>
        ) : null
      }
    >
      {props.children}
    </Form.Item>
  )
}
