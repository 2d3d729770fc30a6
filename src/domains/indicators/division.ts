/** Whether an indicator can be divided by a dimension: when all that it is computed from are measures that have it. */
import type { Message } from '#kernel/language/messages.ts'
import { type DefinedIndicator, type Definitions, latestVersion, readableExpressions } from './definitions.ts'
import { type Dimension, dimensionsOfView } from './dimension-words.ts'
import {
  type Expression,
  isReference,
  type MeasureReference,
  partsOf,
  type Reference,
} from './expression/expression.ts'

/**
 * What an expression names, but for reported figures that only stand in where there is no record, as in
 * `首个有值(…, 观测("a"))`: where only records count they are left out.
 */
function namedIn(expression: Expression): Reference[] {
  if (isReference(expression)) return [expression]
  const parts = partsOf(expression)
  const own =
    expression.kind === 'call' && expression.name === 'first_present'
      ? parts.filter((part) => part.kind !== 'observation')
      : parts
  return (own.length > 0 ? own : parts).flatMap(namedIn)
}

/** What an indicator comes down to: measures, or another indicator that rests on figures from outside. */
interface Grounds {
  readonly measures: readonly MeasureReference[]
  readonly reported: DefinedIndicator | undefined
}

/** Follows the newest versions down to measures; stops at the first figure from outside. */
function groundsOf(definitions: Definitions, indicator: DefinedIndicator): Grounds {
  const measures: MeasureReference[] = []
  const seen = new Set<DefinedIndicator>()
  const waiting = [indicator]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const version = latestVersion(next)
    if (version.computation === 'observed') return { measures, reported: next }
    for (const reference of readableExpressions(version).flatMap(namedIn)) {
      const named = reference.kind === 'measure' ? undefined : definitions.find(reference.name)
      if (reference.kind === 'measure') measures.push(reference)
      else if (reference.kind === 'observation') return { measures, reported: named ?? next }
      else if (named) waiting.push(named)
    }
  }
  return { measures, reported: undefined }
}

const name = (indicator: DefinedIndicator): Message => {
  const { name_zh, name_en } = latestVersion(indicator)
  return { zh: name_zh, en: name_en }
}

/** Why an indicator has no figures by the values of a dimension; undefined when it has. */
export function whyUndivided(
  definitions: Definitions,
  indicator: DefinedIndicator,
  dimension: Dimension,
): Message | undefined {
  const { measures, reported } = groundsOf(definitions, indicator)
  if (reported) {
    if (reported === indicator) return { zh: '是填报的数，没有细分', en: 'it is reported as one figure' }
    const { zh, en } = name(reported)
    return {
      zh: `由填报的“${zh}”计算，没有细分`,
      en: `it is computed from “${en}”, which is reported as one figure`,
    }
  }
  for (const { name: measure, where } of measures) {
    const found = definitions.measures.get(measure)
    const title = found?.measure.title ?? { zh: measure, en: measure }
    if (!found || !dimension.views.has(found.view))
      return { zh: `业务度量“${title.zh}”没有这个维度`, en: `the measure “${title.en}” does not have it` }
    if (where[dimension.column] !== undefined)
      return {
        zh: `业务度量“${title.zh}”已限定为“${where[dimension.column]}”`,
        en: `the measure “${title.en}” is of “${where[dimension.column]}” only`,
      }
  }
  return measures.length > 0
    ? undefined
    : { zh: '它不由业务度量计算', en: 'it is not computed from measures' }
}

/** The dimensions by which an indicator can be divided. */
export function dimensionsOf(definitions: Definitions, indicator: DefinedIndicator): Dimension[] {
  const { measures, reported } = groundsOf(definitions, indicator)
  const view = measures[0] && definitions.measures.get(measures[0].name)?.view
  if (reported || !view) return []
  return dimensionsOfView(definitions.views, view).filter(
    (dimension) => !whyUndivided(definitions, indicator, dimension),
  )
}
