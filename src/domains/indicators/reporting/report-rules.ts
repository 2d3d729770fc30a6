/** What stands in the way of handing a report in, and what wants an explanation. Pure. */
import { asking, checkValue, type Finding } from '../observation-rules.ts'
import { offsetPeriod } from '../period.ts'
import { sumFindings } from '../region-sums.ts'
import type { VersionRow } from '../tables.ts'
import type { ReportFinding } from './reporting-contract.ts'

/** A figure with all that it is judged by. */
export interface CheckedFigure {
  readonly indicatorId: string
  readonly region: string
  readonly period: string
  readonly version: VersionRow
  /** Whether the regions below must add up to this region. */
  readonly districtSum: boolean
  readonly value: number | null
  readonly explanation: string | null
}

/** What a report is judged against. */
export interface ReportSurroundings {
  /** Today, ISO: no figure of a period that has not begun. */
  readonly day: string
  /** 1 for the first report of the period; later ones are corrections of what was published. */
  readonly round: number
  /** The region whose parts add up, and its parts. */
  readonly whole: string
  readonly parts: readonly string[]
  readonly published: (indicatorId: string, region: string, period: string) => number | undefined
}

type Part = Pick<ReportFinding, 'severity' | 'rule' | 'message'>

const finding = (severity: Part['severity'], rule: Part['rule'], zh: string, en: string): Part => ({
  severity,
  rule,
  message: { zh, en },
})

/** A question of the shared checks, as a report tells it. */
const asked = ({ severity, message }: Pick<Finding, 'severity' | 'message'>, rule: Part['rule']): Part => ({
  severity: severity === 'error' ? 'explain' : 'explained',
  rule,
  message,
})

const decimalsOf = (value: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}

/** A share typed as 0.98 where 98 is meant: only where the figures before are far above 1. */
function fractionFinding(figure: CheckedFigure, past: number | undefined): Part | undefined {
  const { value, version, explanation } = figure
  if (version.unit !== '%' || value === null || value <= 0 || value > 1 || past === undefined || past <= 10)
    return undefined
  const meant = Number((value * 100).toPrecision(12))
  const question = asking(explanation, {
    zh: `${value} 像是小数形式的比率，如为 ${meant}%，应填 ${meant}。`,
    en: `${value} looks like a share of 1; if it is ${meant} %, enter ${meant}.`,
  })
  return asked(question, 'looks-like-fraction')
}

function valueFindings(figure: CheckedFigure, around: ReportSurroundings): Part[] {
  const { indicatorId, region, period, version, value, explanation } = figure
  if (value === null) return []
  const before = (other: string) => around.published(indicatorId, region, other)
  const [previous, lastYear] = [before(offsetPeriod(period, -1)), before(offsetPeriod(period, -1, 'year'))]
  const fraction = fractionFinding(figure, lastYear ?? previous)
  const found = checkValue(version, { period, value, explanation }, around.day, before).flatMap(
    (one): Part[] => {
      const { rule, message } = one
      if (rule === 'wrong-period' || rule === 'future-period' || rule === 'out-of-range')
        return [{ severity: 'error', rule, message }]
      if (rule === 'over-hundred') return [asked(one, rule)]
      // The likely reason says more than how far it is off.
      return rule === 'jump' && !fraction ? [asked(one, rule)] : []
    },
  )
  if (fraction && !found.some((one) => one.severity === 'error')) found.push(fraction)
  if (decimalsOf(value) > version.decimals)
    found.push(
      finding(
        'notice',
        'too-many-decimals',
        `该指标保留 ${version.decimals} 位小数，使用时按 GB/T 8170 修约。`,
        `The indicator has ${version.decimals} decimals; it is rounded by GB/T 8170 when used.`,
      ),
    )
  if (value !== 0 && value !== 100 && value === previous && value === lastYear)
    found.push(
      finding(
        'notice',
        'same-as-before',
        '与上期、上年同期完全相同，请确认不是沿用旧数。',
        'The same as the period before and the year before; make sure that it is not an old figure.',
      ),
    )
  return found
}

/** Whether a correction leaves empty what is published: told by {@link correctionFindings} alone. */
const wouldRemove = ({ indicatorId, region, period, value }: CheckedFigure, around: ReportSurroundings) =>
  around.round > 1 && value === null && around.published(indicatorId, region, period) !== undefined

function emptyFindings(figure: CheckedFigure, around: ReportSurroundings): Part[] {
  if (figure.value !== null || wouldRemove(figure, around)) return []
  return figure.explanation
    ? [
        finding(
          'explained',
          'missing',
          '本期无数据，已说明原因。',
          'No figure for this period; the reason is given.',
        ),
      ]
    : [
        finding(
          'error',
          'missing',
          '尚未填写。本期确无数据的，请留空并说明原因。',
          'Not filled in. If there is no figure for this period, leave it empty and say why.',
        ),
      ]
}

/** In a correction: what changes is named, and what was published cannot be emptied. */
function correctionFindings(figure: CheckedFigure, around: ReportSurroundings): Part[] {
  if (around.round === 1) return []
  const published = around.published(figure.indicatorId, figure.region, figure.period)
  if (published === undefined || published === figure.value) return []
  if (figure.value === null)
    return [
      finding(
        'error',
        'cannot-remove',
        `已发布的 ${published} 不能改为空，请填写更正后的数值。`,
        `${published} is published and cannot be emptied; enter the corrected figure.`,
      ),
    ]
  return [
    finding(
      'notice',
      'correction',
      `由已发布的 ${published} 更正为 ${figure.value}。`,
      `Corrected from the published ${published} to ${figure.value}.`,
    ),
  ]
}

/** The parts must add up to the whole: what the unit reports itself goes before what is published. */
function sumQuestions(
  figures: readonly CheckedFigure[],
  { whole, parts, published }: ReportSurroundings,
): Array<{ figure: CheckedFigure; part: Part }> {
  const found = sumFindings(
    figures.filter((figure) => figure.districtSum),
    {
      partsOf: (region) => (region === whole ? parts : []),
      wholeOf: (region) => (parts.includes(region) ? whole : undefined),
      published,
      decimals: (figure) => figure.version.decimals,
      isNew: () => true,
    },
  )
  return found.map(({ figure, finding: one }) => ({ figure, part: asked(one, 'district-sum') }))
}

/** All findings of a report, in the order of its figures. */
export function checkReport(figures: readonly CheckedFigure[], around: ReportSurroundings): ReportFinding[] {
  const sums = Map.groupBy(sumQuestions(figures, around), (one) => one.figure)
  return figures.flatMap((figure) => {
    const { indicatorId, region, period } = figure
    const parts = [
      ...emptyFindings(figure, around),
      ...valueFindings(figure, around),
      ...correctionFindings(figure, around),
      ...(sums.get(figure) ?? []).map((one) => one.part),
    ]
    return parts.map((part) => ({ indicatorId, region, period, ...part }))
  })
}

/** Whether a finding stands in the way of handing in. */
export const isBlocking = (finding: Pick<ReportFinding, 'severity'>): boolean =>
  finding.severity === 'error' || finding.severity === 'explain'
