/** Taking a file in: stored, checked, imported when a person says so, taken up again or given up. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Locale, Scope } from '#kernel/db/scope.ts'
import { csvField } from '#kernel/exchange/csv-rows.ts'
import { isStalledImport } from '#kernel/exchange/stalled-import.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { type IncomingTable, storeTable } from '#kernel/files/files.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import { enterpriseError } from '../enterprise-errors.ts'
import type { Page } from '../enterprise-service.ts'
import { columns } from './columns.ts'
import type { EnterpriseImport } from './exchange-schemas.ts'
import { checkImportJob, finishImportJob, importJob } from './import-jobs.ts'
import {
  beginImport,
  findImport,
  type ImportRow,
  insertImport,
  listImports,
  moveImport,
  updateImport,
} from './import-store.ts'

const toImport = async (scope: Scope, row: ImportRow): Promise<EnterpriseImport> => ({
  id: row.id,
  name: row.name,
  state: row.state,
  stalled: await isStalledImport(scope, row),
  runId: row.job_run_id,
  rowsRead: row.rows_read,
  rowsInvalid: row.rows_invalid,
  rowsDone: row.rows_done,
  added: row.added,
  changed: row.changed,
  unchanged: row.unchanged,
  errorFileId: row.error_file_id,
  failure: row.failure?.[scope.locale] ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  finishedAt: row.finished_at?.toISOString() ?? null,
})

/** Takes a file in and starts its dry run. */
export async function startImport(
  scope: Scope,
  blobs: BlobStore,
  file: IncomingTable,
): Promise<EnterpriseImport> {
  const stored = await storeTable(scope, blobs, file, 'registry.import')
  const id = newId()
  const runId = await startJob(scope, checkImportJob, { importId: id })
  await insertImport(scope, {
    id,
    file_id: stored.id,
    name: stored.name,
    state: 'checking',
    job_run_id: runId,
  })
  return getImport(scope, id)
}

async function getRow(scope: Scope, id: string): Promise<ImportRow> {
  const row = await findImport(scope, id)
  if (!row) throw enterpriseError('registry.import-not-found')
  return row
}

/** @throws registry.import-not-found */
export async function getImport(scope: Scope, id: string): Promise<EnterpriseImport> {
  return toImport(scope, await getRow(scope, id))
}

export async function importPage(
  scope: Scope,
  request: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<EnterpriseImport>> {
  const after = request.after === undefined ? undefined : z.uuid().safeParse(request.after).data
  const rows = await listImports(scope, after, request.limit + 1)
  const shown = await Promise.all(rows.slice(0, request.limit).map((row) => toImport(scope, row)))
  return { items: shown, next: rows.length > request.limit ? (shown.at(-1)?.id ?? null) : null }
}

/**
 * Imports the valid rows of a checked file.
 *
 * @throws registry.import-not-checked
 */
export async function confirmImport(scope: Scope, id: string, reason: string): Promise<EnterpriseImport> {
  const before = await getImport(scope, id)
  if (!(await beginImport(scope, id, reason))) throw enterpriseError('registry.import-not-checked')
  const runId = await startJob(scope, importJob, { importId: id })
  await updateImport(scope, id, { job_run_id: runId })
  recordAudit(scope, {
    action: 'registry.import-enterprises',
    objectType: 'enterprise-import',
    objectId: id,
    objectLabel: before.name,
    detail: { rows: before.rowsRead, invalid: before.rowsInvalid, reason },
  })
  return getImport(scope, id)
}

/**
 * Goes on with an import whose job ended without bringing it to an end; what is written is not written again.
 *
 * @throws registry.import-not-found, registry.import-not-stalled
 */
export async function resumeImport(scope: Scope, id: string): Promise<EnterpriseImport> {
  const row = await getRow(scope, id)
  if (!(await isStalledImport(scope, row))) throw enterpriseError('registry.import-not-stalled')
  const job = row.state === 'checking' ? checkImportJob : importJob
  const runId = await startJob(scope, job, { importId: id })
  await moveImport(scope, id, row.state, { job_run_id: runId })
  return getImport(scope, id)
}

/**
 * Gives an import up that waits for a person. What it has written stays, in the register and in its counts.
 *
 * @throws registry.import-not-found, registry.import-under-way
 */
export async function abandonImport(scope: Scope, id: string): Promise<EnterpriseImport> {
  const row = await getRow(scope, id)
  const waits = row.state === 'checked' || (await isStalledImport(scope, row))
  if (!waits || !(await moveImport(scope, id, row.state, { state: 'abandoned', finished_at: scope.now })))
    throw enterpriseError('registry.import-under-way')
  if (row.state === 'importing' && row.first_filling) await startJob(scope, finishImportJob, {})
  recordAudit(scope, {
    action: 'registry.abandon-import',
    objectType: 'enterprise-import',
    objectId: id,
    objectLabel: row.name,
    detail: { rowsDone: row.rows_done },
  })
  return getImport(scope, id)
}

const example = [
  '91990102MA0000019X',
  '澄州市示例食品有限公司',
  '',
  '',
  '存续',
  '',
  '990102',
  'C1411',
  '小型',
  '专精特新；出口企业',
  '2019-05-08',
  '500',
  '澄州市汀澜文澜街1号',
  '张三',
  '100-1234-5678',
]

/** A file with all columns and a line that shows how they are filled; its code fails the check on purpose. */
export function importTemplate(locale: Locale): File {
  const lines = [columns.map(({ title }) => title[locale]), example]
  const text = lines.map((line) => line.map(csvField).join(',')).join('\r\n')
  const name = locale === 'zh' ? '企业导入模板' : 'import-of-enterprises'
  return new File([`\ufeff${text}\r\n`], `${name}.csv`, { type: 'text/csv; charset=utf-8' })
}
