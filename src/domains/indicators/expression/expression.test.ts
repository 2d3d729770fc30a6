import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpression } from './check.ts'
import { evaluate, type FigureSource } from './evaluate.ts'
import { parseExpression, type Reference } from './expression.ts'
import { expressionFunctions } from './functions.ts'
import { ExpressionError } from './parse-tree.ts'

const units = new Map(
  Object.entries({
    合格批次: '批次',
    抽检批次: '批次',
    产值: '亿元',
    税收: '万元',
    人口: '万人',
    指数: '',
    合格率: '%',
  }),
)
const unitOf = (reference: Reference) => units.get(reference.name)
const source = (given: Readonly<Record<string, number>>): FigureSource => ({
  figure: ({ name }, { period, region }) => {
    const figures = new Map(Object.entries(given))
    return (
      figures.get(`${name}/${period}/${region}`) ??
      figures.get(`${name}/${period}`) ??
      figures.get(name) ??
      null
    )
  },
  children: (region) => (region === '990100' ? ['990102', '990103', '990121'] : []),
  parent: (region) => (region === '990100' ? undefined : '990100'),
})
const value = (text: string, figures: Readonly<Record<string, number>> = {}, period = '2026-03') =>
  evaluate(parseExpression(text), { period, region: '990100' }, source(figures))
/** The part of the text that the problem is about. */
const blamed = (text: string, unit = '%') => {
  try {
    checkExpression(parseExpression(text), unit, unitOf)
  } catch (error) {
    if (error instanceof ExpressionError) return error.span && text.slice(error.span.start, error.span.end)
    throw error
  }
  return 'fits'
}
const problem = (text: string, unit = '%') => {
  try {
    checkExpression(parseExpression(text), unit, unitOf)
  } catch (error) {
    if (error instanceof ExpressionError) return error.problem.zh
    throw error
  }
  return 'fits'
}

describe('expressions', () => {
  it('reckons as written, with Chinese names and full-width signs', () => {
    expect(value('合格批次 ÷ 抽检批次 × 100', { 合格批次: 96, 抽检批次: 120 })).toBe(80)
    expect(value('（1 ＋ 2）* 3 - 2 ** 3')).toBe(1)
    expect(value('指标("合格(批次)") * 2', { '合格(批次)': 4 })).toBe(8)
    expect(value('合格批次 > 90 && !(抽检批次 < 100) ? 1 : 0', { 合格批次: 96, 抽检批次: 120 })).toBe(1)
  })
  it('looks back over periods', () => {
    const figures = { 'a/2026-03': 9, 'a/2026-02': 4, 'a/2026-01': 2, 'a/2025-12': 30, 'a/2025-03': 3 }
    expect(value('a / previous(a)', figures)).toBe(2.25)
    expect(value('上期(a, 2)', figures)).toBe(2)
    expect(value('a / 上年同期(a)', figures)).toBe(3)
    expect(value('sum(year_to_date(a))', figures)).toBe(15)
    expect(value('合计(近几期(a, 4))', figures)).toBe(45)
    expect(value('sum(year_to_date(a))', { 'a/2026-Q1': 5, 'a/2026-Q2': 6 }, '2026-Q2')).toBe(11)
  })
  it('aggregates over the regions below, leaving out what is missing', () => {
    const figures = { 'a/2026-03/990102': 1, 'a/2026-03/990103': 5, 'b/2026-03/990102': 2 }
    expect(value('mean(children(a))', figures)).toBe(3)
    expect(value('count(children(b))', figures)).toBe(1)
    expect(value('sum(children(c))', figures)).toBeNull()
  })
  it('looks up to the region above, and forward', () => {
    const figures = { 'a/2026-03/990102': 20, 'a/2026-03/990100': 80, 'a/2026-04/990100': 7 }
    expect(value('合计(下级地区(a / 上级地区(a) * 100))', figures)).toBe(25)
    expect(value('parent(a)', figures)).toBeNull()
    expect(value('期偏移(a, 1)', figures)).toBe(7)
    expect(value('offset(a, -1)', { 'a/2026-02': 5 })).toBe(5)
  })
  it("knows DHIS2's names", () => {
    const figures = { 'a/2026-03': 9, 'a/2026-01': 2 }
    expect(value('firstNonNull(b, periodOffset(a, -2))', figures)).toBe(2)
    expect(value('if(isNull(b) && isNotNull(a), avg(a, 1), 0)', figures)).toBe(5)
  })
  it.each([
    ['median(1, 7, 3)', 3],
    ['median(1, 7, 3, 4)', 3.5],
    ['standard_deviation(2, 4, 4, 4, 5, 5, 7, 9)', Math.sqrt(32 / 7)],
    // NIST/SEMATECH e-Handbook 7.2.6.2, in the definition of spreadsheets.
    [
      'percentile(95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.061, 95.1591, 95.1195, 95.1065, 95.0925, 95.199, 95.1682, 90)',
      95.19568,
    ],
    ['percentile(3, 1, 2, 0)', 1],
    ['percentile(3, 1, 2, 100)', 3],
    ['population_deviation(2, 4, 4, 4, 5, 5, 7, 9)', 2],
    ['logarithm(1)', 0],
    ['如果(1 > 2, 3, 4)', 4],
    ['min(3, 1, null)', 1],
    ['max(3, 1)', 3],
    ['absolute(-3)', 3],
    ['square_root(9)', 3],
    // GB/T 8170-2008 clause 3.2: half to even.
    ['round(0.125, 2)', 0.12],
    ['round(0.375, 2)', 0.38],
    ['-7 % 4', -3],
  ])('%s', (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 12)
  })
  it('keeps missing values missing unless told otherwise', () => {
    expect(value('a + 1')).toBeNull()
    expect(value('1 / 0')).toBeNull()
    expect(value('square_root(-1)')).toBeNull()
    expect(value('first_present(a, 0) + 1')).toBe(1)
    expect(value('is_missing(a) ? 0 : a')).toBe(0)
    expect(value('a > 1 ? 1 : 2')).toBeNull()
    expect(value('(a > 1 || true) ? 1 : 2')).toBe(1)
    expect(value('all_present(last(a, 2)) ? 1 : 0', { 'a/2026-03': 1 })).toBe(0)
    expect(value('all_present(last(a, 2)) ? 1 : 0', { 'a/2026-03': 1, 'a/2026-02': 3 })).toBe(1)
  })
  it.each([
    ['合格批次 ÷ (没有 + 1)', '没有'],
    ['产值 + 税收', '产值 + 税收'],
    ['1 ≥ 0 ? (产值 ＋ 税收) : 2', '(产值 ＋ 税收)'],
    ['合格批次 + 量(1)', '量(1)'],
    ['sum(last(合格批次, 99)) / 抽检批次', '99'],
    ['percentile(合格批次, -1)', '-1'],
    ['合格批次 ≤ "字"', '"字"'],
    ['合格批次 ** 人口', '合格批次 ** 人口'],
    ['合格批次 + ', ' '],
    ['合格批次 ÷ 抽检批次', undefined],
    ['合格批次 ÷ 抽检批次 × 100', 'fits'],
  ])('%s: the problem is at %s', (text, place) => {
    expect(blamed(text)).toBe(place)
  })
  it('checks units', () => {
    expect(problem('合格批次 / 抽检批次 * 100')).toBe('fits')
    expect(problem('合格批次 / 抽检批次')).toContain('换算系数')
    expect(problem('产值 + 税收', '亿元')).toContain('“亿元”与“万元”不能相加减')
    expect(problem('合格率 + 合格批次')).toContain('“%”与“批次”不能相加减')
    expect(problem('产值 / 人口', '批次')).toContain('“万元/人”，与指标的“批次”不符')
    expect(problem('产值 + 税收 / 10000', '亿元')).toBe('fits')
    expect(problem('产值 / 人口', '万元/人')).toBe('fits')
    expect(problem('产值 / 人口', '元/人')).toContain('10000 倍')
    expect(problem('产值 * 人口', '亿元')).toContain('不符')
    expect(problem('产值 ** 2 / 产值', '亿元')).toBe('fits')
    expect(problem('first_present(合格批次, 0) + 合格批次', '批次')).toBe('fits')
  })
  it('refuses what it does not know or cannot mean', () => {
    expect(problem('没有 + 1')).toContain('没有指标“没有”')
    expect(problem('量(1)')).toContain('没有函数')
    expect(problem('合格批次 > 1')).toContain('结果应是一个数')
    expect(problem('last(合格批次, 3)')).toContain('结果应是一个数')
    expect(problem('sum(last(sum(last(sum(last(指数, 60)), 60)), 60))')).toContain('期数过多')
    expect(problem('last(合格批次)')).toContain('参数个数')
    expect(problem('sum(last(合格批次, 61))')).toContain('1 至 60')
    expect(problem('"text" + 1')).toContain('文字')
    expect(problem(`${'('.repeat(60)}1${')'.repeat(60)}`)).toContain('嵌套')
  })
  it.each([
    'constructor',
    'constructor.constructor("return 1")()',
    '__proto__',
    'toString()',
    'this',
    'a.b',
    'a["b"]',
    '[1,2]',
    'a; b',
    'a = 1',
    '`x`',
    '(() => 1)()',
    '1 ^ 2',
  ])('reaches nothing outside its own figures: %s', (text) => {
    expect(problem(text)).not.toBe('fits')
  })

  const words = [
    ...expressionFunctions.flatMap((one) => [`${one.name}(`, `${one.zh}(`]),
    ...[
      'a',
      '合格批次',
      '人口',
      '1',
      '2.5',
      '"x"',
      'null',
      'true',
      'constructor',
      '__proto__',
      'indicator("a")',
    ],
    ...[
      '+',
      '-',
      '*',
      '/',
      '**',
      '%',
      '(',
      ')',
      ',',
      '?',
      ':',
      '<',
      '&&',
      '!',
      '.',
      '[',
      ']',
      ';',
      '“',
      '”',
      "'",
      ' ',
    ],
  ]
  const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 12 })
  it('orders what it aggregates: least ≤ percentiles ≤ greatest, the median in the middle', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 100 }), (given, share) => {
        const list = given.join(', ')
        const [low, mid, high] = [
          value(`min(${list})`),
          value(`percentile(${list}, ${share})`),
          value(`max(${list})`),
        ]
        expect(low).toBeLessThanOrEqual(mid ?? Number.NaN)
        expect(mid).toBeLessThanOrEqual(high ?? Number.NaN)
        expect(value(`percentile(${list}, 50)`)).toBe(value(`median(${list})`))
        const [population, sample] = [
          value(`population_deviation(${list})`),
          value(`standard_deviation(${list})`),
        ]
        if (given.length > 1) expect(population).toBeLessThanOrEqual(sample ?? Number.NaN)
        else expect([population, sample]).toEqual([0, null])
      }),
    )
  })
  it('never fails but with a problem in words, and always gives a number or nothing', () => {
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join('')),
      fc.string({ maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom('2026-03', '2026-Q1', '2026'), (text, period) => {
        let expression: ReturnType<typeof parseExpression>
        try {
          expression = parseExpression(text)
          checkExpression(expression, '%', () => '批次')
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError)
          const span = error instanceof ExpressionError ? error.span : undefined
          if (span) {
            expect(span.start).toBeLessThan(span.end)
            expect(span.end).toBeLessThanOrEqual(text.length)
          }
          return
        }
        const result = evaluate(expression, { period, region: '990100' }, source({ a: 2, 合格批次: 3 }))
        expect(result === null || Number.isFinite(result)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
})
