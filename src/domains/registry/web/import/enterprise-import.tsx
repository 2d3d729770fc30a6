import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect } from 'react'
import { FollowedJob } from '#kernel/jobs/web/job-panel.tsx'
import { uploadFile } from '#ui/api/upload.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { DownloadIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { registryApi } from '../registry-api.ts'
import { importMessages } from './import-words.ts'
import '../records/records.css'

type ImportView = Awaited<ReturnType<typeof registryApi.getEnterpriseImport.call>>

/** Time between two looks at what is at work, in milliseconds. */
const pause = 1000

const isAtWork = (one: ImportView) => (one.state === 'checking' || one.state === 'importing') && !one.stalled

const tones = {
  checking: 'on-track',
  checked: 'at-risk',
  importing: 'on-track',
  imported: 'met',
  stalled: 'at-risk',
  failed: 'behind',
  abandoned: 'no-data',
} as const

/** Takes enterprises in: sent, checked row by row, confirmed, and followed until it is done. */
export function EnterpriseImportPanel() {
  const text = useText()
  const client = useQueryClient()
  const imports = useQuery(
    registryApi.listEnterpriseImports.queryOptions({
      input: { limit: 10 },
      refetchInterval: (query) => (query.state.data?.items.some(isAtWork) ? pause : false),
    }),
  )
  return (
    <div className="stack">
      <p>{text(importMessages['registry.imports.lead'])}</p>
      <p className="soft">{text(importMessages['registry.imports.idempotent'])}</p>
      <div className="row">
        <a className="plain-button" href="/api/enterprises/import-template" download>
          <DownloadIcon />
          {text(importMessages['registry.imports.template'])}
        </a>
      </div>
      <FileDrop
        label={text(importMessages['registry.imports.file'])}
        limits={{ types: ['.xlsx', '.csv'], megabytes: 400 }}
        send={async (file, onProgress) => {
          await uploadFile({ url: '/api/enterprises/imports', file, onProgress })
          await client.invalidateQueries({ queryKey: registryApi.listEnterpriseImports.key() })
        }}
      />
      <h2>{text(importMessages['registry.imports.recent'])}</h2>
      <QueryState query={imports} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{text(importMessages['registry.imports.none'])}</p>
          ) : (
            items.map((one) => <ImportCard key={one.id} one={one} />)
          )
        }
      </QueryState>
    </div>
  )
}

/** One import as it stands, with what comes next. */
function ImportCard({ one }: { readonly one: ImportView }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const { state, rowsInvalid, errorFileId } = one
  const shown = one.stalled ? 'stalled' : state
  const settled = !isAtWork(one)
  useEffect(() => {
    if (settled) void client.invalidateQueries({ queryKey: registryApi.enterpriseFacets.key() })
  }, [settled, client])
  const counts = [
    ['rows', one.rowsRead],
    ['invalid', rowsInvalid],
    ['added', one.added],
    ['changed', one.changed],
    ...(state === 'imported' ? ([['unchanged', one.unchanged]] as const) : []),
  ] as const
  return (
    <section className="card stack" aria-label={one.name}>
      <div className="row">
        <strong>{one.name}</strong>
        <StateTag state={tones[shown]} word={text(importMessages[`registry.imports.state.${shown}`])} />
        <span className="soft">
          {text(importMessages['registry.imports.by'], {
            name: one.createdBy,
            time: formats.dateTime(one.createdAt),
          })}
        </span>
      </div>
      {isAtWork(one) && one.runId ? <FollowedJob runId={one.runId} /> : null}
      {state === 'failed' ? <Alert type="error" showIcon title={one.failure ?? ''} /> : null}
      {one.stalled ? (
        <Alert type="warning" showIcon title={text(importMessages['registry.imports.stalled'])} />
      ) : null}
      {settled && state !== 'failed' && state !== 'checking' ? (
        <dl className="record-import__counts">
          {counts.map(([name, count]) => (
            <div key={name}>
              <dt>{text(importMessages[`registry.imports.${name}`])}</dt>
              <dd>{formats.number(count)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {state === 'checked' ? (
        <Alert
          type={rowsInvalid > 0 ? 'warning' : 'info'}
          showIcon
          title={text(
            importMessages[rowsInvalid > 0 ? 'registry.imports.misfits' : 'registry.imports.fits'],
            {
              count: formats.number(rowsInvalid),
            },
          )}
        />
      ) : null}
      {errorFileId || one.stalled || state === 'checked' ? (
        <div className="row">
          {errorFileId ? (
            <a className="plain-button" href={`/api/files/${errorFileId}`} download>
              <DownloadIcon />
              {text(importMessages['registry.imports.errors'])}
            </a>
          ) : null}
          {state === 'checked' ? <Confirm one={one} /> : null}
          {one.stalled ? <Resume importId={one.id} /> : null}
          {state === 'checked' || one.stalled ? <Abandon one={one} /> : null}
        </div>
      ) : null}
    </section>
  )
}

function Confirm({ one }: { readonly one: ImportView }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  return (
    <ConfirmAction
      primary
      disabled={one.added + one.changed === 0}
      label={text(importMessages['registry.imports.confirm'])}
      title={text(importMessages['registry.imports.confirm-title'], { name: one.name })}
      consequences={[
        text(importMessages['registry.imports.consequence-added'], { count: formats.number(one.added) }),
        text(importMessages['registry.imports.consequence-changed'], { count: formats.number(one.changed) }),
        text(importMessages['registry.imports.consequence-resume']),
      ]}
      reason="required"
      run={async (reason) => {
        await registryApi.confirmEnterpriseImport.call({ importId: one.id, reason })
        await client.invalidateQueries({ queryKey: registryApi.listEnterpriseImports.key() })
      }}
    />
  )
}

/** Takes an import up again whose job has ended. */
function Resume({ importId }: { readonly importId: string }) {
  const text = useText()
  const client = useQueryClient()
  const problemText = useProblemText()
  const resume = useMutation({
    mutationFn: () => registryApi.resumeEnterpriseImport.call({ importId }),
    onSettled: () => client.invalidateQueries({ queryKey: registryApi.listEnterpriseImports.key() }),
  })
  return (
    <>
      <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate()}>
        {text(importMessages['registry.imports.resume'])}
      </Button>
      {resume.error ? <Alert type="error" showIcon title={problemText(resume.error)} /> : null}
    </>
  )
}

function Abandon({ one }: { readonly one: ImportView }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  // What the dry run foresees of a checked file is not written; of an interrupted import it is.
  const written = one.state === 'importing' ? one.added + one.changed : 0
  return (
    <ConfirmAction
      label={text(importMessages['registry.imports.abandon'])}
      title={text(importMessages['registry.imports.abandon-title'], { name: one.name })}
      consequences={[
        text(
          importMessages[
            written > 0 ? 'registry.imports.consequence-written' : 'registry.imports.consequence-abandon'
          ],
          { count: formats.number(written) },
        ),
      ]}
      run={async () => {
        await registryApi.abandonEnterpriseImport.call({ importId: one.id })
        await client.invalidateQueries({ queryKey: registryApi.listEnterpriseImports.key() })
      }}
    />
  )
}
