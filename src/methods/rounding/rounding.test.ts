import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimals, formatDecimal, parseDecimal } from './decimal.ts'
import { judgeConformity, parseLimit } from './judge-conformity.ts'
import { reportForFurtherRounding, roundHalfEven, roundToDigits } from './round-half-even.ts'

describe('GB/T 8170-2008 examples', () => {
  test.each([
    ['12.1498', '0.1', '12.1'],
    ['12.1498', '1', '12'],
    ['1268', '100', '1300'],
    ['1.050', '0.1', '1.0'],
    ['0.35', '0.1', '0.4'],
    ['2500', '1000', '2000'],
    ['3500', '1000', '4000'],
    ['-355', '10', '-360'],
    ['-325', '10', '-320'],
    ['-0.0365', '0.001', '-0.036'],
    ['97.46', '1', '97'],
    ['15.4546', '1', '15'],
    ['60.25', '0.5', '60.0'],
    ['60.38', '0.5', '60.5'],
    ['60.28', '0.5', '60.5'],
    ['-60.75', '0.5', '-61.0'],
    ['830', '20', '840'],
    ['842', '20', '840'],
    ['832', '20', '840'],
    ['-930', '20', '-920'],
  ])('%s to %s is %s', (value, interval, expected) => {
    expect(roundHalfEven(value, interval)).toBe(expected)
  })

  test('a figure rounded before is rounded by its mark, not in steps (3.3)', () => {
    for (const [measured, reported, rounded] of [
      ['15.4546', '15.5(-)', '15'],
      ['-15.4546', '-15.5(-)', '-15'],
      ['16.5203', '16.5(+)', '17'],
      ['-16.5203', '-16.5(+)', '-17'],
      ['17.5000', '17.5', '18'],
    ] as const) {
      expect(reportForFurtherRounding(measured, '0.1')).toBe(reported)
      expect(roundHalfEven(reported, 1)).toBe(rounded)
    }
    expect(reportForFurtherRounding('15.44', '0.1')).toBe('15.4')
  })

  test('numbers are taken as the decimal a person typed', () => {
    expect(roundHalfEven(0.35, 0.1)).toBe('0.4')
    expect(roundHalfEven(1.005, 0.01)).toBe('1.00')
    expect(roundHalfEven(1e-7, '0.0000001')).toBe('0.0000001')
    expect(roundToDigits(1268, -2)).toBe('1300')
    expect(roundToDigits('１２．１４９８', 1)).toBe('12.1')
  })
})

describe('judging against a limit', () => {
  const cases: ReadonlyArray<readonly [string, string, boolean, string, boolean]> = [
    ['≥97.0', '97.01', true, '97.0', true],
    ['≥97.0', '97.00', true, '97.0', true],
    ['≥97.0', '96.96', false, '97.0', true],
    ['≥97.0', '96.94', false, '96.9', false],
    ['≤0.5', '0.452', true, '0.5', true],
    ['≤0.5', '0.500', true, '0.5', true],
    ['≤0.5', '0.549', false, '0.5', true],
    ['≤0.5', '0.551', false, '0.6', false],
    ['1.2~1.6', '1.151', false, '1.2', true],
    ['1.2~1.6', '1.200', true, '1.2', true],
    ['1.2~1.6', '1.649', false, '1.6', true],
    ['1.2~1.6', '1.651', false, '1.7', false],
    ['10.0±0.1', '9.89', false, '9.9', true],
    ['10.0±0.1', '9.85', false, '9.8', false],
    ['10.0±0.1', '10.10', true, '10.1', true],
    ['10.0±0.1', '10.16', false, '10.2', false],
    ['10.0±0.1!', '9.94', true, '9.9', false],
    ['10.0±0.1!', '9.96', true, '10.0', true],
    ['10.0±0.1!', '10.06', true, '10.1', false],
    ['10.0±0.1!', '10.05', true, '10.0', true],
  ]
  test.each(cases)(
    '%s measured %s: full %s, rounded %s %s',
    (limit, measured, full, rounded, roundedConforms) => {
      expect(judgeConformity(measured, limit).conforms).toBe(full)
      const judgement = judgeConformity(measured, limit, 'rounded-value')
      expect(judgement.comparedWithUpper ?? judgement.comparedWithLower).toBe(rounded)
      expect(judgement.conforms).toBe(roundedConforms)
    },
  )

  test('other ways to write a limit', () => {
    expect(judgeConformity('0.5', '<0.5').conforms).toBe(false)
    expect(judgeConformity('9.9', '(9.9,10.1)').conforms).toBe(false)
    expect(judgeConformity('9.85', '10.0(+0.1,-0.2)').conforms).toBe(true)
    expect(judgeConformity('-3', '−5～−2').conforms).toBe(true)
    expect(judgeConformity('0.5(+)', '≤0.5').conforms).toBe(false)
    expect(judgeConformity('0.5(-)', '<0.5').conforms).toBe(true)
    expect(judgeConformity('0.5(+)', '≤0.5', 'rounded-value').conforms).toBe(true)
    expect(() => parseLimit('about 5')).toThrow(RangeError)
    expect(() => parseLimit('5~4')).toThrow(RangeError)
    expect(() => judgeConformity('n.d.', '≤1')).toThrow(RangeError)
    expect(() => roundHalfEven('1', '0.3')).toThrow(RangeError)
    expect(() => roundToDigits('1', 0.5)).toThrow(RangeError)
  })
})

describe('what rounding keeps', () => {
  const decimals = fc
    .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.nat(12))
    .map(([coefficient, scale]) => formatDecimal({ coefficient, scale }))
  const intervals = fc.constantFrom('0.001', '0.1', '1', '10', '0.5', '0.2', '5', '200')

  test('a rounded value is stable, at most half an interval away, and odd in sign', () => {
    fc.assert(
      fc.property(decimals, intervals, (value, interval) => {
        const rounded = roundHalfEven(value, interval)
        expect(roundHalfEven(rounded, interval)).toBe(rounded)
        const distance = Math.abs(Number(rounded) - Number(value))
        expect(distance).toBeLessThanOrEqual(Number(interval) / 2 + Math.abs(Number(value)) * 1e-15)
        const opposite = value.startsWith('-') ? value.slice(1) : `-${value}`
        expect(compareDecimals(parseDecimal(roundHalfEven(opposite, interval)), parseDecimal('0'))).toBe(
          -compareDecimals(parseDecimal(rounded), parseDecimal('0')) || 0,
        )
      }),
    )
  })
  test('rounding keeps order', () => {
    fc.assert(
      fc.property(decimals, decimals, intervals, (one, other, interval) => {
        const [low, high] =
          compareDecimals(parseDecimal(one), parseDecimal(other)) <= 0 ? [one, other] : [other, one]
        const order = compareDecimals(
          parseDecimal(roundHalfEven(low, interval)),
          parseDecimal(roundHalfEven(high, interval)),
        )
        expect(order).toBeLessThanOrEqual(0)
      }),
    )
  })
  test('for an inclusive limit the full-value method is never the more lenient one', () => {
    fc.assert(
      fc.property(decimals, fc.constantFrom('≤0.5', '≥97.0', '1.2~1.6', '10.0±0.1'), (value, limit) => {
        if (judgeConformity(value, limit).conforms) {
          expect(judgeConformity(value, limit, 'rounded-value').conforms).toBe(true)
        }
      }),
    )
  })
})
