/** What a file of records would do: each row read, checked and set against what is there. */
import type { z } from 'zod'
import type { Scope } from '#kernel/db/scope.ts'
import type { HeadedTable } from '#kernel/exchange/headed-table.ts'
import type { Message } from '#kernel/language/messages.ts'
import { compactCode } from '#methods/identity-codes/identity-code-error.ts'
import { recordMessages } from '../messages.ts'
import type { ExchangeColumn, RecordKind, StoredRecord } from '../record-kind.ts'
import type { RowProblem } from '../record-schemas.ts'
import { differingFields, referenceProblems } from '../record-service.ts'
import { findNamesakes, findOwnersByCode, type Owner } from '../record-store.ts'
import { readCell } from './read-cells.ts'

export type RowSchema<Own> = z.ZodType<Own>

export interface PlannedImport<Own extends object> {
  readonly added: ReadonlyArray<{ readonly owner: Owner; readonly fields: Own }>
  readonly changed: ReadonlyArray<{
    readonly before: StoredRecord<Own>
    readonly fields: Own
    readonly names: readonly string[]
  }>
  readonly unchanged: number
  readonly problems: readonly RowProblem[]
}

interface ReadRow<Own> {
  readonly number: number
  readonly code: string
  readonly fields: Own
}

/** Reads and checks all rows against each other and the records that are there. */
export async function planImport<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  schema: RowSchema<Own>,
  table: HeadedTable,
): Promise<PlannedImport<Own>> {
  const problems = new Problems(scope, kind.columns)
  const places = placesOf(kind.columns, table, problems)
  if (problems.found.length > 0) return { added: [], changed: [], unchanged: 0, problems: problems.found }
  const rows = readRows(kind, schema, table, places, problems)
  const owners = await findOwnersByCode(scope, [...new Set(rows.map((row) => row.code))])
  const unknown = await referenceProblems(
    scope,
    rows.map((row) => row.fields),
  )
  const placed = rows.flatMap((row) => {
    for (const problem of unknown.get(row.fields) ?? [])
      problems.add(row.number, problem.path, problem.message)
    const owner = owners.get(row.code)
    if (owner) return [{ ...row, owner }]
    problems.addOwner(row.number, row.code, {
      zh: '没有这家企业：请核对统一社会信用代码，或先登记企业。',
      en: 'There is no such enterprise: check the code, or register the enterprise first.',
    })
    return []
  })
  const plan = await setAgainst(scope, kind, placed, problems)
  return { ...plan, problems: problems.inOrder() }
}

/** Where each field stands in the file; -1 for a column that is left out. */
function placesOf(
  columns: readonly ExchangeColumn[],
  table: HeadedTable,
  problems: Problems,
): { readonly code: number; readonly fields: ReadonlyMap<string, number> } {
  const find = (title: Message) =>
    table.headings.findIndex(
      (heading) => heading === title.zh || heading.toLowerCase() === title.en.toLowerCase(),
    )
  const code = find(recordMessages['registry.credit-code'])
  const fields = new Map(columns.map((column) => [column.field, find(column.title)]))
  const missing = [
    ...(code < 0 ? [recordMessages['registry.credit-code']] : []),
    ...columns
      .filter((column) => column.required && (fields.get(column.field) ?? -1) < 0)
      .map((column) => column.title),
  ]
  for (const title of missing)
    problems.addHeading(title, {
      zh: `文件缺少“${title.zh}”列。请下载模板，保留表头。`,
      en: `The column “${title.en}” is missing. Download the template and keep its headings.`,
    })
  return { code, fields }
}

function readRows<Own extends object, Kept extends object>(
  kind: RecordKind<Own, Kept>,
  schema: RowSchema<Own>,
  table: HeadedTable,
  places: ReturnType<typeof placesOf>,
  problems: Problems,
): Array<ReadRow<Own>> {
  return table.rows.flatMap(({ line: number, cells }) => {
    const before = problems.found.length
    const values: Record<string, unknown> = { ...kind.defaults }
    for (const column of kind.columns) {
      const cell = cells[places.fields.get(column.field) ?? -1] ?? ''
      const read = readCell(column, cell)
      if ('problem' in read) problems.add(number, column.field, read.problem, cell)
      else if (read.value !== null || !(column.field in values)) values[column.field] = read.value
    }
    const code = compactCode(cells[places.code] ?? '')
    if (code === '')
      problems.addOwner(number, '', {
        zh: '“统一社会信用代码”必须填写。',
        en: 'The credit code must be filled in.',
      })
    if (problems.found.length > before) return []
    const parsed = schema.safeParse(values)
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        problems.add(number, String(issue.path[0] ?? ''), bilingual(issue))
      return []
    }
    const { fields, problems: misfits } = kind.check(parsed.data)
    for (const misfit of misfits) problems.add(number, misfit.path, misfit.message)
    return misfits.length > 0 ? [] : [{ number, code, fields }]
  })
}

/** The words of a failed check: the process sets both languages, parted by a null character. */
function bilingual(issue: z.core.$ZodIssue): Message {
  const [zh = issue.message, en = zh] = issue.message.split('\u0000')
  return { zh, en }
}

async function setAgainst<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  rows: ReadonlyArray<ReadRow<Own> & { readonly owner: Owner }>,
  problems: Problems,
): Promise<Omit<PlannedImport<Own>, 'problems'>> {
  const keyOf = (enterpriseId: string, fields: Own) =>
    JSON.stringify([
      kind.identityWithin === 'enterprise' ? enterpriseId : '',
      ...kind.identity.map((field) => fields[field]),
    ])
  const present = new Map(
    (
      await findNamesakes(
        scope,
        kind,
        rows.map((row) => ({ enterpriseId: row.owner.id, fields: row.fields })),
      )
    ).map((record) => [keyOf(record.enterpriseId, record), record]),
  )
  const seen = new Map<string, number>()
  const added: Array<{ owner: Owner; fields: Own }> = []
  const changed: Array<PlannedImport<Own>['changed'][number]> = []
  let unchanged = 0
  for (const { number, owner, fields } of rows) {
    const key = keyOf(owner.id, fields)
    const earlier = seen.get(key)
    if (earlier !== undefined) {
      problems.add(number, kind.identity[0] ?? '', {
        zh: `与第 ${earlier} 行重复，请删去一行。`,
        en: `The same as row ${earlier}; remove one of them.`,
      })
      continue
    }
    seen.set(key, number)
    const before = present.get(key)
    if (!before) added.push({ owner, fields })
    else if (before.enterpriseId !== owner.id)
      problems.add(number, kind.identity.at(-1) ?? '', {
        zh: `已登记在“${before.enterpriseName}”名下。`,
        en: `It is recorded for “${before.enterpriseName}” already.`,
      })
    else {
      const names = differingFields(kind, before, fields)
      if (names.length === 0) unchanged += 1
      else changed.push({ before, fields, names })
    }
  }
  return { added, changed, unchanged }
}

/** Collects what does not fit, in the caller's language. */
class Problems {
  readonly found: RowProblem[] = []
  readonly #scope: Scope
  readonly #columns: readonly ExchangeColumn[]

  constructor(scope: Scope, columns: readonly ExchangeColumn[]) {
    this.#scope = scope
    this.#columns = columns
  }

  add(row: number, field: string, message: Message, value = ''): void {
    const title = this.#columns.find((column) => column.field === field)?.title
    this.#push(row, title, message, value)
  }

  addOwner(row: number, code: string, message: Message): void {
    this.#push(row, recordMessages['registry.credit-code'], message, code)
  }

  addHeading(title: Message, message: Message): void {
    this.#push(1, title, message, '')
  }

  inOrder(): readonly RowProblem[] {
    return this.found.toSorted((one, other) => one.row - other.row)
  }

  #push(row: number, title: Message | undefined, message: Message, value: string): void {
    const { locale } = this.#scope
    this.found.push({ row, column: title?.[locale] ?? '', value, message: message[locale] })
  }
}
