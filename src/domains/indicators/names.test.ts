import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import { readNationalCatalogue } from './catalogue/national-catalogue.ts'
import { refusalOf, someDefinition, useCatalogueCity } from './catalogue.fixture.ts'
import { addIndicators, addNationalCatalogue } from './catalogue-service.ts'
import { changesRouter } from './changes/changes-part.ts'
import { indicatorsRouter as router } from './router.ts'

const expression = (text: string) => ({ kind: 'expression' as const, expression: text })
const observed = { kind: 'observed' as const }
const monthly = { period: 'month', accumulation: 'last', unit: '%' } as const

describe.each(databaseKinds)('names of indicators on %s', (kind) => {
  const city = useCatalogueCity(kind)
  let source = ''
  let dependent = ''

  const add = (code: string, nameZh: string, parts: Partial<Parameters<typeof city.addIndicator>[0]> = {}) =>
    city.addIndicator({ code, nameZh, computation: observed, ...monthly, ...parts })
  const figures = async (indicatorId = dependent) =>
    (await call(router.figures, { indicatorId, from: '2026-02', to: '2026-04' }, city.clerk())).items.map(
      (item) => item.value,
    )
  const definitionOf = async (indicatorId: string) => {
    const { version } = await call(router.getIndicator, { indicatorId }, city.clerk())
    const { id, number, validFrom, validTo, reason, createdBy, approvedBy, ...fields } = version
    return fields
  }

  beforeAll(async () => {
    source = (await add('hotline-in-time', '热线答复率', { synonyms: ['来电答复率'] })).id
    dependent = (await add('hotline-less-one', '热线余量', { computation: expression('热线答复率 - 1') })).id
    await city.enter(
      ['2026-02', '2026-03', '2026-04'].map((period, index) => ({
        code: 'hotline-in-time',
        period,
        value: 98 + index / 10,
      })),
    )
    expect(await figures()).toEqual([97, 97.1, 97.2])
  })

  it('refuses a name or code that another indicator has, in the trial as well', async () => {
    for (const nameZh of ['热线答复率', '热线 答复率', 'hotline-in-time'])
      expect(await refusalOf(add('second', nameZh, { nameEn: 'Second' }))).toContain('indicators.name-taken')
    const trial = await call(
      router.previewDefinition,
      {
        ...someDefinition,
        nameZh: '热线答复率',
        computation: observed,
        from: '2026-02',
        to: '2026-04',
      },
      city.clerk(),
    )
    expect(trial.problem?.zh).toContain('“热线答复率”已是指标“热线答复率”（hotline-in-time）的名称')
    expect(await figures()).toEqual([97, 97.1, 97.2])
  })

  it('keeps what is computed by a name when the indicator gets another one', async () => {
    const fields = await definitionOf(source)
    const proposal = {
      ...fields,
      indicatorId: source,
      nameZh: '热线回应率',
      synonyms: [],
      validFrom: '2027-01-01',
      reason: '更名',
    }
    const effect = await call(changesRouter.previewChange, proposal, city.clerk())
    expect(effect).toMatchObject({
      problem: null,
      dependents: [{ code: 'hotline-less-one', lost: 0, changed: 0 }],
    })
    const change = await call(changesRouter.proposeChange, proposal, city.clerk())
    await city.send(change.id, 'approve', 1, city.as('leader', 2))
    expect(await figures()).toEqual([97, 97.1, 97.2])
    // The former name stands for it still, and the new one does; as long as it is used, nobody else gets it.
    const both = await add('both', '新旧名称', { computation: expression('热线回应率 - 来电答复率') })
    expect(await figures(both.id)).toEqual([0, 0, 0])
    expect(await refusalOf(add('third', '热线答复率'))).toContain('indicators.name-taken')
    expect(await refusalOf(add('third', '热线回应率'))).toContain('indicators.name-taken')
    expect(await refusalOf(add('third', '来电答复率'))).toContain('indicators.name-in-use')
  })

  it('lets two indicators share a synonym until an expression uses it, and says whose it is', async () => {
    await add('opinion-of-hotline', '热线满意度', { synonyms: ['群众满意度'] })
    await add('opinion-of-visits', '上门满意度', { synonyms: ['群众满意度', '上门好评率'] })
    expect(await refusalOf(add('of-both', '满意度差', { computation: expression('群众满意度 - 1') }))).toBe(
      'indicators.bad-expression “群众满意度”是“热线满意度”（opinion-of-hotline）、“上门满意度”（opinion-of-visits）共有的名称，请改写为其中一个的名称或代码。',
    )
    await add('of-visits', '上门好评差', { computation: expression('上门好评率 - 1') })
    expect(await refusalOf(add('other', '其他好评', { synonyms: ['上门好评率'] }))).toBe(
      'indicators.name-in-use 上门好评率 上门满意度 opinion-of-visits 上门好评差',
    )
    const proposal = {
      ...(await definitionOf(dependent)),
      indicatorId: dependent,
      synonyms: ['上门好评率'],
      validFrom: '2026-01-01',
      reason: '别称',
    }
    expect((await call(changesRouter.previewChange, proposal, city.clerk())).problem?.zh).toContain(
      '上门好评率',
    )
    expect(await refusalOf(call(changesRouter.proposeChange, proposal, city.clerk()))).toContain(
      'indicators.name-in-use',
    )
  })

  it('tells a name from the same with a word for how it is counted', async () => {
    await add('standards', '计量标准数', { unit: '项' })
    await add('new-standards', '新增计量标准数', { unit: '项' })
    await city.enter([
      { code: 'standards', period: '2026-03', value: 40 },
      { code: 'new-standards', period: '2026-03', value: 4 },
    ])
    const share = await add('share-of-new', '新增占比', {
      computation: expression('新增计量标准数 / 计量标准数 * 100'),
    })
    expect(await figures(share.id)).toEqual([null, 10, null])
  })

  it('takes the catalogue in without entries whose name the city has, and says which', async () => {
    const [first] = await readNationalCatalogue()
    if (!first) throw new Error('the catalogue is empty')
    const fields = { ...first.fields, synonyms: [], nameEn: 'Our own' }
    const added = await city.within((scope) => addIndicators(scope, 'city', [{ code: 'our-own', fields }]))
    expect(added).toEqual({ added: 1, leftOut: [] })
    const again = await city.within((scope) => addNationalCatalogue(scope))
    expect(again.leftOut).toMatchObject([{ code: first.code, nameZh: first.fields.nameZh }])
  })
})
