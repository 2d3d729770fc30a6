import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { jobsApi } from '#kernel/jobs/web/job-panel.tsx'
import { uploadFile } from '#ui/api/upload.ts'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { riskApi } from './risk-api.ts'
import { RunProgress } from './risk-overview-page.tsx'
import { riskWords } from './risk-words.ts'

const RunAnswer = z.object({ runId: z.uuid() })

const Result = z.object({
  dryRun: z.boolean(),
  rows: z.number(),
  added: z.number(),
  present: z.number(),
  problemCount: z.number(),
  problems: z.array(z.object({ row: z.number(), message: z.object({ zh: z.string(), en: z.string() }) })),
})

/** A workbook of credit records: tried first, taken in when it is right. */
export function ImportRecords() {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [file, setFile] = useState<File>()
  const [runId, setRunId] = useState<string>()
  const send = async (chosen: File, dryRun: boolean, onProgress?: (share: number) => void) => {
    const answer = await uploadFile({
      url: '/api/risk/credit-records/import',
      file: chosen,
      fields: { dryRun: String(dryRun) },
      onProgress,
    })
    setFile(chosen)
    setRunId(RunAnswer.parse(answer).runId)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text(riskWords.import)}</Button>
      <Drawer open={open} title={text(riskWords.import)} onClose={() => setOpen(false)} destroyOnHidden>
        <div className="risk-form">
          <a href="/api/risk/credit-records/template">{text(riskWords.template)}</a>
          <FileDrop
            label={text(riskWords.import)}
            limits={{ types: ['.xlsx'], megabytes: 20 }}
            send={(chosen, progress) => send(chosen, true, progress)}
          />
          {runId ? (
            <Outcome key={runId} runId={runId} takeIn={file ? () => void send(file, false) : undefined} />
          ) : null}
        </div>
      </Drawer>
    </>
  )
}

function Outcome(props: { readonly runId: string; readonly takeIn: (() => void) | undefined }) {
  const text = useText()
  const client = useQueryClient()
  const run = useQuery(jobsApi.getJobRun.queryOptions({ input: { id: props.runId } }))
  const result = Result.safeParse(run.data?.result)
  if (!result.success)
    return (
      <RunProgress
        runId={props.runId}
        onDone={async () => {
          await run.refetch()
          await client.invalidateQueries({ queryKey: riskApi.key() })
        }}
      />
    )
  const { dryRun, rows, added, present, problemCount, problems } = result.data
  return (
    <div className="risk-form" role="status">
      <p>
        {text(riskWords[dryRun ? 'importResult' : 'importDone'], {
          rows,
          added,
          present,
          problems: problemCount,
        })}
      </p>
      <ul>
        {problems.slice(0, 50).map((problem) => (
          <li key={`${problem.row} ${problem.message.zh}`}>
            {text(uiMessages['ui.before'], { name: text(riskWords.row, { row: problem.row }) })}
            {text(problem.message)}
          </li>
        ))}
      </ul>
      {dryRun && added > 0 && props.takeIn ? (
        <div>
          <Button type="primary" onClick={props.takeIn}>
            {text(riskWords.takeIn)}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
