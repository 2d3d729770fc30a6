/** Files of many enterprises in and out, beside csv-parse, ExcelJS and SheetJS doing the plain reading alone. */
import { once } from 'node:events'
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { parse } from 'csv-parse'
import ExcelJS from 'exceljs'
import { v7 as newId } from 'uuid'
import type { EnterpriseFields } from '#domains/registry/contract.ts'
import { columns, sizeWords, statusWords } from '#domains/registry/enterprises/exchange/columns.ts'
import { exportJob } from '#domains/registry/enterprises/exchange/export-job.ts'
import { checkImportJob, importJob } from '#domains/registry/enterprises/exchange/import-jobs.ts'
import { insertImport, moveImport } from '#domains/registry/enterprises/exchange/import-store.ts'
import { registryDomain } from '#domains/registry/registry-domain.ts'
import type { Database } from '#kernel/db/database.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import { csvField, csvRows } from '#kernel/exchange/csv-rows.ts'
import { workbookRows } from '#kernel/exchange/workbook-rows.ts'
import { writeWorkbook } from '#kernel/exchange/workbook-writer.ts'
import { storeMadeFile } from '#kernel/files/files.ts'
import { folderBlobStore } from '#kernel/files/folder-blob-store.ts'
import type { JobDefinition } from '#kernel/jobs/job.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { demoCity } from '../demo/city.ts'
import { generateEnterprises } from '../demo/registry/generate-enterprises.ts'
import { demoTowns } from '../demo/registry/towns.ts'
import { runJob } from './run-job.ts'

const heads = columns.map(({ title }) => title.zh)

function rowOf(firm: EnterpriseFields): string[] {
  return columns.map(({ field }) => {
    const value = firm[field]
    if (field === 'status') return statusWords[firm.status].zh
    if (field === 'size') return sizeWords[firm.size].zh
    return Array.isArray(value) ? value.join('；') : String(value ?? '')
  })
}

async function* rowsOf(count: number): AsyncGenerator<string[][]> {
  let rows: string[][] = []
  for (const firm of generateEnterprises({ count, today: '2026-06-30' })) {
    rows.push(rowOf(firm))
    if (rows.length < 5000) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

async function makeFiles(folder: string, count: number): Promise<{ csv: string; xlsx: string }> {
  const [csv, xlsx] = [join(folder, 'firms.csv'), join(folder, 'firms.xlsx')]
  const text = createWriteStream(csv)
  text.write(`${heads.join(',')}\n`)
  for await (const rows of rowsOf(count))
    if (!text.write(rows.map((row) => `${row.map(csvField).join(',')}\n`).join(''))) await once(text, 'drain')
  text.end()
  await finished(text)
  const book = createWriteStream(xlsx)
  await writeWorkbook(book, heads, rowsOf(count))
  book.end()
  await finished(book)
  return { csv, xlsx }
}

/** Runs work and prints its time, and the most memory the process had meanwhile beyond what it had before. */
export async function timed(title: string, work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const begin = performance.now()
  try {
    await work()
  } finally {
    clearInterval(watch)
  }
  const seconds = (performance.now() - begin) / 1000
  const grown = ((most - before) / 1e6).toFixed(0)
  console.log(`${title.padEnd(46)}${seconds.toFixed(1).padStart(7)} s   memory + ${grown.padStart(5)} MB`)
  return seconds
}

const compare = (title: string, seconds: number, other: string, otherSeconds: number): void =>
  console.log(`  ${title}: ${(seconds / otherSeconds).toFixed(2)} × ${other}`)

async function countRows(rows: AsyncIterable<readonly unknown[]>): Promise<number> {
  let count = 0
  for await (const some of rows) count += some.length
  return count
}

/** The plain reading of the same files by the usual libraries; SheetJS holds all of a workbook in memory. */
async function readPlainly({ csv, xlsx }: { csv: string; xlsx: string }, count: number) {
  await timed('reading csv alone, ours', async () => countRows(csvRows(await openAsBlob(csv))))
  const csvParse = await timed('reading csv alone, csv-parse', async () => {
    let rows = 0
    for await (const _row of createReadStream(csv).pipe(parse())) rows += 1
    return rows
  })
  await timed('reading xlsx alone, ours', async () => countRows(workbookRows(await openAsBlob(xlsx))))
  const excelJs = await timed('reading xlsx alone, ExcelJS streaming', async () => {
    let rows = 0
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(createReadStream(xlsx), {})
    for await (const sheet of reader) for await (const _row of sheet) rows += 1
    return rows
  })
  if (count > 300_000)
    console.log(
      'reading xlsx alone, SheetJS                   not run: a text of its sheet is longer than a string may be',
    )
  else
    await timed('reading xlsx alone, SheetJS', async () => {
      const { read } = await import('xlsx')
      return read(await readFile(xlsx), { dense: true }).SheetNames.length
    })
  return { csvParse, excelJs }
}

/** Import and export of `count` rows. */
export async function runExchange(
  database: Database,
  modules: readonly DomainDefinition[],
  count: number,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-bench-'))
  const blobs = folderBlobStore(join(folder, 'blobs'))
  const identity = systemIdentity(demoCity.code, 'bench', Object.keys(registryDomain.permissions))
  const run = (job: JobDefinition, input: unknown) =>
    runJob(job, input, { database, blobs, identity, modules })
  const takeIn = async (name: string, path: string): Promise<number> => {
    const importId = newId()
    await withScope(database, identity, async (scope) => {
      const sha256 = newId().replaceAll('-', '').repeat(2)
      const file = await storeMadeFile(
        scope,
        blobs,
        { name, path, sha256, mediaType: 'text/csv', size: (await stat(path)).size },
        'registry.import',
      )
      await insertImport(scope, { id: importId, file_id: file.id, name, state: 'checking', job_run_id: null })
    })
    const checking = await timed(`${name}: dry run, 22 rules`, () => run(checkImportJob, { importId }))
    await withScope(database, identity, (scope) =>
      moveImport(scope, importId, 'checked', { state: 'importing', reason: 'bench' }),
    )
    return checking + (await timed(`${name}: import`, () => run(importJob, { importId })))
  }
  try {
    await addFictionalRegions(database, demoTowns)
    const files = await makeFiles(folder, count)
    const [csvSize, xlsxSize] = [(await stat(files.csv)).size / 1e6, (await stat(files.xlsx)).size / 1e6]
    console.log(`${count} rows; CSV ${csvSize.toFixed(0)} MB, xlsx ${xlsxSize.toFixed(0)} MB`)
    const csvIn = await takeIn('firms.csv', files.csv)
    const xlsxIn = await takeIn('firms.xlsx (all known)', files.xlsx)
    const csvOut = await timed('export to csv', () => run(exportJob, { format: 'csv' }))
    const xlsxOut = await timed('export to xlsx', () => run(exportJob, { format: 'xlsx' }))
    const { csvParse, excelJs } = await readPlainly(files, count)
    compare('dry run and import of csv', csvIn, 'csv-parse reading it', csvParse)
    compare('dry run and import of xlsx, all known', xlsxIn, 'ExcelJS reading it', excelJs)
    compare('export to csv', csvOut, 'csv-parse reading such a file', csvParse)
    compare('export to xlsx', xlsxOut, 'ExcelJS reading such a file', excelJs)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
