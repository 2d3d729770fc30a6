import { Button, type ButtonProps, Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { useText } from '../language/language.ts'
import { useProblemText } from '../states/page-states.tsx'
import { uiMessages } from '../ui-messages.ts'
import './forms.css'

/**
 * A button that says what will happen before it does it, asks for the reason where one is due, and keeps the dialog
 * open when it failed.
 *
 * @example
 * <ConfirmAction label="发布" title="发布《…规划》?" consequences={['42 个目标立即生效', '37 个责任单位会收到通知']}
 *   run={() => publish.mutateAsync({ planId })} />
 */
export function ConfirmAction(props: {
  readonly label: string
  /** The question. */
  readonly title: string
  readonly consequences: readonly ReactNode[]
  /** Whether a reason is asked for, and whether it may be left out. */
  readonly reason?: 'required' | 'optional'
  /** For what cannot be undone. */
  readonly danger?: boolean
  readonly primary?: boolean
  readonly disabled?: boolean
  readonly size?: NonNullable<ButtonProps['size']>
  readonly confirmLabel?: string
  readonly run: (reason: string) => Promise<unknown>
}) {
  const text = useText()
  const problemText = useProblemText()
  const field = useId()
  const [open, setOpen] = useState(false)
  const [running, setRunning] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')

  const confirm = async () => {
    if (props.reason === 'required' && reason.trim() === '') {
      setProblem(text(uiMessages['ui.confirm.reason-required']))
      return
    }
    setRunning(true)
    setProblem('')
    try {
      await props.run(reason.trim())
      setOpen(false)
      setReason('')
    } catch (error) {
      // There is one field at most, so that what is wrong with it can be said in place of how much is wrong.
      const fields = error instanceof ApiProblem ? error.fields : []
      setProblem(fields.length > 0 ? fields.map((one) => one.message).join('；') : problemText(error))
    } finally {
      setRunning(false)
    }
  }
  return (
    <>
      <Button
        type={props.primary ? 'primary' : 'default'}
        danger={props.danger ?? false}
        disabled={props.disabled ?? false}
        size={props.size ?? 'middle'}
        onClick={() => {
          setProblem('')
          setOpen(true)
        }}
      >
        {props.label}
      </Button>
      <Modal
        open={open}
        title={props.title}
        okText={props.confirmLabel ?? props.label}
        okButtonProps={{ danger: props.danger ?? false }}
        cancelText={text(uiMessages['ui.cancel'])}
        confirmLoading={running}
        onOk={() => void confirm()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {props.consequences.length > 0 ? (
          <>
            <p>{text(uiMessages['ui.confirm.consequences'])}</p>
            <ul className="confirm-action__list">
              {props.consequences.map((consequence, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is written down once and never reordered
                <li key={index}>{consequence}</li>
              ))}
            </ul>
          </>
        ) : null}
        {props.reason ? (
          <>
            <label htmlFor={field}>{text(uiMessages['ui.confirm.reason'])}</label>
            <Input.TextArea
              className="confirm-action__reason"
              id={field}
              rows={3}
              maxLength={500}
              showCount
              value={reason}
              aria-required={props.reason === 'required'}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        ) : null}
        {problem ? (
          <p className="file-drop__problem" role="alert">
            {problem}
          </p>
        ) : null}
      </Modal>
    </>
  )
}
