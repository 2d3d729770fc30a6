/**
 * What a kind of case is: a statechart with titles, rights, deadlines and effects. The kernel runs it; the
 * domain only declares.
 */
import type { AnyStateMachine } from 'xstate'
import type { z } from 'zod'
import type { Scope } from '../db/scope.ts'
import type { Message } from '../language/messages.ts'

/** A case as its effects see it. `data` is the statechart's context: small, JSON, validated by the case type. */
export interface CaseView {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly state: string
  readonly data: Readonly<Record<string, unknown>>
  /** What the case is about, for example `{ type: 'plan-version', id }`. */
  readonly subject: { readonly type: string; readonly id: string } | undefined
  /** The unit that has to act now. */
  readonly unitId: string | undefined
  readonly region: string | undefined
}

export interface CaseEventDeclaration {
  readonly title: Message
  /** Permission needed to send it. */
  readonly permission: string
  /** Shape of what the sender fills in; an empty object when nothing. */
  readonly form: z.ZodType
  /** Whether the page asks for confirmation, naming the consequence. */
  readonly confirm?: Message
}

export interface CaseStateDeclaration {
  readonly title: Message
  /** Deadline of the state: a rule key whose value is a period, counted from entering the state. */
  readonly deadlineRule?: string
  /** Who must act while it is here, for the inbox: holders of this permission in reach of the case's unit. */
  readonly actor?: string
}

export interface CaseType {
  /** Kebab-case, module first: `plans.review`. */
  readonly name: string
  readonly title: Message
  readonly machine: AnyStateMachine
  readonly states: Readonly<Record<string, CaseStateDeclaration>>
  readonly events: Readonly<Record<string, CaseEventDeclaration>>
  /** Permission needed to see cases of this type. */
  readonly readPermission: string
  /**
   * Runs inside the transition's transaction after the new state is known: change records, write facts, open
   * other cases. Throwing refuses the transition.
   */
  readonly onTransition?: (
    scope: Scope,
    transition: {
      readonly before: CaseView | undefined
      readonly after: CaseView
      readonly event: string
      readonly input: unknown
    },
  ) => Promise<void>
}

/** Declares a case type; returned as it is. */
export function defineCaseType(type: CaseType): CaseType {
  return type
}
