import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { UNIT_TYPES } from '#kernel/org/unit-types.ts'
import { readNationalCatalogue } from './catalogue/national-catalogue.ts'
import { readUnit } from './expression/units.ts'
import { comparableName, conversionFactor, nameKey, nameLikeness } from './likeness.ts'

const folder = new URL('../../../../shared/gold/', import.meta.url)
const files = ['000', '001', '002', '003', '004'].map((name) => new URL(`${name}.json`, folder))
const Gold = z.object({
  targets: z.array(z.object({ indicator: z.string(), unit: z.string(), comparator: z.string() })),
})

describe('the national catalogue', () => {
  it('has one entry a code, one meaning a name, and an owner that exists', async () => {
    const entries = await readNationalCatalogue()
    expect(new Set(entries.map((entry) => entry.code)).size).toBe(entries.length)
    const names = entries.flatMap(({ fields }) => [
      ...new Set([fields.nameZh, ...fields.synonyms].map(nameKey)),
    ])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    const owners = new Set(UNIT_TYPES.map((type) => type.key))
    expect(entries.filter(({ fields }) => !owners.has(fields.ownerUnitType ?? ''))).toEqual([])
    for (const { fields } of entries) expect(readUnit(fields.unit).factor).toBeGreaterThan(0)
  })
  it.skipIf(!files.every((file) => existsSync(file)))(
    'knows every indicator of the five real plans by name, in a unit that converts',
    async () => {
      const entries = await readNationalCatalogue()
      const byName = new Map(
        entries.flatMap(({ code, fields }) =>
          [fields.nameZh, ...fields.synonyms].map((name): [string, { code: string; unit: string }] => [
            nameKey(name),
            { code, unit: fields.unit },
          ]),
        ),
      )
      const unknown: string[] = []
      for (const file of files)
        for (const { indicator, unit, comparator } of Gold.parse(JSON.parse(readFileSync(file, 'utf8')))
          .targets) {
          const found = byName.get(nameKey(indicator))
          const fits =
            found && (comparator.startsWith('delta') || conversionFactor(found.unit, unit) !== undefined)
          if (!fits) unknown.push(`${indicator} (${unit}): ${found?.code ?? 'no entry'} ${found?.unit ?? ''}`)
        }
      expect(unknown).toEqual([])
    },
  )
})

const likeness = (a: string, b: string) => nameLikeness(comparableName(a), comparableName(b))

describe('names and units', () => {
  it('sees through places, quotes and brackets', () => {
    expect(nameKey('全市“品”字标“浙江制造”标准')).toBe(nameKey('品字标浙江制造标准'))
    expect(likeness('食品评价性抽检合格率', '食品安全评价性抽检合格率')).toBeGreaterThan(0.75)
    expect(likeness('食品抽检合格率', '城市空气质量优良天数比例')).toBeLessThan(0.2)
  })
  it.each([
    ['张', '万张', 0.0001],
    ['万元/人', '元/人', 10_000],
    ['家', '个', 1],
    ['%', '个百分点', 1],
    ['', '分', 1],
    ['批次/千人', '批次/千人', 1],
    ['%', '家', undefined],
    ['天', '家', undefined],
    ['亿元', '万人', undefined],
  ])('%s to %s', (from, to, factor) => {
    const found = conversionFactor(from, to)
    if (factor === undefined || found === undefined) expect(found).toBe(factor)
    else expect(found).toBeCloseTo(factor, 12)
  })
})
