import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { findTargetStates } from '#kernel/targets/targets.ts'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import {
  fixtureCity,
  fixtureTarget,
  refusalOf,
  someDefinition,
  useCatalogueCity,
} from '../catalogue.fixture.ts'
import { addVersion, versionRow } from '../catalogue-service.ts'
import { indicatorsRouter } from '../router.ts'
import { changesRouter as router } from './changes-part.ts'

const expression = (text: string) => ({ kind: 'expression' as const, expression: text })

describe.each(databaseKinds)('changes of definitions on %s', (kind) => {
  const city = useCatalogueCity(kind)
  let counter = 0

  /** A rate out of two observed figures, one computed from it, and a target on each. */
  const setting = async () => {
    const tag = `n${++counter}`
    const observed = { kind: 'observed' as const }
    const yearly = { period: 'year', accumulation: 'last', unit: '批次' } as const
    await city.addIndicator({ code: `${tag}-passed`, nameZh: `合格${tag}`, computation: observed, ...yearly })
    await city.addIndicator({
      code: `${tag}-checked`,
      nameZh: `检查${tag}`,
      computation: observed,
      ...yearly,
    })
    const fields = {
      ...someDefinition,
      period: 'year' as const,
      nameZh: `合格率${tag}`,
      nameEn: `${tag}-rate`,
    }
    const rate = await city.addIndicator({
      ...fields,
      code: `${tag}-rate`,
      computation: expression(`合格${tag} / 检查${tag} * 100`),
    })
    await city.addIndicator({
      ...fields,
      nameZh: `差距${tag}`,
      nameEn: `${tag}-gap`,
      code: `${tag}-gap`,
      computation: expression(`100 - 合格率${tag}`),
    })
    await city.enter(
      [2023, 2024, 2025].flatMap((year, index) => [
        { code: `${tag}-passed`, period: String(year), value: 90 + index },
        { code: `${tag}-checked`, period: String(year), value: 100 },
      ]),
    )
    await city.addTarget(counter, { indicator: `合格率${tag}`, value: 92, unit: '%' })
    await call(
      indicatorsRouter.bindTarget,
      { targetId: fixtureTarget(counter), indicatorId: rate.id },
      city.clerk(),
    )
    const proposal = {
      ...fields,
      indicatorId: rate.id,
      validFrom: '2025-01-01',
      reason: '不合格复检计入',
      computation: expression(`(合格${tag} - 10) / 检查${tag} * 100`),
    }
    const figures = async () =>
      (
        await call(indicatorsRouter.figures, { indicatorId: rate.id, from: '2023', to: '2025' }, city.clerk())
      ).items.map((item) => item.value)
    const state = async () =>
      (await city.within((scope) => findTargetStates(scope, [fixtureTarget(counter)])))[0]?.state
    return { tag, rate, proposal, figures, state }
  }

  it('shows what a proposal does to history, dependents and targets, and keeps old figures with their version', async () => {
    const { tag, rate, proposal, figures, state } = await setting()
    expect([await figures(), await state()]).toEqual([[90, 91, 92], 'met'])
    const change = await call(router.proposeChange, proposal, city.clerk())
    expect(change).toMatchObject({ state: 'reviewing', differing: ['computation'], outdated: false })
    const effect = await call(
      router.changeEffect,
      { changeId: change.id, from: '2023', to: '2025' },
      city.clerk(),
    )
    expect(effect.figures.map((one) => [one.period, one.before, one.after, one.throughout])).toEqual([
      ['2023', 90, 90, 80],
      ['2024', 91, 91, 81],
      ['2025', 92, 82, 82],
    ])
    expect(effect.dependents).toMatchObject([{ code: `${tag}-gap`, changed: 1, lost: 0 }])
    expect(effect.targets).toMatchObject([
      {
        id: fixtureTarget(counter),
        region: { code: fixtureCity, name: '衡安市' },
        before: { state: 'met', current: 92 },
        after: { state: 'behind', current: 82 },
      },
    ])
    // Nothing of it holds yet.
    expect([await figures(), await state()]).toEqual([[90, 91, 92], 'met'])
    expect(await refusalOf(city.send(change.id, 'approve', 1, city.clerk()))).toContain(
      'cases.not-by-starter',
    )
    await city.send(change.id, 'approve', 1, city.as('leader', 2))
    expect([await figures(), await state()]).toEqual([[90, 91, 82], 'behind'])
    const detail = await call(indicatorsRouter.getIndicator, { indicatorId: rate.id }, city.clerk())
    expect(detail.versions).toMatchObject([
      { number: 1, validTo: '2025-01-01', approvedBy: null },
      {
        number: 2,
        validFrom: '2025-01-01',
        createdBy: 'clerk 1',
        approvedBy: 'leader 2',
        reason: '不合格复检计入',
      },
    ])
    const decided = await call(router.getChange, { changeId: change.id }, city.clerk())
    expect(decided).toMatchObject({ state: 'approved', versionNumber: 2, decidedBy: 'leader 2' })
    expect(decided.decidedEffect?.targets[0]?.after?.state).toBe('behind')
  })

  it('says what the running year has come to so far, or why it has no figure', async () => {
    const { tag, proposal } = await setting()
    const running = async (
      parts: { validFrom?: string; computation?: ReturnType<typeof expression> | { kind: 'observed' } } = {},
    ) => (await call(router.previewChange, { ...proposal, ...parts }, city.clerk())).running
    expect(await running()).toEqual({
      period: '2026',
      figures: [
        {
          region: { code: fixtureCity, name: '衡安市' },
          period: '2026',
          before: null,
          after: null,
          throughout: null,
        },
      ],
      missing: {
        reason: 'no-inputs',
        inputs: [
          { zh: `合格${tag}`, en: `${tag}-passed` },
          { zh: `检查${tag}`, en: `${tag}-checked` },
        ],
      },
    })
    expect((await running({ computation: { kind: 'observed' } }))?.missing).toEqual({
      reason: 'not-reported',
      inputs: [],
    })
    await city.enter([
      { code: `${tag}-passed`, period: '2026', value: 47 },
      { code: `${tag}-checked`, period: '2026', value: 50 },
    ])
    const soFar = await running()
    expect(soFar).toMatchObject({ missing: null, figures: [{ before: 94, after: 74, throughout: 74 }] })
    // A version that begins after the year leaves it as it is.
    expect((await running({ validFrom: '2027-01-01' }))?.figures).toMatchObject([
      { before: 94, after: 94, throughout: 74 },
    ])
    expect(
      (await running({ computation: expression(`合格${tag} / (检查${tag} - 50) * 100`) }))?.missing,
    ).toEqual({ reason: 'not-computable', inputs: [] })
  })

  it('keeps what was returned, mended, turned down or withdrawn on record', async () => {
    const { rate, proposal, figures } = await setting()
    const change = await call(router.proposeChange, proposal, city.clerk())
    expect(await refusalOf(call(router.proposeChange, proposal, city.as('clerk', 3)))).toContain(
      'indicators.change-open clerk 1',
    )
    const mend = (person: ReturnType<typeof city.as>, decimals: number) =>
      call(router.reviseChange, { ...proposal, changeId: change.id, decimals }, person)
    expect(await refusalOf(mend(city.clerk(), 2))).toBe('indicators.change-not-returned')
    await city.send(change.id, 'return', 1, city.as('leader', 2), '保留两位小数')
    expect(await refusalOf(mend(city.as('clerk', 3), 2))).toBe('indicators.change-not-returned')
    expect((await mend(city.clerk(), 2)).differing).toEqual(['decimals', 'computation'])
    await city.send(change.id, 'submit', 2, city.clerk())
    await city.send(change.id, 'reject', 3, city.as('leader', 2), '口径不变')
    expect(await figures()).toEqual([90, 91, 92])
    const again = await call(router.proposeChange, proposal, city.clerk())
    await city.send(again.id, 'withdraw', 1, city.clerk())
    const { items } = await call(router.listChanges, { indicatorId: rate.id }, city.clerk())
    expect(items.map((item) => item.state)).toEqual(['withdrawn', 'rejected'])
    expect(
      (await call(router.listChanges, { indicatorId: rate.id, open: true }, city.clerk())).items,
    ).toEqual([])
  })

  it('refuses what is no change, comes too early, or cannot be computed, and says where', async () => {
    const { tag, rate, proposal } = await setting()
    const same = { ...proposal, computation: expression(`合格${tag} / 检查${tag} * 100`) }
    const propose = (parts: Partial<typeof proposal>) =>
      refusalOf(call(router.proposeChange, { ...proposal, ...parts }, city.clerk()))
    expect(await propose(same)).toBe('indicators.nothing-changed')
    expect(await propose({ validFrom: '2019-01-01' })).toContain('indicators.version-order')
    expect(await propose({ computation: expression(`差距${tag}`) })).toContain('indicators.cycle')
    const text = `合格${tag} / 没有的 * 100`
    const effect = await call(
      router.previewChange,
      { ...proposal, computation: expression(text) },
      city.clerk(),
    )
    expect(text.slice(effect.place?.start, effect.place?.end)).toBe('没有的')
    expect(effect.problem).toMatchObject({ en: expect.stringContaining('There is no indicator “没有的”') })
    expect((await call(router.listChanges, { indicatorId: rate.id }, city.clerk())).items).toEqual([])
  })

  it('does not approve what was written against another version', async () => {
    const { proposal } = await setting()
    const change = await call(router.proposeChange, proposal, city.clerk())
    const { indicatorId, validFrom: _, reason, ...fields } = proposal
    const other = {
      ...fields,
      synonyms: [],
      sourceStandard: null,
      ownerUnitType: null,
      minimum: null,
      maximum: null,
      largestJump: null,
    }
    await city.within((scope) =>
      addVersion(scope, [], versionRow(scope, indicatorId, 2, '2024-01-01', other, reason)),
    )
    expect(await refusalOf(city.send(change.id, 'approve', 1, city.as('leader', 2)))).toBe(
      'indicators.change-outdated',
    )
    expect((await call(router.getChange, { changeId: change.id }, city.clerk())).outdated).toBe(true)
  })
})
