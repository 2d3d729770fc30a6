import { createRouterClient } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { permissionsOf, type Role, roles } from '../access/roles.ts'
import { auditModule } from '../audit/audit-module.ts'
import { type Identity, systemIdentity, withScope } from '../db/scope.ts'
import { requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { orgModule } from './org-module.ts'
import { readRegions } from './region-data.ts'
import { addFictionalRegions, loadRegions } from './regions.ts'
import { orgRouter } from './router.ts'
import { findUnits, unitsOfAccounts } from './store.ts'
import { resolveUnit } from './units.ts'

const city = '990100'

describe('the list of divisions', () => {
  it('has the parts of the country that the State Council lists', async () => {
    const regions = await readRegions()
    const count = (level: string): number => regions.filter((region) => region.level === level).length
    // 34 divisions of the first level and 333 of the second: 中华人民共和国行政区划统计表, end of 2023.
    expect(count('province')).toBe(34)
    expect(count('prefecture')).toBe(333)
    expect(count('town')).toBeGreaterThan(38_000)
    const codes = new Set(regions.map((region) => region.code))
    expect(codes.size).toBe(regions.length)
    for (const region of regions)
      if (region.level !== 'province') expect(codes.has(region.parentCode ?? ''), region.code).toBe(true)
  })
  it.each([
    // GB/T 2260 and GB/T 10114 codes with the division above.
    ['330483', '桐乡市', '330400'],
    ['110108', '海淀区', '110000'],
    ['419001', '济源市', '410000'],
    ['310114', '嘉定区', '310000'],
    ['441900003', '东城街道', '441900'],
  ])('has %s %s under %s', async (code, name, parentCode) => {
    const region = (await readRegions()).find((one) => one.code === code)
    expect(region?.name.startsWith(name.replace('街道', ''))).toBe(true)
    expect(region?.parentCode).toBe(parentCode)
  })
})

describe.each(databaseKinds)('regions and units on %s', (kind) => {
  const database = useTestDatabase(kind, [auditModule, orgModule])
  const identityOf = (role: Role, inCity = city): Identity => ({
    ...systemIdentity(inCity, role),
    roles: [role],
    permissions: permissionsOf(orgModule.permissions, [role]),
  })
  const client = (identity: Identity | undefined) =>
    createRouterClient(orgRouter, {
      context: {
        ...requestContext(database(), [orgModule], identity),
        publicIdentity: systemIdentity(city, 'public'),
      },
    })

  beforeAll(async () => {
    await addFictionalRegions(database(), [
      { code: '990000', name: '衡州省', level: 'province', parentCode: undefined },
      { code: '990100', name: '衡安市', level: 'prefecture', parentCode: '990000' },
      { code: '990102', name: '临湖区', level: 'county', parentCode: '990100' },
      { code: '990200', name: '湘阴市', level: 'prefecture', parentCode: '990000' },
    ])
  })

  it('loads divisions and the towns that are asked for, once', async () => {
    expect(await loadRegions(database(), ['330400'])).toBeGreaterThan(3200)
    expect(await loadRegions(database(), ['330400'])).toBe(0)
    const towns = await client(undefined).listRegions({ parent: '330483', limit: 200 })
    expect(towns.items.map((region) => region.name)).toContain('乌镇镇')
    const found = await client(undefined).listRegions({ search: '桐乡', limit: 10 })
    expect(found.items[0]).toEqual({ code: '330483', name: '桐乡市', level: 'county', parentCode: '330400' })
    const { path } = await client(undefined).getRegion({ code: '330483' })
    expect(path.map((region) => region.name)).toEqual(['浙江省', '嘉兴市', '桐乡市'])
  })
  it('pages through divisions by code without loss or repeat', async () => {
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await client(undefined).listRegions({
        within: '330000',
        limit: 7,
        ...(after ? { after } : {}),
      })
      seen.push(...page.items.map((region) => region.code))
      if (page.next === null) break
      after = page.next
    }
    const whole = await client(undefined).listRegions({ within: '330000', limit: 200 })
    expect(seen).toEqual(whole.items.map((region) => region.code).concat(seen.slice(whole.items.length)))
    expect(new Set(seen).size).toBe(seen.length)
  })
  it('refuses real codes for a fictional city', async () => {
    await expect(
      addFictionalRegions(database(), [
        { code: '330100', name: '杭州市', level: 'prefecture', parentCode: '330000' },
      ]),
    ).rejects.toThrow(TypeError)
  })

  it('keeps the tree of units, with its trail', async () => {
    const clerk = client(identityOf('clerk'))
    const bureau = await clerk.createUnit({ name: '衡安市生态环境局', shortName: '市生态环境局' })
    expect(bureau).toMatchObject({ type: 'ecology', region: city, parentId: null, active: true })
    const branch = await clerk.createUnit({
      name: '衡安市生态环境局临湖分局',
      parentId: bureau.id,
      region: '990102',
    })
    await expect(clerk.createUnit({ name: '衡安市生态环境局' })).rejects.toMatchObject({
      code: 'org.unit-name-taken',
    })
    await expect(clerk.createUnit({ name: '某单位', region: '990200' })).rejects.toMatchObject({
      code: 'org.region-outside-city',
    })
    await expect(clerk.createUnit({ name: '某单位', type: 'no-such' })).rejects.toMatchObject({
      code: 'org.unknown-unit-type',
    })
    await expect(clerk.updateUnit({ unitId: bureau.id, parentId: branch.id })).rejects.toMatchObject({
      code: 'org.parent-ring',
    })
    await expect(clerk.updateUnit({ unitId: bureau.id, parentId: bureau.id })).rejects.toMatchObject({
      code: 'org.parent-ring',
    })
    const renamed = await clerk.updateUnit({ unitId: bureau.id, name: '衡安市环境局' })
    expect(renamed).toMatchObject({ name: '衡安市环境局', type: 'ecology' })
    await clerk.updateUnit({ unitId: bureau.id, name: '衡安市生态环境局' })
    const inTree = await clerk.listUnits({ parentId: bureau.id })
    expect(inTree.items.map((unit) => unit.id)).toEqual([branch.id])
    const { units } = await clerk.resolveUnits({ names: ['市环保局', '生态环境局临湖分局', '有关单位'] })
    expect(units.map((found) => found.unit?.id)).toEqual([bureau.id, branch.id, undefined])
    const trail = await sql<{ action: string }>`
      select action from audit_entry where object_id = ${bureau.id} order by sequence`.execute(
      database().kysely,
    )
    expect(trail.rows.map((row) => row.action)).toEqual([
      'org.create-unit',
      'org.update-unit',
      'org.update-unit',
    ])
  })
  it('reads the type of a party office from its short name', async () => {
    const unit = await client(identityOf('clerk')).createUnit({
      name: '中共衡安市委网络安全和信息化委员会办公室',
      shortName: '市委网信办',
    })
    expect(unit.type).toBe('cyberspace')
  })
  it('closes a unit, gives its name free and does not open it while the name is taken', async () => {
    const clerk = client(identityOf('clerk'))
    const old = await clerk.createUnit({ name: '衡安市旅游局' })
    await clerk.setUnitActive({ unitId: old.id, active: false })
    const next = await clerk.createUnit({ name: '衡安市旅游局' })
    await expect(clerk.setUnitActive({ unitId: old.id, active: true })).rejects.toMatchObject({
      code: 'org.unit-name-taken',
    })
    await expect(clerk.createUnit({ name: '衡安市旅游局驻外办', parentId: old.id })).rejects.toMatchObject({
      code: 'org.parent-not-found',
    })
    const active = await clerk.listUnits({ search: '旅游', active: true })
    expect(active.items.map((unit) => unit.id)).toEqual([next.id])
  })

  const writers = new Set<Role>(['clerk', 'system-administrator'])
  it.each(roles)('gives %s its rights over units and no more', async (role) => {
    const asRole = client(identityOf(role))
    const refused = { code: 'kernel.no-right' }
    const reading = asRole.listUnits({})
    if (role === 'audit-administrator') await expect(reading).rejects.toMatchObject(refused)
    else expect((await reading).next).toBeNull()
    const adding = asRole.createUnit({ name: `单位${role}` })
    if (writers.has(role)) expect((await adding).name).toBe(`单位${role}`)
    else await expect(adding).rejects.toMatchObject(refused)
    const renaming = asRole.updateCity({ name: '衡安市', shortName: '衡安' })
    if (role === 'system-administrator') expect(await renaming).toMatchObject({ name: '衡安市' })
    else await expect(renaming).rejects.toMatchObject(refused)
  })
  it('shows units to nobody without a session, but the name of the city', async () => {
    await expect(client(undefined).listUnits({})).rejects.toMatchObject({ code: 'kernel.not-signed-in' })
    expect(await client(undefined).getCity()).toMatchObject({ code: city })
  })

  it('keeps cities apart even when the store forgets to', async () => {
    const other = '990200'
    const own = await client(identityOf('clerk')).createUnit({ name: '衡安市粮食局' })
    const foreign = client(identityOf('clerk', other))
    await expect(foreign.getUnit({ unitId: own.id })).rejects.toMatchObject({ code: 'kernel.not-found' })
    await withScope(database(), identityOf('clerk', other), async (scope) => {
      expect(await findUnits(scope, [own.id])).toEqual([])
      expect(await resolveUnit(scope, '衡安市粮食局')).toBeUndefined()
      // No filter by city at all: row-level security is what answers.
      const { rows } = await sql`select id from unit where id = ${own.id}::uuid`.execute(scope.tx)
      expect(rows).toEqual([])
      const changed = await sql`update unit set name = 'x' where id = ${own.id}::uuid`.execute(scope.tx)
      expect(changed.numAffectedRows).toBe(0n)
      expect((await unitsOfAccounts(scope, [own.id])).size).toBe(0)
    })
    await expect(
      withScope(database(), identityOf('clerk', other), (scope) =>
        sql`insert into unit_member (city, unit_id, account_id, since)
          values (${city}, ${own.id}::uuid, ${own.id}::uuid, now())`.execute(scope.tx),
      ),
    ).rejects.toThrow(/row-level security/)
  })
  it('does not let the application change reference data', async () => {
    await expect(
      withScope(database(), systemIdentity(city, 'test'), (scope) =>
        sql`delete from region`.execute(scope.tx),
      ),
    ).rejects.toThrow(/permission denied/)
  })
})
