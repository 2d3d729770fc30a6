/** The job that reads a document: off the request, repeated after a crash, its outcome on the document. */
import { z } from 'zod'
import { withScope } from '#kernel/db/scope.ts'
import { findFileContent } from '#kernel/files/files.ts'
import { defineJob, type JobContext } from '#kernel/jobs/job.ts'
import { createDraft } from './draft-service.ts'
import { readFailure } from './read-failure.ts'
import type { PlanReading } from './reader/plan-reading.ts'
import { readPlan, readPlanFile } from './reader/read-plan.ts'
import { findDocument, updateDocument } from './store.ts'

async function readDocument(documentId: string, context: JobContext): Promise<PlanReading | undefined> {
  const source = await withScope(context.database, context.identity, async (scope) => {
    const document = await findDocument(scope, documentId)
    if (!document || document.state === 'read') return undefined
    const bytes = document.file_id ? await findFileContent(scope, context.blobs, document.file_id) : undefined
    return { name: document.name, text: document.pasted_text, bytes }
  })
  if (!source) return undefined
  if (source.bytes) return readPlanFile({ name: source.name, bytes: source.bytes })
  return readPlan(source.text ?? '')
}

/** Reads one document and lays it out for review. A document that cannot be read says why. */
export const readDocumentJob = defineJob({
  name: 'plans.read-document',
  title: { zh: '读取规划文件', en: 'Read a plan document' },
  input: z.object({ documentId: z.uuid() }),
  run: async ({ documentId }, context) => {
    await context.progress(0, 2, {
      zh: '正在识别提纲、目标和任务',
      en: 'Recognising outline, targets and tasks',
    })
    let reading: PlanReading | undefined
    try {
      reading = await readDocument(documentId, context)
    } catch (error) {
      const failure = readFailure(error)
      if (!failure) throw error
      await withScope(context.database, context.identity, (scope) =>
        updateDocument(scope, documentId, { state: 'failed', failure }),
      )
      return { failure }
    }
    if (!reading) return {}
    await context.progress(1, 2, { zh: '正在准备审阅', en: 'Laying it out for review' })
    const found = reading
    const versionId = await withScope(
      context.database,
      context.identity,
      (scope) => createDraft(scope, documentId, found),
      {
        now: context.now(),
      },
    )
    await context.progress(2, 2)
    return { versionId, targets: found.targets.length, tasks: found.tasks.length }
  },
})
