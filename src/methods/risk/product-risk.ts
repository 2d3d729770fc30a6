/**
 * Risk of a consumer product: severity of the injury against its probability over the product's life, scenario by
 * scenario; the product has the highest risk found (European guidelines for the rapid exchange system, Decision
 * 2010/15/EU, appendix 5, and Implementing Decision (EU) 2019/417, annex, part III; GB/T 22760 has the same steps).
 *
 * probability = product of the probabilities of the steps that lead to the injury, each between 0 and 1. Steps are
 * multiplied and compared as exact fractions: 1/10 × 1/100 is not above 1/1000, whatever a double says.
 *
 * The matrix is data with a version, because the rules change: the European guidelines were repealed on 2025-03-26;
 * the matrix of Delegated Regulation (EU) 2024/3173 and that of GB/T 22760-2020 could not be read in an open source.
 * They can be entered as a `RiskMatrix`; `requireRiskMatrix` checks what is entered. Errors: RangeError.
 */
import { parseDecimal } from '#methods/rounding/decimal.ts'

/** Risk levels, lowest first. */
export const riskLevels = ['low', 'medium', 'high', 'serious'] as const
export type RiskLevel = (typeof riskLevels)[number]

/** A risk matrix with where it comes from. */
export interface RiskMatrix {
  readonly method: string
  readonly version: string
  readonly effectiveFrom: string
  /** First day on which it no longer governs. */
  readonly effectiveTo?: string
  readonly confidence: 'confirmed' | 'to be confirmed'
  /** Lower ends of the probability classes as fractions or decimals, falling; the last class has the end `0`. */
  readonly probabilityAbove: readonly string[]
  /** Level for each probability class (rows, as above) and severity 1, 2, 3 … (columns). */
  readonly cells: readonly (readonly RiskLevel[])[]
}

const [L, M, H, S] = riskLevels

/**
 * The European matrix, severity 1–4. Its cells await comparison with the Official Journal; method and worked example
 * were read (legislation.gov.uk, Decision 2019/417, annex, division 6).
 */
export const europeanRiskMatrix: RiskMatrix = {
  method: 'RAPEX guidelines',
  version: '2010/15/EU, (EU) 2019/417',
  effectiveFrom: '2010-01-26',
  effectiveTo: '2025-03-26',
  confidence: 'to be confirmed',
  probabilityAbove: ['1/2', '1/10', '1/100', '1/1000', '1/10000', '1/100000', '1/1000000', '0'],
  cells: [
    [H, S, S, S],
    [M, S, S, S],
    [M, S, S, S],
    [L, H, S, S],
    [L, M, H, S],
    [L, L, M, H],
    [L, L, L, M],
    [L, L, L, L],
  ],
}

/** One way in which the product can injure someone. */
export interface InjuryScenario {
  /** 1 (first aid) … 4 (fatal or lasting disability of more than about 10 %). */
  readonly severity: number
  /** Probability of each step, as `1/50`, `0.02` or a number; 0 to 1. */
  readonly steps: readonly (string | number)[]
}

/** What a scenario comes to. */
export interface ScenarioRisk {
  /** Over the product's life, as a fraction of 1. */
  readonly probability: number
  /** Row of the matrix, 0 the most probable. */
  readonly probabilityClass: number
  readonly level: RiskLevel
  /** Levels when severity or probability were one class lower or higher: how much the result hangs on the estimates. */
  readonly sensitivity: {
    readonly severityLower: RiskLevel
    readonly severityHigher: RiskLevel
    readonly probabilityLower: RiskLevel
    readonly probabilityHigher: RiskLevel
  }
}

/** An exact fraction. */
interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/**
 * Assesses one scenario.
 *
 * @throws RangeError on a severity the matrix does not have, or a step that is not a probability.
 * @example assessScenario({ severity: 2, steps: [1, '1/50', '1/10', 1] }).level // 'high'
 */
export function assessScenario(
  scenario: InjuryScenario,
  matrix: RiskMatrix = europeanRiskMatrix,
): ScenarioRisk {
  requireRiskMatrix(matrix)
  const { severity, steps } = scenario
  const severities = matrix.cells[0]?.length ?? 0
  if (!Number.isInteger(severity) || severity < 1 || severity > severities) {
    throw new RangeError(`severity is a whole number from 1 to ${severities}, got ${severity}`)
  }
  if (steps.length === 0) throw new RangeError('a scenario has at least one step')
  const probability = steps.map(parseProbability).reduce(multiply)
  const found = matrix.probabilityAbove.findIndex((end) => exceeds(probability, parseFraction(end)))
  const classes = matrix.probabilityAbove.length
  const probabilityClass = found < 0 ? classes - 1 : found
  const at = (row: number, column: number): RiskLevel =>
    matrix.cells[clamp(row, 0, classes - 1)]?.[clamp(column, 1, severities) - 1] ?? 'low'
  return {
    probability: toNumber(probability),
    probabilityClass,
    level: at(probabilityClass, severity),
    sensitivity: {
      severityLower: at(probabilityClass, severity - 1),
      severityHigher: at(probabilityClass, severity + 1),
      probabilityLower: at(probabilityClass + 1, severity),
      probabilityHigher: at(probabilityClass - 1, severity),
    },
  }
}

/** The risk of a product: each scenario, and the highest level among them. */
export interface ProductRisk {
  readonly level: RiskLevel
  readonly scenarios: readonly ScenarioRisk[]
}

/**
 * Assesses a product by all its scenarios.
 *
 * @throws RangeError when there is no scenario, or as {@link assessScenario}.
 */
export function assessProduct(
  scenarios: readonly InjuryScenario[],
  matrix: RiskMatrix = europeanRiskMatrix,
): ProductRisk {
  if (scenarios.length === 0) throw new RangeError('a product is assessed by at least one scenario')
  const assessed = scenarios.map((scenario) => assessScenario(scenario, matrix))
  const highest = Math.max(...assessed.map(({ level }) => riskLevels.indexOf(level)))
  return { level: riskLevels[highest] ?? 'low', scenarios: assessed }
}

/**
 * The matrix that governs on a day.
 *
 * @param date ISO date of the assessment
 * @param matrices what is held, the European matrix by default, with whatever has been entered
 * @throws RangeError when none of them governs on that day.
 */
export function riskMatrixOn(
  date: string,
  matrices: readonly RiskMatrix[] = [europeanRiskMatrix],
): RiskMatrix {
  const found = matrices.find(
    ({ effectiveFrom, effectiveTo }) =>
      effectiveFrom <= date && (effectiveTo === undefined || date < effectiveTo),
  )
  if (found === undefined)
    throw new RangeError(`no risk matrix held governs on ${date}; enter the one in force`)
  return found
}

/**
 * Checks a matrix: falling probability classes that end at 0, as many rows, equal rows, and no cell that is lower for
 * a greater severity or probability.
 *
 * @throws RangeError naming what does not hold.
 */
export function requireRiskMatrix({ probabilityAbove, cells }: RiskMatrix): void {
  const ends = probabilityAbove.map(parseFraction)
  const width = cells[0]?.length ?? 0
  if (ends.length === 0 || cells.length !== ends.length || width === 0) {
    throw new RangeError('a risk matrix has one row for each probability class')
  }
  if (
    ends.some((end, row) => row > 0 && !exceeds(ends[row - 1] ?? end, end)) ||
    ends.at(-1)?.numerator !== 0n
  ) {
    throw new RangeError('the ends of the probability classes must fall, down to 0')
  }
  for (const [row, levels] of cells.entries()) {
    if (levels.length !== width) throw new RangeError('the rows of a risk matrix are equally long')
    for (const [column, level] of levels.entries()) {
      const rank = riskLevels.indexOf(level)
      const milder = column === 0 ? rank : riskLevels.indexOf(levels[column - 1] ?? level)
      const rarer = riskLevels.indexOf(cells[row + 1]?.[column] ?? level)
      if (milder > rank || rarer > rank) {
        throw new RangeError(`row ${row + 1}, severity ${column + 1}: the level falls where the danger grows`)
      }
    }
  }
}

function parseFraction(text: string | number): Fraction {
  const [top = '', bottom, more] = String(text).split('/')
  if (more !== undefined) throw new RangeError(`"${text}" is not a fraction`)
  const numerator = parseDecimal(top)
  const denominator = parseDecimal(bottom ?? '1')
  if (denominator.coefficient <= 0n) throw new RangeError(`"${text}" has no positive denominator`)
  return {
    numerator: numerator.coefficient * 10n ** BigInt(denominator.scale),
    denominator: denominator.coefficient * 10n ** BigInt(numerator.scale),
  }
}

function parseProbability(step: string | number): Fraction {
  const fraction = parseFraction(step)
  if (fraction.numerator < 0n || fraction.numerator > fraction.denominator) {
    throw new RangeError(`a probability lies between 0 and 1, got ${step}`)
  }
  return fraction
}

function multiply(one: Fraction, other: Fraction): Fraction {
  return {
    numerator: one.numerator * other.numerator,
    denominator: one.denominator * other.denominator,
  }
}

function exceeds(one: Fraction, other: Fraction): boolean {
  return one.numerator * other.denominator > other.numerator * one.denominator
}

function toNumber({ numerator, denominator }: Fraction): number {
  // Forty digits after the point keep all that a double can hold of probabilities down to 1e-24.
  return Number((numerator * 10n ** 40n) / denominator) / 1e40
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
