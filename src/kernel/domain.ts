/**
 * The one shape every domain and kernel module has. Adding a domain is writing its folder and naming it once
 * in `src/server/domains.ts`.
 */
import type { AnyContractRouter } from '@orpc/contract'
import type { PermissionDeclarations } from './access/roles.ts'
import type { RequestContext } from './api/router.ts'
import type { CaseType } from './cases/case-type.ts'
import type { Database } from './db/database.ts'
import type { SchemaModule } from './db/migrations.ts'
import type { Scope } from './db/scope.ts'
import type { ViewDeclarations } from './db/tables.ts'
import type { JobDefinition } from './jobs/job.ts'
import type { Message } from './language/messages.ts'
import type { FactView } from './measures/fact-view.ts'
import type { RecordMerge } from './records-merged.ts'
import type { RuleDeclaration } from './rules/rule.ts'

/** An implemented contract; oRPC's own router type over our request context. */
export type ModuleRouter = import('@orpc/server').Router<AnyContractRouter, RequestContext>

/** What a domain may add to the generated demo city. Runs once, in the order of the domains. */
export interface DemoContext {
  readonly database: Database
  readonly city: string
  readonly now: Date
  /** `small` for tests, `full` for the demo. */
  readonly size: 'small' | 'full'
}

export interface DomainDefinition extends SchemaModule {
  readonly title: Message
  readonly views: ViewDeclarations
  readonly permissions: PermissionDeclarations
  /** All that the module offers over the API, keyed by procedure name. */
  readonly contract: AnyContractRouter
  readonly router: ModuleRouter
  readonly caseTypes: readonly CaseType[]
  readonly jobs: readonly JobDefinition[]
  readonly rules: readonly RuleDeclaration[]
  /** What the module's records add to figures. */
  readonly facts: readonly FactView[]
  /** Topics of change that open pages may listen to (`kernel/live`), each with the permission to hear of it. */
  readonly live: Readonly<Record<string, string>>
  /** Events that programs outside may subscribe to (`kernel/webhooks`): type, module first, and what it tells. */
  readonly events: Readonly<Record<string, Message>>
  /** Hears, in a background job, that commitments were registered anew (`kernel/targets`). */
  readonly onTargetsRegistered?: (
    scope: Scope,
    targetIds: readonly string[],
    modules: readonly DomainDefinition[],
  ) => Promise<void>
  /** Is asked, before states of commitments are shown, to bring them up to date (`kernel/targets`). */
  readonly beforeTargetsRead?: (scope: Scope, modules: readonly DomainDefinition[]) => Promise<void>
  /** Hears, in the transaction of the merge, that a record has taken a duplicate over (`kernel/records-merged.ts`). */
  readonly onRecordsMerged?: (scope: Scope, merge: RecordMerge) => Promise<void>
  readonly demo?: (context: DemoContext) => Promise<void>
}

/** Parts a module has none of may be left out. */
export type DomainDeclaration = Pick<DomainDefinition, 'name' | 'title'> & Partial<DomainDefinition>

/**
 * Declares a domain or a kernel module.
 *
 * @example
 * export const plansDomain = defineDomain({ name: 'plans', title: { zh: '规划', en: 'Plans' },
 *   migrations: new URL('./migrations/', import.meta.url), tables: { plan: cityTable },
 *   permissions: plansPermissions, contract: plansContract, router: plansRouter })
 */
export function defineDomain(declaration: DomainDeclaration): DomainDefinition {
  return {
    tables: {},
    views: {},
    permissions: {},
    contract: {},
    router: {},
    caseTypes: [],
    jobs: [],
    rules: [],
    facts: [],
    live: {},
    events: {},
    ...declaration,
  }
}

/** What one room of a large domain adds to it: the same as a domain, but for its name, title, migrations and contract. */
export type DomainPart = Partial<
  Pick<DomainDefinition, 'tables' | 'views' | 'permissions' | 'caseTypes' | 'jobs' | 'rules' | 'facts'>
> & { readonly router: ModuleRouter & Readonly<Record<string, unknown>> }

/**
 * Joins the rooms of a large domain into what {@link defineDomain} takes; each room keeps its own declarations beside
 * its code. Its contract is joined in the domain's `contract.ts`, which pages import too.
 *
 * @throws {TypeError} when two rooms declare the same table, permission or procedure
 */
export function joinParts(
  parts: readonly DomainPart[],
): Pick<
  DomainDefinition,
  'tables' | 'views' | 'permissions' | 'router' | 'caseTypes' | 'jobs' | 'rules' | 'facts'
> {
  return {
    tables: joined(parts.map((part) => part.tables ?? {})),
    views: joined(parts.map((part) => part.views ?? {})),
    permissions: joined(parts.map((part) => part.permissions ?? {})),
    router: joined(parts.map((part) => part.router)),
    caseTypes: parts.flatMap((part) => part.caseTypes ?? []),
    jobs: parts.flatMap((part) => part.jobs ?? []),
    rules: parts.flatMap((part) => part.rules ?? []),
    facts: parts.flatMap((part) => part.facts ?? []),
  }
}

function joined<Entries extends Readonly<Record<string, unknown>>>(parts: readonly Entries[]): Entries {
  const keys = parts.flatMap((part) => Object.keys(part))
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw new TypeError(`Two parts of a domain declare ${twice}`)
  return Object.assign({}, ...parts)
}

/** What a permission is called by the module that declares it; undefined when none does. */
export const permissionTitle = (
  modules: readonly DomainDefinition[],
  permission: string,
): Message | undefined =>
  modules.find((module) => module.permissions[permission])?.permissions[permission]?.title
