import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { FollowedJob } from '#kernel/jobs/web/job-panel.tsx'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DownloadIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ObservationImport } from '../../observation-import/import-contract.ts'
import { reportingApi } from '../reporting/reporting-api.ts'
import { ImportContent, ImportFindings } from './import-detail.tsx'
import { importMessages } from './import-messages.ts'
import { importsApi } from './imports-api.ts'

/** Time between two looks at what is at work, in milliseconds. */
export const pause = 1000

/** Whether its job is at it. */
export const isAtWork = (one: ObservationImport): boolean =>
  (one.state === 'checking' || one.state === 'importing') && !one.stalled

type Shown = ObservationImport['state'] | 'stalled' | 'faulty' | 'nothing'

/** How it stands, as a person sees it. */
function shownState(one: ObservationImport): Shown {
  if (one.stalled) return 'stalled'
  if (one.state !== 'checked' || one.ready) return one.state
  return one.rowsInvalid > 0 ? 'faulty' : 'nothing'
}

const tones: Readonly<Record<Shown, State>> = {
  checking: 'on-track',
  checked: 'at-risk',
  faulty: 'behind',
  nothing: 'no-data',
  importing: 'on-track',
  stalled: 'at-risk',
  imported: 'met',
  failed: 'behind',
  abandoned: 'no-data',
}

/** One file as it stands, with what comes next. */
export function ImportCard({
  one,
  startsOpen,
}: {
  readonly one: ObservationImport
  readonly startsOpen: boolean
}) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const [open, setOpen] = useState<boolean>()
  const state = shownState(one)
  const published = one.state === 'imported'
  useEffect(() => {
    if (published) void client.invalidateQueries({ queryKey: reportingApi.listReportedObservations.key() })
  }, [published, client])
  const settled = !isAtWork(one) && one.state !== 'checking'
  const isOpen = settled && (open ?? (startsOpen && one.state === 'checked'))
  return (
    <section className="card stack" aria-label={one.name}>
      <div className="row">
        <strong className="imports__name">{one.name}</strong>
        <StateTag state={tones[state]} word={text(importMessages[`imports.state.${state}`])} />
        <span className="soft">
          {text(importMessages['imports.by'], {
            name: one.createdBy,
            time: formats.dateTime(one.createdAt),
          })}
        </span>
      </div>
      {isAtWork(one) && one.runId ? <FollowedJob runId={one.runId} /> : null}
      {settled && one.rowsRead > 0 ? <Counts one={one} /> : null}
      <Notice one={one} state={state} />
      {one.reason ? (
        <p className="soft">{text(importMessages['imports.reason'], { reason: one.reason })}</p>
      ) : null}
      {settled ? (
        <div className="row">
          <Actions one={one} />
          {one.rowsRead > 0 ? (
            <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {text(importMessages[isOpen ? 'imports.close' : 'imports.open'])}
            </Button>
          ) : null}
        </div>
      ) : null}
      {isOpen ? <Detail importId={one.id} /> : null}
    </section>
  )
}

function Counts({ one }: { readonly one: ObservationImport }) {
  const text = useText()
  const formats = useFormats()
  const counts = [
    ['rows', one.rowsRead],
    ['invalid', one.rowsInvalid],
    ['blank', one.rowsBlank],
    ['unexplained', one.rowsUnexplained],
    ['added', one.added],
    ['changed', one.changed],
    ['unchanged', one.unchanged],
  ] as const
  return (
    <dl className="imports__counts">
      {counts.filter(isTelling).map(([name, count]) => (
        <div key={name}>
          <dt>{text(importMessages[`imports.${name}`])}</dt>
          <dd>{formats.number(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

// Nothing without a value, far off or unchanged needs no word.
const isTelling = ([name, count]: readonly [string, number]): boolean =>
  count > 0 || !['blank', 'unexplained', 'unchanged'].includes(name)

/** What to do, in a sentence. */
function Notice({ one, state }: { readonly one: ObservationImport; readonly state: Shown }) {
  const text = useText()
  const formats = useFormats()
  if (state === 'failed') return <Alert type="error" showIcon title={one.failure ?? ''} />
  if (state === 'stalled')
    return <Alert type="warning" showIcon title={text(importMessages['imports.stalled'])} />
  if (state === 'nothing')
    return <Alert type="info" showIcon title={text(importMessages['imports.nothing'])} />
  if (state === 'faulty')
    return (
      <Alert
        type="error"
        showIcon
        title={text(importMessages['imports.faulty'], { count: formats.number(one.rowsInvalid) })}
      />
    )
  if (state !== 'checked') return null
  const farOff = one.rowsUnexplained > 0
  return (
    <Alert
      type={farOff ? 'warning' : 'info'}
      showIcon
      title={text(importMessages[farOff ? 'imports.far-off' : 'imports.fits'], {
        count: formats.number(one.rowsUnexplained),
      })}
    />
  )
}

function Actions({ one }: { readonly one: ObservationImport }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const problemText = useProblemText()
  const importId = one.id
  const refresh = () => client.invalidateQueries({ queryKey: importsApi.listObservationImports.key() })
  const resume = useMutation({
    mutationFn: () => importsApi.resumeObservationImport.call({ importId }),
    onSettled: refresh,
  })
  const name = one.name
  return (
    <>
      {one.ready ? (
        <ConfirmAction
          primary
          label={text(importMessages['imports.confirm'])}
          title={text(importMessages['imports.confirm-title'], { name })}
          consequences={[
            ...(['added', 'changed'] as const)
              .filter((name) => one[name] > 0)
              .map((name) =>
                text(importMessages[`imports.consequence-${name}`], { count: formats.number(one[name]) }),
              ),
            text(importMessages['imports.consequence-targets']),
            text(importMessages['imports.consequence-whole']),
          ]}
          reason="required"
          run={async (reason) => {
            await importsApi.confirmObservationImport.call({ importId, reason })
            await refresh()
          }}
        />
      ) : null}
      {one.stalled ? (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate()}>
          {text(importMessages['imports.resume'])}
        </Button>
      ) : null}
      {one.stalled || one.state === 'checked' ? (
        <ConfirmAction
          label={text(importMessages['imports.abandon'])}
          title={text(importMessages['imports.abandon-title'], { name })}
          consequences={[text(importMessages['imports.consequence-abandon'])]}
          run={async () => {
            await importsApi.abandonObservationImport.call({ importId })
            await refresh()
          }}
        />
      ) : null}
      {one.reportFileId ? (
        <a className="plain-button" href={`/api/files/${one.reportFileId}`} download>
          <DownloadIcon />
          {text(importMessages['imports.report'])}
        </a>
      ) : null}
      {resume.error ? <Alert type="error" showIcon title={problemText(resume.error)} /> : null}
    </>
  )
}

function Detail({ importId }: { readonly importId: string }) {
  const detail = useQuery(importsApi.getObservationImport.queryOptions({ input: { importId } }))
  return (
    <QueryState query={detail} lines={4}>
      {({ findings, outline }) => (
        <>
          {findings.length > 0 ? <ImportFindings findings={findings} /> : null}
          {outline.length > 0 ? <ImportContent outline={outline} /> : null}
        </>
      )}
    </QueryState>
  )
}
