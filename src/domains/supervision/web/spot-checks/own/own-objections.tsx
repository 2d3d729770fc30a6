import { useQueryClient } from '@tanstack/react-query'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { groundTitles } from '../../../spot-checks/messages.ts'
import type { OwnObjection, OwnSample } from '../../../spot-checks/own/own-contract.ts'
import { words } from '../spot-check-words.ts'
import { spotChecksApi } from '../spot-checks-api.ts'
import { ownEvidenceLimits } from './object-button.tsx'
import { ownWords } from './own-words.ts'

/** The objections to a result as its enterprise sees them: its own whole, the other party's by their outcome. */
export function OwnObjections({ sample }: { readonly sample: OwnSample }) {
  const text = useText()
  const client = useQueryClient()
  if (sample.objections.length === 0) return null
  const open = sample.objections.some((one) => one.own && one.outcome === null)
  return (
    <section className="card stack" aria-labelledby="objections">
      <h2 id="objections">{text(ownWords.objections)}</h2>
      {sample.objections.map((one) => (
        <OneObjection key={one.id} objection={one} sampleId={sample.id} />
      ))}
      {open ? (
        <FileDrop
          label={text(ownWords.addEvidence)}
          limits={ownEvidenceLimits}
          send={async (file) => {
            await spotChecksApi.addMyEvidence.call({ sampleId: sample.id, file })
            await client.invalidateQueries({ queryKey: spotChecksApi.getMySpotCheck.key() })
          }}
        />
      ) : null}
    </section>
  )
}

function OneObjection(props: { readonly objection: OwnObjection; readonly sampleId: string }) {
  const text = useText()
  const formats = useFormats()
  const { objection: one } = props
  const outcome = one.outcome ? text(words[`spot-checks.outcome.${one.outcome}`]) : text(ownWords.pending)
  return (
    <div className="stack">
      <strong>
        {one.own
          ? text(words['spot-checks.objection-by'], {
              objector: one.objector,
              date: formats.date(one.receivedOn),
              ground: text(groundTitles[one.ground]),
            })
          : text(ownWords.otherParty)}
      </strong>
      {one.statement ? <div>{one.statement}</div> : null}
      <div>{[outcome, one.outcomeReason, one.retestInstitution].filter(Boolean).join(' · ')}</div>
      {one.feeBy ? <div className="soft">{text(words[`spot-checks.fee.${one.feeBy}`])}</div> : null}
      {one.files.length > 0 ? (
        <ul className="plain-list">
          {one.files.map((file) => (
            <li key={file.id}>
              <a href={`/api/my/spot-checks/${props.sampleId}/files/${file.id}`} download>
                {file.name}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
