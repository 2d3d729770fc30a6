/** What makes a reported figure wrong, or worth an explanation. Pure. */
import type { Message } from '#kernel/language/messages.ts'
import type { ObservationFinding } from './contract.ts'
import { firstMonth, kindOfPeriod, offsetPeriod } from './period.ts'
import { periodWords } from './period-messages.ts'
import type { VersionRow } from './tables.ts'

export type Finding = Omit<ObservationFinding, 'row'>

export interface CheckedValue {
  readonly period: string
  readonly value: number
  readonly explanation: string | null
}

const kindNames: Record<VersionRow['period'], Message> = {
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季', en: 'quarter' },
  year: { zh: '年', en: 'year' },
}

const error = (rule: Finding['rule'], zh: string, en: string): Finding => ({
  severity: 'error',
  rule,
  message: { zh, en },
})

/** Asks for an explanation of what may be right, or says that there is one. */
export const asking = (
  explanation: string | null,
  { zh, en }: Message,
): Pick<Finding, 'severity' | 'message'> =>
  explanation
    ? { severity: 'warning', message: { zh, en } }
    : {
        severity: 'error',
        message: {
          zh: `${zh}请核对；属实的请说明原因。`,
          en: `${en} Check it; if it is right, say why.`,
        },
      }

/** Whether a finding asks for an explanation, or has one: all others say that the figure cannot be. */
export const isQuestion = ({ rule }: Pick<Finding, 'rule'>): boolean =>
  rule === 'jump' || rule === 'over-hundred' || rule === 'district-sum'

/**
 * Checks a value against its definition and what was published before.
 *
 * @param before the published value of an earlier period of the same place; undefined when there is none
 */
export function checkValue(
  version: VersionRow,
  given: CheckedValue,
  day: string,
  before: (period: string) => number | undefined,
): Finding[] {
  const { period, value } = given
  if (kindOfPeriod(period) !== version.period) {
    const { zh, en } = kindNames[version.period]
    return [
      error(
        'wrong-period',
        `“${version.name_zh}”按${zh}填报。`,
        `“${version.name_en}” is reported by ${en}.`,
      ),
    ]
  }
  const words = periodWords(period)
  if (firstMonth(period) > day)
    return [error('future-period', `${words.zh}尚未开始。`, `${words.en} has not begun yet.`)]
  const { minimum, maximum } = version
  if ((minimum !== null && value < minimum) || (maximum !== null && value > maximum)) {
    const range = rangeWords(minimum, maximum)
    return [
      error(
        'out-of-range',
        `${value} 超出允许范围，应${range.zh}。`,
        `${value} is out of range; it must be ${range.en}.`,
      ),
    ]
  }
  return [...checkJump(version, given, before), ...checkShare(version, given)]
}

/** More than the whole may be right, as of what was to be done, where the definition sets no limit. */
function checkShare({ unit, maximum }: VersionRow, { value, explanation }: CheckedValue): Finding[] {
  if (unit !== '%' || maximum !== null || value <= 100) return []
  const message = { zh: `比率 ${value}% 超过 100%。`, en: `A share of ${value} % is more than 100 %.` }
  return [{ rule: 'over-hundred', ...asking(explanation, message) }]
}

function rangeWords(minimum: number | null, maximum: number | null): Message {
  if (minimum === null) return { zh: `不大于 ${maximum}`, en: `${maximum} at most` }
  if (maximum === null) return { zh: `不小于 ${minimum}`, en: `${minimum} at least` }
  return { zh: `在 ${minimum} 至 ${maximum} 之间`, en: `from ${minimum} to ${maximum}` }
}

/** Against the same period of last year, since many figures have seasons; else against the period before. */
function checkJump(
  version: VersionRow,
  { period, value, explanation }: CheckedValue,
  before: (period: string) => number | undefined,
): Finding[] {
  const past = [offsetPeriod(period, -1, 'year'), offsetPeriod(period, -1)]
    .map((one) => ({ period: one, value: before(one) }))
    .find((one) => one.value !== undefined)
  if (!past?.value || version.largest_jump === null) return []
  const jump = Math.abs(value / past.value - 1) * 100
  if (jump <= version.largest_jump) return []
  const words = periodWords(past.period)
  const [shown, limit] = [jump.toFixed(1), version.largest_jump]
  const text: Message = {
    zh: `与${words.zh}的 ${past.value} 相差 ${shown}%，超过 ${limit}%${explanation ? '' : '，请说明原因'}。`,
    en: `${shown} % off the ${past.value} of ${words.en}, more than ${limit} %${explanation ? '' : '; say why'}.`,
  }
  return [{ severity: explanation ? 'warning' : 'error', rule: 'jump', message: text }]
}
