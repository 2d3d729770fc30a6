import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAccountInScope } from '#kernel/access/accounts.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { readHeadedTable } from '#kernel/exchange/headed-table.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { enterprisesRouter } from '../enterprises/enterprises-router.ts'
import {
  recordCity as city,
  codeOf,
  recordModules as modules,
  recordDay as now,
  openRecordCity,
  registerEnterprise,
} from './records.fixture.ts'
import { recordsRouter } from './records-router.ts'

const clerk = personIdentity(city, modules, {
  userId: '0190aaaa-0000-7000-8000-000000000001',
  name: '闻知微',
  roles: ['clerk'],
})

describe.each(databaseKinds)('grid and files of records on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const context = () => ({ context: requestContext(database(), modules, clerk, now) })
  const ids: string[] = []
  let keeper = ''
  let other = ''

  const register = (name: string, serial: string, region: string) =>
    registerEnterprise(context(), name, serial, region)

  beforeAll(async () => {
    await openRecordCity(database())
    await withScope(database(), systemIdentity(city, 'test'), async (scope) => {
      const account = (username: string, name: string) =>
        createAccountInScope(
          scope,
          { username, name, city, roles: ['inspector'], password: 'Keeper-2026-test', unitIds: [] },
          'hash',
        )
      keeper = await account('ningyuan', '宁远舟')
      other = await account('jiangws', '江望舒')
    })
    for (const [index, name] of ['澄州禾丰食品有限公司', '澄州谷雨糕点有限公司', '澄州青团食品厂'].entries())
      ids.push(await register(name, `1${index}0`, '990102'))
  }, 120_000)

  const cell = (code: string, parentId: string | null, region = '990102') =>
    call(recordsRouter.createGridCell, { code, name: `${code} 网格`, region, parentId }, context())

  it('deals the enterprises of a region out evenly to its lowest cells, once', async () => {
    const district = await cell('TL', null)
    const [first, second] = [await cell('TL-01', district.id), await cell('TL-02', district.id)]
    expect((await call(recordsRouter.assignByRegion, { region: '990102' }, context())).assigned).toBe(3)
    expect((await call(recordsRouter.assignByRegion, { region: '990102' }, context())).assigned).toBe(0)
    const { cells, unassigned } = await call(recordsRouter.gridCells, undefined, context())
    const count = (id: string) => cells.find((one) => one.id === id)?.enterprises
    expect([count(district.id), count(first.id), count(second.id)]).toEqual([3, 2, 1])
    expect(unassigned).toEqual([])
    for (const { id, enterprises } of [district, first, second].map((one) => ({
      id: one.id,
      enterprises: count(one.id),
    }))) {
      const listed = await call(enterprisesRouter.listEnterprises, { gridCell: id }, context())
      expect(listed.items).toHaveLength(enterprises ?? Number.NaN)
      const { total } = await call(enterprisesRouter.enterpriseFacets, { gridCell: id }, context())
      expect(total).toEqual({ value: enterprises, exact: true })
    }
    const history = await call(enterprisesRouter.enterpriseHistory, { enterpriseId: ids[0] ?? '' }, context())
    expect(history.items[0]).toMatchObject({ kind: 'changed', before: { gridCellId: null } })
    await expect(
      call(
        recordsRouter.assignToCell,
        { cellId: district.id, enterpriseIds: ids, reason: '试试' },
        context(),
      ),
    ).rejects.toMatchObject({ code: 'registry.grid-not-a-leaf' })
    await expect(
      call(recordsRouter.changeGridCell, { cellId: first.id, fields: { active: false } }, context()),
    ).rejects.toMatchObject({ code: 'registry.grid-not-empty', parameters: { count: 2 } })
    const moveTo = (region: string) =>
      call(recordsRouter.changeGridCell, { cellId: first.id, fields: { region } }, context())
    await expect(moveTo('990103')).rejects.toMatchObject({
      code: 'registry.grid-leaves-enterprises',
      parameters: { count: 2, region: '990103' },
    })
    expect((await moveTo('990100')).region).toBe('990100')
    expect((await moveTo('990102')).region).toBe('990102')
    await expect(
      call(recordsRouter.changeGridCell, { cellId: district.id, fields: { parentId: first.id } }, context()),
    ).rejects.toMatchObject({ code: 'registry.grid-ring' })
  })

  it('hands cells over on record, and never to one person as keeper and backup', async () => {
    const { cells } = await call(recordsRouter.gridCells, undefined, context())
    const leaf = cells.find((one) => one.code === 'TL-01')?.id ?? ''
    const handOver = (keeperId: string, backupId?: string) =>
      call(
        recordsRouter.handOverGridCells,
        { cellIds: [leaf], keeperId, reason: '人员调整', ...(backupId ? { backupId } : {}) },
        context(),
      )
    expect(await handOver(keeper, other)).toEqual({ cells: 1, enterprises: 2 })
    await expect(handOver(other)).rejects.toMatchObject({ code: 'registry.grid-same-keeper' })
    await handOver(other, keeper)
    const { handOvers } = await call(recordsRouter.gridHandOvers, { cellId: leaf }, context())
    expect(handOvers.map((one) => [one.from, one.to])).toEqual([
      ['宁远舟', '江望舒'],
      [null, '宁远舟'],
    ])
    const { keepers } = await call(recordsRouter.gridKeepers, {}, context())
    expect(keepers.find((one) => one.id === other)?.cells).toBe(1)
  })

  const fileOf = (rows: string) => new File([rows], '证书.csv', { type: 'text/csv' })
  const headings = '统一社会信用代码,企业名称,证书类型,证书编号,有效期起,有效期止'
  const importCertificates = (rows: string, mode: 'try' | 'take') =>
    call(
      recordsRouter.importRecords,
      { kind: 'certificate', file: fileOf(`${headings}\n${rows}`), mode },
      context(),
    )
  const certificates = async () =>
    Number(
      (await sql<{ n: number }>`select count(*) as n from enterprise_certificate`.execute(database().kysely))
        .rows[0]?.n,
    )

  it('takes a file in whole or not at all, and names each row and column that does not fit', async () => {
    const good = `${codeOf('100', '990102')},,食品生产许可证,SC10199010200011,2024/1/1,2028年12月31日`
    const bad = [
      `${codeOf('110', '990102')},,食品许可证,SC10199010200012,2024-01-01,`,
      `${codeOf('110', '990102')},,食品生产许可证,SC1,2024-01-01,2023-01-01`,
      `91990102MA9999999X,,食品生产许可证,SC10199010200013,2024-01-01,`,
      `${codeOf('110', '990102')},,食品生产许可证,SC10199010200011,2024-02-30,`,
    ]
    const refused = await importCertificates([good, ...bad].join('\n'), 'take')
    expect(refused).toMatchObject({ rows: 5, takenIn: false })
    expect(refused.problems.map((problem) => [problem.row, problem.column])).toEqual([
      [3, '证书类型'],
      [4, '证书编号'],
      [4, '有效期止'],
      [5, '统一社会信用代码'],
      [6, '有效期起'],
    ])
    expect(await certificates()).toBe(0)

    const second = `${codeOf('110', '990102')},,CCC,x,,`
    expect((await importCertificates(`${good}\n${second}`, 'try')).takenIn).toBe(false)
    expect(await importCertificates(good, 'try')).toMatchObject({ added: 1, takenIn: false })
    expect(await certificates()).toBe(0)
    expect(await importCertificates(good, 'take')).toMatchObject({ added: 1, takenIn: true })
    // The same file again changes nothing; a later end is a change.
    expect(await importCertificates(good, 'take')).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
    const longer = good.replace('2028年12月31日', '20291231')
    expect(await importCertificates(longer, 'take')).toMatchObject({ changed: 1, takenIn: true })
    const { items } = await call(recordsRouter.recordHistory, { enterpriseId: ids[0] ?? '' }, context())
    expect(items[0]).toMatchObject({ before: { validTo: '2028-12-31' }, after: { validTo: '2029-12-31' } })
  })

  it('gives a file that it takes back without a change, and a template that it reads as empty', async () => {
    const file = await call(recordsRouter.exportRecords, { kind: 'certificate' }, context())
    const again = await call(
      recordsRouter.importRecords,
      { kind: 'certificate', file, mode: 'try' },
      context(),
    )
    expect(again).toMatchObject({ rows: 1, unchanged: 1, problemCount: 0 })
    for (const one of ['product', 'site', 'certificate', 'instrument', 'person'] as const) {
      const template = await call(recordsRouter.recordTemplate, { kind: one }, context())
      const table = await readHeadedTable(template)
      expect([one, table?.rows.length]).toEqual([one, 0])
      const tried = await call(
        recordsRouter.importRecords,
        { kind: one, file: template, mode: 'try' },
        context(),
      )
      expect([one, tried.problemCount]).toEqual([one, 0])
    }
    await expect(
      call(
        recordsRouter.importRecords,
        { kind: 'site', file: new File([new Uint8Array([0, 1, 2])], 'a.png'), mode: 'try' },
        context(),
      ),
    ).rejects.toMatchObject({ code: 'registry.file-unreadable' })
    const rows = 'x\n'.repeat(20_001)
    await expect(
      call(
        recordsRouter.importRecords,
        { kind: 'site', file: new File([`名称\n${rows}`], 'long.csv'), mode: 'try' },
        context(),
      ),
    ).rejects.toMatchObject({ code: 'registry.too-many-rows', parameters: { limit: 20_000 } })
  })

  it('lets what belongs to a duplicate move to the enterprise that takes it over, and count in its county', async () => {
    const duplicate = await register('澄州禾丰食品厂', '300', '990103')
    await call(
      recordsRouter.createSite,
      {
        enterpriseId: duplicate,
        fields: { kind: 'storage', name: '东仓', region: '990103', address: '示范路 2 号' },
      },
      context(),
    )
    await importCertificates(
      `${codeOf('300', '990103')},,食品生产许可证,SC10199010300021,2024-01-01,2028-12-31`,
      'take',
    )
    const survivor = ids[0] ?? ''
    await call(
      enterprisesRouter.mergeEnterprises,
      { enterpriseId: survivor, duplicateId: duplicate, reason: '同一企业重复登记' },
      context(),
    )
    expect(await call(recordsRouter.recordCounts, { enterpriseId: survivor }, context())).toMatchObject({
      site: 1,
      certificate: 2,
    })
    const regions = await sql<{ region: string }>`select distinct region from enterprise_certificate
      where enterprise_id = ${survivor}`.execute(database().kysely)
    expect(regions.rows).toEqual([{ region: '990102' }])
    const { items } = await call(recordsRouter.recordHistory, { enterpriseId: survivor }, context())
    expect(
      items
        .filter((item) => item.kind === 'moved')
        .map((item) => item.label)
        .toSorted(),
    ).toEqual(['SC10199010300021', '东仓'])
    await expect(
      call(
        recordsRouter.createSite,
        {
          enterpriseId: duplicate,
          fields: { kind: 'storage', name: '西仓', region: '990103', address: '示范路 3 号' },
        },
        context(),
      ),
    ).rejects.toMatchObject({ code: 'registry.owner-merged' })
  })
})
