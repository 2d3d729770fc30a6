import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import { browseRouter } from './browse/browse-part.ts'
import { refusalOf, useCatalogueCity } from './catalogue.fixture.ts'
import { indicatorsRouter } from './router.ts'
import type { MethodCall } from './schemas.ts'

const rated: MethodCall = {
  name: 'efficacy-coefficient',
  rows: [{ value: '样本值', unacceptable: '60', satisfactory: '100' }],
  options: {},
  result: 'score',
}

describe.each(databaseKinds)('indicators by a method on %s', (kind) => {
  const city = useCatalogueCity(kind)
  const byMethod = (code: string, method: MethodCall) =>
    city.addIndicator({ code, nameZh: code, computation: { kind: 'method', method } })
  const january = async (indicatorId: string) => {
    const { items } = await call(
      indicatorsRouter.figures,
      { indicatorId, from: '2026-01', to: '2026-01' },
      city.clerk(),
    )
    return items.map((item) => item.value)
  }

  it('gives the figure that the method works out, and none where a number is missing', async () => {
    await city.addIndicator({ code: 'sampled', nameZh: '样本值', computation: { kind: 'observed' } })
    const { id } = await byMethod('rated', rated)
    expect(await january(id)).toEqual([null])
    await city.enter([{ code: 'sampled', period: '2026-01', value: 80 }])
    // d = 60 + 40 (x − x_s) / (x_h − x_s), half-way between the ends.
    expect(await january(id)).toEqual([80])
  })

  it('takes cells that hold no number as they are written', async () => {
    const { id } = await byMethod('scaled', {
      name: 'min-max',
      rows: [
        { name: '最高', 家数: '100' },
        { name: '最低', 家数: '60' },
        { name: '本市 (含区县)', 家数: '60 + 28' },
      ],
      options: {},
      result: '家数',
    })
    // (88 − 60) / (100 − 60)
    expect(await january(id)).toEqual([0.7])
  })

  it('lists the methods that end in a number', async () => {
    const { items } = await call(browseRouter.listMethods, undefined, city.clerk())
    expect(items.find((method) => method.name === 'product-pass-rate')?.results).toContain('rate')
    // Text in, text out: no figure.
    expect(items.map((method) => method.name)).not.toContain('standard-number')
  })

  it('refuses a method that is called wrongly, saying where', async () => {
    const refused = (changed: Partial<MethodCall>) => refusalOf(byMethod('wrong', { ...rated, ...changed }))
    const [row] = [{ value: '1', unacceptable: '60', satisfactory: '100' }]
    expect(await refused({ name: 'nothing' })).toContain('没有能得出数值的方法“nothing”')
    expect(await refused({ name: 'standard-number' })).toContain('没有能得出数值的方法')
    expect(await refused({ rows: [{ value: '1', satisfactory: '100' }] })).toContain('第 1 行缺少“不允许值”')
    expect(await refused({ rows: [row, { ...row, mark: '1' }] })).toContain('第 2 行的“mark”不是这个方法的列')
    expect(await refused({ options: { depth: '1' } })).toContain('“depth”不是这个方法的选项')
    expect(await refused({ result: 'name' })).toContain('没有数值列“name”')
    expect(await refused({ rows: [{ ...row, value: '1 +' }] })).toContain('bad-expression')
  })
})
