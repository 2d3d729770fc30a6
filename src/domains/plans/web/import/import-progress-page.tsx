import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ProgressPanel, type ProgressState } from '#ui/progress/progress-panel.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ImportState } from '../../contract.ts'
import { planPageMessages } from '../plan/plan-page-messages.ts'
import { jobsApi, plansApi } from '../plans-api.ts'
import { warningText } from '../review/reading-notes.ts'
import { importMessages } from './import-messages.ts'
import { forgetImport } from './remembered-import.ts'

/** Time between two looks at a running import, in milliseconds. */
const pollPause = 700

/** How far an import is; it goes on when the page is left, and the address leads back to it. */
export function ImportProgressPage() {
  const { documentId = '' } = useParams({ strict: false })
  const text = useText()
  const state = useQuery(
    plansApi.getImport.queryOptions({
      input: { documentId },
      refetchInterval: (query) => (query.state.data?.state === 'waiting' ? pollPause : false),
    }),
  )
  return (
    <Page
      width="narrow"
      title={text(planPageMessages['plans.take-in'])}
      trail={[{ title: text(planPageMessages['plans.documents']), to: '/plans' }]}
    >
      <QueryState query={state}>{(found) => <Progress found={found} />}</QueryState>
    </Page>
  )
}

const titles = {
  waiting: importMessages['plans.import.reading'],
  read: importMessages['plans.import.read'],
  failed: importMessages['plans.import.unreadable'],
} as const

function Progress({ found }: { readonly found: ImportState }) {
  const text = useText()
  const locale = useLocale()
  const client = useQueryClient()
  const run = useQuery(
    jobsApi.getJobRun.queryOptions({
      input: { id: found.runId ?? '' },
      enabled: found.runId !== null && found.state === 'waiting',
      refetchInterval: pollPause,
    }),
  )
  const settled = found.state !== 'waiting'
  useEffect(() => {
    if (!settled) return
    forgetImport(found.documentId)
    void client.invalidateQueries({ queryKey: plansApi.listPlans.key() })
  }, [settled, found.documentId, client])
  const state: ProgressState =
    found.state === 'read' ? 'finished' : found.state === 'failed' ? 'failed' : jobState(run.data?.state)
  return (
    <div className="card stack">
      <ProgressPanel
        title={text(titles[found.state], { name: found.name })}
        state={state}
        {...(settled
          ? {}
          : { done: run.data?.progress?.done ?? null, total: run.data?.progress?.total ?? null })}
        note={found.failure ?? run.data?.error?.[locale] ?? (settled ? null : run.data?.note?.[locale])}
        action={<Next found={found} stopped={state === 'failed' || state === 'stopped'} />}
      />
      {found.warnings.length > 0 ? (
        <section>
          <h2>{text(importMessages['plans.import.warnings'])}</h2>
          <ul>
            {found.warnings.map((warning) => (
              <li key={warning}>{warningText(warning, locale)}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function jobState(state: string | undefined): ProgressState {
  if (state === 'failed') return 'failed'
  if (state === 'cancelled') return 'stopped'
  return state === 'running' || state === 'succeeded' ? 'running' : 'waiting'
}

/** What comes after: the review, the plan when its version is no draft any more, or another file. */
function Next(props: { readonly found: ImportState; readonly stopped: boolean }) {
  const { found } = props
  const text = useText()
  const version = useQuery(
    plansApi.getPlan.queryOptions({
      input: { planId: found.planId ?? '' },
      enabled: found.state === 'read' && found.planId !== null,
      staleTime: 0,
      select: (plan) => plan.versions.find((one) => one.id === found.versionId),
    }),
  )
  if (props.stopped)
    return (
      <div>
        <Link to="/plans/import" className="plain-button plain-button--primary">
          {text(importMessages['plans.import.other'])}
        </Link>
      </div>
    )
  if (found.state !== 'read' || !found.versionId || !found.planId) return null
  const draft = version.data?.state === 'draft'
  return (
    <div className="stack">
      {version.data ? (
        <p>
          {text(importMessages['plans.import.found'], {
            targets: version.data.targets,
            tasks: version.data.tasks,
          })}
        </p>
      ) : null}
      <div className="row">
        {version.isPending || draft ? (
          <ReviewLink versionId={found.versionId} />
        ) : (
          <Link
            to="/plans/$planId"
            params={{ planId: found.planId }}
            className="plain-button plain-button--primary"
          >
            {text(importMessages['plans.import.open-plan'])}
          </Link>
        )}
      </div>
    </div>
  )
}

function ReviewLink(props: { readonly versionId: string }) {
  const text = useText()
  return (
    <Link
      to="/plans/versions/$versionId/review"
      params={{ versionId: props.versionId }}
      className="plain-button plain-button--primary"
    >
      {text(importMessages['plans.import.start-review'])}
    </Link>
  )
}
