/** Who may see a case, move it, or hand it over. */
import { reachesPlace } from '../access/reach.ts'
import type { Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { caseError } from './case-errors.ts'
import type { CaseEventDeclaration, CaseType, CaseView } from './case-type.ts'
import { waitsFor } from './store.ts'

const isStarter = (scope: Scope, view: CaseView): boolean =>
  view.startedBy !== undefined && view.startedBy === scope.actor.userId

const isAssignee = (scope: Scope, view: CaseView): boolean =>
  view.assigneeId !== undefined && view.assigneeId === scope.actor.userId

/** Whether the caller sees the case: by the type's read permission, as its starter, or because it waits for him. */
export async function maySee(scope: Scope, type: CaseType, view: CaseView): Promise<boolean> {
  return reachesPlace(scope, type.readPermission, view) || isStarter(scope, view) || waitsFor(scope, view.id)
}

type Refusal = 'no-right' | 'starter-only' | 'not-by-starter' | 'only-that-person' | 'not-the-same-person'

/** Why the caller may not send an event; undefined when he may. The statechart is asked apart. */
export function refusalOf(
  scope: Scope,
  view: CaseView,
  declaration: CaseEventDeclaration,
): Refusal | undefined {
  const { permission, sender } = declaration
  if (!scope.permissions.has(permission)) return 'no-right'
  if (sender === 'starter') return isStarter(scope, view) ? undefined : 'starter-only'
  if (sender === 'not-starter' && isStarter(scope, view)) return 'not-by-starter'
  if (typeof sender === 'object') {
    const isNamed = (field: string) =>
      scope.actor.userId !== undefined && view.data[field] === scope.actor.userId
    if ('is' in sender && !isNamed(sender.is)) return 'only-that-person'
    if ('isNot' in sender && isNamed(sender.isNot)) return 'not-the-same-person'
  }
  return reachesPlace(scope, permission, view) || isAssignee(scope, view) ? undefined : 'no-right'
}

/**
 * Lets only those pass who may send the event.
 *
 * @throws `kernel.no-right`, `cases.starter-only`, `cases.not-by-starter`, `cases.only-that-person`,
 * `cases.not-the-same-person`; `kernel.not-found` for who does not even see it
 */
export async function requireRight(
  scope: Scope,
  type: CaseType,
  view: CaseView,
  declaration: CaseEventDeclaration,
): Promise<void> {
  const refusal = refusalOf(scope, view, declaration)
  if (refusal === undefined) return
  if (!(await maySee(scope, type, view))) throw kernelError('kernel.not-found')
  if (refusal === 'no-right') throw kernelError('kernel.no-right', { permission: declaration.permission })
  const event = declaration.title[scope.locale]
  throw caseError(`cases.${refusal}`, { event })
}

/** Whether the caller may pass the case on: he could act in one of the states it is in. */
export function mayHandOver(
  scope: Scope,
  type: CaseType,
  view: CaseView,
  active: readonly string[],
): boolean {
  return active.some((state) => {
    const permission = type.states[state]?.actor
    if (permission === undefined || !scope.permissions.has(permission)) return false
    return isAssignee(scope, view) || reachesPlace(scope, permission, view)
  })
}
