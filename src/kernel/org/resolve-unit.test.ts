import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type UnitDirectory, unitResolver } from './resolve-unit.ts'
import { resolveUnitType } from './unit-types.ts'

/** A fictional county-level city with a town of its own, and a prefecture with two districts. */
function directory(
  city: { code: string; name: string },
  units: ReadonlyArray<readonly [name: string, shortName: string, region?: string]>,
  regions: UnitDirectory['regions'] = [],
): UnitDirectory {
  return {
    city,
    regions,
    units: units.map(([name, shortName, region = city.code], index) => ({
      id: String(index),
      name,
      shortName,
      type: resolveUnitType(name).type,
      parentId: undefined,
      region,
      active: true,
    })),
  }
}

const prefecture = directory(
  { code: '990100', name: '衡安市' },
  [
    ['衡安市发展和改革委员会', '市发展改革委'],
    ['衡安市经济和信息化局', '市经信局'],
    ['衡安市市场监督管理局', '市市场监管局'],
    ['衡安市住房和城乡建设局', '市住建局'],
    ['衡安市生态环境局', '市生态环境局'],
    ['衡安市生态环境局临湖分局', '临湖分局', '990102'],
    ['衡安海关', '衡安海关'],
    ['临湖区市场监督管理局', '临湖区市场监管局', '990102'],
    ['临湖区人民政府', '临湖区政府', '990102'],
    ['衡安市质量检验检测研究院', '市质检院'],
    ['衡安市计量测试院', '市计量院'],
  ],
  [
    { code: '990102', name: '临湖区' },
    { code: '990103', name: '望山区' },
  ],
)

describe('unitResolver', () => {
  const resolve = unitResolver(prefecture)
  it.each([
    // the ways in which published plans write these offices
    ['市发改委', '衡安市发展和改革委员会'],
    ['发展改革委', '衡安市发展和改革委员会'],
    ['市发展改革委', '衡安市发展和改革委员会'],
    ['衡安市发展和改革局', '衡安市发展和改革委员会'],
    ['市 经 信 局', '衡安市经济和信息化局'],
    ['市工业和信息化局', '衡安市经济和信息化局'],
    ['市市场监管局', '衡安市市场监督管理局'],
    ['衡安市市场监督管理局', '衡安市市场监督管理局'],
    ['市场监管局', '衡安市市场监督管理局'],
    ['市住房城乡建设局', '衡安市住房和城乡建设局'],
    ['市生态环境局', '衡安市生态环境局'],
    ['生态环境局临湖分局', '衡安市生态环境局临湖分局'],
    ['衡安海关', '衡安海关'],
    ['临湖区市场监管局', '临湖区市场监督管理局'],
    ['临湖市场监管局', '临湖区市场监督管理局'],
    ['衡安市临湖区市场监管局', '临湖区市场监督管理局'],
    ['临湖区政府', '临湖区人民政府'],
    ['市计量院', '衡安市计量测试院'],
    ['衡安市计量测试院', '衡安市计量测试院'],
  ])('finds %s', (written, name) => {
    expect(resolve(written)?.name).toBe(name)
  })
  it.each([
    ['区市场监管局', 'each district has one of its own'],
    ['县发改局', 'no county here'],
    ['望山区市场监管局', 'the district is known, its office is not'],
    ['湘阴市市场监管局', 'another city'],
    ['省市场监管局', 'the province'],
    ['各有关单位', 'no unit at all'],
    ['各区人民政府', 'several'],
    ['市标准化研究院', 'an institute that the city has not entered'],
    ['市妇联', 'not entered'],
    ['', 'nothing'],
    ['。', 'nothing'],
  ])('leaves %s open: %s', (written) => {
    expect(resolve(written)).toBeUndefined()
  })
  it('takes the level of the jurisdiction itself for its own offices', () => {
    const district = directory({ code: '990102', name: '临湖区' }, [
      ['临湖区经济委员会', '区经委'],
      ['临湖区商务委员会', '区商务委'],
    ])
    expect(unitResolver(district)('区经委')?.name).toBe('临湖区经济委员会')
    expect(unitResolver(district)('临湖区商务委')?.name).toBe('临湖区商务委员会')
    expect(unitResolver(district)('市商务局')).toBeUndefined()
  })
  it('leaves a name open that two units bear', () => {
    const twins = directory({ code: '990100', name: '衡安市' }, [
      ['衡安市科学技术局', '市科技局'],
      ['衡安市科学技术委员会', '市科委'],
    ])
    expect(unitResolver(twins)('科技厅')).toBeUndefined()
    expect(unitResolver(twins)('市科委')?.name).toBe('衡安市科学技术委员会')
  })
  it('finds every unit by its own name, and never throws', () => {
    for (const unit of prefecture.units) expect(resolve(unit.name)).toBe(unit)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        resolve(text)
      }),
    )
  })
})
