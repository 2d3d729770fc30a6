import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { z } from 'zod'
import { uploadFile } from '#ui/api/upload.ts'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useText } from '#ui/language/language.ts'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { fileRoleTitles } from '../../spot-checks/messages.ts'
import type { SampleFileRole } from '../../spot-checks/spot-checks-contract.ts'
import { words } from './spot-check-words.ts'
import { type SampleView, spotChecksApi } from './spot-checks-api.ts'

const Uploaded = z.object({ id: z.string(), name: z.string() })

/** Kinds of files that go with a sample. */
const evidenceLimits = {
  types: ['.jpg', '.jpeg', '.png', '.webp', '.pdf', '.docx'],
  megabytes: 20,
} as const

/** Uploads a file, which the sheet or sample then takes in, and gives its id and name. */
export async function uploadEvidence(
  file: File,
  onProgress?: (share: number) => void,
): Promise<{ readonly id: string; readonly name: string }> {
  return Uploaded.parse(await uploadFile({ url: '/api/files', file, onProgress }))
}

/** The role that a file most likely has now. */
const roleNow = (sample: SampleView): SampleFileRole => {
  if (sample.followUp === 'objection-period' || sample.followUp === 'objection-review') return 'objection'
  if (sample.followUp === 'correcting' || sample.followUp === 'reinspecting') return 'correction'
  return sample.state === 'judged' ? 'report' : 'photo'
}

/** Files of a sample, and a place to add one. */
export function SampleFiles({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <>
      {sample.files.length === 0 ? (
        <p className="soft">{text(words['spot-checks.no-files'])}</p>
      ) : (
        <ul className="plain-list">
          {sample.files.map((file) => (
            <li key={file.id}>
              <SampleFileName sampleId={sample.id} file={file} />{' '}
              <span className="soft">{text(fileRoleTitles[file.role])}</span>
            </li>
          ))}
        </ul>
      )}
      <Allowed permission="spot-checks.sample">
        <FileDrop
          label={text(words['spot-checks.add-file'])}
          limits={evidenceLimits}
          send={async (file, onProgress) => {
            const { id } = await uploadEvidence(file, onProgress)
            await spotChecksApi.attachSampleFile.call({
              sampleId: sample.id,
              fileId: id,
              role: roleNow(sample),
            })
            await client.invalidateQueries({ queryKey: spotChecksApi.getSample.key() })
          }}
        />
      </Allowed>
    </>
  )
}

/** Its name, as a link for whoever may read it: sheets and signatures show who signed. */
function SampleFileName(props: { readonly sampleId: string; readonly file: SampleView['files'][number] }) {
  const personal = useAllowed('spot-checks.read-personal')
  const { sampleId, file } = props
  if (!personal && (file.role === 'sheet' || file.role === 'signature')) return <span>{file.name}</span>
  return (
    <a href={`/api/spot-checks/samples/${sampleId}/files/${file.id}`} download>
      {file.name}
    </a>
  )
}

/** Who signed: masked, until somebody with the right asks, which is put on record. */
export function Signatory({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  const problemText = useProblemText()
  const read = useMutation(spotChecksApi.readSignatory.mutationOptions())
  const shown = read.data ?? sample.signatory
  if (!sample.signatory.name && !sample.signatory.phone) return null
  return (
    <div className="stack">
      <div>
        <span className="soft">{text(words['spot-checks.signatory'])} </span>
        {shown.name} {shown.phone}
      </div>
      {read.isError ? <p role="alert">{problemText(read.error)}</p> : null}
      {read.data ? null : (
        <Allowed permission="spot-checks.read-personal">
          <div className="row">
            <Button
              size="small"
              loading={read.isPending}
              onClick={() => read.mutate({ sampleId: sample.id })}
            >
              {text(words['spot-checks.show-signatory'])}
            </Button>
            <span className="soft">{text(words['spot-checks.show-signatory-note'])}</span>
          </div>
        </Allowed>
      )}
    </div>
  )
}
