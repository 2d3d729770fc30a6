import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JudgedItem, judgeBatch, judgeItem, type Requirement } from './judgement.ts'
import { type FailedItem, judgeAgain, readMeasured } from './measured-text.ts'

const limit = (text: string, comparison: Requirement['comparison'] = 'full-value'): Requirement => ({
  requirement: 'limit',
  limit: text,
  comparison,
  decimals: 2,
})

describe('judging a value', () => {
  // GB/T 8170-2008, tables of clause 4.3: NaOH ≥ 97.0, Si ≤ 0.5, Mn 1.2–1.6, 10.0 ± 0.1.
  it.each([
    ['≥97.0', 'full-value', ['97.01', '97.00', '96.96', '96.94'], [true, true, false, false]],
    ['≥97.0', 'rounded-value', ['97.01', '97.00', '96.96', '96.94'], [true, true, true, false]],
    ['≤0.5', 'full-value', ['0.452', '0.500', '0.549', '0.551'], [true, true, false, false]],
    ['≤0.5', 'rounded-value', ['0.452', '0.500', '0.549', '0.551'], [true, true, true, false]],
    ['1.2~1.6', 'full-value', ['1.151', '1.200', '1.649', '1.651'], [false, true, false, false]],
    ['1.2~1.6', 'rounded-value', ['1.151', '1.200', '1.649', '1.651'], [true, true, true, false]],
    ['10.0±0.1', 'full-value', ['9.89', '9.85', '10.10', '10.16'], [false, false, true, false]],
  ] as const)('follows the standard for %s by %s', (text, comparison, measured, expected) => {
    expect(measured.map((value) => judgeItem(value, limit(text, comparison)).conforms)).toEqual(expected)
  })

  it('takes what lies below the detection limit for kept only when the limit is above it', () => {
    expect(judgeItem('未检出', limit('≤0.2')).conforms).toBe(true)
    expect(judgeItem('<0.1', limit('≤0.2')).conforms).toBe(true)
    expect(() => judgeItem('<0.5', limit('≤0.2'))).toThrow(RangeError)
    expect(() => judgeItem('未检出', limit('≥0.2'))).toThrow(RangeError)
  })

  it('judges words where words are asked for and refuses others', () => {
    const words: Requirement = { requirement: 'complies', limit: null, comparison: 'full-value', decimals: 0 }
    expect([judgeItem('符合', words).conforms, judgeItem('不符合', words).conforms]).toEqual([true, false])
    expect(() => judgeItem('基本符合', words)).toThrow(RangeError)
    const none: Requirement = {
      requirement: 'not-detected',
      limit: null,
      comparison: 'full-value',
      decimals: 2,
    }
    expect([judgeItem('未检出', none).conforms, judgeItem('0.03', none).conforms]).toEqual([true, false])
  })

  it('never passes a value above an upper limit, nor fails one that keeps it, in full-value comparison', () => {
    const hundredths = fc.integer({ min: -100_000, max: 100_000 })
    const text = (value: number) => (value / 100).toFixed(2)
    fc.assert(
      fc.property(hundredths, hundredths, (value, bound) => {
        expect(judgeItem(text(value), limit(`≤${text(bound)}`)).conforms).toBe(value <= bound)
        expect(judgeItem(text(value), limit(`≥${text(bound)}`)).conforms).toBe(value >= bound)
      }),
    )
  })
})

const item = (position: number, severity: JudgedItem['severity']): JudgedItem => ({
  position,
  severity,
  ...limit('≤1.00'),
})

describe('judging a batch', () => {
  const items = [item(1, 'critical'), item(2, 'major'), item(3, 'minor')]
  const unit = (unitNumber: number, ...measured: readonly string[]) =>
    measured.map((value, index) => ({ unitNumber, position: index + 1, measured: value }))

  it('fails one unit by any item but the minor ones that the rules bear', () => {
    const rule = { units: 1, failingLimit: 0, minorAllowed: 1 }
    const judged = (...measured: readonly string[]) => judgeBatch(items, rule, unit(1, ...measured))
    expect(judged('0.9', '0.9', '0.9')).toMatchObject({ result: 'pass', serious: false, failingUnits: 0 })
    expect(judged('0.9', '0.9', '1.1').result).toBe('pass')
    expect(judged('0.9', '1.1', '0.9')).toMatchObject({ result: 'fail', serious: false })
    expect(judged('1.1', '0.9', '0.9')).toMatchObject({ result: 'fail', serious: true })
  })

  it('contradicts the declared quality exactly when more units fail than the limit (GB/T 2828.4)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        fc.nat({ max: 19 }),
        (failing, bound) => {
          const rule = {
            units: failing.length,
            failingLimit: Math.min(bound, failing.length - 1),
            minorAllowed: 0,
          }
          const values = failing.flatMap((fails, index) =>
            unit(index + 1, '0.5', fails ? '1.5' : '0.5', '0.5'),
          )
          const count = failing.filter(Boolean).length
          const judged = judgeBatch(items, rule, values)
          expect(judged.failingUnits).toBe(count)
          expect(judged.result).toBe(count > rule.failingLimit ? 'fail' : 'pass')
        },
      ),
    )
  })

  it('refuses values that are missing, doubled or of no item', () => {
    const rule = { units: 1, failingLimit: 0, minorAllowed: 0 }
    const whole = unit(1, '0.9', '0.9', '0.9')
    expect(() => judgeBatch(items, rule, whole.slice(1))).toThrow(RangeError)
    expect(() => judgeBatch(items, rule, [...whole, ...whole.slice(0, 1)])).toThrow(RangeError)
    expect(() => judgeBatch(items, rule, [...whole, { unitNumber: 1, position: 9, measured: '1' }])).toThrow(
      RangeError,
    )
  })
})

describe('values in one text', () => {
  const failed: FailedItem[] = [
    { position: 2, name: '铅', unit: 'mg/kg', ...limit('≤0.2') },
    {
      position: 5,
      name: '沙门氏菌',
      unit: '',
      requirement: 'not-detected',
      limit: null,
      comparison: 'full-value',
      decimals: 0,
    },
  ]
  it('are read and judged, or not at all', () => {
    expect(readMeasured('2=0.15；5: 未检出')).toEqual(
      new Map([
        [2, '0.15'],
        [5, '未检出'],
      ]),
    )
    expect(judgeAgain(failed, '2=0.15；5=未检出')).toBe('pass')
    expect(judgeAgain(failed, '2=0.25；5=未检出')).toBe('fail')
    expect(judgeAgain(failed, '2=0.15')).toBeUndefined()
    expect(judgeAgain(failed, 'ok')).toBeUndefined()
  })
})
