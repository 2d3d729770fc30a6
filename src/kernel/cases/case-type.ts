/**
 * What a kind of case is: a statechart with titles, rights, deadlines and effects. The kernel runs it; the
 * domain only declares.
 */
import type { AnyStateMachine } from 'xstate'
import type { z } from 'zod'
import type { Scope } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import type { Message } from '../language/messages.ts'
import { chartEvents, chartStates } from './statechart.ts'

/** A case as its effects see it. `data` is the statechart's context: small, JSON, validated by the case type. */
export interface CaseView {
  readonly id: string
  readonly type: string
  readonly title: string
  /** In English, where the title is not somebody's own words. */
  readonly titleEn?: string | undefined
  /** Dotted path of the state; of a parallel statechart, the paths of all its leaves, separated by a space. */
  readonly state: string
  /** True in a final state of the statechart. */
  readonly done: boolean
  readonly data: Readonly<Record<string, unknown>>
  /** Goes up by one with every change; see `expectedVersion` of {@link CaseMove}. */
  readonly version: number
  /** What the case is about, for example `{ type: 'plan-version', id }`. */
  readonly subject: { readonly type: string; readonly id: string } | undefined
  /** The unit that has to act now. */
  readonly unitId: string | undefined
  readonly region: string | undefined
  /** The person who has to act now, where it was handed to one. */
  readonly assigneeId: string | undefined
  /** Account that opened it; undefined when a program did. */
  readonly startedBy: string | undefined
  /** The date that governs it: rules are looked up by it. */
  readonly governedOn: string
}

/** What somebody sends to a case. */
export interface CaseMove {
  readonly type: string
  /** What the event's form takes; `{}` when nothing. */
  readonly input?: unknown
  readonly comment?: string | undefined
  /** The version that the sender has seen; when the case has changed since, the move is refused. */
  readonly expectedVersion?: number | undefined
  /** The modules of the program, handed on to the effects: those that compute figures need their measures. */
  readonly modules?: readonly DomainDefinition[] | undefined
}

export interface CaseEventDeclaration {
  readonly title: Message
  /** Permission needed to send it, in reach of the case's unit or region. */
  readonly permission: string
  /** Shape of what the sender fills in; an empty object when nothing. The statechart sees the fields on the event. */
  readonly form: z.ZodType
  /** Titles of the form's fields, by their keys. */
  readonly fieldTitles?: Readonly<Record<string, Message>>
  /** Titles of what may be chosen in a field, by field and value: a person never reads the program's own words. */
  readonly choiceTitles?: Readonly<Record<string, Readonly<Record<string, Message>>>>
  /** Whether the page asks for confirmation, naming the consequence. */
  readonly confirm?: Message
  /**
   * Narrows who may send it: the one who opened the case (withdrawal, correction; then wherever the case lies), or
   * anybody but that one (a second pair of eyes). With a field of the statechart's context that holds an account:
   * only that person, or anybody but that person (who reported may not publish, whoever opened the case).
   */
  readonly sender?: 'starter' | 'not-starter' | { readonly is: string } | { readonly isNot: string }
  /** A comment must be given, as when returning for correction. */
  readonly commentRequired?: true
}

export interface CaseStateDeclaration {
  readonly title: Message
  /** Deadline of the state: a rule key whose value is a period, counted from entering the state. */
  readonly deadlineRule?: string | ((view: CaseView) => string)
  /** Date (ISO) of another event that the period is counted from, such as the end of a reporting period. */
  readonly deadlineFrom?: (view: CaseView) => string | undefined
  /** Working days before the deadline on which the actor is reminded; 2 unless given. */
  readonly remindBefore?: number
  /** Permission whose holders are told when the deadline has passed, besides the actor. */
  readonly escalateTo?: string
  /** Who must act while it is here, for the inbox: holders of this permission in reach of the case's unit. */
  readonly actor?: string
}

export interface CaseType {
  /** Kebab-case, module first: `plans.review`. */
  readonly name: string
  readonly title: Message
  readonly machine: AnyStateMachine
  /** Path of the page where such a case is worked on; the case page unless given. */
  readonly page?: (caseId: string) => string
  /** By dotted path in the statechart; of a compound state both it and its children may be declared. */
  readonly states: Readonly<Record<string, CaseStateDeclaration>>
  readonly events: Readonly<Record<string, CaseEventDeclaration>>
  /** Permission needed to see cases of this type. Whoever opened one or has to act sees it too. */
  readonly readPermission: string
  /** Permission needed to open one; not checked when absent, since the domain's service does. */
  readonly openPermission?: string
  /** Where the case lies after a transition; what is left out stays. Called before {@link onTransition}. */
  readonly place?: (
    scope: Scope,
    view: CaseView,
  ) => Promise<{ readonly unitId?: string; readonly region?: string; readonly assigneeId?: string }>
  /**
   * What the statechart must know of an event besides its form, such as a last day that the calendar gives. Added to the
   * event before the statechart sees it; throwing refuses the event.
   */
  readonly inform?: (
    scope: Scope,
    sent: { readonly view: CaseView; readonly event: string; readonly input: unknown },
  ) => Promise<Readonly<Record<string, unknown>>>
  /**
   * Runs inside the transition's transaction after the new state is known: change records, write facts, open
   * other cases. `event` is `open` at the start. Throwing refuses the transition.
   */
  readonly onTransition?: (
    scope: Scope,
    transition: {
      readonly before: CaseView | undefined
      readonly after: CaseView
      readonly event: string
      readonly input: unknown
      /** As given with the move; none for `open`. */
      readonly modules?: readonly DomainDefinition[] | undefined
    },
  ) => Promise<void>
}

/**
 * Declares a case type; returned as it is.
 *
 * @throws {TypeError} when the statechart has a state or an event that is not declared, or a declaration names one
 * that it does not have.
 */
export function defineCaseType(type: CaseType): CaseType {
  const compare = (what: string, charted: readonly string[], declared: readonly string[]): void => {
    const undeclared = charted.filter((name) => !declared.includes(name))
    const unknown = declared.filter((name) => !charted.includes(name))
    if (undeclared.length + unknown.length === 0) return
    throw new TypeError(
      `Case type ${type.name}: ${what} without declaration: [${undeclared}], declared but not in the statechart: [${unknown}]`,
    )
  }
  compare('states', chartStates(type.machine), Object.keys(type.states))
  compare('events', chartEvents(type.machine), Object.keys(type.events))
  return type
}
