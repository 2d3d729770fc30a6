/** The two passes over a file: the dry run that finds its faults, and the import that writes the rest. */
import { z } from 'zod'
import { withBulkScope } from '#kernel/db/bulk-scope.ts'
import { withScope } from '#kernel/db/scope.ts'
import { csvField } from '#kernel/exchange/csv-rows.ts'
import { ZipError } from '#kernel/exchange/zip-entries.ts'
import { openFileContent, storeTable } from '#kernel/files/files.ts'
import { defineJob, type JobContext } from '#kernel/jobs/job.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { formatMessage, type Message } from '#kernel/language/messages.ts'
import { foldLedger } from '#kernel/measures/fold.ts'
import { type TakingIn, takeInBatch } from '../bulk-service.ts'
import { countPairs } from '../bulk-store.ts'
import type { EnterpriseFields } from '../enterprise-schemas.ts'
import { ruleContext } from '../enterprise-service.ts'
import { columns } from './columns.ts'
import { countKnown, findImport, type ImportRow, updateImport } from './import-store.ts'
import { type ReadRow, readEnterprises } from './read-table.ts'

/** Rows written in one transaction: as many as a second or two takes. */
const batchRows = 25_000
/** Faults listed; a file with more has one cause. */
const mostFaults = 100_000

const input = z.object({ importId: z.uuid() })

interface OpenImport {
  readonly row: ImportRow
  readonly content: Blob
  readonly rows: AsyncGenerator<ReadRow[]>
}

async function openImport(importId: string, context: JobContext): Promise<OpenImport | undefined> {
  return withScope(
    context.database,
    context.identity,
    async (scope) => {
      const row = await findImport(scope, importId)
      const content = row && (await openFileContent(scope, context.blobs, row.file_id))
      if (!row || !content) return undefined
      return { row, content, rows: readEnterprises(content, await ruleContext(scope)) }
    },
    { now: context.now() },
  )
}

const titles = new Map<string, Message>(columns.map(({ field, title }) => [field, title]))

/** The faults of a file as another file: line, column, what is wrong, and the line's code and name. */
class FaultList {
  #lines = ['\ufeff行号,列,问题,统一社会信用代码,企业名称\n']
  #codes = new Map<number, number>()
  rows = 0

  add({ line, fields, problems }: ReadRow): void {
    this.rows += 1
    if (this.#lines.length > mostFaults) return
    for (const { path, message } of problems)
      this.#lines.push(
        [line, titles.get(path)?.zh ?? path, message.zh, fields.creditCode, fields.name]
          .map((value) => csvField(String(value)))
          .join(',')
          .concat('\n'),
      )
  }

  /** The line on which a code stood before, when the row repeats one. */
  seenBefore(code: string, line: number): number | undefined {
    const key = codeKey(code)
    const before = this.#codes.get(key)
    if (before === undefined) this.#codes.set(key, line)
    return before
  }

  get bytes(): Uint8Array | undefined {
    return this.rows === 0 ? undefined : new TextEncoder().encode(this.#lines.join(''))
  }
}

/**
 * A number of 53 bits that stands for a code: a million strings, each a slice of the file's text, would keep the whole
 * file in memory. Two different codes of a million share one with a chance of 1 in 20,000.
 */
function codeKey(code: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < code.length; index++) {
    const unit = code.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

const repeated = (before: number): ReadRow['problems'] => [
  {
    path: 'creditCode',
    message: { zh: `与第${before}行的代码相同`, en: `repeats the code of line ${before}` },
  },
]

/** A failure that the person who sent the file can mend. */
function failureOf(error: unknown): Message | undefined {
  if (error instanceof ApplicationError)
    return {
      zh: formatMessage(error.definition, 'zh', error.parameters),
      en: formatMessage(error.definition, 'en', error.parameters),
    }
  if (error instanceof ZipError)
    return {
      zh: '工作簿已损坏，无法读取，请另存后再传。',
      en: 'The workbook is damaged; save it anew and send it again.',
    }
  return undefined
}

async function failImport(
  importId: string,
  context: JobContext,
  error: unknown,
): Promise<{ failure: Message }> {
  const failure = failureOf(error)
  if (!failure) throw error
  await withScope(context.database, context.identity, (scope) =>
    updateImport(scope, importId, { state: 'failed', failure, finished_at: context.now() }),
  )
  return { failure }
}

/** Reads the whole file, lists its faults, and foresees what importing it would do. Writes nothing to the register. */
export const checkImportJob = defineJob({
  name: 'registry.check-import',
  title: { zh: '预检导入文件', en: 'Check a file before importing it' },
  input,
  run: async ({ importId }, context) => {
    const opened = await openImport(importId, context)
    if (opened?.row.state !== 'checking') return {}
    const faults = new FaultList()
    let [read, known] = [0, 0]
    try {
      for await (const rows of opened.rows) {
        context.signal.throwIfAborted()
        const valid: string[] = []
        for (const row of rows) {
          read += 1
          const before =
            row.problems.length === 0 ? faults.seenBefore(row.fields.creditCode, row.line) : undefined
          if (row.problems.length > 0) faults.add(row)
          else if (before !== undefined) faults.add({ ...row, problems: repeated(before) })
          else valid.push(row.fields.creditCode)
        }
        known += await withBulkScope(context.database, context.identity, (scope, copy) =>
          countKnown(scope, copy, valid),
        )
        context.progress(read, 0, { zh: `已检查 ${read} 行`, en: `${read} rows checked` })
      }
    } catch (error) {
      return failImport(importId, context, error)
    }
    const bytes = faults.bytes
    await withScope(
      context.database,
      context.identity,
      async (scope) => {
        const file =
          bytes &&
          (await storeTable(
            scope,
            context.blobs,
            { name: `${opened.row.name.replace(/\.\w+$/, '')}-问题.csv`, bytes },
            'registry.import',
          ))
        await updateImport(scope, importId, {
          state: 'checked',
          rows_read: read,
          rows_invalid: faults.rows,
          added: read - faults.rows - known,
          changed: known,
          error_file_id: file?.id ?? null,
        })
      },
      { now: context.now() },
    )
    return { read, invalid: faults.rows }
  },
})

/** Gathers valid rows into batches of about one size, each with the number of rows of the file it ends with. */
async function* batches(
  rows: AsyncGenerator<ReadRow[]>,
  skip: number,
  size: number,
): AsyncGenerator<{ valid: EnterpriseFields[]; through: number }> {
  const seen = new Set<number>()
  let valid: EnterpriseFields[] = []
  let through = 0
  for await (const piece of rows)
    for (const row of piece) {
      through += 1
      // A repeated code keeps its first row, as the dry run said.
      const key = codeKey(row.fields.creditCode)
      const fits = row.problems.length === 0 && !seen.has(key)
      if (fits) seen.add(key)
      if (!fits || through <= skip) continue
      valid.push(row.fields)
      if (valid.length < size) continue
      yield { valid, through }
      valid = []
    }
  yield { valid, through }
}

/**
 * Writes the valid rows of a checked file, batch by batch. How far it has got commits with each batch: after a crash
 * it goes on there, and nothing is written or counted twice.
 */
export const importJob = defineJob({
  name: 'registry.import-enterprises',
  title: { zh: '导入企业', en: 'Import enterprises' },
  input: input.extend({ batchSize: z.number().int().min(1).default(batchRows) }),
  retries: 5,
  run: async ({ importId, batchSize }, context) => {
    const opened = await openImport(importId, context)
    if (opened?.row.state !== 'importing') return {}
    const { row } = opened
    const work: TakingIn = {
      database: context.database,
      identity: context.identity,
      now: context.now(),
      kind: 'import',
      reason: row.reason,
      vocabulary: new Set<string>(),
    }
    const sums = { added: row.added, changed: row.changed, unchanged: row.unchanged }
    context.progress(row.rows_done, row.rows_read)
    // The next batch is read and checked while the database writes this one.
    let writing: Promise<void> = Promise.resolve()
    for await (const { valid, through } of batches(opened.rows, row.rows_done, batchSize)) {
      await writing
      context.signal.throwIfAborted()
      writing = takeInBatch(work, valid, async (scope, written) => {
        sums.added += written.added
        sums.changed += written.changed
        sums.unchanged += written.unchanged
        await updateImport(scope, importId, { ...sums, rows_done: through })
      }).then(() => context.progress(through, row.rows_read))
      // Until it is awaited above, a failure must not count as unheard.
      writing.catch(() => {})
    }
    await writing
    await withScope(context.database, context.identity, async (scope) => {
      await countPairs(scope)
      await updateImport(scope, importId, { state: 'imported', finished_at: context.now() })
    })
    // A large file leaves a long ledger, which every reader of figures would add up until the timer comes.
    while ((await foldLedger(context.database, context.identity.city)) > 0) context.signal.throwIfAborted()
    return sums
  },
})
