/** All indicators of a city with their versions, looked up by code or name, and what hangs together with what. */
import { type ApplicationError, messageOf } from '#kernel/language/errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import type { FactView, Measure } from '#kernel/measures/fact-view.ts'
import { indicatorError } from './errors.ts'
import { checkExpression } from './expression/check.ts'
import {
  calls,
  type Expression,
  parseExpression,
  type Reference,
  referencesOf,
  spanOf,
} from './expression/expression.ts'
import type { FunctionName } from './expression/functions.ts'
import { ExpressionError, type Span } from './expression/parse-tree.ts'
import { computedCells, methodProblem } from './method-call.ts'
import { indexNames, type NameIndex } from './names.ts'
import type { IndicatorRow, VersionRow } from './tables.ts'

export type DefinedIndicator = Pick<IndicatorRow, 'id' | 'code' | 'origin'> & {
  /** Oldest first; at least one. */
  readonly versions: readonly VersionRow[]
}

/** What a version is computed by, as far as looking things up needs it. */
export type Computed = Pick<VersionRow, 'computation' | 'expression' | 'method'>

export interface Definitions extends NameIndex<DefinedIndicator> {
  readonly all: readonly DefinedIndicator[]
  readonly byId: ReadonlyMap<string, DefinedIndicator>
  /** By name, with the view that it is a column of. */
  readonly measures: ReadonlyMap<string, { readonly measure: Measure; readonly view: FactView }>
  readonly views: readonly FactView[]
}

/** The version that holds on a day; before the first one, the first. */
export function versionOn(indicator: DefinedIndicator, day: string): VersionRow {
  const found = indicator.versions.findLast((version) => version.valid_from <= day) ?? indicator.versions[0]
  if (!found) throw new TypeError(`Indicator ${indicator.code} has no version`)
  return found
}

/** The newest version. */
export const latestVersion = (indicator: DefinedIndicator): VersionRow => versionOn(indicator, '9999-12-31')

/** Indexes a city's indicators. */
export function defineIndicators(all: readonly DefinedIndicator[], views: readonly FactView[]): Definitions {
  return {
    all,
    byId: new Map(all.map((indicator) => [indicator.id, indicator])),
    ...indexNames(all),
    measures: new Map(
      views.flatMap((view) => view.measures.map((measure) => [measure.name, { measure, view }] as const)),
    ),
    views,
  }
}

/** An indicator as it would be with one more version. */
export const amended = (indicator: DefinedIndicator, version: VersionRow): DefinedIndicator => ({
  ...indicator,
  versions: [...indicator.versions, version],
})

/** The definitions as they would be with one more version. */
export const withVersion = (definitions: Definitions, id: string, version: VersionRow): Definitions =>
  defineIndicators(
    definitions.all.map((indicator) => (indicator.id === id ? amended(indicator, version) : indicator)),
    definitions.views,
  )

/** The definitions as they would be with one more indicator, which may name its own reported figures. */
export const withIndicator = (definitions: Definitions, indicator: DefinedIndicator): Definitions =>
  defineIndicators([...definitions.all, indicator], definitions.views)

/** The expressions of a version: one, or the computed cells of a method's table. @throws ExpressionError */
export function expressionsOf(version: Computed): Expression[] {
  if (version.computation === 'expression') return [parseExpression(version.expression ?? '')]
  if (version.computation === 'method' && version.method)
    return computedCells(version.method).map(parseExpression)
  return []
}

const around: ReadonlySet<FunctionName> = new Set(['children', 'parent'])

interface ReadComputation {
  readonly expressions: readonly Expression[]
  readonly references: readonly Reference[]
  readonly looksAround: boolean
}

const knownComputations = new WeakMap<Computed, ReadComputation>()

/** What a version is computed from; nothing when its expression no longer parses. */
function read(version: Computed): ReadComputation {
  const known = knownComputations.get(version)
  if (known) return known
  let expressions: Expression[] = []
  try {
    expressions = expressionsOf(version)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
  }
  const found = {
    expressions,
    references: expressions.flatMap(referencesOf),
    looksAround: expressions.some((expression) => calls(expression, around)),
  }
  knownComputations.set(version, found)
  return found
}

/** As {@link expressionsOf}; nothing when one no longer parses. */
export const readableExpressions = (version: Computed): readonly Expression[] => read(version).expressions

/** What a version's expressions refer to. */
export const referencesIn = (version: Computed): readonly Reference[] => read(version).references

/** Indicators that a version is computed from; its own observations are no dependency. */
export function dependenciesOf(definitions: Definitions, version: Computed): DefinedIndicator[] {
  const found = referencesIn(version).flatMap((reference) =>
    reference.kind === 'indicator' ? (definitions.find(reference.name) ?? []) : [],
  )
  return [...new Set(found)]
}

/** Everything that the indicators are computed from, themselves included: whose observations are read. */
export function sourcesOf(definitions: Definitions, from: Iterable<DefinedIndicator>): Set<DefinedIndicator> {
  const found = new Set<DefinedIndicator>()
  const waiting = [...from]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next)) continue
    found.add(next)
    for (const version of next.versions)
      for (const reference of referencesIn(version)) {
        const named = reference.kind === 'measure' ? undefined : definitions.find(reference.name)
        if (named) waiting.push(named)
      }
  }
  return found
}

/** Measures that these indicators read, directly. */
export function measuresIn(
  indicators: Iterable<DefinedIndicator>,
): Array<Extract<Reference, { kind: 'measure' }>> {
  return [...indicators]
    .flatMap((indicator) => indicator.versions)
    .flatMap(referencesIn)
    .flatMap((reference) => (reference.kind === 'measure' ? [reference] : []))
}

const knownUsers = new WeakMap<Definitions, ReadonlyMap<string, readonly DefinedIndicator[]>>()

/** By indicator, which others name it directly. */
function usersIn(definitions: Definitions): ReadonlyMap<string, readonly DefinedIndicator[]> {
  const known = knownUsers.get(definitions)
  if (known) return known
  const users = new Map<string, DefinedIndicator[]>()
  for (const indicator of definitions.all)
    for (const version of indicator.versions)
      for (const reference of referencesIn(version)) {
        const used = reference.kind === 'measure' ? undefined : definitions.find(reference.name)
        if (used && used !== indicator) users.set(used.id, [...(users.get(used.id) ?? []), indicator])
      }
  knownUsers.set(definitions, users)
  return users
}

/** What is computed from an indicator, directly or through others, nearest first. */
export function dependentsOf(definitions: Definitions, id: string): DefinedIndicator[] {
  const users = usersIn(definitions)
  const found = new Set<DefinedIndicator>()
  const waiting = [...(users.get(id) ?? [])]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (found.has(next) || next.id === id) continue
    found.add(next)
    waiting.push(...(users.get(next.id) ?? []))
  }
  return [...found]
}

const knownReaders = new WeakMap<Definitions, ReadonlyMap<string, readonly DefinedIndicator[]>>()

/** By measure, which indicators read it directly. */
function readersIn(definitions: Definitions): ReadonlyMap<string, readonly DefinedIndicator[]> {
  const known = knownReaders.get(definitions)
  if (known) return known
  const readers = new Map<string, DefinedIndicator[]>()
  for (const indicator of definitions.all)
    for (const name of new Set(measuresIn([indicator]).map((reference) => reference.name)))
      readers.set(name, [...(readers.get(name) ?? []), indicator])
  knownReaders.set(definitions, readers)
  return readers
}

/** Indicators that hang on measures, directly or through other indicators. */
export function hangingOn(definitions: Definitions, measures: Iterable<string>): Set<DefinedIndicator> {
  const readers = readersIn(definitions)
  const found = new Set<DefinedIndicator>()
  for (const measure of measures)
    for (const indicator of readers.get(measure) ?? []) {
      found.add(indicator)
      for (const dependent of dependentsOf(definitions, indicator.id)) found.add(dependent)
    }
  return found
}

/** Whether anything here looks at the figures of other regions. */
export const looksAround = (indicators: Iterable<DefinedIndicator>): boolean =>
  [...indicators].some((indicator) => indicator.versions.some((version) => read(version).looksAround))

/** Whether anything here rests on figures that are reported. */
export const restsOnReports = (indicators: Iterable<DefinedIndicator>): boolean =>
  [...indicators].some((indicator) =>
    indicator.versions.some(
      (version) =>
        version.computation === 'observed' ||
        referencesIn(version).some((reference) => reference.kind === 'observation'),
    ),
  )

const title = (indicator: DefinedIndicator): string => latestVersion(indicator).name_zh

/**
 * The ring that a definition would close, as names from the indicator back to itself; undefined when there is none.
 *
 * @param id the indicator that gets the definition, which is among the definitions
 */
export function cycleThrough(definitions: Definitions, id: string, version: Computed): string[] | undefined {
  const self = definitions.byId.get(id)
  const seen = new Set<string>()
  const walk = (from: DefinedIndicator, path: readonly string[]): string[] | undefined => {
    if (from.id === id) return [...path, title(from)]
    if (seen.has(from.id)) return undefined
    seen.add(from.id)
    for (const past of from.versions)
      for (const next of dependenciesOf(definitions, past)) {
        const ring = walk(next, [...path, title(from)])
        if (ring) return ring
      }
    return undefined
  }
  for (const next of dependenciesOf(definitions, version)) {
    const ring = walk(next, self ? [title(self)] : [])
    if (ring) return ring
  }
  return undefined
}

/** The unit of what an expression refers to. */
export const unitOfReference =
  (definitions: Definitions) =>
  (reference: Reference): string | undefined => {
    if (reference.kind === 'measure') return definitions.measures.get(reference.name)?.measure.unit
    const indicator = definitions.find(reference.name)
    return indicator && latestVersion(indicator).unit
  }

/** Why a version cannot be computed as it says. */
export interface ComputationProblem {
  readonly error: ApplicationError
  readonly message: Message
  /** Where in the expression. */
  readonly span: Span | undefined
}

/** @throws ExpressionError for a name that several indicators have */
function refuseShared(definitions: Definitions, reference: Reference): void {
  const sharing = reference.kind === 'measure' ? [] : definitions.sharing(reference.name)
  if (sharing.length === 0) return
  const [zh, en] = [
    sharing.map((one) => `“${title(one)}”（${one.code}）`).join('、'),
    sharing.map((one) => `“${latestVersion(one).name_en}” (${one.code})`).join(', '),
  ]
  throw new ExpressionError(
    `“${reference.name}”是${zh}共有的名称，请改写为其中一个的名称或代码。`,
    `“${reference.name}” is a name of ${en}; write the name or code of the one that is meant.`,
    spanOf(reference),
  )
}

function expressionProblem(definitions: Definitions, version: Computed & { readonly unit: string }) {
  try {
    for (const expression of expressionsOf(version)) {
      for (const reference of referencesOf(expression)) refuseShared(definitions, reference)
      if (version.computation === 'expression')
        checkExpression(expression, version.unit, unitOfReference(definitions))
      for (const reference of referencesOf(expression))
        if (unitOfReference(definitions)(reference) === undefined)
          throw new ExpressionError(
            `没有“${reference.name}”。`,
            `There is no “${reference.name}”.`,
            spanOf(reference),
          )
    }
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
  return undefined
}

/** What is wrong with how a version is computed; undefined when nothing is. */
export function problemOf(
  definitions: Definitions,
  id: string,
  version: Computed & { readonly unit: string },
  locale: 'zh' | 'en',
): ComputationProblem | undefined {
  const uncallable =
    version.computation === 'method' && version.method ? methodProblem(version.method) : undefined
  if (uncallable) {
    const error = indicatorError('indicators.bad-method', { problem: uncallable[locale] }, [
      { path: 'computation.method', message: uncallable },
    ])
    return { error, message: messageOf(error), span: undefined }
  }
  const wrong = expressionProblem(definitions, version)
  if (wrong) {
    const { problem, span } = wrong
    const message = {
      zh: `表达式不能使用：${problem.zh}`,
      en: `The expression cannot be used: ${problem.en}`,
    }
    const error = indicatorError('indicators.bad-expression', { problem: problem[locale] }, [
      { path: 'computation.expression', message: problem },
    ])
    return { error, message, span }
  }
  const ring = cycleThrough(definitions, id, version)
  if (!ring) return undefined
  const error = indicatorError('indicators.cycle', { path: ring.join(' → ') })
  return { error, message: messageOf(error), span: undefined }
}

/**
 * Checks how a version is computed.
 *
 * @throws indicators.bad-method, indicators.bad-expression, indicators.cycle
 */
export function checkComputation(
  definitions: Definitions,
  id: string,
  version: Computed & { readonly unit: string },
  locale: 'zh' | 'en',
): void {
  const problem = problemOf(definitions, id, version, locale)
  if (problem) throw problem.error
}
