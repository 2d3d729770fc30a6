import { beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { applicationRole } from '#kernel/db/security.ts'
import type { DimensionWords, FactView } from '#kernel/measures/fact-view.ts'
import { kernelModules } from '#kernel/modules.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { dimensionsOfView, findDimension, readValueTitles } from './dimension-words.ts'

const view = (name: string, words: Record<string, DimensionWords>): FactView => ({
  view: name,
  dimensions: Object.keys(words),
  words,
  measures: [],
})
const titled = (zh: string, more: Partial<DimensionWords> = {}): DimensionWords => ({
  title: { zh, en: zh },
  ...more,
})

const samples = view('sample_fact', {
  kind: titled('抽查类别'),
  section: titled('行业门类', { values: { C: { zh: '制造业', en: 'Manufacturing' } } }),
})
const certificates = view('certificate_fact', { kind: titled('证书种类'), valid: titled('是否有效') })
const enterprises = view('enterprise_fact', { section: titled('行业门类'), size: titled('规模') })
const views = [samples, certificates, enterprises]

const keys = (of: FactView) => dimensionsOfView(views, of).map(({ name }) => name)

describe('dimensions to choose from', () => {
  it('are one where the same name means the same, and told apart by their view where it does not', () => {
    expect(keys(samples)).toEqual(['kind@sample_fact', 'section'])
    expect(keys(certificates)).toEqual(['kind@certificate_fact', 'valid'])
    expect(keys(enterprises)).toEqual(['section', 'size'])
  })

  it('are found by their keys, and by a bare name as it was saved before there were two', () => {
    const of = (key: string) => [...(findDimension(views, key)?.views ?? [])].map((one) => one.view)
    expect(of('section')).toEqual(['sample_fact', 'enterprise_fact'])
    expect(of('kind@certificate_fact')).toEqual(['certificate_fact'])
    expect(of('kind')).toEqual(['sample_fact', 'certificate_fact'])
    expect(of('size@sample_fact')).toEqual([])
    expect(findDimension(views, 'colour')).toBeUndefined()
  })
})

describe.each(databaseKinds)('words for values on %s', (kind) => {
  const database = useTestDatabase(kind, kernelModules)
  const [own, other] = ['990100', '990200']
  const goods = view('goods_fact', {
    category: titled('品种', {
      valuesView: 'test_category_words',
      values: { food: { zh: '食品', en: 'Food' } },
    }),
  })
  const titlesOf = (of: FactView, column: string, values: readonly string[]) =>
    withScope(database(), systemIdentity(own, 'test'), async (scope) => {
      const dimension = dimensionsOfView([goods, ...views], of).find((one) => one.column === column)
      if (!dimension) throw new TypeError('the view has no dimension')
      const titleOf = await readValueTitles(scope, dimension, values)
      return values.map((value) => titleOf(value).zh)
    })

  beforeAll(() =>
    database().executeScript(`
      create table test_category (city text, value text, title_zh text, title_en text);
      insert into test_category values ('${own}', 'toys', '玩具', 'Toys'), ('${other}', 'toys', '别处的玩具', 'Toys'),
        (null, 'tools', '工具', 'Tools'), ('${own}', 'food', '不用', 'Not used');
      create view test_category_words as select * from test_category;
      grant select on test_category, test_category_words to ${applicationRole};`),
  )

  it('come from the declaration, else from the view of words of the city, else from the value', async () => {
    expect(await titlesOf(goods, 'category', ['food', 'toys', 'tools', 'unknown', ''])).toEqual([
      '食品',
      '玩具',
      '工具',
      'unknown',
      '未填',
    ])
  })

  it('come from another view where the dimension is the same, and say what an answer is', async () => {
    expect(await titlesOf(enterprises, 'section', ['C'])).toEqual(['制造业'])
    expect(await titlesOf(certificates, 'valid', ['yes', 'no'])).toEqual(['是', '否'])
  })
})
