import { useId, useState } from 'react'
import type { DrawFinding } from '#methods/draw/published-draw.ts'
import { CheckIcon, CrossIcon } from '#ui/icons.tsx'
import { useText } from '#ui/language/language.ts'
import type { DrawView } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'

type Outcome = 'none' | 'running' | readonly DrawFinding[]

function replay(text: string, commitment: string | undefined): Promise<readonly DrawFinding[]> {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<readonly DrawFinding[]>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<readonly DrawFinding[]>) => resolve(event.data))
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.postMessage({ text, commitment })
  }).finally(() => worker.terminate())
}

/** Downloads the record of a draw and replays it here, against the commitment on this page; or any other file. */
export function VerifyDraw(props: { readonly draw: DrawView }) {
  const text = useText()
  const fileId = useId()
  const [outcome, setOutcome] = useState<Outcome>('none')
  const address = `/api/open/draws/${props.draw.id}/file`
  const run = async (content: Promise<string>, commitment: string | undefined) => {
    setOutcome('running')
    try {
      setOutcome(await replay(await content, commitment))
    } catch (error) {
      setOutcome([
        {
          problem: 'malformed',
          where: '',
          recorded: '',
          replayed: error instanceof Error ? error.message : '',
        },
      ])
    }
  }
  const published = () =>
    fetch(address).then((response) => {
      if (!response.ok) throw new Error(String(response.status))
      return response.text()
    })
  return (
    <section className="card stack">
      <h2>{text(drawWebMessages['supervision.verify'])}</h2>
      <p className="soft">{text(drawWebMessages['supervision.verify-words'])}</p>
      <div className="row">
        <button
          type="button"
          className="plain-button plain-button--primary"
          disabled={outcome === 'running'}
          onClick={() => void run(published(), props.draw.commitment ?? undefined)}
        >
          {text(drawWebMessages[outcome === 'running' ? 'supervision.verifying' : 'supervision.verify'])}
        </button>
        <a className="plain-button" href={address} download={`draw-${props.draw.number}.json`}>
          {text(drawWebMessages['supervision.download'])}
        </a>
        <label htmlFor={fileId} className="plain-button draw-file">
          {text(drawWebMessages['supervision.verify-file'])}
          <input
            id={fileId}
            type="file"
            accept="application/json,.json"
            className="visually-hidden"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) void run(file.text(), undefined)
              event.target.value = ''
            }}
          />
        </label>
      </div>
      <Findings outcome={outcome} />
    </section>
  )
}

function Findings(props: { readonly outcome: Outcome }) {
  const text = useText()
  const { outcome } = props
  if (outcome === 'none' || outcome === 'running') return <div role="status" />
  if (outcome.length === 0)
    return (
      <p className="draw-verdict draw-verdict--holds" role="status">
        <CheckIcon /> {text(drawWebMessages['supervision.verified'])}
      </p>
    )
  return (
    <div className="draw-verdict draw-verdict--fails" role="alert">
      <p>
        <CrossIcon /> {text(drawWebMessages['supervision.verify-failed'], { count: outcome.length })}
      </p>
      <ul>
        {outcome.map((finding) => (
          <li key={`${finding.problem} ${finding.where}`}>
            {text(drawWebMessages[`supervision.finding.${finding.problem}`])}
            {finding.where ? <code> {finding.where}</code> : null}
            {finding.recorded ? <div className="draw-hex">{finding.recorded}</div> : null}
            {finding.replayed ? <div className="draw-hex">→ {finding.replayed}</div> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
