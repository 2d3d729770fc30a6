import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { readFigures } from '#kernel/measures/figures.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { certificateFacts, instrumentFacts } from './record-facts.ts'
import {
  recordCity as city,
  recordModules as modules,
  recordDay as now,
  openRecordCity,
} from './records.fixture.ts'
import { recordsRouter } from './records-router.ts'

const clerkId = '0190aaaa-0000-7000-8000-000000000001'
const clerk = personIdentity(city, modules, { userId: clerkId, name: '闻知微', roles: ['clerk'] })

describe.each(databaseKinds)('records of enterprises on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const context = (identity = clerk) => ({ context: requestContext(database(), modules, identity, now) })
  const mill = '0190bbbb-0000-7000-8000-000000000001'
  const bakery = '0190bbbb-0000-7000-8000-000000000002'

  const enterprise = (id: string, code: string, name: string, region: string) => sql`
    insert into enterprise (city, id, credit_code, name, status, status_since, region, industry, size, established_on,
      initials, search_text, search, created_at, created_by, changed_at, changed_by)
    values (${city}, ${id}, ${code}, ${name}, 'active', '2020-01-01', ${region}, 'C14', 'small', '2020-01-01', 'x', 'x',
      ''::tsvector, now(), 'test', now(), 'test')`

  beforeAll(async () => {
    await openRecordCity(database())
    await enterprise(mill, '91990102MA00000019', '澄州市棉纺织厂', '990102').execute(database().kysely)
    await enterprise(bakery, '91990103MA0000002X', '青砚糕点有限公司', '990103').execute(database().kysely)
  })

  const newCertificate = {
    enterpriseId: mill,
    fields: {
      kind: 'food-production-licence',
      number: ' sc10133010200017 ',
      validFrom: '2024-01-01',
      validTo: '2026-06-30',
    },
  }

  it('keeps a certificate in its normal form, says how it stands, and counts it while it is valid', async () => {
    const made = await call(recordsRouter.createCertificate, newCertificate, context())
    // 2026-05-14 to 2026-06-30: 17 days of May and 30 of June.
    expect(made).toMatchObject({ number: 'SC10133010200017', standing: 'expiring', daysLeft: 47 })
    const soon = await call(recordsRouter.listCertificates, { withinDays: 47 }, context())
    expect(soon.items.map((item) => item.id)).toEqual([made.id])
    expect((await call(recordsRouter.listCertificates, { withinDays: 46 }, context())).items).toEqual([])

    const revoked = await call(
      recordsRouter.changeCertificate,
      {
        recordId: made.id,
        version: made.version,
        reason: '发证机关撤销',
        fields: { status: 'revoked', statusSince: '2025-03-10' },
      },
      context(),
    )
    expect(revoked.standing).toBe('revoked')
    const figures = await withScope(database(), clerk, (scope) =>
      readFigures(scope, {
        measures: certificateFacts.measures,
        within: city,
        regionDigits: 0,
        from: '2023-12-01',
        to: '2025-05-01',
        period: 'month',
      }),
    )
    const at = (month: string) => figures.find((figure) => figure.period === month)?.value ?? 0
    expect([at('2023-12'), at('2024-01'), at('2025-02'), at('2025-03')]).toEqual([0, 1, 1, 0])
  })

  it('refuses a number that breaks the grammar of its kind, by the field and with an example', async () => {
    const refused = call(
      recordsRouter.createCertificate,
      { ...newCertificate, fields: { ...newCertificate.fields, number: 'SC101' } },
      context(),
    )
    await expect(refused).rejects.toMatchObject({
      code: 'registry.record-does-not-fit',
      fields: [{ path: 'fields.number' }],
    })
  })

  it('refuses the same certificate for another enterprise', async () => {
    await expect(
      call(recordsRouter.createCertificate, { ...newCertificate, enterpriseId: bakery }, context()),
    ).rejects.toMatchObject({ code: 'registry.record-exists', parameters: { enterprise: '澄州市棉纺织厂' } })
  })

  it('checks and pads a GTIN, finds a category with all below it, and refuses one that is none', async () => {
    const product = {
      enterpriseId: bakery,
      fields: { category: '2024', name: '桃酥', gtin: '6901234567892' },
    }
    const made = await call(recordsRouter.createProduct, product, context())
    expect(made.gtin).toBe('06901234567892')
    const found = await call(recordsRouter.listProducts, { category: '20' }, context())
    expect(found.items.map((item) => item.name)).toEqual(['桃酥'])
    await expect(
      call(
        recordsRouter.createProduct,
        { enterpriseId: bakery, fields: { category: '2098', name: '月饼', gtin: '6901234567893' } },
        context(),
      ),
    ).rejects.toMatchObject({ fields: [{ path: 'fields.gtin' }, { path: 'fields.category' }] })
  })

  it('refuses a change that starts from an older version', async () => {
    const [site] = [
      await call(
        recordsRouter.createSite,
        {
          enterpriseId: mill,
          fields: { kind: 'production', name: '一分厂', region: '990103', address: '示范路 1 号' },
        },
        context(),
      ),
    ]
    const change = (version: number, name: string) =>
      call(
        recordsRouter.changeSite,
        { recordId: site.id, version, reason: '更名', fields: { name } },
        context(),
      )
    expect((await change(site.version, '第一分厂')).name).toBe('第一分厂')
    await expect(change(site.version, '一厂')).rejects.toMatchObject({ code: 'kernel.conflict' })
    const history = await call(recordsRouter.recordHistory, { enterpriseId: mill }, context())
    expect(history.items[0]).toMatchObject({
      kind: 'changed',
      recordKind: 'site',
      before: { name: '一分厂' },
      after: { name: '第一分厂' },
      reason: '更名',
      by: '闻知微',
    })
  })

  it('reckons the due day of a verification as date + cycle − 1 day, and a failed instrument as not to be used', async () => {
    const scale = await call(
      recordsRouter.createInstrument,
      {
        enterpriseId: mill,
        fields: {
          kind: 'truck-scale',
          name: '汽车衡',
          number: 'QC-01',
          use: 'trade',
          compulsory: true,
          cycleMonths: 12,
          inUseSince: '2023-05-01',
        },
      },
      context(),
    )
    expect(scale.standing).toBe('unverified')
    const verify = (verifiedOn: string, result: 'qualified' | 'failed') =>
      call(
        recordsRouter.recordVerification,
        {
          recordId: scale.id,
          verification: { verifiedOn, result, verifier: '澄州市计量院', certificateNumber: null },
        },
        context(),
      )
    expect(await verify('2025-05-14', 'qualified')).toMatchObject({
      dueOn: '2026-05-13',
      standing: 'overdue',
    })
    const overdue = await call(recordsRouter.listInstruments, { standing: 'overdue' }, context())
    expect(overdue.items.map((item) => item.number)).toEqual(['QC-01'])
    // An older certificate that is found later does not replace the last verification.
    expect(await verify('2024-05-10', 'qualified')).toMatchObject({ lastVerifiedOn: '2025-05-14' })
    expect(await verify('2026-05-14', 'failed')).toMatchObject({ dueOn: null, standing: 'failed' })
    await expect(verify('2026-05-15', 'qualified')).rejects.toMatchObject({
      code: 'registry.verification-in-future',
    })
    const { verifications } = await call(recordsRouter.listVerifications, { recordId: scale.id }, context())
    expect(verifications.map((one) => one.verifiedOn)).toEqual(['2026-05-14', '2025-05-14', '2024-05-10'])
    const [figure] = await withScope(database(), clerk, (scope) =>
      readFigures(scope, {
        measures: instrumentFacts.measures,
        within: city,
        regionDigits: 0,
        from: '2026-05-01',
        to: '2026-06-01',
        period: 'month',
        by: ['compulsory'],
      }),
    )
    expect(figure).toMatchObject({ value: 1, dimensions: { compulsory: 'yes' } })
  })

  it('masks people, and writes down who read the whole', async () => {
    const person = await call(
      recordsRouter.createPerson,
      {
        enterpriseId: mill,
        fields: { role: 'quality-safety-director', name: '苏映棠', phone: '13812341234' },
      },
      context(),
    )
    expect(person).toMatchObject({ name: '苏*棠', phone: '138****1234', active: true })
    const whole = await call(recordsRouter.readPerson, { recordId: person.id }, context())
    expect(whole).toEqual({ name: '苏映棠', phone: '13812341234', email: null })
    const trail = await sql<{ object_label: string }>`select object_label from audit_entry
      where city = ${city} and action = 'registry.read-personal-data'`.execute(database().kysely)
    expect(trail.rows).toEqual([{ object_label: '质量安全总监 苏*棠' }])
    const { items } = await call(recordsRouter.recordHistory, { enterpriseId: mill }, context())
    expect(JSON.stringify(items)).not.toContain('苏映棠')
  })

  it('shows a district its own enterprises only', async () => {
    const officer = personIdentity(city, modules, {
      userId: '0190aaaa-0000-7000-8000-000000000002',
      roles: ['inspector'],
      regions: ['990103'],
    })
    const seen = await call(recordsRouter.listProducts, {}, context(officer))
    expect(seen.items.map((item) => item.enterpriseName)).toEqual(['青砚糕点有限公司'])
    expect((await call(recordsRouter.listSites, {}, context(officer))).items).toEqual([])
    await expect(
      call(recordsRouter.recordCounts, { enterpriseId: mill }, context(officer)),
    ).rejects.toMatchObject({ code: 'kernel.not-found' })
  })

  it('counts what an enterprise has', async () => {
    expect(await call(recordsRouter.recordCounts, { enterpriseId: mill }, context())).toEqual({
      product: 0,
      site: 1,
      certificate: 1,
      instrument: 1,
      person: 1,
    })
  })

  it('lets a city add categories of its own below those that ship with the program', async () => {
    const title = { zh: '澄州绸扇', en: 'Silk fans' }
    const added = await call(recordsRouter.addProductCategory, { parentCode: '01', title }, context())
    expect(added).toMatchObject({ code: '01C01', parentCode: '01', source: null })
    const { categories } = await call(recordsRouter.productCategories, undefined, context())
    expect(categories.map((category) => category.code)).toContain('01C01')
    const other = await withScope(database(), systemIdentity('990200', 'other'), (scope) =>
      sql<{ rows: number }>`select count(*) as rows from own_product_category`.execute(scope.tx),
    )
    expect(Number(other.rows[0]?.rows)).toBe(0)
  })
})
