import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#kernel/access/roles.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { enterprisesRouter } from '../../enterprises/enterprises-router.ts'
import {
  recordCity as city,
  codeOf,
  recordModules as modules,
  recordDay as now,
  openRecordCity,
  registerEnterprise,
} from '../records.fixture.ts'
import { recordsRouter } from '../records-router.ts'
import { fitsCell } from './cell-region.ts'
import { fitsCellSql } from './grid-store.ts'

it('a cell takes enterprises of its county, one of a town those of all the county, one of the city any', () => {
  expect(fitsCell('990102', '990102')).toBe(true)
  expect(fitsCell('990102001', '990102')).toBe(true)
  expect(fitsCell('990102002', '990102001')).toBe(true)
  expect(fitsCell('990103', '990102')).toBe(false)
  expect(fitsCell('990103', '990100')).toBe(true)
  expect(fitsCell('990200', '990100')).toBe(false)
})

describe.each(databaseKinds)('putting enterprises into a cell on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const as = (role: Role, regions: readonly string[] = [city]) => ({
    context: requestContext(
      database(),
      modules,
      personIdentity(city, modules, {
        userId: '0190aaaa-0000-7000-8000-000000000001',
        name: '闻知微',
        roles: [role],
        regions,
      }),
      now,
    ),
  })
  const cells = { near: '', sister: '', far: '', district: '', city: '' }
  let serial = 10

  const register = (region: string) => {
    serial += 1
    return registerEnterprise(as('clerk'), `澄州第${serial}糕点厂`, serial, region)
  }
  const get = (enterpriseId: string) => call(enterprisesRouter.getEnterprise, { enterpriseId }, as('clerk'))
  const put = (cellId: string, enterpriseIds: string[], who = as('clerk')) =>
    call(recordsRouter.assignToCell, { cellId, enterpriseIds, reason: '片区调整' }, who)
  const takeOut = (enterpriseIds: string[], who = as('clerk')) =>
    call(recordsRouter.takeOutOfCells, { enterpriseIds, reason: '迁出待核' }, who)

  beforeAll(async () => {
    await openRecordCity(database(), [
      { code: '990104', name: '杉溪县', level: 'county', parentCode: '990100' },
      { code: '990104001', name: '东杉镇', level: 'town', parentCode: '990104' },
      { code: '990104002', name: '西杉镇', level: 'town', parentCode: '990104' },
      { code: '990104003', name: '北杉镇', level: 'town', parentCode: '990104' },
    ])
    const cell = async (code: string, region: string, parentId: string | null) =>
      (
        await call(
          recordsRouter.createGridCell,
          { code, name: `${code} 网格`, region, parentId },
          as('clerk'),
        )
      ).id
    cells.district = await cell('TL', '990102', null)
    cells.near = await cell('TL-01', '990102', cells.district)
    cells.sister = await cell('TL-02', '990102', cells.district)
    cells.far = await cell('QY-01', '990103', null)
    cells.city = await cell('CZ-01', '990100', null)
  }, 120_000)

  it('is in the history with before, after and reason, and on the audit trail by name', async () => {
    const id = await register('990102')
    expect(await put(cells.near, [id])).toEqual({ assigned: 1 })
    expect(await put(cells.near, [id])).toEqual({ assigned: 0 })
    expect(await put(cells.sister, [id, id])).toEqual({ assigned: 1 })
    expect((await get(id)).gridCellId).toBe(cells.sister)
    const { items } = await call(enterprisesRouter.enterpriseHistory, { enterpriseId: id }, as('clerk'))
    expect(items.slice(0, 2)).toMatchObject([
      { before: { gridCellId: cells.near }, after: { gridCellId: cells.sister }, reason: '片区调整' },
      { before: { gridCellId: null }, after: { gridCellId: cells.near } },
    ])
    const audit = await sql<{ detail: unknown }>`select detail from audit_entry
      where action = 'registry.assign-grid-cell' and object_id = ${cells.sister}`.execute(database().kysely)
    expect(audit.rows).toEqual([{ detail: { enterprises: 1, enterpriseIds: [id], reason: '片区调整' } }])
  })

  it('ends by hand, with before and after in the history, and on the audit trail of the cell that is left', async () => {
    const [one, other, never] = [await register('990102'), await register('990103'), await register('990102')]
    await put(cells.near, [one])
    await put(cells.far, [other])
    expect(await takeOut([one, other, never])).toEqual({ takenOut: 2 })
    expect(await takeOut([one])).toEqual({ takenOut: 0 })
    expect((await get(one)).gridCellId).toBeNull()
    const { items } = await call(enterprisesRouter.enterpriseHistory, { enterpriseId: one }, as('clerk'))
    expect(items[0]).toMatchObject({
      before: { gridCellId: cells.near },
      after: { gridCellId: null },
      reason: '迁出待核',
    })
    const audit = await sql<{ object_id: string; object_label: string; detail: unknown }>`
      select object_id, object_label, detail from audit_entry
      where action = 'registry.take-out-of-grid-cell' order by object_label`.execute(database().kysely)
    expect(audit.rows).toEqual([
      {
        object_id: cells.far,
        object_label: 'QY-01 网格',
        detail: { enterprises: 1, enterpriseIds: [other], reason: '迁出待核' },
      },
      {
        object_id: cells.near,
        object_label: 'TL-01 网格',
        detail: { enterprises: 1, enterpriseIds: [one], reason: '迁出待核' },
      },
    ])
    const page = await call(enterprisesRouter.listEnterprises, { limit: 100 }, as('clerk'))
    expect(page.items.find(({ id }) => id === one)).toMatchObject({ gridCellId: null })
  })

  it('ends by hand within the caller’s reach only, for all or none', async () => {
    const [own, other] = [await register('990102'), await register('990103')]
    await put(cells.near, [own])
    await put(cells.far, [other])
    const officer = as('inspector', ['990102'])
    await expect(takeOut([own, other], officer)).rejects.toMatchObject({
      code: 'registry.enterprise-not-found',
    })
    expect((await get(own)).gridCellId).toBe(cells.near)
    await expect(takeOut([own], as('leader'))).rejects.toMatchObject({ code: 'kernel.no-right' })
    expect(await takeOut([own], officer)).toEqual({ takenOut: 1 })
  })

  it('is checked of new enterprises that another program brings: what is wrong is said of the row', async () => {
    serial += 10
    const brought = (place: number, fields: { region?: string; gridCellId?: string }) => ({
      creditCode: codeOf(serial + place, '990102'),
      name: `推送企业${serial + place}号`,
      region: '990102',
      industry: 'C1411',
      size: 'small' as const,
      establishedOn: '2020-01-01',
      ...fields,
    })
    const nowhere = '0190aaaa-0000-7000-8000-00000000ffff'
    const outcome = await call(
      enterprisesRouter.upsertEnterprises,
      {
        enterprises: [
          brought(0, { gridCellId: cells.near }),
          brought(1, { gridCellId: cells.far }),
          brought(2, { gridCellId: nowhere }),
          brought(3, { gridCellId: cells.district }),
          brought(4, { region: '990199', gridCellId: cells.far }),
        ],
        reason: '登记机关推送',
      },
      as('clerk'),
    )
    expect(outcome).toMatchObject({ added: 1, changed: 0 })
    expect(outcome.refused.map(({ place, path }) => [place, path])).toEqual([
      [1, 'gridCellId'],
      [2, 'gridCellId'],
      [3, 'gridCellId'],
      [4, 'region'],
    ])
    expect(outcome.refused[0]?.message).toContain('QY-01 网格')
    expect(outcome.refused[0]?.message).toContain(`推送企业${serial + 1}号`)
    expect(outcome.refused[1]?.message).toContain('没有这个网格')
    expect(outcome.refused[2]?.message).toContain('最末一级')
    const found = await call(
      enterprisesRouter.findEnterpriseByCode,
      { creditCode: codeOf(serial, '990102') },
      as('clerk'),
    )
    expect(found.gridCellId).toBe(cells.near)
    // Known by now: the cell stays, whatever the program says of it.
    const again = await call(
      enterprisesRouter.upsertEnterprises,
      {
        enterprises: [{ ...brought(0, { gridCellId: cells.far }), address: '新街 2 号' }],
        reason: '登记机关推送',
      },
      as('clerk'),
    )
    expect(again).toMatchObject({ changed: 1, refused: [] })
    expect(await get(found.id)).toMatchObject({ address: '新街 2 号', gridCellId: cells.near })
  })

  it('by region goes to the cells of the own town where there are any, and else evenly to those of the county', async () => {
    const cell = async (code: string, region: string) =>
      (
        await call(
          recordsRouter.createGridCell,
          { code, name: `${code} 网格`, region, parentId: null },
          as('clerk'),
        )
      ).id
    const [east, west] = [await cell('SX-01', '990104001'), await cell('SX-02', '990104002')]
    const places = ['990104001', '990104001', '990104002', '990104', '990104', '990104003']
    const ids: string[] = []
    for (const region of places) ids.push(await register(region))
    expect(await call(recordsRouter.assignByRegion, { region: '990104' }, as('clerk'))).toEqual({
      assigned: 6,
    })
    const lie: Array<string | null> = []
    for (const id of ids) lie.push((await get(id)).gridCellId)
    expect(lie.slice(0, 3)).toEqual([east, east, west])
    const rest = lie.slice(3)
    expect(new Set(rest)).toEqual(new Set([east, west]))
  })

  it('follows one rule in the statements over many and for one', async () => {
    const regions = ['990100', '990102', '990102001', '990110', '990110002', '990103', '990200', '990000']
    const pairs = regions.flatMap((one) => regions.map((cell) => ({ one, cell })))
    const found = await sql<{ one: string; cell: string; fits: boolean }>`
      select one, cell, ${fitsCellSql(sql.ref('one'), sql.ref('cell'))} as fits
      from unnest(${pairs.map(({ one }) => one)}::text[], ${pairs.map(({ cell }) => cell)}::text[]) pair (one, cell)`.execute(
      database().kysely,
    )
    expect(found.rows).toHaveLength(64)
    for (const { one, cell, fits } of found.rows)
      expect([one, cell, fits]).toEqual([one, cell, fitsCell(one, cell)])
  })

  it('comes along with a merge where the survivor may lie in it', async () => {
    const merged = async (cellId: string) => {
      const [survivor, duplicate] = [await register('990103'), await register('990102')]
      await put(cellId, [duplicate])
      return call(
        enterprisesRouter.mergeEnterprises,
        { enterpriseId: survivor, duplicateId: duplicate, reason: '同一企业重复登记' },
        as('clerk'),
      )
    }
    expect(await merged(cells.near)).toMatchObject({ gridCellId: null })
    expect(await merged(cells.city)).toMatchObject({ gridCellId: cells.city })
  })

  it('is refused for all when one lies in another county, which is named', async () => {
    const [own, other] = [await register('990102'), await register('990103')]
    const { name } = await get(other)
    await expect(put(cells.near, [own, other])).rejects.toMatchObject({
      code: 'registry.grid-other-county',
      parameters: { cell: 'TL-01 网格', count: 1, names: name },
    })
    expect((await get(own)).gridCellId).toBeNull()
    await expect(put(cells.district, [own])).rejects.toMatchObject({ code: 'registry.grid-not-a-leaf' })
  })

  it('reaches as far as the right: an officer of a district puts those of the district into its cells', async () => {
    const [own, other] = [await register('990102'), await register('990103')]
    const officer = as('inspector', ['990102'])
    expect(await put(cells.near, [own], officer)).toEqual({ assigned: 1 })
    await expect(put(cells.far, [other], officer)).rejects.toMatchObject({ code: 'kernel.not-found' })
    await expect(put(cells.near, [own, other], officer)).rejects.toMatchObject({
      code: 'registry.enterprise-not-found',
    })
    await expect(put(cells.far, [own], officer)).rejects.toMatchObject({ code: 'kernel.not-found' })
    for (const role of ['leader', 'liaison', 'enterprise'] as const)
      await expect(put(cells.sister, [own], as(role))).rejects.toMatchObject({ code: 'kernel.no-right' })
    expect((await get(own)).gridCellId).toBe(cells.near)
  })

  it('is refused for a duplicate that was merged, and for one that is unknown', async () => {
    const [survivor, duplicate] = [await register('990102'), await register('990102')]
    await call(
      enterprisesRouter.mergeEnterprises,
      { enterpriseId: survivor, duplicateId: duplicate, reason: '同一企业重复登记' },
      as('clerk'),
    )
    await expect(put(cells.near, [duplicate])).rejects.toMatchObject({ code: 'registry.already-merged' })
    await expect(put(cells.near, ['0190aaaa-0000-7000-8000-00000000ffff'])).rejects.toMatchObject({
      code: 'registry.enterprise-not-found',
    })
  })

  it('ends when the enterprise moves to another county, unless a cell of that county is named', async () => {
    const id = await register('990102')
    await put(cells.near, [id])
    const change = async (fields: { region?: string; gridCellId?: string }) =>
      call(
        enterprisesRouter.changeEnterprise,
        { enterpriseId: id, version: (await get(id)).version, reason: '住所迁移', fields },
        as('clerk'),
      )
    await expect(change({ gridCellId: cells.far })).rejects.toMatchObject({
      code: 'registry.grid-other-county',
    })
    await expect(change({ gridCellId: cells.district })).rejects.toMatchObject({
      code: 'registry.grid-not-a-leaf',
    })
    expect(await change({ region: '990103' })).toMatchObject({ region: '990103', gridCellId: null })
    expect(await change({ region: '990102', gridCellId: cells.near })).toMatchObject({
      gridCellId: cells.near,
    })
    expect(await change({ region: '990103', gridCellId: cells.far })).toMatchObject({
      gridCellId: cells.far,
    })
  })

  it('ends likewise when a file or another program says that the enterprise has moved', async () => {
    const [stays, moves] = [await register('990102'), await register('990102')]
    await put(cells.near, [stays, moves])
    const told = async (id: string, fields: { region?: string; address?: string }) => {
      const { creditCode, name, region, industry, size, establishedOn } = await get(id)
      return { creditCode, name, region, industry, size, establishedOn, ...fields }
    }
    const enterprises = [await told(stays, { address: '新街 1 号' }), await told(moves, { region: '990103' })]
    const outcome = await call(
      enterprisesRouter.upsertEnterprises,
      { enterprises, reason: '登记机关推送' },
      as('clerk'),
    )
    expect(outcome).toMatchObject({ changed: 2 })
    expect(await get(stays)).toMatchObject({ address: '新街 1 号', gridCellId: cells.near })
    expect(await get(moves)).toMatchObject({ region: '990103', gridCellId: null })
    const { items } = await call(enterprisesRouter.enterpriseHistory, { enterpriseId: moves }, as('clerk'))
    expect(items[0]).toMatchObject({
      before: { region: '990102', gridCellId: cells.near },
      after: { region: '990103', gridCellId: null },
    })
  })
})
