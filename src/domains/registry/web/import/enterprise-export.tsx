import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { FollowedJob, jobsApi } from '#kernel/jobs/web/job-panel.tsx'
import { DownloadIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { TableView } from '#ui/table/data-table.tsx'
import { filterOf } from '../enterprises/enterprise-request.ts'
import { registryApi } from '../registry-api.ts'
import { importMessages } from './import-words.ts'

/** Makes a file of what the list shows now, in the background, and offers those that are ready. */
export function EnterpriseExport(props: { readonly view: TableView }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<DownloadIcon />} onClick={() => setOpen(true)}>
        {text(importMessages['registry.exports'])}
      </Button>
      <Drawer
        open={open}
        size={520}
        title={text(importMessages['registry.exports.title'])}
        onClose={() => setOpen(false)}
        destroyOnHidden
        styles={{ wrapper: { maxWidth: '100vw' } }}
      >
        <ExportPanel view={props.view} />
      </Drawer>
    </>
  )
}

function ExportPanel(props: { readonly view: TableView }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const problemText = useProblemText()
  const [runId, setRunId] = useState<string>()
  const [problem, setProblem] = useState('')
  const run = useQuery({
    ...jobsApi.getJobRun.queryOptions({ input: { id: runId ?? '' } }),
    enabled: runId !== undefined,
    refetchInterval: (query) => (query.state.data?.finishedAt ? false : 1000),
  })
  const ready = useQuery(
    registryApi.listEnterpriseExports.queryOptions({
      input: { limit: 10 },
      refetchInterval: runId && !run.data?.finishedAt ? 1000 : false,
    }),
  )
  const start = async (format: 'csv' | 'xlsx') => {
    setProblem('')
    try {
      const made = await registryApi.exportEnterprises.call({ ...filterOf(props.view), format })
      setRunId(made.runId)
      await client.invalidateQueries({ queryKey: registryApi.listEnterpriseExports.key() })
    } catch (error) {
      setProblem(problemText(error))
    }
  }
  return (
    <div className="stack">
      <p>{text(importMessages['registry.exports.lead'])}</p>
      <div className="row">
        <Button type="primary" onClick={() => void start('xlsx')}>
          Excel
        </Button>
        <Button onClick={() => void start('csv')}>CSV</Button>
      </div>
      {problem ? <p role="alert">{problem}</p> : null}
      {runId ? <FollowedJob runId={runId} /> : null}
      <h3>{text(importMessages['registry.exports.recent'])}</h3>
      <QueryState query={ready} lines={3}>
        {({ items }) => (
          <ul className="merge-list">
            {items.map((one) => (
              <li key={one.id}>
                <a href={`/api/files/${one.fileId}`} download>
                  {one.name}
                </a>{' '}
                <span className="soft">
                  {text(importMessages['registry.exports.rows'], {
                    count: formats.number(one.rows),
                    time: formats.dateTime(one.createdAt),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </div>
  )
}
