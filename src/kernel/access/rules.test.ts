import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInReach, unitsInReach } from './data-reach.ts'
import { maskEmail, maskIdentityNumber, maskName, maskPhone } from './mask.ts'
import { passwordProblems, temporaryPassword } from './password-rules.ts'
import { defaultAccessPolicy, isPasswordExpired } from './policy.ts'
import { countAttempt, minutesLocked, noFailures, type SignInFailures } from './sign-in-failures.ts'

describe('masking', () => {
  it.each([
    ['张三', '张*'],
    ['张小丰', '张*丰'],
    ['欧阳修文', '欧**文'],
    ['𠮷田', '𠮷*'],
    ['李', '*'],
    ['', ''],
  ])('leaves of the name %s: %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
  it.each([
    ['13812341234', '138****1234'],
    ['138 1234 1234', '138****1234'],
    ['0571-88001234', '057*****1234'],
    ['110', '***'],
  ])('leaves of the number %s: %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })
  it('leaves four and four of an identity number', () => {
    expect(maskIdentityNumber('330102199001011234')).toBe('3301**********1234')
    expect(maskIdentityNumber('1234')).toBe('****')
  })
  it('leaves one character and the domain of an address', () => {
    expect(maskEmail('amy.wang@example.cn')).toBe('a***@example.cn')
    expect(maskEmail('nobody')).toBe('******')
  })
  it('never gives a whole value away', () => {
    fc.assert(
      // A text with the mask's own sign in it may look masked already.
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !text.includes('*')),
        (text) => {
          for (const mask of [maskName, maskPhone, maskIdentityNumber])
            if (text.replace(/[\s*-]/g, '') !== '') expect(mask(text)).not.toBe(text)
        },
      ),
    )
  })
})

describe('password rules', () => {
  const count = (password: string, username = 'wang.min'): number =>
    passwordProblems(password, username, defaultAccessPolicy).length
  it.each([
    ['Zhiheng9', 0],
    ['zhiheng-9', 0],
    ['Zh-9', 1],
    ['zhiheng99', 1],
    ['Wang.Min-2026', 1],
    ['质量强市Abc9', 0],
    ['', 2],
    ['a'.repeat(129), 2],
  ])('finds in %s %i problems', (password, expected) => {
    expect(count(password)).toBe(expected)
  })
  it('draws temporary passwords that keep the strictest rules', () => {
    const strictest = { ...defaultAccessPolicy, passwordLength: 18, passwordClasses: 4 }
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const password = temporaryPassword((bound) => Number(numbers.next().value) % bound)
        expect(passwordProblems(password, 'wang.min', strictest)).toEqual([])
        expect(password).not.toMatch(/[0O1lI]/)
      }),
    )
  })
  it('lets a password run out after its days, or never', () => {
    const changed = new Date('2026-01-01T00:00:00Z')
    const after90 = new Date('2026-04-01T00:00:00Z')
    expect(isPasswordExpired(defaultAccessPolicy, changed, after90)).toBe(false)
    expect(isPasswordExpired(defaultAccessPolicy, changed, new Date(after90.getTime() + 1))).toBe(true)
    expect(isPasswordExpired({ ...defaultAccessPolicy, passwordDays: 0 }, changed, after90)).toBe(false)
  })
})

describe('failed sign-ins', () => {
  const start = new Date('2026-10-08T01:00:00Z').getTime()
  const at = (minutes: number): Date => new Date(start + minutes * 60_000)
  const failedAt = (...minutes: number[]): SignInFailures =>
    minutes.reduce((state, minute) => countAttempt(state, defaultAccessPolicy, at(minute)), noFailures)

  it('lock at the fifth within fifteen minutes, for fifteen minutes', () => {
    expect(minutesLocked(failedAt(0, 1, 2, 3), at(3))).toBe(0)
    const locked = failedAt(0, 1, 2, 3, 4)
    expect(minutesLocked(locked, at(4))).toBe(15)
    expect(minutesLocked(locked, at(18.5))).toBe(1)
    expect(minutesLocked(locked, at(19))).toBe(0)
  })
  it('do not count once they are fifteen minutes old', () => {
    expect(minutesLocked(failedAt(0, 1, 2, 3, 15), at(15))).toBe(0)
    expect(minutesLocked(failedAt(0, 1, 2, 3, 14.9), at(15))).toBe(15)
  })
  it('neither lengthen a lock nor outlive it', () => {
    const locked = failedAt(0, 1, 2, 3, 4)
    expect(countAttempt(locked, defaultAccessPolicy, at(10))).toBe(locked)
    expect(countAttempt(locked, defaultAccessPolicy, at(19)).failedAt).toHaveLength(1)
  })
  it('never let more than five through in any fifteen minutes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 120 }), { maxLength: 60 }), (gaps) => {
        let state: SignInFailures = noFailures
        let now = start
        const admitted: number[] = []
        for (const gap of gaps) {
          now += gap * 10_000
          const next = countAttempt(state, defaultAccessPolicy, new Date(now))
          if (next !== state) admitted.push(now)
          state = next
        }
        for (const instant of admitted) {
          const within = admitted.filter((other) => other >= instant && other - instant < 15 * 60_000)
          expect(within.length).toBeLessThanOrEqual(5)
        }
      }),
    )
  })
})

describe('reach', () => {
  const scope = (reach: 'unit' | 'district' | 'city') => ({
    permissions: new Map([['plans.read', reach] as const]),
    units: ['u1'],
    regions: ['330106'],
  })
  it('is all of the city, the district and own units, or own units', () => {
    expect(unitsInReach(scope('city'), 'plans.read')).toBe('all')
    expect(unitsInReach(scope('district'), 'plans.read')).toEqual({ units: ['u1'], regions: ['330106'] })
    expect(unitsInReach(scope('unit'), 'plans.read')).toEqual({ units: ['u1'], regions: [] })
  })
  it('is refused without the permission', () => {
    expect(() => unitsInReach(scope('city'), 'plans.publish')).toThrow(/kernel.no-right/)
  })
  it('takes in what lies in the district', () => {
    const reach = unitsInReach(scope('district'), 'plans.read')
    expect(isInReach(reach, { region: '330106002' })).toBe(true)
    expect(isInReach(reach, { region: '330105' })).toBe(false)
    expect(isInReach(reach, { unitId: 'u1', region: '330105' })).toBe(true)
    expect(isInReach(reach, {})).toBe(false)
    expect(isInReach('all', {})).toBe(true)
  })
})
