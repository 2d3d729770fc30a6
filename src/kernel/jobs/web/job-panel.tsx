import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createApi } from '#ui/api/create-api.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useText } from '#ui/language/language.ts'
import { ProgressPanel, type ProgressState } from '#ui/progress/progress-panel.tsx'
import { type JobRunView, jobsContract } from '../contract.ts'
import { jobsMessages } from './jobs-messages.ts'

export const jobsApi = createApi('jobs', jobsContract)

const states: Readonly<Record<JobRunView['state'], ProgressState>> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'finished',
  failed: 'failed',
  cancelled: 'stopped',
}

const isOpen = (run: JobRunView) => run.state === 'queued' || run.state === 'running'

/** Time between two looks at a run that is followed, in milliseconds. */
const pause = 1000

/** The run with this id, followed every second, with the way to stop it; nothing while it loads. */
export function FollowedJob(props: { readonly runId: string }) {
  const run = useQuery(jobsApi.getJobRun.queryOptions({ input: { id: props.runId }, refetchInterval: pause }))
  return run.data ? <JobProgress run={run.data} /> : null
}

/** One run as it stands, with the way to stop it. */
export function JobProgress(props: { readonly run: JobRunView }) {
  const { run } = props
  const text = useText()
  const client = useQueryClient()
  const cancel = useMutation(
    jobsApi.cancelJobRun.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: jobsApi.key() }),
    }),
  )
  const title = text(run.title)
  return (
    <ProgressPanel
      title={title}
      state={states[run.state]}
      done={run.progress?.done ?? null}
      total={run.progress?.total ?? null}
      note={run.error ? text(run.error) : run.note ? text(run.note) : null}
      action={
        isOpen(run) ? (
          run.cancelRequested ? (
            <span className="soft">{text(jobsMessages['jobs.cancelling'])}</span>
          ) : (
            <div>
              <ConfirmAction
                size="small"
                label={text(jobsMessages['jobs.cancel'])}
                title={text(jobsMessages['jobs.cancel-title'], { title })}
                consequences={[text(jobsMessages['jobs.cancel-consequence'])]}
                run={() => cancel.mutateAsync({ id: run.id })}
              />
            </div>
          )
        ) : null
      }
    />
  )
}
