/**
 * Single sampling plans by attributes of GB/T 2828.1-2012 (identical with ISO 2859-1:1999): sample size code
 * letters (table 1) and master tables 2-A (normal) and 2-B (tightened).
 *
 * The master tables are stored as the diagonal rule they are built on: with i the position of the code letter
 * and j that of the AQL, the cell depends on i + j alone, except for the limits named below. Every one of the
 * 832 cells agrees with tables II-A and II-B of MIL-STD-105E, from which the international standard took them.
 *
 * Not held: reduced inspection (2-C), double (3) and multiple (4) plans of the 1999 edition, whose numbers
 * differ from MIL-STD-105E and were not readable in an open source. Their operating characteristic can be
 * computed from a plan that the user enters (see `operating-characteristic.ts`).
 *
 * Domain: lots of 2 items and more; AQL from the preferred series, in percent nonconforming up to 10, or in
 * nonconformities per 100 items up to 1000. Errors: RangeError otherwise.
 */

/** Sample size code letters in order; I and O are not used. */
export const codeLetters = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'Q',
  'R',
] as const
/** One of the sixteen code letters, or S, which exists under tightened inspection only. */
export type CodeLetter = (typeof codeLetters)[number] | 'S'

const letterOrder: readonly CodeLetter[] = codeLetters

/** Inspection levels: general I–III (II unless stated otherwise) and special S-1–S-4. */
export const inspectionLevels = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'] as const
export type InspectionLevel = (typeof inspectionLevels)[number]

/** Preferred AQL values: percent nonconforming (to 10) or nonconformities per 100 items. */
export const acceptanceQualityLimits: readonly number[] = [
  0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.4, 0.65, 1, 1.5, 2.5, 4, 6.5, 10, 15, 25, 40, 65, 100,
  150, 250, 400, 650, 1000,
]

/** Severities whose master table is held. */
export type TabulatedSeverity = 'normal' | 'tightened'

/** A single sampling plan as looked up. */
export interface SingleSamplingPlan {
  /** Code letter that lot size and inspection level give (table 1). */
  readonly codeLetter: CodeLetter
  /** Code letter of the plan to use after following the arrow, if there is one. */
  readonly planLetter: CodeLetter
  /** n, not limited by the lot. */
  readonly sampleSize: number
  /** Ac: accept at this many nonconforming items or fewer. */
  readonly acceptanceNumber: number
  /** Re = Ac + 1. */
  readonly rejectionNumber: number
  /** True when n reaches the lot size: the whole lot is inspected. */
  readonly inspectAll: boolean
}

/** What is looked up. */
export interface PlanQuery {
  readonly lotSize: number
  /** Default II. */
  readonly level?: InspectionLevel
  readonly aql: number
  /** Default normal. */
  readonly severity?: TabulatedSeverity
}

const SAMPLE_SIZES = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000] as const
const SAMPLE_SIZE_S = 3150

/** Upper end of each lot size range of table 1, with one letter for each inspection level. */
const LETTERS_BY_LOT_SIZE: ReadonlyArray<readonly [number, string]> = [
  [8, 'AAAAAAB'],
  [15, 'AAAAABC'],
  [25, 'AABBBCD'],
  [50, 'ABBCCDE'],
  [90, 'BBCCCEF'],
  [150, 'BBCDDFG'],
  [280, 'BCDEEGH'],
  [500, 'BCDEFHJ'],
  [1200, 'CCEFGJK'],
  [3200, 'CDEGHKL'],
  [10_000, 'CDFGJLM'],
  [35_000, 'CDFHKMN'],
  [150_000, 'DEGJLNP'],
  [500_000, 'DEGJMPQ'],
  [Number.POSITIVE_INFINITY, 'DEHKNQR'],
]

/** Acceptance number by diagonal i + j; a diagonal that is absent holds an arrow. */
const DIAGONALS: Readonly<Record<TabulatedSeverity, ReadonlyMap<number, number>>> = {
  normal: new Map([
    [14, 0],
    [17, 1],
    [18, 2],
    [19, 3],
    [20, 5],
    [21, 7],
    [22, 10],
    [23, 14],
    [24, 21],
    [25, 30],
    [26, 44],
  ]),
  tightened: new Map([
    [15, 0],
    [18, 1],
    [19, 2],
    [20, 3],
    [21, 5],
    [22, 8],
    [23, 12],
    [24, 18],
    [25, 27],
    [26, 41],
  ]),
}

/** Letters from F on end at diagonal 24 (Ac 21 or 18), A–E go two further. */
const FIRST_LETTER_WITH_SHORT_DIAGONAL = codeLetters.indexOf('F')
/** Plans with Ac = 0 exist up to AQL 6.5 only. */
const LAST_AQL_WITH_ZERO = acceptanceQualityLimits.indexOf(6.5)
/** Normal inspection: the diagonal whose arrow points up, back to the plan with Ac = 0. */
const NORMAL_UP_DIAGONAL = 15

type Cell = number | 'up' | 'down'

/**
 * The sample size code letter of table 1.
 *
 * @throws RangeError when the lot size is not a whole number of at least 2.
 * @example findCodeLetter(1000, 'II') // 'J'
 */
export function findCodeLetter(lotSize: number, level: InspectionLevel = 'II'): CodeLetter {
  if (!Number.isInteger(lotSize) || lotSize < 2) {
    throw new RangeError(`a lot has a whole number of at least 2 items, got ${lotSize}`)
  }
  const letters = LETTERS_BY_LOT_SIZE.find(([last]) => lotSize <= last)?.[1] ?? ''
  const letter = codeLetters.find((candidate) => candidate === letters[inspectionLevels.indexOf(level)])
  if (letter === undefined) throw new RangeError(`unknown inspection level ${level}`)
  return letter
}

/**
 * The single sampling plan for a lot.
 *
 * @throws RangeError on a lot size below 2 or an AQL that is not in the preferred series.
 * @example findSinglePlan({ lotSize: 1000, aql: 2.5 }) // J, n = 80, Ac = 5, Re = 6
 */
export function findSinglePlan(query: PlanQuery): SingleSamplingPlan {
  const { lotSize, level = 'II', aql, severity = 'normal' } = query
  const codeLetter = findCodeLetter(lotSize, level)
  return { codeLetter, ...singlePlanForLetter(codeLetter, aql, severity, lotSize) }
}

/**
 * The plan a code letter leads to, arrows followed, as the master table prints it.
 *
 * @param lotSize only decides whether the whole lot is inspected; default: an unlimited lot
 * @throws RangeError on an AQL that is not in the preferred series, or code letter S, which no table starts from.
 */
export function singlePlanForLetter(
  letter: CodeLetter,
  aql: number,
  severity: TabulatedSeverity = 'normal',
  lotSize = Number.POSITIVE_INFINITY,
): Omit<SingleSamplingPlan, 'codeLetter'> {
  const column = acceptanceQualityLimits.indexOf(aql)
  const row = letterOrder.indexOf(letter)
  if (column < 0) throw new RangeError(`AQL ${aql} is not in the preferred series`)
  if (row < 0) throw new RangeError(`no plan starts from code letter ${letter}`)
  const target = followArrows(row, column, severity)
  const sampleSize = SAMPLE_SIZES[target.row] ?? SAMPLE_SIZE_S
  return {
    planLetter: codeLetters[target.row] ?? 'S',
    sampleSize,
    acceptanceNumber: target.acceptanceNumber,
    rejectionNumber: target.acceptanceNumber + 1,
    inspectAll: sampleSize >= lotSize,
  }
}

/** The next tighter AQL of the series, used by the switching score; undefined below 0.010. */
export function tighterAcceptanceQualityLimit(aql: number): number | undefined {
  const column = acceptanceQualityLimits.indexOf(aql)
  return acceptanceQualityLimits[column - 1]
}

function cellAt(row: number, column: number, severity: TabulatedSeverity): Cell {
  const diagonal = row + column
  if (diagonal > (row >= FIRST_LETTER_WITH_SHORT_DIAGONAL ? 24 : 26)) return 'up'
  const acceptanceNumber = DIAGONALS[severity].get(diagonal)
  if (acceptanceNumber !== undefined && (acceptanceNumber > 0 || column <= LAST_AQL_WITH_ZERO)) {
    return acceptanceNumber
  }
  return severity === 'normal' && diagonal === NORMAL_UP_DIAGONAL ? 'up' : 'down'
}

function followArrows(
  start: number,
  column: number,
  severity: TabulatedSeverity,
): { row: number; acceptanceNumber: number } {
  let row = start
  let direction: 'up' | 'down' | undefined
  for (;;) {
    const cell = cellAt(row, column, severity)
    if (typeof cell === 'number') return { row, acceptanceNumber: cell }
    direction ??= cell
    if (direction === 'down' && row === codeLetters.length - 1) {
      // Row S: the only plan below R, n = 3150 with Ac = 1 at AQL 0.025 under tightened inspection.
      if (severity === 'tightened' && acceptanceQualityLimits[column] === 0.025) {
        return { row: row + 1, acceptanceNumber: 1 }
      }
      direction = 'up'
    } else if (direction === 'up' && row === 0) direction = 'down'
    row += direction === 'down' ? 1 : -1
  }
}
