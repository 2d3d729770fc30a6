import { expect, test } from 'vitest'
import { resolveUnitType, UNIT_TYPES } from './unit-types.ts'

test.each([
  ['发改委', 'development-reform', undefined],
  ['发改局', 'development-reform', undefined],
  ['发展改革委', 'development-reform', undefined],
  ['市发展和改革委员会', 'development-reform', '市'],
  ['桐乡市发展和改革局', 'development-reform', '桐乡市'],
  ['市市场监管局', 'market-regulation', '市'],
  ['区市场监督局', 'market-regulation', '区'],
  ['市场监管局', 'market-regulation', undefined],
  ['县经信局', 'industry', '县'],
  ['市工业和信息化局', 'industry', '市'],
  ['生态环境局桐乡分局', 'ecology', '桐乡'],
  ['公安嘉定分局', 'public-security', '嘉定'],
  ['嘉定海关', 'customs', '嘉定'],
  ['中国人民银行枣庄市分行', 'central-bank', '枣庄市'],
  ['国家金融监督管理总局枣庄监管分局', 'financial-regulation', '枣庄'],
  ['团市委', 'youth-league', undefined],
  ['市委宣传部', 'publicity', '市'],
  ['各县（市、区）政府', 'district-governments', undefined],
  ['各有关单位', 'collective', undefined],
  ['市质量强市及品牌战略推进工作领导小组成员单位', 'collective', undefined],
])('%s', (name, type, place) => {
  expect(resolveUnitType(name)).toEqual({
    ...(type === undefined ? {} : { type }),
    ...(place === undefined ? {} : { place }),
  })
})

test('unknown names give no type', () => {
  expect(resolveUnitType('云岭杂技团')).toEqual({})
  expect(resolveUnitType('')).toEqual({})
})

test('no alias belongs to two types, and every key is used once', () => {
  const owners = new Map<string, string>()
  for (const { key, aliases } of UNIT_TYPES) {
    for (const alias of aliases) {
      expect(owners.get(alias) ?? key, alias).toBe(key)
      owners.set(alias, key)
    }
  }
  expect(new Set(UNIT_TYPES.map((unitType) => unitType.key)).size).toBe(UNIT_TYPES.length)
})
