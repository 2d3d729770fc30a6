/** Writing the register, or what a filter leaves of it, into a file: codes with their words, page by page. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { maskName, maskPhone } from '#kernel/access/mask.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import { type Scope, withScope } from '#kernel/db/scope.ts'
import { csvField } from '#kernel/exchange/csv-rows.ts'
import { type Cell, writeWorkbook } from '#kernel/exchange/workbook-writer.ts'
import { storeMadeFile } from '#kernel/files/files.ts'
import { defineJob, type JobContext } from '#kernel/jobs/job.ts'
import { industryDivisions, industrySections } from '#methods/identity-codes/industry-code.ts'
import { EnterpriseFilter } from '../enterprise-schemas.ts'
import { cityRegionNames } from '../region-set.ts'
import { sizeWords, statusWords } from './columns.ts'
import { type ExportedValues, exportRows, insertExport } from './export-store.ts'

const heads = [
  '统一社会信用代码',
  '企业名称',
  '曾用名',
  '别名',
  '登记状态',
  '状态起始日期',
  '行政区划代码',
  '区县',
  '乡镇街道',
  '行业代码',
  '行业门类',
  '行业大类',
  '企业规模',
  '标签',
  '成立日期',
  '注册资本（万元）',
  '住所',
  '法定代表人',
  '联系电话',
] as const

const sections = new Map(industrySections.map(({ letter, name }) => [letter, name]))
const divisions = new Map(industryDivisions.map(({ code, name }) => [code, name]))
const words = new Map(
  [...Object.entries(statusWords), ...Object.entries(sizeWords)].map(([code, { zh }]) => [code, zh]),
)

/** Values as a reader wants them: codes with their words; personal data open or masked. */
function cells(values: ExportedValues, regions: ReadonlyMap<string, string>, open: boolean): string[] {
  const [
    creditCode,
    name,
    former,
    aliases,
    status,
    since,
    region,
    industry,
    size,
    tags,
    established,
    capital,
    address,
    representative,
    phone,
  ] = values.map((value) => value)
  const text = (value: string | undefined): string => value ?? ''
  return [
    text(creditCode),
    text(name),
    text(former),
    text(aliases),
    words.get(text(status)) ?? text(status),
    text(since),
    text(region),
    regions.get(text(region).slice(0, 6)) ?? '',
    text(region).length === 9 ? (regions.get(text(region)) ?? '') : '',
    text(industry),
    sections.get(text(industry).charAt(0)) ?? '',
    divisions.get(text(industry).slice(1, 3)) ?? '',
    words.get(text(size)) ?? text(size),
    text(tags),
    text(established),
    text(capital),
    text(address),
    open ? text(representative) : maskName(text(representative)),
    open || phone === '' ? text(phone) : maskPhone(text(phone)),
  ]
}

const capitalPlace = heads.indexOf('注册资本（万元）')
const pageRows = 10_000

const input = EnterpriseFilter.extend({ format: z.enum(['csv', 'xlsx']) })
type ExportInput = z.infer<typeof input>

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** All rows, a page at a time; the next page is fetched while this one is written. */
async function* pages(filter: EnterpriseFilter, context: JobContext): AsyncGenerator<string[][]> {
  const open = context.identity.permissions.has('registry.read-personal-data')
  const regions = await withScope(context.database, context.identity, cityRegionNames)
  const fetchPage = (after: string | undefined) =>
    withScope(context.database, context.identity, (scope) => exportRows(scope, filter, after, pageRows))
  let coming = fetchPage(undefined)
  for (let done = 0; ; ) {
    const page = await coming
    context.signal.throwIfAborted()
    if (page.rows.length === 0) return
    const more = page.rows.length === pageRows
    if (more) coming = fetchPage(page.last)
    // Heard when awaited above; until then a failure must not end the process.
    coming.catch(() => {})
    done += page.rows.length
    context.progress(done, 0, { zh: `已写 ${done} 行`, en: `${done} rows written` })
    yield page.rows.map((values) => cells(values, regions, open))
    if (!more) return
  }
}

async function writeCsv(out: Writable, rows: AsyncIterable<string[][]>): Promise<number> {
  let written = 0
  // With a byte order mark, without which Excel takes UTF-8 for GBK.
  out.write(`\ufeff${heads.join(',')}\r\n`)
  for await (const page of rows) {
    let text = ''
    for (const row of page) text += `${row.map(csvField).join(',')}\r\n`
    written += page.length
    if (!out.write(text)) await once(out, 'drain')
  }
  return written
}

async function* asCells(rows: AsyncIterable<string[][]>): AsyncGenerator<Cell[][]> {
  for await (const page of rows)
    yield page.map((row) =>
      row.map((value, place) => (place === capitalPlace && value !== '' ? Number(value) : value)),
    )
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes)
  return hash.digest('hex')
}

async function keepFile(
  scope: Scope,
  context: JobContext,
  made: { readonly path: string; readonly format: ExportInput['format']; readonly rows: number },
  filter: EnterpriseFilter,
) {
  const day = localDate(scope.now)
  const file = await storeMadeFile(
    scope,
    context.blobs,
    {
      name: `企业名录-${day}.${made.format}`,
      mediaType: mediaTypes[made.format],
      size: (await stat(made.path)).size,
      sha256: await sha256Of(made.path),
      path: made.path,
    },
    'registry.export',
  )
  const id = newId()
  await insertExport(scope, { id, file_id: file.id, name: file.name, rows: made.rows })
  recordAudit(scope, {
    action: 'registry.export-enterprises',
    objectType: 'enterprise-export',
    objectId: id,
    objectLabel: file.name,
    detail: {
      rows: made.rows,
      filter: JSON.stringify(filter),
      personalData: scope.permissions.has('registry.read-personal-data'),
    },
  })
  return { id, fileId: file.id, name: file.name, rows: made.rows }
}

/** Makes the file and keeps it for whom asked for it. */
export const exportJob = defineJob({
  name: 'registry.export-enterprises',
  title: { zh: '导出企业', en: 'Export enterprises' },
  input,
  run: async ({ format, ...filter }, context) => {
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-export-'))
    try {
      const path = join(folder, `export.${format}`)
      const out = createWriteStream(path, { highWaterMark: 1 << 20 })
      const source = pages(filter, context)
      const rows =
        format === 'csv' ? await writeCsv(out, source) : await writeWorkbook(out, heads, asCells(source))
      out.end()
      await finished(out)
      return await withScope(
        context.database,
        context.identity,
        (scope) => keepFile(scope, context, { path, format, rows }, filter),
        { now: context.now() },
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})
