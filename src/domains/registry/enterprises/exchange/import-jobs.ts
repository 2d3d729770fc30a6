/** The two passes over a file: the dry run that finds its faults, and the import that writes the rest. */
import { z } from 'zod'
import { withBulkScope } from '#kernel/db/bulk-scope.ts'
import { CopyRows } from '#kernel/db/copy-rows.ts'
import { type Locale, withScope } from '#kernel/db/scope.ts'
import { csvField } from '#kernel/exchange/csv-rows.ts'
import { fileFailure } from '#kernel/exchange/file-failure.ts'
import { openFileContent, storeTable } from '#kernel/files/files.ts'
import { defineJob, type JobContext } from '#kernel/jobs/job.ts'
import { defineMessages, type Message } from '#kernel/language/messages.ts'
import { foldLedger } from '#kernel/measures/fold.ts'
import { finishFirstFilling, isFirstFilling, type TakingIn, takeInPrepared } from '../bulk-service.ts'
import { countPairs, isEmptyRegister, settleSearch } from '../bulk-store.ts'
import { ruleContext } from '../enterprise-service.ts'
import { type PreparedRows, RowsInMaking, Vocabulary } from '../prepared-rows.ts'
import { putOffIndexes } from '../put-off-indexes-store.ts'
import { CodeLines } from './code-lines.ts'
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
  /** The register has no enterprise yet. */
  readonly intoEmpty: boolean
}

async function openImport(importId: string, context: JobContext): Promise<OpenImport | undefined> {
  return withScope(
    context.database,
    context.identity,
    async (scope) => {
      const row = await findImport(scope, importId)
      const content = row && (await openFileContent(scope, context.blobs, row.file_id))
      if (!row || !content) return undefined
      return {
        row,
        content,
        rows: readEnterprises(content, await ruleContext(scope)),
        intoEmpty: await isEmptyRegister(scope),
      }
    },
    { now: context.now() },
  )
}

const titles = new Map<string, Message>(columns.map(({ field, title }) => [field, title]))

const faultWords = defineMessages({
  'registry.fault-list.line': { zh: '行号', en: 'Line' },
  'registry.fault-list.column': { zh: '列', en: 'Column' },
  'registry.fault-list.problem': { zh: '问题', en: 'What is wrong' },
  'registry.fault-list.name': { zh: '问题', en: 'problems' },
})

const csvLine = (cells: readonly unknown[]): string =>
  `${cells.map((cell) => csvField(String(cell))).join(',')}\n`

/** The faults of a file as another file, for whoever sent it: line, column, what is wrong, the line's code and name. */
class FaultList {
  readonly #locale: Locale
  #lines: string[]
  #codes = new CodeLines()
  rows = 0

  constructor(locale: Locale) {
    this.#locale = locale
    const heads = [
      faultWords['registry.fault-list.line'],
      faultWords['registry.fault-list.column'],
      faultWords['registry.fault-list.problem'],
      titles.get('creditCode'),
      titles.get('name'),
    ]
    this.#lines = [`\ufeff${csvLine(heads.map((head) => head?.[locale]))}`]
  }

  nameFor(file: string): string {
    return `${file.replace(/\.\w+$/, '')}-${faultWords['registry.fault-list.name'][this.#locale]}.csv`
  }

  add({ line, fields, problems }: ReadRow): void {
    this.rows += 1
    if (this.#lines.length > mostFaults) return
    for (const { path, message } of problems)
      this.#lines.push(
        csvLine([
          line,
          titles.get(path)?.[this.#locale] ?? path,
          message[this.#locale],
          fields.creditCode,
          fields.name,
        ]),
      )
  }

  /** The line on which a code stood before, when the row repeats one. */
  seenBefore(code: string, line: number): number | undefined {
    return this.#codes.add(code, line)
  }

  get bytes(): Uint8Array<ArrayBuffer> | undefined {
    return this.rows === 0 ? undefined : new TextEncoder().encode(this.#lines.join(''))
  }
}

const repeated = (before: number): ReadRow['problems'] => [
  {
    path: 'creditCode',
    message: { zh: `与第${before}行的代码相同`, en: `repeats the code of line ${before}` },
  },
]

async function failImport(
  importId: string,
  context: JobContext,
  error: unknown,
): Promise<{ failure: Message }> {
  const failure = fileFailure(error)
  if (!failure) throw error
  await withScope(context.database, context.identity, (scope) =>
    updateImport(scope, importId, { state: 'failed', failure, finished_at: context.now() }),
  )
  return { failure }
}

/** Counts the codes that the register has, some thousand at a time, while the next rows are read. */
class KnownCodes {
  readonly #context: JobContext
  /** Nothing can be found in an empty register. */
  readonly #empty: boolean
  /** As bytes: a code is a piece of the text that was read, and would keep all of it in memory. */
  #codes = new CopyRows()
  #waiting = 0
  #lookingUp: Promise<void> = Promise.resolve()
  #known = 0

  constructor(context: JobContext, empty: boolean) {
    this.#context = context
    this.#empty = empty
  }

  add(code: string): void {
    if (this.#empty) return
    this.#codes.row(1)
    this.#codes.text(code)
    this.#waiting += 1
  }

  /** Looks up what has gathered, once it is enough. */
  async lookUp(least = batchRows): Promise<number> {
    if (this.#waiting < least) return this.#known
    await this.#lookingUp
    const wanted = this.#codes.end()
    this.#codes = new CopyRows()
    this.#waiting = 0
    const { database, identity } = this.#context
    this.#lookingUp = withBulkScope(database, identity, async (scope, copy) => {
      this.#known += await countKnown(scope, copy, wanted)
    })
    // Until it is awaited, a failure must not count as unheard.
    this.#lookingUp.catch(() => {})
    return this.#known
  }

  async total(): Promise<number> {
    await this.lookUp(1)
    await this.#lookingUp
    return this.#known
  }
}

/** Reads the whole file, lists its faults, and foresees what importing it would do. Writes nothing to the register. */
export const checkImportJob = defineJob({
  name: 'registry.check-import',
  title: { zh: '预检导入文件', en: 'Check a file before importing it' },
  input,
  run: async ({ importId }, context) => {
    const opened = await openImport(importId, context)
    if (opened?.row.state !== 'checking') return {}
    const faults = new FaultList(context.identity.locale)
    const codes = new KnownCodes(context, opened.intoEmpty)
    let [read, known] = [0, 0]
    try {
      for await (const rows of opened.rows) {
        context.signal.throwIfAborted()
        for (const row of rows) {
          read += 1
          const before =
            row.problems.length === 0 ? faults.seenBefore(row.fields.creditCode, row.line) : undefined
          if (row.problems.length > 0) faults.add(row)
          else if (before !== undefined) faults.add({ ...row, problems: repeated(before) })
          else codes.add(row.fields.creditCode)
        }
        await codes.lookUp()
        context.progress(read, 0, { zh: `已检查 ${read} 行`, en: `${read} rows checked` })
      }
      known = await codes.total()
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
            { name: faults.nameFor(opened.row.name), content: new Blob([bytes]) },
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

/** Makes batches of valid rows of about one size, each with the number of rows of the file it ends with. */
async function* batches(
  rows: AsyncGenerator<ReadRow[]>,
  vocabulary: Vocabulary,
  skip: number,
  size: number,
): AsyncGenerator<{ prepared: PreparedRows; through: number }> {
  const seen = new CodeLines()
  let making = new RowsInMaking(vocabulary)
  let through = 0
  for await (const piece of rows)
    for (const row of piece) {
      through += 1
      // A repeated code keeps its first row, as the dry run said.
      const fits = row.problems.length === 0 && seen.add(row.fields.creditCode, row.line) === undefined
      if (!fits || through <= skip) continue
      making.add(row.fields)
      if (making.count < size) continue
      yield { prepared: making.end(), through }
      making = new RowsInMaking(vocabulary)
    }
  yield { prepared: making.end(), through }
}

/** Opens the work of an import: a first filling stays one when it goes on after a crash. */
async function openWork(
  row: ImportRow,
  batchSize: number,
  context: JobContext,
): Promise<TakingIn & { firstFilling: boolean }> {
  const { database, identity } = context
  const firstFilling = row.rows_done === 0 ? await isFirstFilling({ database, identity }) : row.first_filling
  if (firstFilling && !row.first_filling)
    await withScope(database, identity, (scope) => updateImport(scope, row.id, { first_filling: true }))
  if (firstFilling && row.rows_done === 0 && row.rows_read > batchSize) await putOffIndexes(database)
  return {
    database,
    identity,
    now: context.now(),
    kind: 'import',
    reason: row.reason,
    vocabulary: new Vocabulary(),
    firstFilling,
  }
}

/** Writes all batches of the file from where the import has got to; gives the counts. */
async function writeBatches(
  work: TakingIn,
  { row, rows }: OpenImport,
  batchSize: number,
  context: JobContext,
) {
  const sums = { added: row.added, changed: row.changed, unchanged: row.unchanged }
  // A first filling has nothing that two batches could wait for: both cores of a small server work on it.
  const most = work.firstFilling ? 2 : 1
  const writing: Promise<void>[] = []
  const write = async (prepared: PreparedRows, through: number, before: Promise<void> | undefined) => {
    await takeInPrepared(work, prepared, async (scope, written) => {
      // Committed in their order, since `rows_done` says that all before it is done.
      await before
      sums.added += written.added
      sums.changed += written.changed
      sums.unchanged += written.unchanged
      await updateImport(scope, row.id, { ...sums, rows_done: through })
    })
    context.progress(through, row.rows_read)
  }
  context.progress(row.rows_done, row.rows_read)
  try {
    // The next batch is read, checked and made ready while the database writes.
    for await (const { prepared, through } of batches(rows, work.vocabulary, row.rows_done, batchSize)) {
      if (writing.length === most) await writing.shift()
      context.signal.throwIfAborted()
      const written = write(prepared, through, writing.at(-1))
      // Until it is awaited, a failure must not count as unheard.
      written.catch(() => {})
      writing.push(written)
    }
  } finally {
    // What follows a failure has to find nothing under way.
    await Promise.allSettled(writing)
  }
  await Promise.all(writing)
  return sums
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
    const work = await openWork(opened.row, batchSize, context)
    let sums: Awaited<ReturnType<typeof writeBatches>>
    try {
      sums = await writeBatches(work, opened, batchSize, context)
    } catch (error) {
      // What is written stays: its figures must not wait for another try.
      if (work.firstFilling) await finishFirstFilling(work)
      throw error
    }
    if (work.firstFilling)
      await finishFirstFilling(work, opened.row.rows_done === 0 ? work.vocabulary : undefined)
    await withScope(context.database, context.identity, async (scope) => {
      if (!work.firstFilling) await countPairs(scope)
      await updateImport(scope, importId, { state: 'imported', finished_at: context.now() })
    })
    await settleSearch(context.database)
    // A large file leaves a long ledger, which every reader of figures would add up until the timer comes.
    while ((await foldLedger(context.database, context.identity.city)) > 0) context.signal.throwIfAborted()
    return sums
  },
})

/** Makes what a first filling puts off until it ends, when it was given up before it could. */
export const finishImportJob = defineJob({
  name: 'registry.finish-first-filling',
  title: { zh: '补齐首次导入的统计', en: 'Make the figures of a first filling' },
  input: z.object({}),
  retries: 5,
  run: (_input, context) => finishFirstFilling(context),
})
