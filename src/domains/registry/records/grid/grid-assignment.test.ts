import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#kernel/access/roles.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { unifiedSocialCreditCodeCheckCharacter } from '#methods/identity-codes/unified-social-credit-code.ts'
import { enterprisesRouter } from '../../enterprises/enterprises-router.ts'
import { registryDomain } from '../../registry-domain.ts'
import { recordsRouter } from '../records-router.ts'
import { fitsCell } from './cell-region.ts'

const modules = [...kernelModules, registryDomain]
const city = '990100'
const now = new Date('2026-05-14T02:00:00Z')

const codeOf = (serial: number, county: string) => {
  const body = `91${county}MA00${serial}`.padEnd(17, '0')
  return body + unifiedSocialCreditCodeCheckCharacter(body)
}

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
  const cells = { near: '', sister: '', far: '', district: '' }
  let serial = 10

  const register = async (region: string) => {
    serial += 1
    const made = await call(
      enterprisesRouter.createEnterprise,
      {
        creditCode: codeOf(serial, region.slice(0, 6)),
        name: `澄州第${serial}糕点厂`,
        region,
        industry: 'C1411',
        size: 'small',
        establishedOn: '2020-01-01',
      },
      as('clerk'),
    )
    return made.id
  }
  const get = (enterpriseId: string) => call(enterprisesRouter.getEnterprise, { enterpriseId }, as('clerk'))
  const put = (cellId: string, enterpriseIds: string[], who = as('clerk')) =>
    call(recordsRouter.assignToCell, { cellId, enterpriseIds, reason: '片区调整' }, who)

  beforeAll(async () => {
    await addFictionalRegions(database(), [
      { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
      { code: '990100', name: '澄州市', level: 'prefecture', parentCode: '990000' },
      { code: '990102', name: '汀澜区', level: 'county', parentCode: '990100' },
      { code: '990103', name: '青砚区', level: 'county', parentCode: '990100' },
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
