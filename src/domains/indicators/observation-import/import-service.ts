/** Taking a file of figures in: stored, checked, published when a person says so, taken up again or given up. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { isStalledImport } from '#kernel/exchange/stalled-import.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { fileError } from '#kernel/files/errors.ts'
import { type IncomingTable, storeTable } from '#kernel/files/files.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import { importFileLimit, type ObservationImport, type ObservationImportDetail } from './import-contract.ts'
import { importError } from './import-errors.ts'
import { checkImportJob, importJob } from './import-jobs.ts'
import {
  changeImport,
  clearStaged,
  findImport,
  type ImportRow,
  insertImport,
  listImports,
} from './import-store.ts'

const isReady = (row: Pick<ImportRow, 'state' | 'rows_invalid' | 'added' | 'changed'>): boolean =>
  row.state === 'checked' && row.rows_invalid === 0 && row.added + row.changed > 0

async function toImport(
  scope: Scope,
  row: Omit<ImportRow, 'findings' | 'outline'>,
): Promise<ObservationImport> {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    ready: isReady(row),
    stalled: await isStalledImport(scope, row),
    runId: row.job_run_id,
    reason: row.reason,
    rowsRead: row.rows_read,
    rowsBlank: row.rows_blank,
    rowsInvalid: row.rows_invalid,
    rowsUnexplained: row.rows_unexplained,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    reportFileId: row.report_file_id,
    failure: row.failure?.[scope.locale] ?? null,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

async function getRow(scope: Scope, id: string): Promise<ImportRow> {
  const row = await findImport(scope, id)
  if (!row) throw importError('indicators.import-not-found')
  return row
}

/** Takes a file in and starts its dry run. @throws the `files.*` errors */
export async function startImport(
  scope: Scope,
  blobs: BlobStore,
  file: IncomingTable,
): Promise<ObservationImport> {
  if (file.content.size > importFileLimit * 1024 * 1024)
    throw fileError('files.too-large', { name: file.name, limit: importFileLimit })
  const stored = await storeTable(scope, blobs, file, 'indicators.import')
  const id = newId()
  const runId = await startJob(scope, checkImportJob, { importId: id })
  await insertImport(scope, {
    id,
    file_id: stored.id,
    name: stored.name,
    state: 'checking',
    job_run_id: runId,
  })
  return toImport(scope, await getRow(scope, id))
}

/** @throws indicators.import-not-found */
export async function getImport(scope: Scope, id: string): Promise<ObservationImportDetail> {
  const row = await getRow(scope, id)
  return { ...(await toImport(scope, row)), findings: row.findings, outline: row.outline }
}

/** Imports, latest first. */
export async function importPage(
  scope: Scope,
  request: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ items: ObservationImport[]; next: string | null }> {
  const after = request.after === undefined ? undefined : z.uuid().safeParse(request.after).data
  const rows = await listImports(scope, after, request.limit + 1)
  const items: ObservationImport[] = []
  for (const row of rows.slice(0, request.limit)) items.push(await toImport(scope, row))
  return { items, next: rows.length > request.limit ? (items.at(-1)?.id ?? null) : null }
}

/**
 * Starts the publishing of a checked file.
 *
 * @throws indicators.import-not-found, indicators.import-not-ready
 */
export async function confirmImport(scope: Scope, id: string, reason: string): Promise<ObservationImport> {
  if (!isReady(await getRow(scope, id))) throw importError('indicators.import-not-ready')
  const runId = await startJob(scope, importJob, { importId: id })
  if (!(await changeImport(scope, id, 'checked', { state: 'importing', reason, job_run_id: runId })))
    throw importError('indicators.import-not-ready')
  return toImport(scope, await getRow(scope, id))
}

/**
 * Takes an import up again whose job was called off or failed: it goes on where it was.
 *
 * @throws indicators.import-not-found, indicators.import-not-stalled
 */
export async function resumeImport(scope: Scope, id: string): Promise<ObservationImport> {
  const row = await getRow(scope, id)
  if (!(await isStalledImport(scope, row))) throw importError('indicators.import-not-stalled')
  const job = row.state === 'checking' ? checkImportJob : importJob
  const runId = await startJob(scope, job, { importId: id })
  await changeImport(scope, id, row.state, { job_run_id: runId })
  return toImport(scope, await getRow(scope, id))
}

/**
 * Gives an import up that waits for a person; nothing of it is published.
 *
 * @throws indicators.import-not-found, indicators.import-under-way
 */
export async function abandonImport(scope: Scope, id: string): Promise<ObservationImport> {
  const row = await getRow(scope, id)
  const waits = row.state === 'checked' || (await isStalledImport(scope, row))
  if (!waits || !(await changeImport(scope, id, row.state, { state: 'abandoned', finished_at: scope.now })))
    throw importError('indicators.import-under-way')
  await clearStaged(scope, id)
  recordAudit(scope, {
    action: 'indicators.abandon-import',
    objectType: 'observation-import',
    objectId: id,
    objectLabel: row.name,
  })
  return toImport(scope, await getRow(scope, id))
}
