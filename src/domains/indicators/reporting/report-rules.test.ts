import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VersionRow } from '../tables.ts'
import { type CheckedFigure, checkReport, isBlocking, type ReportSurroundings } from './report-rules.ts'

const version = (parts: Partial<VersionRow> = {}): VersionRow => ({
  city: '990100',
  id: 'v',
  indicator_id: 'i',
  number: 1,
  valid_from: '2000-01-01',
  valid_to: null,
  name_zh: '指标',
  name_en: 'Indicator',
  synonyms: [],
  definition_zh: '',
  definition_en: '',
  unit: '项',
  direction: 'higher',
  decimals: 0,
  category: 'x',
  period: 'month',
  accumulation: 'sum',
  source_standard: null,
  owner_unit_type: null,
  computation: 'observed',
  expression: null,
  method: null,
  minimum: 0,
  maximum: null,
  largest_jump: 50,
  reason: null,
  created_at: new Date(0),
  created_by: 'test',
  approved_by: null,
  ...parts,
})
const figure = (parts: Partial<CheckedFigure> = {}): CheckedFigure => ({
  indicatorId: 'i',
  region: '990100',
  period: '2026-10',
  version: version(),
  districtSum: false,
  value: 10,
  explanation: null,
  ...parts,
})
const around = (
  published: Readonly<Record<string, number>> = {},
  parts: Partial<ReportSurroundings> = {},
): ReportSurroundings => ({
  day: '2026-11-05',
  round: 1,
  whole: '990100',
  parts: ['990102', '990103'],
  published: (_, region, period) => published[`${region} ${period}`],
  ...parts,
})
const rules = (figures: readonly CheckedFigure[], surroundings = around()) =>
  checkReport(figures, surroundings).map((finding) => `${finding.severity} ${finding.rule}`)

const share = version({ unit: '%', maximum: 100, decimals: 1 })

describe('the checks of a report', () => {
  it('asks for a figure or for the reason why there is none', () => {
    expect(rules([figure({ value: null })])).toEqual(['error missing'])
    expect(rules([figure({ value: null, explanation: '停业整顿' })])).toEqual(['explained missing'])
  })

  it('refuses what lies outside the range, a share above 100 % among it', () => {
    expect(rules([figure({ value: -1 })])).toEqual(['error out-of-range'])
    expect(rules([figure({ version: share, value: 100.1 })])).toEqual(['error out-of-range'])
    const unbounded = version({ unit: '%', maximum: null, decimals: 1 })
    expect(rules([figure({ version: unbounded, value: 104 })])).toEqual(['explain over-hundred'])
    expect(rules([figure({ version: unbounded, value: 104, explanation: '超额完成' })])).toEqual([
      'explained over-hundred',
    ])
  })

  it('wants a jump explained: against the same month of last year, else the month before', () => {
    const years = around({ '990100 2025-10': 10, '990100 2026-09': 40 })
    expect(rules([figure({ value: 14 })], years)).toEqual([])
    expect(rules([figure({ value: 40 })], years)).toEqual(['explain jump'])
    expect(rules([figure({ value: 40 })], around({ '990100 2026-09': 10 }))).toEqual(['explain jump'])
    expect(rules([figure({ value: 40, explanation: '集中复核' })], years)).toEqual(['explained jump'])
  })

  it('says in words what would be right and what it is compared with', () => {
    const said = (given: CheckedFigure, surroundings = around()) =>
      checkReport([given], surroundings).map(({ message }) => message.zh)
    expect(said(figure({ value: -1 }))).toEqual(['-1 超出允许范围，应不小于 0。'])
    expect(said(figure({ version: share, value: 101 }))).toEqual(['101 超出允许范围，应在 0 至 100 之间。'])
    expect(said(figure({ value: 40 }), around({ '990100 2025-10': 10 }))).toEqual([
      '与2025年10月的 10 相差 300.0%，超过 50%，请说明原因。',
    ])
    expect(said(figure({ period: '2027-01' }))).toEqual(['2027年1月尚未开始。'])
  })

  it('takes a share typed as a fraction for what it probably is', () => {
    const [finding] = checkReport(
      [figure({ version: share, value: 0.983 })],
      around({ '990100 2025-10': 97.9 }),
    )
    expect(finding?.rule).toBe('looks-like-fraction')
    expect(finding?.message.zh).toContain('应填 98.3')
  })

  it('adds districts up to the city, within the rounding of each', () => {
    const city = (total: number, decimals: number, values: readonly number[]) =>
      rules(
        [total, ...values].map((value, index) =>
          figure({
            value,
            region: ['990100', '990102', '990103'][index] ?? '',
            districtSum: true,
            version: version({ decimals }),
          }),
        ),
      )
    expect(city(100, 0, [60, 40])).toEqual([])
    expect(city(100, 0, [60, 41])).toEqual(['explain district-sum'])
    // Three values rounded to one decimal may be off by 0.05 each.
    expect(city(10.1, 1, [5, 5])).toEqual([])
    expect(city(10.2, 1, [5, 5])).toEqual(['explain district-sum'])
  })

  it('adds up with what others have published, and is silent where a part is missing', () => {
    const total = figure({ value: 100, districtSum: true })
    expect(rules([total], around({ '990102 2026-10': 60, '990103 2026-10': 30 }))).toEqual([
      'explain district-sum',
    ])
    expect(rules([total], around({ '990102 2026-10': 60 }))).toEqual([])
  })

  it('lets a correction change what is published, but not empty it', () => {
    const correction = around({ '990100 2026-10': 10 }, { round: 2 })
    expect(rules([figure({ value: 11 })], correction)).toEqual(['notice correction'])
    expect(rules([figure({ value: 10 })], correction)).toEqual([])
    expect(rules([figure({ value: null })], correction)).toEqual(['error cannot-remove'])
    expect(rules([figure({ value: null, explanation: '误报' })], correction)).toEqual(['error cannot-remove'])
  })

  it('notices decimals too many and figures that look carried over', () => {
    expect(rules([figure({ value: 10.5 })])).toEqual(['notice too-many-decimals'])
    expect(rules([figure()], around({ '990100 2025-10': 10, '990100 2026-09': 10 }))).toEqual([
      'notice same-as-before',
    ])
  })

  it('never lets an explanation cure an error, and always lets it cure a question', () => {
    const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(
        fc.option(numbers),
        fc.option(numbers, { nil: undefined }),
        fc.option(numbers, { nil: undefined }),
        fc.constantFrom('%', '项'),
        (value, before, lastYear, unit) => {
          const published = {
            ...(before === undefined ? {} : { '990100 2026-09': before }),
            ...(lastYear === undefined ? {} : { '990100 2025-10': lastYear }),
          }
          const checked = (explanation: string | null) =>
            checkReport([figure({ value, explanation, version: version({ unit }) })], around(published))
          const [without, withReason] = [checked(null), checked('已核实')]
          expect(withReason.some((finding) => finding.severity === 'explain')).toBe(false)
          const hard = (findings: typeof without) =>
            findings
              .filter((finding) => finding.severity === 'error' && finding.rule !== 'missing')
              .map((finding) => finding.rule)
          expect(hard(withReason)).toEqual(hard(without))
          if (without.every((finding) => !isBlocking(finding)))
            expect(withReason.every((finding) => !isBlocking(finding))).toBe(true)
        },
      ),
    )
  })
})
