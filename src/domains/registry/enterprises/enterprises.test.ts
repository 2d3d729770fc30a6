import { call } from '@orpc/server'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RequestContext } from '#kernel/api/router.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { foldLedger, verifyCells } from '#kernel/measures/fold.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { unifiedSocialCreditCodeCheckCharacter } from '#methods/identity-codes/unified-social-credit-code.ts'
import { demoCity, demoRegions } from '../../../../demo/city.ts'
import { generateEnterprises } from '../../../../demo/registry/generate-enterprises.ts'
import { seedRegistry } from '../../../../demo/registry/seed-registry.ts'
import { registryDomain } from '../registry-domain.ts'
import { enterpriseCounts, enterpriseFacts } from './enterprise-facts.ts'
import type { Enterprise, EnterpriseListRequest, EnterpriseSort } from './enterprise-schemas.ts'
import { enterprisesRouter as router } from './enterprises-router.ts'
import { searchable } from './searchable-name.ts'

const modules = [...kernelModules, registryDomain]
const now = new Date('2026-06-30T02:00:00Z')
const count = 1500
const firms = [...generateEnterprises({ count, today: '2026-06-30' })]

describe.each(databaseKinds)('enterprises on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const city = demoCity.code
  let clerk: { context: RequestContext }
  let inspector: { context: RequestContext }

  const list = (request: Partial<EnterpriseListRequest>, who = clerk) =>
    call(router.listEnterprises, { limit: 200, ...request }, who)
  const every = async (request: Partial<EnterpriseListRequest>, who = clerk): Promise<Enterprise[]> => {
    const found: Enterprise[] = []
    for (let after: string | undefined; ; ) {
      const page = await list({ ...request, ...(after === undefined ? {} : { after }) }, who)
      found.push(...page.items)
      if (page.next === null) return found
      after = page.next
    }
  }
  const codes = (found: readonly { creditCode: string }[]): string[] =>
    found.map(({ creditCode }) => creditCode).toSorted()

  beforeAll(async () => {
    await addFictionalRegions(database(), demoRegions)
    await seedRegistry(database(), { count, now })
    const person = (
      userId: string,
      roles: readonly ('clerk' | 'inspector' | 'leader')[],
      regions: string[],
    ) => ({
      context: requestContext(
        database(),
        modules,
        personIdentity(city, modules, { userId, roles, regions }),
        now,
      ),
    })
    clerk = person('clerk', ['clerk'], [city])
    inspector = person('inspector', ['inspector'], ['990102'])
  }, 120_000)

  it('finds every fragment of every name, and nothing that lacks it', async () => {
    const names = (firm: (typeof firms)[number]) =>
      [firm.name, ...firm.formerNames, ...firm.aliases].map(searchable)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(count - 1),
        fc.nat(20),
        fc.integer({ min: 1, max: 9 }),
        async (index, start, length) => {
          const firm = firms[index]
          const all = firm ? names(firm) : []
          const name = all[start % all.length] ?? ''
          const from = start % Math.max(1, name.length - length + 1)
          const fragment = name.slice(from, from + length)
          const expected = firms.filter((one) => names(one).some((text) => text.includes(fragment)))
          expect([fragment, codes(await every({ search: fragment }))]).toEqual([fragment, codes(expected)])
        },
      ),
      { numRuns: 25 },
    )
  })

  it('finds by pinyin, by initials and by the beginning of a code', async () => {
    const firm = firms.find(({ name }) => name.includes('机械有限公司')) ?? firms[0]
    const byPinyin = await every({ search: 'jixie' })
    expect(codes(byPinyin)).toEqual(
      codes(
        firms.filter((one) =>
          [one.name, ...one.formerNames, ...one.aliases].some((name) => name.includes('机械')),
        ),
      ),
    )
    expect(codes(await every({ search: 'jxyxgs' }))).toContain(firm?.creditCode)
    expect(codes(await every({ search: firm?.creditCode.slice(0, 16) ?? '' }))).toEqual([firm?.creditCode])
    expect(await every({ search: '此地无银' })).toEqual([])
    expect(codes(await every({ search: '澄州 jixie 有限' }))).toEqual(
      codes(
        firms.filter((one) => {
          const all = [one.name, ...one.formerNames, ...one.aliases].map(searchable)
          return ['澄州', '机械', '有限'].every((word) => all.some((name) => name.includes(word)))
        }),
      ),
    )
  })

  it('pages through the whole list in every order, within any filter, without loss or repetition', async () => {
    const expected = (filter: Partial<EnterpriseListRequest>) =>
      codes(
        firms.filter(
          (firm) =>
            (filter.region === undefined || firm.region.startsWith(filter.region)) &&
            (filter.industry === undefined || firm.industry.startsWith(filter.industry)) &&
            (filter.size === undefined || filter.size.includes(firm.size)) &&
            (filter.establishedFrom === undefined || firm.establishedOn >= filter.establishedFrom),
        ),
      )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<EnterpriseSort>('entered', 'name', 'code', 'established', 'region'),
        fc.constantFrom<'ascending' | 'descending'>('ascending', 'descending'),
        fc.constantFrom<Partial<EnterpriseListRequest>>(
          {},
          { region: '990102' },
          { industry: 'C', size: ['micro', 'small'] },
          { region: '990181', industry: 'F52', establishedFrom: '2020-01-01' },
        ),
        fc.integer({ min: 37, max: 200 }),
        async (sort, direction, filter, limit) => {
          const found = await every({ sort, direction, limit, ...filter })
          expect(codes(found)).toEqual(expected(filter))
          const keys = found.map((one) => (sort === 'code' ? one.creditCode : one.establishedOn))
          const sorted = keys.toSorted()
          if (sort === 'code' || sort === 'established')
            expect(keys).toEqual(direction === 'ascending' ? sorted : sorted.toReversed())
        },
      ),
      { numRuns: 20 },
    )
  })

  it('counts by kind, kept and counted alike', async () => {
    const facets = await call(router.enterpriseFacets, {}, clerk)
    const tally = (pick: (firm: (typeof firms)[number]) => string, within = firms) => {
      const counts = new Map<string, number>()
      for (const firm of within) counts.set(pick(firm), (counts.get(pick(firm)) ?? 0) + 1)
      return counts
    }
    const asMap = (values: ReadonlyArray<{ value: string; count: number }>) =>
      new Map(values.map(({ value, count: found }) => [value, found]))
    expect(facets.total).toEqual({ value: count, exact: true })
    expect(asMap(facets.status)).toEqual(tally((firm) => firm.status))
    expect(asMap(facets.section)).toEqual(tally((firm) => firm.industry.charAt(0)))
    const counted = await call(router.enterpriseFacets, { industry: 'C', search: '有限公司' }, clerk)
    const among = firms.filter(
      ({ industry, name, formerNames }) =>
        industry.startsWith('C') &&
        [name, ...formerNames].some((text) => searchable(text).includes('有限公司')),
    )
    expect(counted.total).toEqual({ value: among.length, exact: true })
    expect(asMap(counted.county)).toEqual(tally((firm) => firm.region.slice(0, 6), among))
  })

  it('shows an inspector the own district only, and masks what is personal', async () => {
    const seen = await every({}, inspector)
    expect(codes(seen)).toEqual(codes(firms.filter(({ region }) => region.startsWith('990102'))))
    const facets = await call(router.enterpriseFacets, {}, inspector)
    expect(facets.total.value).toBe(seen.length)
    const other = (await every({ region: '990103' }))[0]
    await expect(call(router.getEnterprise, { enterpriseId: other?.id ?? '' }, inspector)).rejects.toThrow(
      /not-found/,
    )
    const own = seen[0]
    const firm = firms.find(({ creditCode }) => creditCode === own?.creditCode)
    const detail = await call(router.getEnterprise, { enterpriseId: own?.id ?? '' }, inspector)
    expect(detail.phone).toMatch(/^100\*{4}\d{4}$/)
    expect(detail.legalRepresentative).not.toBe(firm?.legalRepresentative)
    const open = await call(router.readEnterprisePersonalData, { enterpriseId: own?.id ?? '' }, inspector)
    expect(open).toEqual({ legalRepresentative: firm?.legalRepresentative, phone: firm?.phone })
    const audit = await sql<{ actor: string }>`select actor_name as actor from audit_entry
      where action = 'registry.read-personal-data' and object_id = ${own?.id ?? ''}`.execute(
      database().kysely,
    )
    expect(audit.rows).toEqual([{ actor: 'inspector' }])
  })

  it('keeps the history of a change, makes the old name a former one, and refuses stale and wrong changes', async () => {
    const [first] = await every({ search: firms[7]?.creditCode ?? '' })
    const enterpriseId = first?.id ?? ''
    const before = await call(router.getEnterprise, { enterpriseId }, clerk)
    const change = { enterpriseId, version: before.version, reason: '名称变更登记' }
    const after = await call(
      router.changeEnterprise,
      { ...change, fields: { name: '澄州市重新命名试验有限公司', phone: '10012345678' } },
      clerk,
    )
    expect(after.formerNames[0]).toBe(before.name)
    expect(codes(await every({ search: '重新命名' }))).toEqual([before.creditCode])
    expect(codes(await every({ search: 'cxmmsy' }))).toEqual([before.creditCode])
    expect(codes(await every({ search: searchable(before.name) }))).toContain(before.creditCode)
    const history = await call(router.enterpriseHistory, { enterpriseId, limit: 50 }, clerk)
    expect(history.items.map((one) => one.kind)).toEqual(['changed', 'created'])
    expect(history.items[0]).toMatchObject({
      before: { name: before.name },
      after: { name: '澄州市重新命名试验有限公司', phone: '100****5678' },
      reason: '名称变更登记',
      by: 'clerk',
    })
    await expect(
      call(router.changeEnterprise, { ...change, fields: { size: 'small' } }, clerk),
    ).rejects.toThrow(/changed-meanwhile/)
    await expect(
      call(
        router.changeEnterprise,
        { ...change, version: after.version, fields: { region: '330106' } },
        clerk,
      ),
    ).rejects.toThrow(/invalid-fields/)
  })

  const base = {
    region: '990103001',
    industry: 'C3411',
    size: 'small' as const,
    establishedOn: '2020-03-04',
  }

  it('merges a duplicate: it leads to the survivor, leaves lists and figures, and is found by its names and code', async () => {
    const survivor = await call(
      router.createEnterprise,
      { ...base, creditCode: '91990103MA9900007K', name: '澄州市鹭汀精密机械有限公司', phone: '10055556666' },
      clerk,
    ).catch((error: unknown) => error)
    expect(survivor).toMatchObject({ code: 'registry.invalid-fields' })
    const create = (body: string, name: string) =>
      call(
        router.createEnterprise,
        { ...base, creditCode: withCheck(body), name, phone: '10055556666' },
        clerk,
      )
    const kept = await create('91990103MA9900007', '澄州市鹭汀精密机械有限公司')
    const twin = await create('91990103MA9900115', '澄州鹭汀精密机械有限公司')
    const { likenesses } = await call(router.enterpriseLikenesses, { enterpriseId: kept.id }, clerk)
    expect(likenesses[0]).toMatchObject({
      enterprise: { id: twin.id },
      agreeing: expect.arrayContaining(['name', 'phone']),
    })
    const total = (await call(router.enterpriseFacets, {}, clerk)).total.value
    const merged = await call(
      router.mergeEnterprises,
      { enterpriseId: kept.id, duplicateId: twin.id, reason: '同一企业重复登记' },
      clerk,
    )
    expect(merged.aliases).toContain('澄州鹭汀精密机械有限公司')
    expect((await call(router.enterpriseFacets, {}, clerk)).total.value).toBe(total - 1)
    expect((await call(router.getEnterprise, { enterpriseId: twin.id }, clerk)).mergedInto).toBe(kept.id)
    expect((await call(router.findEnterpriseByCode, { creditCode: twin.creditCode }, clerk)).id).toBe(kept.id)
    const led =
      await sql`select leads_to from registry_redirect where enterprise_id = ${twin.id}::uuid`.execute(
        database().kysely,
      )
    expect(led.rows).toEqual([{ leads_to: kept.id }])
    for (const search of ['鹭汀精密', twin.creditCode, `鹭汀 ${twin.creditCode}`, kept.creditCode])
      expect(
        (await every({ search })).map(({ id }) => id),
        search,
      ).toEqual([kept.id])
    expect((await call(router.enterpriseFacets, { search: twin.creditCode }, clerk)).total.value).toBe(1)
    await expect(
      call(
        router.mergeEnterprises,
        { enterpriseId: twin.id, duplicateId: kept.id, reason: '再次合并' },
        clerk,
      ),
    ).rejects.toThrow(/already-merged/)
  })

  it('takes chosen facts of a duplicate over in the same step, or nothing at all', async () => {
    const create = (serial: string, name: string, address: string) =>
      call(
        router.createEnterprise,
        { ...base, creditCode: withCheck(`91990103MA99${serial}`), name, address },
        clerk,
      )
    const kept = await create('20001', '澄州市苇塘食品有限公司', '旧街 1 号')
    const twin = await create('20002', '澄州苇塘食品有限公司', '新街 2 号')
    const merge = (version: number) =>
      call(
        router.mergeEnterprises,
        {
          enterpriseId: kept.id,
          duplicateId: twin.id,
          reason: '同一企业重复登记',
          taken: ['name', 'address', 'size'],
          version,
        },
        clerk,
      )
    await expect(merge(kept.version + 1)).rejects.toThrow(/changed-meanwhile/)
    expect(await call(router.getEnterprise, { enterpriseId: kept.id }, clerk)).toMatchObject({
      name: kept.name,
      version: kept.version,
    })
    expect(await merge(kept.version)).toMatchObject({
      name: twin.name,
      formerNames: [kept.name],
      address: '新街 2 号',
      size: kept.size,
    })
    const { items } = await call(router.enterpriseHistory, { enterpriseId: kept.id }, clerk)
    expect(items.map((change) => change.kind)).toEqual(['took-over', 'changed', 'created'])
  })

  it('shows the searching view nothing of another city', async () => {
    const seen = await withScope(database(), systemIdentity('990200', 'other'), (scope) =>
      sql`select from enterprise_found`.execute(scope.tx),
    )
    expect(seen.rows).toHaveLength(0)
  })

  it('keeps figures that equal the records after whatever happened above', async () => {
    for (const view of [enterpriseFacts, enterpriseCounts]) {
      expect(await verifyCells(database(), city, view)).toEqual([])
    }
    await foldLedger(database(), city)
    for (const view of [enterpriseFacts, enterpriseCounts])
      expect(await verifyCells(database(), city, view)).toEqual([])
  })
})

const withCheck = (body: string): string => `${body}${unifiedSocialCreditCodeCheckCharacter(body)}`
