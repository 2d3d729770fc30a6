import { z } from 'zod'
import { recordAudit } from '#kernel/audit/audit.ts'
import { withScope } from '#kernel/db/scope.ts'
import { findFileContent } from '#kernel/files/files.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { type TakenRows, takeRows } from './credit-record-service.ts'

/** Rows in one transaction. */
const batch = 1000
/** Problems that the result names; the count says how many there are. */
const namedProblems = 200

/** Reads a workbook of credit records and takes its rows in, or tells what taking them in would come to. */
export const importCreditRecordsJob = defineJob({
  name: 'supervision.import-credit-records',
  title: { zh: '导入信用记录', en: 'Take credit records in' },
  input: z.object({ fileId: z.uuid(), name: z.string(), dryRun: z.boolean() }),
  run: async ({ fileId, name, dryRun }, { database, blobs, identity, now, progress, signal }) => {
    const bytes = await withScope(database, identity, (scope) => findFileContent(scope, blobs, fileId))
    if (!bytes) throw kernelError('kernel.not-found')
    // The library is large; it loads when the first workbook comes.
    const { readCreditRecords } = await import('./credit-workbook.ts')
    const rows = await readCreditRecords(bytes)
    const total = { added: 0, present: 0 }
    const problems: Array<TakenRows['problems'][number]> = []
    for (let start = 0; start < rows.length; start += batch) {
      signal.throwIfAborted()
      const taken = await withScope(
        database,
        identity,
        (scope) => takeRows(scope, rows.slice(start, start + batch), dryRun),
        { now: now() },
      )
      total.added += taken.added
      total.present += taken.present
      problems.push(...taken.problems)
      progress(Math.min(start + batch, rows.length), rows.length)
    }
    if (!dryRun)
      await withScope(database, identity, async (scope) => {
        recordAudit(scope, {
          action: 'risk.import-credit-records',
          objectType: 'file',
          objectId: fileId,
          objectLabel: name,
          detail: { rows: rows.length, ...total, problems: problems.length },
        })
      })
    return {
      dryRun,
      fileId,
      rows: rows.length,
      ...total,
      problemCount: problems.length,
      problems: problems.slice(0, namedProblems),
    }
  },
})
