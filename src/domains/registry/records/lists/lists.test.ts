import { describe, expect, it } from 'vitest'
import { certificateStanding } from '../kinds/certificate.ts'
import { verificationDueOn } from '../kinds/instrument.ts'
import {
  certificateKinds,
  certificateNumberProblem,
  normaliseCertificateNumber,
} from './certificate-kinds.ts'
import { instrumentKinds } from './instrument-kinds.ts'
import { personRoles } from './person-roles.ts'

const kindOf = (key: string) => {
  const kind = certificateKinds.find((one) => one.key === key)
  if (!kind) throw new TypeError(key)
  return kind
}

describe('lists of kinds', () => {
  it('have one entry a key', () => {
    for (const list of [certificateKinds, instrumentKinds, personRoles]) {
      const keys = list.map((one) => one.key)
      expect(keys.length).toBe(new Set(keys).size)
    }
  })

  it('show as an example a number that fits', () => {
    const wrong = certificateKinds.filter(
      (kind) => kind.form && certificateNumberProblem(kind, normaliseCertificateNumber(kind.form.example)),
    )
    expect(wrong.map((kind) => kind.key)).toEqual([])
  })
})

describe('certificate numbers', () => {
  it.each([
    ['industrial-production-licence', '（浙）ｘｋ16－204－00123', '(浙)XK16-204-00123'],
    ['laboratory-accreditation', 'cnas l1234', 'CNAS L1234'],
    ['food-production-licence', 'sc 1013301 0200017', 'SC10133010200017'],
  ])('of %s are mended before they are checked', (key, typed, kept) => {
    expect(normaliseCertificateNumber(typed)).toBe(kept)
    expect(certificateNumberProblem(kindOf(key), kept)).toBeUndefined()
  })

  it.each([
    // 32 is no issuing authority, 22 no field, 35 no ministry (authorities 00–31, fields 00–21, ministries 00–34).
    ['inspection-body-approval', '233220010123'],
    ['inspection-body-approval', '231122010123'],
    ['inspection-body-approval', '231120350123'],
    ['food-production-licence', 'SC1013301020001'],
    ['industrial-production-licence', 'XK16-204-123'],
  ])('of %s like %s are refused', (key, number) => {
    expect(certificateNumberProblem(kindOf(key), number)).toBeDefined()
  })
})

describe('days', () => {
  it('a verification holds until the day before its anniversary, a failed one not at all', () => {
    expect(verificationDueOn('2025-05-14', 'qualified', 12)).toBe('2026-05-13')
    expect(verificationDueOn('2024-08-31', 'limited', 6)).toBe('2025-02-27')
    expect(verificationDueOn('2025-05-14', 'failed', 12)).toBeNull()
    expect(verificationDueOn('2025-05-14', 'qualified', null)).toBeNull()
  })

  it('a certificate is in force on its last day and expired on the next', () => {
    const dates = {
      validFrom: '2021-01-01',
      validTo: '2025-12-31',
      status: 'valid',
      statusSince: null,
    } as const
    const on = (today: string) => certificateStanding(dates, today, 30)
    expect(on('2020-12-31').standing).toBe('not-yet')
    expect(on('2025-11-30')).toEqual({ standing: 'in-force', daysLeft: 31 })
    expect(on('2025-12-01')).toEqual({ standing: 'expiring', daysLeft: 30 })
    expect(on('2025-12-31')).toEqual({ standing: 'expiring', daysLeft: 0 })
    expect(on('2026-01-01')).toEqual({ standing: 'expired', daysLeft: -1 })
  })

  it('a suspension that begins later does not hold yet', () => {
    const dates = {
      validFrom: '2021-01-01',
      validTo: null,
      status: 'suspended',
      statusSince: '2025-06-01',
    } as const
    expect(certificateStanding(dates, '2025-05-31', 30).standing).toBe('in-force')
    expect(certificateStanding(dates, '2025-06-01', 30).standing).toBe('suspended')
  })
})
