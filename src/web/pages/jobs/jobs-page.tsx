import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { JobRunView } from '#kernel/jobs/contract.ts'
import { JobProgress, jobsApi } from '#kernel/jobs/web/job-panel.tsx'
import { jobsMessages } from '#kernel/jobs/web/jobs-messages.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import { uiMessages } from '#ui/ui-messages.ts'

/** How often the list is asked for while something in it runs, in milliseconds. */
const interval = 2000

/** The person's background work, newest first; whoever looks after the system may see everyone's. */
export function JobsPage() {
  const text = useText()
  const [all, setAll] = useState(false)
  const procedure = all ? jobsApi.listJobRuns : jobsApi.listMyJobRuns
  const query = useInfiniteQuery(
    procedure.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 20, after }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      refetchInterval: (state) =>
        state.state.data?.pages.some((page) => page.items.some((run) => run.finishedAt === null))
          ? interval
          : false,
    }),
  )
  const runs = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title={text(jobsMessages['jobs.title'])}
      lead={text(jobsMessages['jobs.lead'])}
      width="narrow"
      actions={
        <Allowed permission="jobs.manage">
          <Segmented
            value={all ? 'all' : 'mine'}
            options={[
              { value: 'mine', label: text(jobsMessages['jobs.mine']) },
              { value: 'all', label: text(jobsMessages['jobs.all']) },
            ]}
            onChange={(value) => setAll(value === 'all')}
          />
        </Allowed>
      }
    >
      {query.isPending ? (
        <Loading lines={6} />
      ) : query.isError ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : runs.length === 0 ? (
        <Empty title={text(jobsMessages['jobs.empty'])} />
      ) : (
        runs.map((run) => <RunCard key={run.id} run={run} />)
      )}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text(uiMessages['ui.table.more'])}
        </Button>
      ) : null}
    </Page>
  )
}

function RunCard(props: { readonly run: JobRunView }) {
  const text = useText()
  const formats = useFormats()
  const { run } = props
  return (
    <div className="card stack" style={{ gap: 6 }}>
      <JobProgress run={run} />
      <span className="soft">
        {text(jobsMessages['jobs.started'], { who: run.startedBy, time: formats.dateTime(run.queuedAt) })}
      </span>
    </div>
  )
}
