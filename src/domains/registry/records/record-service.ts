/** The rules that hold for records of every kind: who may, what fits, once only, history and figures. */
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { FieldProblem } from '#kernel/language/errors.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { unknownCategories } from './category-store.ts'
import type { FieldValue, RecordKind, StoredRecord } from './record-kind.ts'
import type { RecordKindName } from './record-schemas.ts'
import {
  countRecords,
  findNamesakes,
  findOwner,
  findRecordForChange,
  insertRecordChanges,
  insertRecords,
  listRecordChanges,
  type NewRecordChange,
  type Owner,
  updateRecords,
} from './record-store.ts'
import { recordError } from './records-errors.ts'
import { regionsOutsideCity } from './region-check.ts'

/** The parts that every record shows beside its own fields. */
export function shown<Record extends StoredRecord<object>>(record: Record) {
  return { ...record, changedAt: record.changedAt.toISOString() }
}

/** The enterprise that a record is to belong to. @throws `kernel.not-found`, `registry.owner-merged` */
async function getOwner(scope: Scope, enterpriseId: string): Promise<Owner> {
  const owner = await findOwner(scope, 'registry.manage', enterpriseId)
  if (!owner) throw kernelError('kernel.not-found')
  if (owner.mergedInto !== null) throw recordError('registry.owner-merged')
  return owner
}

/** What only the database can say about fields: whether categories and regions exist. */
export async function referenceProblems<Own extends object>(
  scope: Scope,
  records: ReadonlyArray<Own>,
): Promise<ReadonlyMap<Own, readonly FieldProblem[]>> {
  const textOf = (fields: Own, name: string): string | undefined => {
    const value: unknown =
      name in fields ? Object.entries(fields).find(([key]) => key === name)?.[1] : undefined
    return typeof value === 'string' ? value : undefined
  }
  const given = (name: string) => [
    ...new Set(records.map((fields) => textOf(fields, name)).filter((value) => value !== undefined)),
  ]
  const categories = new Set(await unknownCategories(scope, given('category')))
  const regions = new Set(await regionsOutsideCity(scope, given('region')))
  const problems = new Map<Own, readonly FieldProblem[]>()
  if (categories.size + regions.size === 0) return problems
  for (const fields of records) {
    const found: FieldProblem[] = []
    const category = textOf(fields, 'category')
    if (category !== undefined && categories.has(category))
      found.push({
        path: 'category',
        message: {
          zh: `没有代码为“${category}”的产品分类，请从分类表中选择。`,
          en: `There is no product category “${category}”; choose one from the tree.`,
        },
      })
    const region = textOf(fields, 'region')
    if (region !== undefined && regions.has(region))
      found.push({
        path: 'region',
        message: {
          zh: `区划代码“${region}”不属于本市。`,
          en: `The region “${region}” does not lie in this city.`,
        },
      })
    if (found.length > 0) problems.set(fields, found)
  }
  return problems
}

async function checked<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  given: Own,
): Promise<Own> {
  const { fields, problems } = kind.check(given)
  const unknown = (await referenceProblems(scope, [fields])).get(fields) ?? []
  const all = [...problems, ...unknown]
  if (all.length > 0)
    throw recordError(
      'registry.record-does-not-fit',
      { count: all.length },
      all.map((problem) => ({ ...problem, path: `fields.${problem.path}` })),
    )
  return fields
}

/** Counts what `work` does in the figures of the kind, where it has some. */
export function counted<Own extends object, Kept extends object, Result>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  ids: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  return kind.counted ? changeFacts(scope, kind.counted, ids, work) : work()
}

/** The values of named fields as history keeps them: personal data masked. */
function historyValues<Own extends object, Kept extends object>(
  kind: RecordKind<Own, Kept>,
  fields: Own,
  names: readonly string[],
): Record<string, FieldValue> {
  const values: Array<readonly [string, unknown]> = Object.entries(kind.mask(fields))
  return Object.fromEntries(
    values.flatMap(([name, value]) =>
      names.includes(name) && isFieldValue(value) ? [[name, value] as const] : [],
    ),
  )
}

const isFieldValue = (value: unknown): value is FieldValue =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The entry of history for a record as it was and is. */
export function changeEntry<Own extends object, Kept extends object>(
  kind: RecordKind<Own, Kept>,
  record: { readonly id: string; readonly enterpriseId: string },
  before: Own | undefined,
  after: Own,
  names: readonly string[],
  reason: string | null,
): NewRecordChange {
  const filled = before ? names : kind.fields.filter((field) => after[field] !== null)
  return {
    id: newId(),
    enterpriseId: record.enterpriseId,
    recordKind: kind.name,
    recordId: record.id,
    label: kind.label(after),
    kind: before ? 'changed' : 'added',
    before: before ? historyValues(kind, before, names) : {},
    after: historyValues(kind, after, filled),
    reason,
  }
}

/** Names of the fields that differ. */
export function differingFields<Own extends object, Kept extends object>(
  kind: RecordKind<Own, Kept>,
  before: Own,
  after: Own,
): ReadonlyArray<keyof Own & string> {
  return kind.fields.filter((field) => before[field] !== after[field])
}

async function refuseNamesake<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  enterpriseId: string,
  fields: Own,
  exceptId?: string,
): Promise<void> {
  const [namesake] = (await findNamesakes(scope, kind, [{ enterpriseId, fields }])).filter(
    (one) => one.id !== exceptId,
  )
  if (namesake)
    throw recordError('registry.record-exists', {
      label: kind.label(fields),
      enterprise: namesake.enterpriseName,
    })
}

/**
 * Adds a record to an enterprise.
 *
 * @throws `kernel.not-found`, `registry.owner-merged`, `registry.record-does-not-fit`, `registry.record-exists`
 */
export async function createRecord<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  enterpriseId: string,
  given: Own,
): Promise<StoredRecord<Own, Kept>> {
  const owner = await getOwner(scope, enterpriseId)
  const fields = await checked(scope, kind, given)
  await refuseNamesake(scope, kind, owner.id, fields)
  const id = newId()
  await counted(scope, kind, [id], () => insertRecords(scope, kind, [{ id, owner, fields }]))
  await insertRecordChanges(scope, [
    changeEntry(kind, { id, enterpriseId: owner.id }, undefined, fields, [], null),
  ])
  auditRecord(scope, 'registry.add-record', kind, id, kind.label(fields), { enterprise: owner.id })
  return getRecord(scope, kind, id)
}

export interface RecordChangeInput<Own extends object> {
  readonly recordId: string
  /** The version that the person saw. */
  readonly version: number
  readonly reason: string
  readonly fields: { readonly [Field in keyof Own]?: Own[Field] | undefined }
}

/**
 * Changes a record; what does not differ is left alone.
 *
 * @throws `kernel.not-found`, `kernel.conflict` when somebody else was faster, `registry.record-does-not-fit`,
 *   `registry.record-exists`
 */
export async function changeRecord<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  input: RecordChangeInput<Own>,
): Promise<StoredRecord<Own, Kept>> {
  const before = await getRecord(scope, kind, input.recordId)
  if (before.version !== input.version) throw kernelError('kernel.conflict')
  const after = await checked(scope, kind, { ...before, ...given(input.fields) })
  const names = differingFields(kind, before, after)
  if (names.length === 0) return before
  if (names.some((name) => kind.identity.includes(name)))
    await refuseNamesake(scope, kind, before.enterpriseId, after, before.id)
  await counted(scope, kind, [before.id], () =>
    updateRecords(scope, kind, [{ id: before.id, fields: after }]),
  )
  await insertRecordChanges(scope, [changeEntry(kind, before, before, after, names, input.reason)])
  auditRecord(scope, 'registry.change-record', kind, before.id, kind.label(after), {
    fields: [...names],
    reason: input.reason,
  })
  return getRecord(scope, kind, before.id)
}

/** Without the fields that are not given. */
function given<Own extends object>(fields: RecordChangeInput<Own>['fields']): Partial<Own> {
  const entries: Array<readonly [string, unknown]> = Object.entries(fields)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<Own>
}

/** A record for changing. @throws `kernel.not-found` */
export async function getRecord<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  id: string,
): Promise<StoredRecord<Own, Kept>> {
  const record = await findRecordForChange(scope, kind, 'registry.manage', id)
  if (!record) throw kernelError('kernel.not-found')
  return record
}

export function auditRecord<Own extends object, Kept extends object>(
  scope: Scope,
  action: string,
  kind: RecordKind<Own, Kept>,
  id: string,
  label: string,
  detail: Readonly<Record<string, string | number | string[] | null>>,
): void {
  recordAudit(scope, {
    action,
    objectType: `registry-${kind.name}`,
    objectId: id,
    objectLabel: label,
    detail,
  })
}

/** How many records of each kind an enterprise has. @throws `kernel.not-found` */
export async function recordCounts(
  scope: Scope,
  enterpriseId: string,
): Promise<Record<RecordKindName, number>> {
  if (!(await findOwner(scope, 'registry.read', enterpriseId))) throw kernelError('kernel.not-found')
  const counts = { product: 0, site: 0, certificate: 0, instrument: 0, person: 0 }
  for (const { kind, count } of await countRecords(scope, enterpriseId)) counts[kind] = Number(count)
  return counts
}

/** The history of what belongs to an enterprise, newest first. @throws `kernel.not-found` */
export async function recordHistory(
  scope: Scope,
  request: { readonly enterpriseId: string; readonly after?: string | undefined; readonly limit: number },
) {
  if (!(await findOwner(scope, 'registry.read', request.enterpriseId))) throw kernelError('kernel.not-found')
  const rows = await listRecordChanges(scope, request.enterpriseId, request.after, request.limit + 1)
  const items = rows.slice(0, request.limit).map((row) => ({
    id: row.id,
    recordKind: row.record_kind,
    recordId: row.record_id,
    label: row.label,
    kind: row.kind,
    before: row.before,
    after: row.after,
    reason: row.reason,
    at: row.at.toISOString(),
    by: row.by_name,
  }))
  return { items, next: rows.length > request.limit ? (items.at(-1)?.id ?? null) : null }
}
