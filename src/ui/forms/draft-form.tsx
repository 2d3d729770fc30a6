import { Alert, Button, Form } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { useFormats, useText } from '../language/language.ts'
import { useSessionIfAny } from '../session/session.tsx'
import { useProblemText } from '../states/page-states.tsx'
import { uiMessages } from '../ui-messages.ts'
import { type Draft, draftKey, forgetDraft, keepDraft, readDraft } from './drafts.ts'
import './forms.css'

/** Time after the last change before the draft is kept, in milliseconds. */
const draftPause = 400

export interface DraftFormProps<Values extends object> {
  /** Names the draft: the same form for another object is another draft (`plans/edit/0197…`). */
  readonly name: string
  readonly initialValues?: Partial<Values>
  /** Sends the form; a rejected ApiProblem shows its fields' messages beside the fields. */
  readonly onSubmit: (values: Values) => Promise<unknown>
  readonly submitLabel?: string
  /** Top-level fields that are never kept in the browser: passwords, identity numbers. */
  readonly omit?: readonly string[]
  /** False keeps no draft at all. */
  readonly draft?: boolean
  /** More buttons beside the submit button. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/**
 * A form that survives a closed browser: it keeps what has been typed on this device until it is sent, offers it
 * again, and puts the server's words beside the fields that do not fit.
 */
export function DraftForm<Values extends object>(props: DraftFormProps<Values>) {
  const { name, omit = [], draft: keepsDraft = true } = props
  const text = useText()
  const formats = useFormats()
  const problemText = useProblemText()
  const key = draftKey(useSessionIfAny()?.personId ?? 'anyone', name)
  // Untyped, since the server names the fields that do not fit in its own words.
  const [form] = Form.useForm()
  const [restored, setRestored] = useState<Draft | undefined>(() =>
    keepsDraft ? readDraft(key, new Date()) : undefined,
  )
  const [kept, setKept] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [sending, setSending] = useState(false)
  const keeper = useDraftKeeper(key, omit, () => form.getFieldsValue(true), setKept)

  const submit = async (values: Values) => {
    setSending(true)
    setFailure(undefined)
    try {
      await props.onSubmit(values)
      keeper.cancel()
      forgetDraft(key)
      setKept(false)
      setRestored(undefined)
    } catch (error) {
      setFailure(error)
      if (error instanceof ApiProblem) form.setFields(fieldErrors(error))
    } finally {
      setSending(false)
    }
  }
  const discard = () => {
    keeper.cancel()
    forgetDraft(key)
    form.resetFields()
    setRestored(undefined)
    setKept(false)
  }
  return (
    <Form
      form={form}
      layout="vertical"
      name={name.replaceAll(/[^\w-]/g, '-')}
      initialValues={{ ...props.initialValues, ...restored?.values }}
      onValuesChange={() => {
        if (keepsDraft) keeper.change()
      }}
      onFinish={(values: Values) => void submit(values)}
      disabled={sending}
    >
      {restored ? (
        <Alert
          className="draft-form__notice"
          type="info"
          showIcon
          title={text(uiMessages['ui.form.draft-restored'], { time: formats.dateTime(restored.at) })}
          action={<Button onClick={discard}>{text(uiMessages['ui.form.draft-discard'])}</Button>}
        />
      ) : null}
      {props.children}
      {failure ? (
        <Alert
          className="draft-form__notice"
          type="error"
          showIcon
          role="alert"
          title={text(uiMessages['ui.form.failed'])}
          description={<FailureText failure={failure} words={problemText(failure)} />}
        />
      ) : null}
      <div className="draft-form__foot">
        <Button type="primary" htmlType="submit" loading={sending}>
          {props.submitLabel ?? text(uiMessages['ui.form.submit'])}
        </Button>
        {props.actions}
        <span className="soft" role="status">
          {kept ? text(uiMessages['ui.form.draft-kept']) : null}
        </span>
      </div>
    </Form>
  )
}

function FailureText(props: { readonly failure: unknown; readonly words: string }) {
  const { failure, words } = props
  if (!(failure instanceof ApiProblem) || failure.fields.length === 0) return words
  return (
    <>
      <div>{words}</div>
      <ul>
        {failure.fields.map((field) => (
          <li key={`${field.path} ${field.message}`}>{field.message}</li>
        ))}
      </ul>
    </>
  )
}

/** The server's messages as errors of the form's fields; paths like `items.0.name` become `['items', 0, 'name']`. */
function fieldErrors(problem: ApiProblem) {
  return problem.fields.map((field) => ({
    name: field.path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    errors: [field.message],
  }))
}

/** Keeps the draft a moment after the last change, and at once when the page is left. */
function useDraftKeeper(
  key: string,
  omit: readonly string[],
  read: () => Readonly<Record<string, unknown>>,
  onKept: (kept: boolean) => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const write = useRef<() => void>(() => {})
  write.current = () => {
    timer.current = undefined
    onKept(keepDraft(key, read(), omit, new Date()))
  }
  useEffect(() => {
    const leave = () => {
      if (timer.current === undefined) return
      clearTimeout(timer.current)
      write.current()
    }
    globalThis.addEventListener('pagehide', leave)
    return () => {
      globalThis.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  return {
    change: () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => write.current(), draftPause)
    },
    cancel: () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
  }
}
