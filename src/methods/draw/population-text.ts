/**
 * A population as the text that its digest is taken of: a line `id\tstratum\tweight\n` for each subject, identifiers
 * strictly ascending by their bytes. Read in one pass into typed arrays (twelve bytes a subject), so that ten million
 * subjects fit where as many strings would not; an identifier becomes a string only when its subject is drawn.
 */
import type { NumberedPopulation } from './draw-record.ts'

const TAB = 9
const LINE_FEED = 10
const ZERO = 48

/** A population read from its text. */
export interface TextPopulation extends NumberedPopulation {
  readonly size: number
}

/**
 * Reads the text of a population.
 *
 * @throws RangeError naming the line that is malformed or not after the one before it.
 */
export function readPopulationText(text: Uint8Array): TextPopulation {
  const size = countLines(text)
  const starts = new Uint32Array(size + 1)
  const strata = new Uint32Array(size)
  const weights = new Uint32Array(size)
  let weighted = false
  let place = 0
  for (let line = 0; line < size; line++) {
    starts[line] = place
    const idEnd = text.indexOf(TAB, place)
    if (idEnd <= place) throw new RangeError(`line ${line + 1} has no identifier`)
    if (line > 0 && !isAfter(text, place, starts[line - 1] ?? 0))
      throw new RangeError(`line ${line + 1} does not come after the line before it`)
    const stratum = readNumber(text, idEnd + 1, TAB, line)
    const weight = readNumber(text, stratum.end + 1, LINE_FEED, line)
    strata[line] = stratum.value
    weights[line] = weight.value
    weighted ||= weight.value !== 1
    place = weight.end + 1
  }
  starts[size] = place
  const decoder = new TextDecoder()
  return {
    size,
    strata,
    ...(weighted ? { weights } : {}),
    idOf: (index) => {
      const start = starts[index] ?? 0
      return decoder.decode(text.subarray(start, text.indexOf(TAB, start)))
    },
  }
}

function countLines(text: Uint8Array): number {
  let lines = 0
  for (let place = text.indexOf(LINE_FEED); place >= 0; place = text.indexOf(LINE_FEED, place + 1)) lines++
  if (text.length > 0 && text.at(-1) !== LINE_FEED) throw new RangeError('the last line has no end')
  return lines
}

/** Whether the identifier at `one` comes after the one at `other`; a tab is below all that an identifier may hold. */
function isAfter(text: Uint8Array, one: number, other: number): boolean {
  for (let step = 0; ; step++) {
    const [a = TAB, b = TAB] = [text[one + step], text[other + step]]
    if (a !== b) return a > b
    if (a === TAB) return false
  }
}

function readNumber(
  text: Uint8Array,
  start: number,
  end: number,
  line: number,
): { value: number; end: number } {
  let value = 0
  let place = start
  for (; text[place] !== end; place++) {
    const digit = (text[place] ?? 0) - ZERO
    if (!(digit >= 0 && digit <= 9)) throw new RangeError(`line ${line + 1} is no line of a population`)
    value = 10 * value + digit
  }
  if (place === start || value > 0xffff_ffff)
    throw new RangeError(`line ${line + 1} is no line of a population`)
  return { value, end: place }
}
