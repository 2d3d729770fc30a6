import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { type Scope, systemIdentity, withScope } from '../db/scope.ts'
import { applicationRole } from '../db/security.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { packUnits } from './blocks.ts'
import { changeFacts } from './change.ts'
import { setClosedThrough } from './closed-months.ts'
import { explainFigure } from './explain.ts'
import type { FactView, Measure } from './fact-view.ts'
import { readFigures } from './figures.ts'
import { foldLedger, rebuildCells, verifyCells } from './fold.ts'
import { listLateChanges } from './late-changes.ts'
import { measuresModule } from './measures-module.ts'
import { addMonths, monthsThrough, periodsBetween } from './period.ts'
import { followFigures } from './totals.ts'

const checked: Measure = {
  name: 'test.checked',
  title: { zh: '检查数', en: 'Checked' },
  unit: '件',
  column: 'checked',
  kind: 'flow',
}
const weight: Measure = {
  name: 'test.weight',
  title: { zh: '重量', en: 'Weight' },
  unit: '吨',
  column: 'weight',
  kind: 'flow',
}
const inspections: FactView = {
  view: 'test_inspection_fact',
  dimensions: ['category', 'result'],
  measures: [checked, weight],
}
const valid: Measure = {
  name: 'test.valid',
  title: { zh: '有效证书', en: 'Valid' },
  unit: '张',
  column: 'change',
  kind: 'stock',
}
const certificates: FactView = { view: 'test_certificate_fact', dimensions: [], measures: [valid] }

interface Inspection {
  readonly id: string
  readonly region: string
  readonly at: string
  readonly category: string
  readonly result: string
  readonly checked: number | null
  readonly weight: number | null
}

const regions = ['990102', '990103001', '990103002', '990181']
const arbitraryInspection = fc.record({
  id: fc.integer({ min: 1, max: 12 }).map((number) => `record-${number}`),
  region: fc.constantFrom(...regions),
  at: fc.constantFrom('2025-11-30', '2025-12-01', '2026-01-31', '2026-02-01', '2026-05-06'),
  category: fc.constantFrom('food', 'toys', '"quoted"'),
  result: fc.constantFrom('pass', 'fail'),
  checked: fc.option(fc.integer({ min: 0, max: 1000 })),
  weight: fc.option(fc.integer({ min: -100_000, max: 100_000 }).map((hundredths) => hundredths / 100)),
})
type Step = { readonly kind: 'put' | 'delete' | 'fold'; readonly record: Inspection }
const arbitrarySteps = fc.array(
  fc.record({ kind: fc.constantFrom('put', 'put', 'put', 'delete', 'fold'), record: arbitraryInspection }),
  { minLength: 1, maxLength: 25 },
) as fc.Arbitrary<Step[]>

const put = (scope: Scope, record: Inspection) =>
  changeFacts(scope, inspections, [record.id], () =>
    sql`insert into test_inspection values (${scope.city}, ${record.id}, ${record.region}, ${record.at}::date, ${record.category},
      ${record.result}, ${record.checked}, ${record.weight})
      on conflict (city, id) do update set region = excluded.region, at = excluded.at, category = excluded.category,
        result = excluded.result, checked = excluded.checked, weight = excluded.weight`.execute(scope.tx),
  )
const remove = (scope: Scope, id: string) =>
  changeFacts(scope, inspections, [id], () =>
    sql`delete from test_inspection where city = ${scope.city} and id = ${id}`.execute(scope.tx),
  )

describe.each(databaseKinds)('measures on %s', (kind) => {
  const database = useTestDatabase(kind, [auditModule, measuresModule])
  let counter = 0
  const newCity = (): string => `99${String(++counter).padStart(4, '0')}`
  const within = <Result>(city: string, work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), systemIdentity(city, 'test'), work)

  beforeAll(async () => {
    await database().executeScript(`
      create table test_inspection (city text, id text, region text, at date, category text, result text,
        checked integer, weight numeric(12, 2), primary key (city, id));
      create view test_inspection_fact as select city, id as record_id, region, at, category, result, checked, weight from test_inspection;
      create table test_certificate (city text, id text, region text, valid_from date, valid_to date, primary key (city, id));
      create view test_certificate_fact as
        select city, id as record_id, region, valid_from as at, 1 as change from test_certificate
        union all select city, id, region, valid_to, -1 from test_certificate where valid_to is not null;
      grant all on test_inspection, test_inspection_fact, test_certificate, test_certificate_fact to ${applicationRole};`)
  })

  it('keeps cells plus ledger equal to the records after any sequence of changes, and after a rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySteps, async (steps) => {
        const city = newCity()
        for (const { kind: step, record } of steps) {
          if (step === 'put') await within(city, (scope) => put(scope, record))
          else if (step === 'delete') await within(city, (scope) => remove(scope, record.id))
          else await foldLedger(database(), city, 3)
        }
        expect(await verifyCells(database(), city, inspections)).toEqual([])
        await rebuildCells(database(), city, inspections)
        expect(await verifyCells(database(), city, inspections)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  it('keeps them equal under concurrent writers, folding and a rebuild', async () => {
    const city = newCity()
    const writers = Array.from({ length: 8 }, (_, writer) =>
      (async () => {
        for (let i = 0; i < 15; i++) {
          const record = {
            id: `record-${(writer * 7 + i) % 5}`,
            region: regions[(writer + i) % regions.length] ?? '',
            at: addMonths('2026-01-01', i % 4),
            category: 'food',
            result: i % 2 ? 'pass' : 'fail',
            checked: writer * 100 + i,
            weight: i / 4,
          }
          await within(city, (scope) => (i % 5 === 4 ? remove(scope, record.id) : put(scope, record)))
        }
      })(),
    )
    const folding = (async () => {
      for (let i = 0; i < 10; i++) await foldLedger(database(), city, 10)
      await rebuildCells(database(), city, inspections)
      await foldLedger(database(), city)
    })()
    await Promise.all([...writers, folding])
    expect(await verifyCells(database(), city, inspections)).toEqual([])
    while ((await foldLedger(database(), city)) > 0);
    expect(await verifyCells(database(), city, inspections)).toEqual([])
  })

  it('tells whoever follows figures that they were made anew', async () => {
    const city = newCity()
    const heard: string[] = []
    const stop = followFigures(database(), (one) => heard.push(one))
    await rebuildCells(database(), city, inspections)
    stop()
    expect(heard).toEqual([city])
  })

  it('finds a cell that was tampered with', async () => {
    const city = newCity()
    const record = {
      id: 'a',
      region: '990102',
      at: '2026-01-15',
      category: 'food',
      result: 'pass',
      checked: 5,
      weight: null,
    }
    await within(city, (scope) => put(scope, record))
    await foldLedger(database(), city)
    const tampered = packUnits(Float64Array.from([6e4, ...Array.from({ length: 11 }, () => 0)])).toString(
      'base64',
    )
    await sql`update measure_block set units = decode(${tampered}, 'base64') where city = ${city}`.execute(
      database().kysely,
    )
    expect(await verifyCells(database(), city, inspections)).toMatchObject([
      { measure: 'test.checked', kept: 6, recomputed: 5 },
    ])
  })

  it('rolls figures up over regions, periods and dimensions, folded or not', async () => {
    const city = '990100'
    const base = { category: 'food', result: 'pass', weight: 0.1 }
    const records: Inspection[] = [
      { ...base, id: '1', region: '990102', at: '2026-01-10', checked: 10 },
      { ...base, id: '2', region: '990103001', at: '2026-02-10', checked: 20, result: 'fail' },
      { ...base, id: '3', region: '990103002', at: '2026-04-10', checked: 40, weight: 0.2 },
    ]
    for (const record of records) await within(city, (scope) => put(scope, record))
    for (const folded of [false, true]) {
      if (folded) await foldLedger(database(), city)
      const read = (request: object) =>
        within(city, (scope) =>
          readFigures(scope, {
            measures: [checked],
            within: '990100',
            regionDigits: 0,
            from: '2026-01-01',
            to: '2027-01-01',
            period: 'year',
            ...request,
          }),
        )
      expect(await read({})).toMatchObject([{ region: '990100', period: '2026', value: 70 }])
      expect(await read({ within: '990103' })).toMatchObject([{ value: 60 }])
      const quarters = await read({ period: 'quarter' })
      expect(quarters.map((figure) => [figure.period, figure.value]).toSorted()).toEqual([
        ['2026-Q1', 30],
        ['2026-Q2', 40],
      ])
      const districts = await read({ regionDigits: 6, by: ['result'] })
      expect(districts.map((one) => [one.region, one.dimensions.result, one.value]).toSorted()).toEqual([
        ['990102', 'pass', 10],
        ['990103', 'fail', 20],
        ['990103', 'pass', 40],
      ])
      expect(await read({ where: { result: 'fail' } })).toMatchObject([{ value: 20 }])
      expect(await read({ from: '2027-01-01', to: '2028-01-01' })).toEqual([])
    }
  })

  it('keeps stock measures as running sums, also over months without a change', async () => {
    const city = newCity()
    const issue = (id: string, from: string, to: string | null) =>
      within(city, (scope) =>
        changeFacts(scope, certificates, [id], () =>
          sql`insert into test_certificate values (${city}, ${id}, '990102', ${from}::date, ${to}::date)`.execute(
            scope.tx,
          ),
        ),
      )
    await issue('a', '2025-06-01', null)
    await issue('b', '2026-01-20', '2026-03-05')
    await issue('c', '2026-02-02', null)
    const figures = await within(city, (scope) =>
      readFigures(scope, {
        measures: [valid],
        within: '990100',
        regionDigits: 0,
        from: '2026-01-01',
        to: '2026-06-01',
        period: 'month',
      }),
    )
    expect(figures.map((figure) => [figure.period, figure.value])).toEqual([
      ['2026-01', 2],
      ['2026-02', 3],
      ['2026-03', 2],
      ['2026-04', 2],
      ['2026-05', 2],
    ])
    const behind = await within(city, (scope) =>
      explainFigure(scope, certificates, valid, {
        within: '990100',
        from: '2026-05-01',
        to: '2026-06-01',
        limit: 10,
      }),
    )
    expect(behind.map((record) => record.recordId)).toEqual(['a', 'c'])
  })

  it('explains a figure by records that add up to it, page by page', async () => {
    const city = newCity()
    for (let i = 0; i < 7; i++)
      await within(city, (scope) =>
        put(scope, {
          id: `r${i}`,
          region: '990103001',
          at: '2026-01-15',
          category: 'food',
          result: 'pass',
          checked: i,
          weight: null,
        }),
      )
    const page = (after?: string) =>
      within(city, (scope) =>
        explainFigure(scope, inspections, checked, {
          within: '990103',
          from: '2026-01-01',
          to: '2026-02-01',
          where: { category: 'food' },
          after,
          limit: 4,
        }),
      )
    const first = await page()
    const second = await page(first.at(-1)?.recordId)
    const values = [...first, ...second].map((record) => record.value)
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(21)
    expect(first).toHaveLength(4)
    expect(second).toHaveLength(2)
  })

  it('writes nothing when the change fails, and lists changes of closed months', async () => {
    const city = newCity()
    const record = {
      id: 'a',
      region: '990102',
      at: '2026-01-15',
      category: 'food',
      result: 'pass',
      checked: 5,
      weight: null,
    }
    await expect(
      within(city, async (scope) => {
        await put(scope, record)
        throw new Error('fails after')
      }),
    ).rejects.toThrow('fails after')
    expect(await verifyCells(database(), city, inspections)).toEqual([])
    await within(city, (scope) => put(scope, record))
    await within(city, (scope) => setClosedThrough(scope, '2026-01-01'))
    await within(city, (scope) => put(scope, { ...record, checked: 8 }))
    const late = await within(city, (scope) => listLateChanges(scope, {}, { limit: 10 }))
    expect(late).toMatchObject([{ measure: 'test.checked', value: 3, records: ['a'] }])
  })

  it('notes what very many records changed in a closed month', async () => {
    const city = newCity()
    const ids = Array.from({ length: 600 }, (_, i) => `late-${i}`)
    await within(city, (scope) => setClosedThrough(scope, '2026-01-01'))
    await within(city, (scope) =>
      changeFacts(scope, inspections, ids, () =>
        sql`insert into test_inspection select ${city}, id, '990102', '2026-01-01', 'food', 'pass', 1, 0.01 from unnest(${ids}::text[]) id`.execute(
          scope.tx,
        ),
      ),
    )
    const late = await within(city, (scope) => listLateChanges(scope, {}, { limit: 10 }))
    expect(
      late.map(({ measure, value, dimensions, records }) => [measure, value, dimensions, records.length]),
    ).toEqual([
      ['test.weight', 6, { category: 'food', result: 'pass' }, 100],
      ['test.checked', 600, { category: 'food', result: 'pass' }, 100],
    ])
  })

  it('takes many records in one change', async () => {
    const city = newCity()
    const ids = Array.from({ length: 700 }, (_, i) => `bulk-${i}`)
    await within(city, (scope) =>
      changeFacts(scope, inspections, ids, () =>
        sql`insert into test_inspection select ${city}, id, '990102', '2026-01-01', 'food', 'pass', 1, 0.01 from unnest(${ids}::text[]) id`.execute(
          scope.tx,
        ),
      ),
    )
    const figures = await within(city, (scope) =>
      readFigures(scope, {
        measures: [checked, weight],
        within: '990100',
        regionDigits: 0,
        from: '2026-01-01',
        to: '2026-02-01',
        period: 'month',
      }),
    )
    expect(figures.map((figure) => figure.value).toSorted()).toEqual([7, 700])
  })
})

describe('periods', () => {
  it('rolls months into quarters and years', () => {
    expect(periodsBetween('2025-11-01', '2026-05-01', 'quarter')).toEqual(['2025-Q4', '2026-Q1', '2026-Q2'])
    expect(addMonths('2026-01-01', -1)).toBe('2025-12-01')
    expect(addMonths('2025-12-01', 13)).toBe('2027-01-01')
  })
  it('fills the months between those that have data', () => {
    expect(monthsThrough(['2026-02', '2025-11', '2026-02'])).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ])
    expect(monthsThrough([])).toEqual([])
  })
})
