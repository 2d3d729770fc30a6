import { useId, useState } from 'react'
import { UploadIcon } from '../icons.tsx'
import { useFormats, useText } from '../language/language.ts'
import { ProgressPanel, type ProgressState } from '../progress/progress-panel.tsx'
import { useProblemText } from '../states/page-states.tsx'
import { uiMessages } from '../ui-messages.ts'
import { type FileLimits, fileProblem } from './file-check.ts'
import './forms.css'

interface Sending {
  readonly id: number
  readonly name: string
  readonly state: ProgressState
  readonly share: number
  readonly problem: string | undefined
}

/**
 * A place to drop files on, or to pick them from a dialog. Type and size are checked before anything is sent; each
 * file shows its progress.
 *
 * @example
 * <FileDrop label="规划文件" limits={{ types: ['.docx', '.pdf'], megabytes: 20 }}
 *   send={(file, progress) => uploadFile({ url: '/api/plans/documents', file, onProgress: progress })} />
 */
export function FileDrop(props: {
  readonly label: string
  readonly limits: FileLimits
  readonly several?: boolean
  readonly disabled?: boolean
  readonly send: (file: File, onProgress: (share: number) => void) => Promise<unknown>
}) {
  const { limits, several = false } = props
  const text = useText()
  const formats = useFormats()
  const problemText = useProblemText()
  const input = useId()
  const [over, setOver] = useState(false)
  const [sendings, setSendings] = useState<readonly Sending[]>([])
  const types = limits.types.join(' ')

  const refusal = (file: File): string | undefined => {
    const problem = fileProblem(file, limits)
    if (problem === 'wrong-type') return text(uiMessages['ui.file.wrong-type'], { name: file.name, types })
    if (problem === 'too-large')
      return text(uiMessages['ui.file.too-large'], {
        name: file.name,
        size: formats.fileSize(file.size),
        limit: limits.megabytes,
      })
    return undefined
  }
  const sendOne = async (file: File, id: number) => {
    const change = (part: Partial<Sending>) =>
      setSendings((before) => before.map((one) => (one.id === id ? { ...one, ...part } : one)))
    try {
      await props.send(file, (share) => change({ share }))
      change({ state: 'finished', share: 1 })
    } catch (error) {
      change({ state: 'failed', problem: problemText(error) })
    }
  }
  const take = async (files: readonly File[]) => {
    const taken = (several ? files : files.slice(0, 1)).map((file, index) => ({
      file,
      id: Date.now() + index,
      problem: refusal(file),
    }))
    setSendings((before) => [
      ...(several ? before : []),
      ...taken.map(({ file, id, problem }) => ({
        id,
        name: file.name,
        state: problem ? ('failed' as const) : ('running' as const),
        share: 0,
        problem,
      })),
    ])
    // One after the other: many at once would each be slow.
    for (const { file, id, problem } of taken) if (!problem) await sendOne(file, id)
  }
  return (
    <div className="file-drop">
      <label
        htmlFor={input}
        className={over ? 'file-drop__zone file-drop__zone--over' : 'file-drop__zone'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (!props.disabled) void take([...event.dataTransfer.files])
        }}
      >
        <span className="file-drop__icon">
          <UploadIcon />
        </span>
        <strong>{props.label}</strong>
        <span>{text(uiMessages[several ? 'ui.file.drop-many' : 'ui.file.drop'])}</span>
        <span className="soft">
          {text(uiMessages[types ? 'ui.file.hint' : 'ui.file.hint-any'], { types, limit: limits.megabytes })}
        </span>
        <input
          id={input}
          className="visually-hidden"
          type="file"
          accept={limits.types.join(',')}
          multiple={several}
          disabled={props.disabled}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            // Emptied, so that the same file may be picked again after a refusal.
            event.target.value = ''
            void take(files)
          }}
        />
      </label>
      {sendings.map((sending) => (
        <SendingLine key={sending.id} sending={sending} />
      ))}
    </div>
  )
}

function SendingLine(props: { readonly sending: Sending }) {
  const { name, state, share, problem } = props.sending
  const text = useText()
  if (state === 'failed')
    return (
      <p className="file-drop__problem" role="alert">
        {problem}
      </p>
    )
  if (state === 'finished') return <p role="status">{text(uiMessages['ui.file.sent'], { name })}</p>
  return (
    <ProgressPanel
      title={text(uiMessages['ui.file.sending'], { name })}
      state={state}
      done={Math.round(share * 100)}
      total={100}
      mayLeave={false}
    />
  )
}
