/** Duplicates: finding them by likeness, and letting one take the other over. */
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import { tellRecordsMerged } from '#kernel/records-merged.ts'
import { followMerge } from '../records/follow-enterprises.ts'
import { cellAfterChange } from '../records/grid/grid-assignment.ts'
import { recordWork } from './bulk-store.ts'
import { enterpriseError } from './enterprise-errors.ts'
import { changeEnterpriseFacts } from './enterprise-facts.ts'
import type { EnterpriseDetail, EnterpriseFields, Likeness, MergeField } from './enterprise-schemas.ts'
import { changeEnterprise, differences, getEnterprise } from './enterprise-service.ts'
import { findRow, lockRows } from './enterprise-store.ts'
import type { EnterpriseRow } from './enterprise-tables.ts'
import { toEnterprise, toFields } from './enterprise-views.ts'
import { insertChange, leadTo, updateEnterprise } from './history-store.ts'
import { findCandidates } from './likeness-store.ts'
import { pairsIn, searchable } from './searchable-name.ts'

// What nearly all names end with says nothing about whether two are the same.
const commonEnd = /(集团)?(股份)?(有限)?(责任)?公司(分公司)?$/

/** Share of the pairs that two names have in common (Dice), without the common end; 0–1. */
export function nameLikeness(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => new Set(pairsIn(searchable(name).replace(commonEnd, ''))))
  if (!a || !b || a.size + b.size === 0) return 0
  const shared = [...a].filter((pair) => b.has(pair)).length
  return (2 * shared) / (a.size + b.size)
}

type Agreement = Likeness['agreeing'][number]

/** How alike two enterprises are: names weigh most, each further agreement takes away a part of the doubt that is left. */
function compare(one: EnterpriseRow, other: EnterpriseRow): Pick<Likeness, 'score' | 'agreeing'> {
  const names = (row: EnterpriseRow): string[] => [row.name, ...row.former_names, ...row.aliases]
  const present = nameLikeness(one.name, other.name)
  const any = Math.max(
    ...names(one).flatMap((name) => names(other).map((second) => nameLikeness(name, second))),
  )
  const same = (a: string | null, b: string | null): boolean => a !== null && a !== '' && a === b
  const agreements: Array<[Agreement, boolean, number]> = [
    ['name', present >= 0.8, 0],
    ['former-name', any >= 0.95 && present < 0.8, 0],
    // The organization code inside stays when a firm moves to another authority.
    ['code', one.credit_code.slice(8, 17) === other.credit_code.slice(8, 17), 0.8],
    ['phone', same(one.phone, other.phone), 0.4],
    ['legal-representative', same(one.legal_representative, other.legal_representative), 0.3],
    ['address', same(one.address, other.address), 0.3],
  ]
  const doubt = agreements
    .filter(([, holds]) => holds)
    .reduce((left, [, , weight]) => left * (1 - weight), 1 - Math.max(present, any) * 0.8)
  return {
    score: Math.round((1 - doubt) * 1000) / 1000,
    agreeing: agreements.filter(([, holds]) => holds).map(([agreement]) => agreement),
  }
}

const leastScore = 0.6
const mostShown = 20

function reachable(scope: Scope, row: EnterpriseRow | undefined, permission: string): EnterpriseRow {
  if (!row || !isInReach(unitsInReach(scope, permission), { region: row.region }))
    throw enterpriseError('registry.enterprise-not-found')
  return row
}

/** Enterprises that may be the same one, the likeliest first. */
export async function enterpriseLikenesses(scope: Scope, id: string): Promise<Likeness[]> {
  const row = reachable(scope, await findRow(scope, id), 'registry.manage')
  const candidates = await findCandidates(scope, row, pairsIn(searchable(row.name).replace(commonEnd, '')))
  return candidates
    .map((candidate) => ({ enterprise: toEnterprise(candidate), ...compare(row, candidate) }))
    .filter(({ score }) => score >= leastScore)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostShown)
}

/** The survivor with the names and tags of the duplicate; its own facts stay, empty ones are filled. */
async function takenOver(
  scope: Scope,
  survivor: EnterpriseFields,
  duplicate: EnterpriseFields,
): Promise<EnterpriseFields> {
  const known = new Set([survivor.name, ...survivor.formerNames, ...survivor.aliases])
  const names = [duplicate.name, ...duplicate.formerNames, ...duplicate.aliases].filter(
    (name) => !known.has(name),
  )
  return {
    ...survivor,
    aliases: [...survivor.aliases, ...new Set(names)].slice(0, 20),
    tags: [...new Set([...survivor.tags, ...duplicate.tags])].slice(0, 20),
    registeredCapital: survivor.registeredCapital ?? duplicate.registeredCapital,
    address: survivor.address ?? duplicate.address,
    legalRepresentative: survivor.legalRepresentative ?? duplicate.legalRepresentative,
    phone: survivor.phone ?? duplicate.phone,
    // As if the duplicate had moved to where the survivor is: a cell of another county does not come along.
    gridCellId:
      survivor.gridCellId ??
      (await cellAfterChange(scope, duplicate, { ...duplicate, region: survivor.region })),
  }
}

/** The survivor after it has taken facts of the duplicate in place of its own. */
async function withTaken(
  scope: Scope,
  survivor: EnterpriseRow,
  duplicate: EnterpriseRow,
  { taken, version, reason }: Pick<MergeRequest, 'taken' | 'version' | 'reason'>,
): Promise<EnterpriseRow> {
  if (version !== undefined && version !== survivor.version)
    throw enterpriseError('registry.changed-meanwhile', { by: survivor.changed_by })
  const [own, others] = [toFields(survivor), toFields(duplicate)]
  const differing = taken.filter((field) => own[field] !== others[field])
  if (differing.length === 0) return survivor
  await changeEnterprise(scope, {
    enterpriseId: survivor.id,
    version: survivor.version,
    reason,
    fields: Object.fromEntries(differing.map((field) => [field, others[field]])),
  })
  const [changed] = await lockRows(scope, [survivor.id])
  return changed ?? survivor
}

/** Which enterprise takes over which, and with what. */
export interface MergeRequest {
  readonly enterpriseId: string
  readonly duplicateId: string
  readonly reason: string
  readonly taken: readonly MergeField[]
  /** The survivor's version that the caller has seen. */
  readonly version?: number | undefined
}

/**
 * Lets one enterprise take a duplicate over. The duplicate stays on the register, out of lists and figures, and leads
 * to the survivor; so does whatever it had taken over before. Other modules hear of it and let follow what they hold about
 * it, in the same transaction.
 *
 * @throws registry.merge-with-itself, registry.already-merged, registry.changed-meanwhile, registry.invalid-fields
 */
export async function mergeEnterprises(
  scope: Scope,
  request: MergeRequest,
  modules: readonly DomainDefinition[],
): Promise<EnterpriseDetail> {
  const { enterpriseId, duplicateId, reason } = request
  if (enterpriseId === duplicateId) throw enterpriseError('registry.merge-with-itself')
  const rows = await lockRows(scope, [enterpriseId, duplicateId])
  const find = (id: string) =>
    reachable(
      scope,
      rows.find((row) => row.id === id),
      'registry.merge',
    )
  const [survivor, duplicate] = [find(enterpriseId), find(duplicateId)]
  for (const row of [survivor, duplicate])
    if (row.merged_into) throw enterpriseError('registry.already-merged', { name: row.name })
  const before = toFields(await withTaken(scope, survivor, duplicate, request))
  const after = await takenOver(scope, before, toFields(duplicate))
  await changeEnterpriseFacts(scope, [enterpriseId, duplicateId], async () => {
    await updateEnterprise(scope, enterpriseId, after)
    await leadTo(scope, duplicateId, enterpriseId)
  })
  const merge = { duplicateId, survivorId: enterpriseId, reason }
  await followMerge(scope, merge)
  await tellRecordsMerged(scope, modules, { type: 'enterprise', ...merge })
  const changed = differences(before, after)
  const note = { code: duplicate.credit_code, name: duplicate.name }
  await insertChange(scope, {
    enterpriseId,
    kind: 'took-over',
    before: changed.before,
    after: { ...changed.after, duplicate: [note.code, note.name] },
    reason,
  })
  await insertChange(scope, {
    enterpriseId: duplicateId,
    kind: 'merged',
    before: {},
    after: { merged_into: enterpriseId },
    reason,
  })
  recordWork(scope, 'merge', [enterpriseId, duplicateId])
  recordAudit(scope, {
    action: 'registry.merge-enterprises',
    objectType: 'enterprise',
    objectId: enterpriseId,
    objectLabel: survivor.name,
    detail: { duplicateId, duplicate: duplicate.name, creditCode: duplicate.credit_code, reason },
  })
  return getEnterprise(scope, enterpriseId)
}
