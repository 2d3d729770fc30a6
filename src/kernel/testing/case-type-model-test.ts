/**
 * Walks every path of a case type's statechart through the real engine on real databases: whatever the
 * statechart allows must work, with its effects, and what it does not allow must be refused.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { getShortestPaths, getSimplePaths } from 'xstate/graph'
import { syncCalendar } from '../calendar/calendar.ts'
import type { CaseType } from '../cases/case-type.ts'
import { openCase, sendCaseEvent } from '../cases/cases.ts'
import { type ChartEvent, type ChartState, chartGraph, moveChart, startChart } from '../cases/statechart.ts'
import { findCase } from '../cases/store.ts'
import type { Database } from '../db/database.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import { syncRules } from '../rules/rules.ts'
import { databaseKinds, useTestDatabase } from './test-database.ts'

export interface CaseTypeModel {
  /** Every module that the case type needs, the kernel's own among them. */
  readonly modules: readonly DomainDefinition[]
  /** Input of the statechart; `{}` unless given. */
  readonly data?: unknown
  /** What to fill in for events whose form does not take `{}`; several cases for guards that tell them apart. */
  readonly inputs?: Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>>
  /** What the case type's `inform` adds to events, as far as guards look at it. */
  readonly informed?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Opens a case as the domain does and returns its id; by the engine alone unless given. */
  readonly open?: (scope: Scope) => Promise<string>
  /** Makes what the cases need, once per database. */
  readonly prepare?: (database: Database, city: string) => Promise<void>
  /** Looks at the domain's records after each step. */
  readonly check?: (scope: Scope, caseId: string, state: string) => Promise<void>
  /** Permissions that the effects need besides those the case type names. */
  readonly permissions?: readonly string[]
  /** Most paths to walk; 200 unless given. Transitions are all walked whatever it says. */
  readonly mostPaths?: number
}

interface Step {
  readonly event: string
  readonly input: Readonly<Record<string, unknown>>
  /** The event as the statechart sees it. */
  readonly chart: ChartEvent
}

const at = '2026-05-06T01:00:00.000Z'
const city = '990500'

/** Events with each of their inputs. */
function eventCases(type: CaseType, model: CaseTypeModel): Step[] {
  return Object.entries(type.events).flatMap(([event, declaration]) => {
    const inputs = model.inputs?.[event] ?? [{}]
    return inputs.map((input) => {
      const parsed = declaration.form.safeParse(input)
      if (!parsed.success)
        throw new TypeError(`Give an input for the event ${event} of ${type.name}: ${parsed.error.message}`)
      return { event, input, chart: { ...input, ...model.informed?.[event], type: event, at, by: undefined } }
    })
  })
}

/** Paths through the statechart: all that repeat no state, and for each other transition one that ends with it. */
function pathsThrough(type: CaseType, model: CaseTypeModel): Step[][] {
  const cases = eventCases(type, model)
  const options = {
    events: cases.map((one) => one.chart),
    input: model.data ?? {},
    stopWhen: ({ status }: { readonly status: string }) => status === 'done',
  }
  const stepsOf = (path: { readonly steps: ReadonlyArray<{ readonly event: object }> }): Step[] =>
    path.steps.flatMap(
      ({ event }) => cases.find((one) => JSON.stringify(one.chart) === JSON.stringify(event)) ?? [],
    )
  const simple = longest(getSimplePaths(type.machine, options).map(stepsOf)).slice(0, model.mostPaths ?? 200)
  // Transitions back to where the case has been: the shortest way there, and the step.
  const closing = getShortestPaths(type.machine, options).flatMap((path) => {
    if (options.stopWhen(path.state)) return []
    return cases.filter((one) => path.state.can(one.chart)).map((one) => [...stepsOf(path), one])
  })
  return longest([...simple, ...closing])
}

/** The paths without those that another one begins with. */
function longest(paths: readonly Step[][]): Step[][] {
  const keyed = paths.map((path) => ({ path, key: JSON.stringify(path).slice(0, -1) }))
  const ordered = keyed.toSorted((a, b) => b.key.length - a.key.length)
  const kept: typeof keyed = []
  for (const one of ordered) if (!kept.some((longer) => longer.key.startsWith(one.key))) kept.push(one)
  return kept.map((one) => one.path).filter((path) => path.length > 0)
}

/** Someone who may do all that the case type and its effects ask for. */
function someone(type: CaseType, model: CaseTypeModel): Identity {
  const permissions = [
    type.readPermission,
    ...(type.openPermission === undefined ? [] : [type.openPermission]),
    ...Object.values(type.events).map((event) => event.permission),
    ...Object.values(type.states).flatMap((state) => state.actor ?? []),
    ...(model.permissions ?? []),
  ]
  const userId = crypto.randomUUID()
  return { ...systemIdentity(city, 'someone', permissions), actor: { userId, name: 'someone' } }
}

async function walk(
  database: Database,
  type: CaseType,
  model: CaseTypeModel,
  path: readonly Step[],
  refused: Set<string>,
): Promise<void> {
  const [starter, other] = [someone(type, model), someone(type, model)]
  const within = <Result>(identity: Identity, work: (scope: Scope) => Promise<Result>) =>
    withScope(database, identity, work, { now: new Date(at) })
  const caseId = await within(starter, async (scope) =>
    model.open
      ? model.open(scope)
      : (await openCase(scope, type, { title: type.title.zh, data: model.data ?? {} })).id,
  )
  const senderOf = (event: string) => {
    const sender = type.events[event]?.sender
    return sender === 'not-starter' || (typeof sender === 'object' && 'isNot' in sender) ? other : starter
  }
  let expected = startChart(type.machine, model.data ?? {})
  const compare = (state: ChartState) =>
    within(starter, async (scope) => {
      const row = await findCase(scope, caseId)
      expect({ state: row?.state, done: row?.done }).toEqual({ state: state.key, done: state.done })
      // The domain's own opening may fill the data in otherwise.
      if (!model.open) expect(row?.data).toEqual(state.data)
      await model.check?.(scope, caseId, state.key)
    })
  /** In each state once: everything that the statechart does not open must be refused. */
  const tryClosed = async (state: ChartState) => {
    if (refused.has(state.key)) return
    refused.add(state.key)
    for (const { event, input, chart } of eventCases(type, model)) {
      if (moveChart(type.machine, state, chart)) continue
      const attempt = within(senderOf(event), (scope) =>
        sendCaseEvent(scope, type, caseId, { type: event, input, comment: 'test', modules: model.modules }),
      )
      // What only the person of an earlier step may do is refused so where nobody has taken that step yet.
      await expect(attempt, `${event} in ${state.key}`).rejects.toThrow(
        /cases\.(not-open-here|closed|only-that-person)/,
      )
    }
  }
  await compare(expected)
  await tryClosed(expected)
  for (const { event, input, chart } of path) {
    const next = moveChart(type.machine, expected, chart)
    if (!next) throw new TypeError(`The path takes ${event} in ${expected.key}, where it is not open`)
    await within(senderOf(event), (scope) =>
      sendCaseEvent(scope, type, caseId, { type: event, input, comment: 'test', modules: model.modules }),
    )
    expected = next
    await compare(expected)
    await tryClosed(expected)
  }
}

/**
 * Registers the model test of a case type: one test a path and database, and one that says whether every state of
 * the statechart was reached. Guards see events as the engine sends them, but with nobody as the sender.
 *
 * @example
 * caseTypeModelTest(reviewCaseType, { modules: [...kernelModules, plansDomain], open: async (scope) => … })
 */
export function caseTypeModelTest(type: CaseType, model: CaseTypeModel): void {
  const paths = pathsThrough(type, model)
  const title = (path: readonly Step[]) => path.map((step) => step.event).join(' → ')
  describe(`case type ${type.name}`, () => {
    it('reaches every state of its statechart', () => {
      const reached = new Set<string>()
      const start = startChart(type.machine, model.data ?? {})
      for (const path of [[], ...paths]) {
        let state = start
        for (const name of state.active) reached.add(name)
        for (const { chart } of path) {
          state = moveChart(type.machine, state, chart) ?? state
          for (const name of state.active) reached.add(name)
        }
      }
      // The end of a phase is passed through within one move.
      const passing = chartGraph(type.machine).nodes.filter((node) => node.kind === 'final' && node.parent)
      for (const node of passing) reached.add(node.path)
      expect([...reached].toSorted()).toEqual(Object.keys(type.states).toSorted())
    })
    it('uses every event', () => {
      const used = new Set(paths.flatMap((path) => path.map((step) => step.event)))
      expect([...used].toSorted()).toEqual(Object.keys(type.events).toSorted())
    })
    describe.each(databaseKinds)('on %s', (kind) => {
      const database = useTestDatabase(kind, model.modules)
      const refused = new Set<string>()
      beforeAll(async () => {
        await syncRules(
          database(),
          model.modules.flatMap((module) => module.rules),
        )
        await syncCalendar(database())
        await model.prepare?.(database(), city)
      }, 120_000)
      it.each(paths.map((path) => ({ path, title: title(path) })))('$title', async ({ path }) => {
        await walk(database(), type, model, path, refused)
      })
    })
  })
}
