/**
 * The structural model of a satisfaction survey: which questions measure which construct (image, perceived
 * quality, satisfaction …) and which construct acts on which.
 *
 * Source: GB/T 19038-2009 clause 4 (model structure 4.1, mathematical form 4.2).
 */

/**
 * How a construct's weights come from its indicators: `A` by correlation (the construct shows itself in its
 * questions), `B` by regression (the questions make up the construct).
 */
export type OuterMode = 'A' | 'B'

/** A construct (latent variable) and the questions that measure it. */
export interface Construct {
  readonly name: string
  /** Column names of its questions, at least one. */
  readonly indicators: readonly string[]
  /** Default `A`. */
  readonly mode?: OuterMode
}

/** A supposed effect of one construct on another. */
export interface StructuralPath {
  readonly from: string
  readonly to: string
}

/** A model as written down by the survey's designer. */
export interface StructuralModel {
  readonly constructs: readonly Construct[]
  readonly paths: readonly StructuralPath[]
}

/** A checked model with numbers instead of names. */
export interface IndexedModel {
  readonly constructNames: readonly string[]
  /** All indicators, construct after construct. */
  readonly indicatorNames: readonly string[]
  readonly modes: readonly OuterMode[]
  /** Construct j owns the indicators `blockStarts[j] … blockStarts[j + 1] − 1`. */
  readonly blockStarts: readonly number[]
  /** For each construct the constructs that act on it. */
  readonly predecessors: readonly (readonly number[])[]
  /** For each construct the constructs it acts on. */
  readonly successors: readonly (readonly number[])[]
  /** The paths as written, by construct number. */
  readonly paths: readonly { readonly from: number; readonly to: number }[]
}

/**
 * Checks a model and numbers its parts.
 *
 * @throws {RangeError} when a name is empty or used twice, a construct has no indicator or no path, a path names
 *   an unknown construct, is written twice, or the paths run in a circle (the model must be recursive)
 */
export function indexModel(model: StructuralModel): IndexedModel {
  const constructNames = model.constructs.map((construct) => construct.name)
  const indicatorNames = model.constructs.flatMap((construct) => construct.indicators)
  requireDistinct(constructNames, 'construct')
  requireDistinct(indicatorNames, 'indicator')
  const blockStarts = [0]
  for (const construct of model.constructs) {
    if (construct.indicators.length === 0)
      throw new RangeError(`construct "${construct.name}" has no indicator`)
    blockStarts.push((blockStarts.at(-1) ?? 0) + construct.indicators.length)
  }
  const numberOf = (name: string) => {
    const found = constructNames.indexOf(name)
    if (found < 0) throw new RangeError(`a path names the unknown construct "${name}"`)
    return found
  }
  const paths = model.paths.map(({ from, to }) => ({ from: numberOf(from), to: numberOf(to) }))
  requireDistinct(
    paths.map(({ from, to }) => `${constructNames[from]} -> ${constructNames[to]}`),
    'path',
  )
  const predecessors = constructNames.map((_, j) => paths.filter((p) => p.to === j).map((p) => p.from))
  const successors = constructNames.map((_, j) => paths.filter((p) => p.from === j).map((p) => p.to))
  const alone = constructNames.find((_, j) => predecessors[j]?.length === 0 && successors[j]?.length === 0)
  if (alone !== undefined) throw new RangeError(`construct "${alone}" has no path to or from another`)
  requireNoCircle(constructNames, predecessors)
  const modes = model.constructs.map((construct) => construct.mode ?? 'A')
  return { constructNames, indicatorNames, modes, blockStarts, predecessors, successors, paths }
}

/**
 * Reads a model from one line of text, as typed on the command line or kept in a survey's settings.
 *
 * @param text constructs `Name=item+item` (mode B: `Name~item+item`) and paths `From>To`, separated by `;`
 * @throws {RangeError} when a part has another form, or as {@link indexModel}
 * @example parseStructuralModel('Image=I1+I2; Satisfaction=S1+S2; Image>Satisfaction')
 */
export function parseStructuralModel(text: string): StructuralModel {
  const constructs: Construct[] = []
  const paths: StructuralPath[] = []
  for (const part of text.split(';').map((piece) => piece.trim())) {
    if (part === '') continue
    const pieces = /^([^=~>]+)([=~>])([^=~>]+)$/.exec(part)
    const [, left, sign, right] = pieces ?? []
    if (left === undefined || right === undefined) {
      throw new RangeError(`"${part}" is neither a construct (Name=item+item) nor a path (From>To)`)
    }
    if (sign === '>') paths.push({ from: left.trim(), to: right.trim() })
    else {
      const indicators = right.split('+').map((indicator) => indicator.trim())
      constructs.push({ name: left.trim(), indicators, mode: sign === '~' ? 'B' : 'A' })
    }
  }
  const model = { constructs, paths }
  indexModel(model)
  return model
}

function requireDistinct(names: readonly string[], what: string): void {
  names.forEach((name, index) => {
    if (name === '') throw new RangeError(`a ${what} has no name`)
    if (names.indexOf(name) !== index) throw new RangeError(`the ${what} "${name}" is used twice`)
  })
}

/** Removes constructs whose predecessors are all removed, until none is left or a circle remains. */
function requireNoCircle(names: readonly string[], predecessors: readonly (readonly number[])[]): void {
  const left = new Set(names.keys())
  for (let removed = true; removed; ) {
    removed = false
    for (const j of left) {
      if (predecessors[j]?.some((i) => left.has(i))) continue
      left.delete(j)
      removed = true
    }
  }
  if (left.size > 0) {
    throw new RangeError(`the paths run in a circle through ${[...left].map((j) => names[j]).join(', ')}`)
  }
}
