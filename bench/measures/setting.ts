/**
 * What the benchmark of measures works on: the demo city with one table of checks in it, a fact view over them and two
 * hundred indicators computed from it, four for each of fifty kinds of products.
 */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { insertIndicators } from '#domains/indicators/store.ts'
import type { VersionRow } from '#domains/indicators/tables.ts'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate } from '#kernel/db/migrations.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { secureTables, secureViews } from '#kernel/db/security.ts'
import { cityTable } from '#kernel/db/tables.ts'
import { defineDomain } from '#kernel/domain.ts'
import type { FactView, Measure } from '#kernel/measures/fact-view.ts'
import { modules } from '#server/domains.ts'
import { buildTestApplication, type TestApplication } from '#server/testing/test-application.ts'
import { demoCity } from '../../demo/city.ts'

export const city = demoCity.code
export const kinds = 50
/** Districts with records; with the whole city, one hundred regions. */
export const districts = 99
export const months = 36
export const firstMonth = '2023-01-01'
/** The month after the last one. */
export const endMonth = '2026-01-01'

const measure = (name: string, unit: string): Measure => ({
  name: `bench.${name}`,
  title: { zh: name, en: name },
  unit,
  column: name,
  kind: 'flow',
})

export const checks: FactView = {
  view: 'bench_check_fact',
  recordType: 'uuid',
  dimensions: ['kind'],
  measures: [measure('checked', '批次'), measure('failed', '批次'), measure('amount', '元')],
}

export const benchModules = [
  ...modules,
  defineDomain({ name: 'bench', title: { zh: '基准', en: 'Bench' }, facts: [checks] }),
]

export interface Setting {
  readonly database: Database
  readonly application: TestApplication
  readonly within: <Result>(work: (scope: Scope) => Promise<Result>) => Promise<Result>
  readonly close: () => Promise<void>
}

/** Makes the city on a PostgreSQL server (its address) or on PGlite in memory. */
export async function makeSetting(url: string | undefined): Promise<Setting> {
  const database = await openDatabase(url ? { kind: 'postgres', url } : { kind: 'pglite-memory' })
  await migrate(database, modules)
  await database.executeScript(`
    create table bench_check (city text not null, id uuid not null, region text not null, at date not null,
      kind text not null, checked integer not null, failed integer not null, amount numeric(12, 2) not null,
      primary key (city, id));
    create view bench_check_fact as select city, id as record_id, region, at, kind, checked, failed, amount from bench_check;`)
  // Guarded as every table of a city is: that costs both sides alike, and it is the policy that finds rows by the city.
  await database.kysely.transaction().execute(async (tx) => {
    await secureTables(tx, { bench_check: cityTable })
    await secureViews(tx, { bench_check_fact: 'invoker' })
  })
  const application = await buildTestApplication(database, {}, benchModules)
  const identity = systemIdentity(city, 'bench', ['indicators.read', 'indicators.manage', 'plans.read'])
  const within: Setting['within'] = (work) => withScope(database, identity, work)
  await within(addIndicators)
  // A server that has run for a minute has done so by itself.
  await database.executeScript('analyze')
  return {
    database,
    application,
    within,
    close: async () => {
      await application.close()
      await database.close()
    },
  }
}

/** The formulas of a kind: rate, mean, three-month mean of the rate, sum of the year so far. */
const formulas = (kind: number) => {
  const m = (name: string): string => `measure("bench.${name}", "kind=k${kind}")`
  const rate = `(${m('checked')} - ${m('failed')}) / ${m('checked')} * 100`
  return [
    { code: 'rate', unit: '%', expression: rate },
    { code: 'amount', unit: '元/批次', expression: `${m('amount')} / ${m('checked')}` },
    { code: 'mean', unit: '%', expression: `mean(last(${rate}, 3))` },
    { code: 'year', unit: '批次', expression: `sum(year_to_date(${m('failed')}))` },
  ]
}

export const indicatorCode = (formula: string, kind: number): string => `bench-${formula}-${kind}`

async function addIndicators(scope: Scope): Promise<void> {
  const all = Array.from({ length: kinds }, (_, kind) =>
    formulas(kind).map(({ code, unit, expression }) => ({
      id: newId(),
      code: indicatorCode(code, kind),
      unit,
      expression,
    })),
  ).flat()
  await insertIndicators(
    scope,
    all.map(({ id, code }) => ({
      id,
      code,
      origin: 'city',
      created_at: scope.now,
      created_by: scope.actor.name,
    })),
    all.map(
      ({ id, code, unit, expression }): Omit<VersionRow, 'city'> => ({
        id: newId(),
        indicator_id: id,
        number: 1,
        valid_from: '2000-01-01',
        valid_to: null,
        name_zh: code,
        name_en: code,
        synonyms: [],
        definition_zh: code,
        definition_en: code,
        unit,
        direction: 'higher',
        decimals: 4,
        category: 'bench',
        period: 'month',
        accumulation: 'none',
        source_standard: null,
        owner_unit_type: null,
        computation: 'expression',
        expression,
        method: null,
        minimum: null,
        maximum: null,
        largest_jump: null,
        reason: null,
        approved_by: null,
        created_at: scope.now,
        created_by: scope.actor.name,
      }),
    ),
  )
}

/** Makes so many checks, spread evenly and in no order; the same ones on every run. */
export async function makeRecords(database: Database, records: number): Promise<void> {
  await sql`truncate bench_check`.execute(database.kysely)
  await sql`select setseed(0.5)`.execute(database.kysely)
  await sql`
    insert into bench_check
    select ${city}, gen_random_uuid(), ${city.slice(0, 4)}::text || lpad((1 + floor(random() * ${districts}))::int::text, 2, '0'),
      ${firstMonth}::date + floor(random() * (${endMonth}::date - ${firstMonth}::date))::int,
      'k' || floor(random() * ${kinds})::int, checked, floor(random() * checked * 0.1)::int, round((random() * 1000)::numeric, 2)
    from (select 1 + floor(random() * 20)::int as checked from generate_series(1, ${records}::int)) given`.execute(
    database.kysely,
  )
  await sql`vacuum analyze bench_check`.execute(database.kysely)
}
