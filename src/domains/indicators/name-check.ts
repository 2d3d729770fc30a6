/**
 * Which names an indicator may take: none of another's, and none that lets an expression mean something else. Synonyms
 * may be shared, since plans call different things the same; expressions cannot use such a synonym. Pure.
 */
import { type ApplicationError, messageOf } from '#kernel/language/errors.ts'
import {
  type ComputationProblem,
  type DefinedIndicator,
  type Definitions,
  defineIndicators,
  latestVersion,
  referencesIn,
} from './definitions.ts'
import { indicatorError } from './errors.ts'
import { nameKey, plainName } from './likeness.ts'

/** A name that an indicator may not have, at the field that says it. */
export interface NameProblem {
  readonly indicatorId: string
  readonly error: ApplicationError
}

type NameField = 'code' | 'nameZh' | 'nameEn' | 'synonyms'

const title = (indicator: DefinedIndicator): string => latestVersion(indicator).name_zh

function refusal(
  { id: indicatorId }: DefinedIndicator,
  field: NameField,
  name: string,
  other: DefinedIndicator,
  user?: DefinedIndicator,
): NameProblem {
  const parameters = { name, other: title(other), code: other.code, user: user ? title(user) : '' }
  const code = user ? 'indicators.name-in-use' : 'indicators.name-taken'
  const message = messageOf(indicatorError(code, parameters))
  return { indicatorId, error: indicatorError(code, parameters, [{ path: field, message }]) }
}

/** The names that an indicator would be known by, with their fields. */
function namesOf(indicator: DefinedIndicator): ReadonlyArray<readonly [NameField, string]> {
  const version = latestVersion(indicator)
  return [
    ['nameZh', version.name_zh],
    ['nameEn', version.name_en],
    ['code', indicator.code],
    ...version.synonyms.map((name) => ['synonyms', name] as const),
  ]
}

/** Codes stand as they are written, names without spaces and punctuation: `a-b` is no `ab`. */
const codeKey = (code: string): string => `code ${code}`

/** Names of its own that nobody else may have: those in force on a day or later, and its code. */
function heldBy(indicator: DefinedIndicator, day: string): string[] {
  const inForce = indicator.versions.filter(({ valid_to: end }) => end === null || end > day)
  return [
    codeKey(indicator.code),
    ...inForce.flatMap((version) => [version.name_zh, version.name_en].map(plainName)),
  ]
}

/** Names and codes that somebody else has. */
function takenNames(others: readonly DefinedIndicator[], made: readonly DefinedIndicator[], day: string) {
  const holders = new Map<string, DefinedIndicator>()
  const hold = (indicator: DefinedIndicator): void => {
    for (const key of heldBy(indicator, day)) holders.set(key, indicator)
  }
  for (const other of others) hold(other)
  return made.flatMap((indicator): NameProblem[] => {
    const found = namesOf(indicator).flatMap(([field, name]) => {
      const keys = field === 'synonyms' ? [] : [plainName(name), codeKey(name)]
      return keys.flatMap((key) => {
        const holder = holders.get(key)
        return holder && holder !== indicator ? [refusal(indicator, field, name, holder)] : []
      })
    })
    hold(indicator)
    return found.slice(0, 1)
  })
}

/** Names in expressions that meant an indicator and would mean another one, or none for sure. */
function changedMeanings(before: Definitions, after: Definitions, made: readonly DefinedIndicator[]) {
  return before.all.flatMap((user) =>
    user.versions.flatMap(referencesIn).flatMap((reference): NameProblem[] => {
      const meant = reference.kind === 'measure' ? undefined : before.find(reference.name)
      if (!meant || after.find(reference.name)?.id === meant.id) return []
      for (const indicator of made)
        for (const [field, name] of namesOf(indicator))
          if (indicator.id !== meant.id && nameKey(name) === nameKey(reference.name))
            return [refusal(indicator, field, name, meant, user)]
      return []
    }),
  )
}

/**
 * What is wrong with the names of indicators that are to be added, or to stand in the place of those of the same id.
 *
 * @param day names of others that no longer hold on it are free
 */
export function nameProblems(
  definitions: Definitions,
  made: readonly DefinedIndicator[],
  day: string,
): NameProblem[] {
  const ids = new Set(made.map((indicator) => indicator.id))
  const others = definitions.all.filter((indicator) => !ids.has(indicator.id))
  const after = defineIndicators([...others, ...made], definitions.views)
  return [...takenNames(others, made, day), ...changedMeanings(definitions, after, made)]
}

/** As {@link nameProblems} of one indicator: the first, as a definition's problems are told. */
export function nameProblemOf(
  definitions: Definitions,
  made: DefinedIndicator,
  day: string,
): ComputationProblem | undefined {
  const [first] = nameProblems(definitions, [made], day)
  return first && { error: first.error, message: messageOf(first.error), span: undefined }
}

/** @throws indicators.name-taken, indicators.name-in-use */
export function checkNames(definitions: Definitions, made: DefinedIndicator, day: string): void {
  const problem = nameProblemOf(definitions, made, day)
  if (problem) throw problem.error
}
