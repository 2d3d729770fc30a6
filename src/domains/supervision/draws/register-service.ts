/** Item lists, inspectors and plans: what may be changed when, and what it needs. */
import { v7 } from 'uuid'
import { accountIdsWithRole, findAccount } from '#kernel/access/store.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { findUnits } from '#kernel/org/units.ts'
import { drawError } from './draws-errors.ts'
import { selectionOf } from './freeze-register.ts'
import { planCaseType } from './plan-case.ts'
import * as plans from './plan-store.ts'
import type {
  AvoidanceReason,
  InspectionItem,
  InspectionItemFields,
  InspectionPlan,
  InspectionPlanTask,
  Inspector,
  InspectorFields,
  PlanTaskFields,
  RegisterCount,
} from './register-contract.ts'
import * as store from './register-store.ts'

async function unitNames(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const units = await findUnits(scope, [...new Set(ids)])
  return new Map(units.map((unit) => [unit.id, unit.name]))
}

async function requireUnits(scope: Scope, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  const units = await findUnits(scope, wanted)
  if (units.filter((unit) => unit.active).length < wanted.length)
    throw drawError('supervision.unit-not-found')
}

function toItem(row: store.ItemRow, names: ReadonlyMap<string, string>): InspectionItem {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    title: row.title,
    category: row.category,
    basis: row.basis,
    clause: row.clause,
    subjectKind: row.subject_kind,
    method: row.method,
    departmentId: row.department_id,
    department: names.get(row.department_id) ?? '—',
    skill: row.skill,
    yearlyLimit: row.yearly_limit,
    restMonths: row.rest_months,
    register: row.register,
    checks: row.checks,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  }
}

/** Items by code; the cursor is the last code and version. */
export async function itemPage(
  scope: Scope,
  input: {
    readonly search?: string | undefined
    readonly all?: boolean | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: InspectionItem[]; next: string | null }> {
  const mark = input.after?.lastIndexOf('/') ?? -1
  const after =
    input.after === undefined || mark < 0
      ? undefined
      : ([input.after.slice(0, mark), Number(input.after.slice(mark + 1)) || 0] as const)
  const rows = await store.listItems(scope, { ...input, after, limit: input.limit + 1 })
  const shown = rows.slice(0, input.limit)
  const names = await unitNames(
    scope,
    shown.map((row) => row.department_id),
  )
  const last = shown.at(-1)
  return {
    items: shown.map((row) => toItem(row, names)),
    next: rows.length > input.limit && last ? `${last.code}/${last.version}` : null,
  }
}

async function getItemRow(scope: Scope, id: string): Promise<store.ItemRow> {
  const row = await store.findItem(scope, id)
  if (!row) throw drawError('supervision.item-not-found')
  return row
}

/** An item with the list of its versions. @throws `supervision.item-not-found` */
export async function getItem(scope: Scope, id: string) {
  const row = await getItemRow(scope, id)
  const versions = await store.itemVersions(scope, row.code)
  return {
    ...toItem(row, await unitNames(scope, [row.department_id])),
    versions: versions.map((version) => ({
      id: version.id,
      version: version.version,
      state: version.state,
      createdAt: version.created_at.toISOString(),
      createdBy: version.created_by,
    })),
  }
}

/** Saves an item as the next version of its code; plans and draws keep the version they were made for. */
export async function saveItem(scope: Scope, fields: InspectionItemFields): Promise<InspectionItem> {
  await requireUnits(scope, [fields.departmentId])
  const versions = await store.itemVersions(scope, fields.code)
  for (const version of versions)
    if (version.state === 'active') await store.setItemState(scope, version.id, 'replaced')
  const id = v7()
  const version = (versions[0]?.version ?? 0) + 1
  await store.insertItem(scope, { ...fields, id, version })
  recordAudit(scope, {
    action: 'supervision.item-save',
    objectType: 'inspection-item',
    objectId: id,
    objectLabel: `${fields.code} ${fields.title}`,
    detail: { version },
  })
  return getItem(scope, id)
}

/** Takes an item off the list. */
export async function retireItem(scope: Scope, id: string, reason: string): Promise<void> {
  const row = await getItemRow(scope, id)
  await store.setItemState(scope, id, 'retired')
  recordAudit(scope, {
    action: 'supervision.item-retire',
    objectType: 'inspection-item',
    objectId: id,
    objectLabel: `${row.code} ${row.title}`,
    detail: { reason },
  })
}

/** How many subjects an item concerns now, and how many inspectors may be sent. */
export async function countRegister(scope: Scope, itemId: string): Promise<RegisterCount> {
  const item = await getItemRow(scope, itemId)
  const today = localDate(scope.now)
  const rows = await store.countSubjects(scope, selectionOf(item, today))
  const placed = await readRegionNames(
    scope,
    rows.map((row) => row.region),
  )
  return {
    total: rows.reduce((sum, row) => sum + row.subjects, 0),
    resting: rows.reduce((sum, row) => sum + row.resting, 0),
    strata: rows.map(({ region, class: drawClass, subjects }) => ({
      region,
      regionName: placed(region).name,
      class: drawClass,
      subjects,
    })),
    inspectors: (await store.inspectorsToSend(scope, item.department_id, item.skill, today)).length,
  }
}

async function toInspectors(
  scope: Scope,
  rows: ReadonlyArray<store.InspectorRow & { readonly open: number }>,
): Promise<Inspector[]> {
  const names = await unitNames(
    scope,
    rows.map((row) => row.department_id),
  )
  const avoidances = Map.groupBy(
    await store.currentAvoidances(
      scope,
      rows.map((row) => row.id),
    ),
    (row) => row.inspector_id,
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    name: row.name,
    departmentId: row.department_id,
    department: names.get(row.department_id) ?? '—',
    certificate: row.certificate,
    certificateUntil: row.certificate_until,
    skills: row.skills,
    districts: row.districts,
    maximumLoad: row.maximum_load,
    active: row.active,
    avoidances: (avoidances.get(row.id) ?? []).map((avoidance) => ({
      id: avoidance.id,
      enterpriseId: avoidance.enterprise_id,
      enterprise: avoidance.enterprise,
      reason: avoidance.reason,
      declaredAt: avoidance.declared_at.toISOString(),
    })),
    open: row.open,
  }))
}

/** Inspectors by number. */
export async function inspectorPage(
  scope: Scope,
  input: {
    readonly search?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: Inspector[]; next: string | null }> {
  const rows = await store.listInspectors(scope, { ...input, limit: input.limit + 1 })
  const shown = rows.slice(0, input.limit)
  return {
    items: await toInspectors(scope, shown),
    next: rows.length > input.limit ? (shown.at(-1)?.number ?? null) : null,
  }
}

/** Active accounts of inspectors; at most 500. */
export async function inspectorAccounts(
  scope: Scope,
): Promise<Array<{ id: string; name: string; username: string }>> {
  const ids = await accountIdsWithRole(scope, 'inspector')
  const accounts = []
  for (const id of ids.slice(0, 500)) {
    const account = await findAccount(scope, id)
    if (account?.active) accounts.push({ id: account.id, name: account.name, username: account.username })
  }
  return accounts
}

/**
 * Adds an inspector or changes the one with this number.
 *
 * @throws `supervision.unit-not-found`, `supervision.account-taken`, `kernel.not-found` for an unknown account
 */
export async function saveInspector(scope: Scope, fields: InspectorFields): Promise<Inspector> {
  await requireUnits(scope, [fields.departmentId])
  const { accountId } = fields
  if (accountId !== null) {
    if (!(await findAccount(scope, accountId))) throw kernelError('kernel.not-found')
    if (await store.isAccountTaken(scope, accountId, fields.number))
      throw drawError('supervision.account-taken')
  }
  const before = await store.findInspectorByNumber(scope, fields.number)
  const row: store.InspectorRow = {
    id: before?.id ?? v7(),
    number: fields.number,
    account_id: accountId,
    name: fields.name,
    department_id: fields.departmentId,
    certificate: fields.certificate,
    certificate_until: fields.certificateUntil,
    skills: fields.skills,
    districts: fields.districts,
    maximum_load: fields.maximumLoad,
    active: fields.active,
  }
  await store.saveInspector(scope, row)
  recordAudit(scope, {
    action: before ? 'supervision.inspector-change' : 'supervision.inspector-add',
    objectType: 'inspector',
    objectId: row.id,
    objectLabel: `${row.number} ${row.name}`,
    detail: { certificate: row.certificate, until: row.certificate_until, active: row.active },
  })
  const [saved] = await toInspectors(scope, [{ ...row, open: 0 }])
  if (!saved) throw drawError('supervision.inspector-not-found')
  return saved
}

/**
 * Declares that an inspector must not inspect an enterprise: one's own, or anybody's with the right to manage draws.
 *
 * @throws `supervision.inspector-not-found`, `supervision.own-avoidance-only`, `supervision.subject-not-found`,
 * `supervision.avoidance-exists`
 */
export async function declareAvoidance(
  scope: Scope,
  input: {
    readonly inspectorId: string
    readonly creditCode: string
    readonly reason: AvoidanceReason
    readonly note: string | null
  },
): Promise<string> {
  const inspector = await store.findInspector(scope, input.inspectorId)
  if (!inspector) throw drawError('supervision.inspector-not-found')
  const own = inspector.account_id !== null && inspector.account_id === scope.actor.userId
  if (!own && !scope.permissions.has('supervision.draws-manage'))
    throw drawError('supervision.own-avoidance-only')
  const [subject] = await store.findSubjectsByCode(scope, [input.creditCode])
  if (!subject) throw drawError('supervision.subject-not-found', { code: input.creditCode })
  const id = v7()
  const declared = await store.insertAvoidance(scope, {
    id,
    inspectorId: inspector.id,
    enterpriseId: subject.enterprise_id,
    reason: input.reason,
    note: input.note,
  })
  if (!declared) throw drawError('supervision.avoidance-exists')
  recordAudit(scope, {
    action: 'supervision.avoidance-declare',
    objectType: 'inspector',
    objectId: inspector.id,
    objectLabel: `${inspector.number} ${inspector.name}`,
    detail: { subject: input.creditCode, reason: input.reason },
  })
  return id
}

/** Ends an avoidance; it stays on record. */
export async function endAvoidance(scope: Scope, id: string): Promise<void> {
  if (!(await store.endAvoidance(scope, id))) throw kernelError('kernel.not-found')
  recordAudit(scope, {
    action: 'supervision.avoidance-end',
    objectType: 'avoidance',
    objectId: id,
    objectLabel: id,
  })
}

const toPlan = (row: plans.PlanRow): InspectionPlan => ({
  id: row.id,
  year: row.year,
  title: row.title,
  state: row.state,
  caseId: row.case_id,
  tasks: row.tasks,
  joint: row.joint,
  createdAt: row.created_at.toISOString(),
  approvedAt: row.approved_at?.toISOString() ?? null,
  approvedBy: row.approved_by,
})

/** Plans, newest first. */
export async function planPage(
  scope: Scope,
  input: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ items: InspectionPlan[]; next: string | null }> {
  const rows = await plans.listPlans(scope, input.after, input.limit + 1)
  const shown = rows.slice(0, input.limit)
  return {
    items: shown.map(toPlan),
    next: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

async function getPlanRow(scope: Scope, id: string): Promise<plans.PlanRow> {
  const row = await plans.findPlan(scope, id)
  if (!row) throw drawError('supervision.plan-not-found')
  return row
}

/** A plan with its tasks and how far each has come. @throws `supervision.plan-not-found` */
export async function getPlan(
  scope: Scope,
  id: string,
): Promise<InspectionPlan & { lines: InspectionPlanTask[] }> {
  const plan = await getPlanRow(scope, id)
  const tasks = await plans.tasksOfPlan(scope, id)
  const draws = Map.groupBy(await plans.drawsOfPlan(scope, id), (draw) => draw.task_id)
  const names = await unitNames(
    scope,
    tasks.flatMap((task) => [task.department_id, ...task.joint_departments]),
  )
  return {
    ...toPlan(plan),
    lines: tasks.map((task) => ({
      id: task.id,
      itemId: task.item_id,
      itemCode: task.item_code,
      itemTitle: task.item_title,
      department: names.get(task.department_id) ?? '—',
      month: task.month,
      jointDepartments: task.joint_departments,
      jointNames: task.joint_departments.map((unit) => names.get(unit) ?? '—'),
      rates: task.rates,
      substitutes: task.substitutes,
      teamSize: task.team_size,
      note: task.note,
      draws: (draws.get(task.id) ?? []).map(({ id: drawId, number, state, subjects }) => ({
        id: drawId,
        number,
        state,
        subjects,
      })),
      inspections: task.inspections,
      concluded: task.concluded,
    })),
  }
}

/** Begins a yearly plan: a case that ends with its approval. */
export async function createPlan(scope: Scope, year: number, title: string): Promise<InspectionPlan> {
  const id = v7()
  await plans.insertPlan(scope, id, year, title)
  const opened = await openCase(scope, planCaseType, {
    title,
    subject: { type: 'inspection-plan', id },
    data: { planId: id },
  })
  await plans.setPlanCase(scope, id, opened.id)
  return toPlan(await getPlanRow(scope, id))
}

async function requireDraft(scope: Scope, planId: string): Promise<plans.PlanRow> {
  const plan = await getPlanRow(scope, planId)
  if (plan.state !== 'draft') throw drawError('supervision.plan-not-draft')
  return plan
}

/** The limit of a general item holds over all tasks of the year, in whatever plan they stand. */
async function requireWithinLimit(
  scope: Scope,
  item: Awaited<ReturnType<typeof getItemRow>>,
  year: number,
  taskId: string | undefined,
  rates: PlanTaskFields['rates'],
): Promise<void> {
  const limit = item.category === 'general' ? item.yearly_limit : null
  if (limit === null) return
  const planned = new Map(
    (await plans.ratesPlanned(scope, item.code, year, taskId)).map((one) => [one.class, one.rate]),
  )
  for (const [drawClass, rate] of Object.entries(rates)) {
    const before = planned.get(drawClass) ?? 0
    if (rate > 0 && before + rate > limit)
      throw drawError('supervision.rate-over-limit', {
        class: drawClass,
        rate: rate / 100,
        planned: before / 100,
        limit: limit / 100,
      })
  }
}

/**
 * Adds a task to a draft plan, or changes one.
 *
 * @throws `supervision.plan-not-draft`, `supervision.item-not-found`, `supervision.unit-not-found`,
 * `supervision.rate-over-limit`
 */
export async function saveTask(
  scope: Scope,
  planId: string,
  taskId: string | undefined,
  fields: PlanTaskFields,
): Promise<string> {
  const plan = await requireDraft(scope, planId)
  const item = await getItemRow(scope, fields.itemId)
  await requireUnits(scope, fields.jointDepartments)
  await requireWithinLimit(scope, item, plan.year, taskId, fields.rates)
  const id = taskId ?? v7()
  await plans.saveTask(scope, id, planId, fields)
  recordAudit(scope, {
    action: 'supervision.plan-task-save',
    objectType: 'inspection-plan',
    objectId: planId,
    objectLabel: `${item.code} ${item.title}`,
    detail: { month: fields.month, rates: JSON.stringify(fields.rates) },
  })
  return id
}

/** Removes a task from a draft plan. @throws `supervision.plan-not-draft` */
export async function removeTask(scope: Scope, taskId: string): Promise<void> {
  const task = await plans.findTask(scope, taskId)
  if (!task) throw drawError('supervision.plan-not-found')
  await requireDraft(scope, task.plan_id)
  await plans.deleteTask(scope, taskId)
  recordAudit(scope, {
    action: 'supervision.plan-task-remove',
    objectType: 'inspection-plan',
    objectId: task.plan_id,
    objectLabel: `${task.item_code} ${task.item_title}`,
  })
}
