/** The same figures by SQL as an experienced person would write it for this one purpose: what the engine is measured against. */
import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'
import { city } from './setting.ts'

const run = async (database: Database, text: string): Promise<void> => {
  await sql.raw(text).execute(database.kysely)
}

const cellsOf = (table: string): string => `
  select kind, region, date_trunc('month', at::timestamp)::date as month,
    sum(checked) as checked, sum(failed) as failed, sum(amount) as amount
  from ${table} where city = '${city}' group by 1, 2, 3`

/** First statement: records into cells. */
export async function groupRecords(database: Database): Promise<void> {
  await run(database, 'drop table if exists hand_cell')
  await run(database, `create table hand_cell as ${cellsOf('bench_check')}`)
}

/** Second statement: cells into 720,000 results, each with the version that made it, under a key. */
export async function computeResults(database: Database): Promise<void> {
  await run(
    database,
    `create table if not exists hand_result (indicator text not null, version integer not null, region text not null,
       month date not null, value numeric, primary key (indicator, region, month))`,
  )
  await run(database, 'truncate hand_result')
  await run(
    database,
    `insert into hand_result
     with whole as (
       select kind, region, month, checked, failed, amount from hand_cell
       union all
       select kind, '${city}', month, sum(checked), sum(failed), sum(amount) from hand_cell group by 1, 3),
     rates as (
       select *, (checked - failed)::numeric / nullif(checked, 0) * 100 as rate from whole)
     select named.indicator, 1, region, month, round(named.value, 4) from (
       select *, avg(rate) over recent as mean_rate, sum(failed) over this_year as failed_so_far from rates
       window recent as (partition by kind, region order by month range between interval '2 months' preceding and current row),
         this_year as (partition by kind, region, extract(year from month) order by month)) figures
     cross join lateral (values
       ('rate-' || kind, rate), ('amount-' || kind, amount / nullif(checked, 0)), ('mean-' || kind, mean_rate),
       ('year-' || kind, failed_so_far::numeric)) named (indicator, value)`,
  )
}

/** Prepares merging: cells under a key. */
export const keyCells = (database: Database): Promise<void> =>
  run(database, 'alter table hand_cell add primary key (kind, region, month)')

/** Late records (in `late_check`) into the records and the kept cells. */
export async function mergeLate(database: Database): Promise<void> {
  await database.kysely.transaction().execute(async (tx) => {
    await sql.raw('insert into bench_check select * from late_check').execute(tx)
    await sql
      .raw(
        `insert into hand_cell ${cellsOf('late_check')}
         on conflict (kind, region, month) do update set checked = hand_cell.checked + excluded.checked,
           failed = hand_cell.failed + excluded.failed, amount = hand_cell.amount + excluded.amount`,
      )
      .execute(tx)
  })
}

/** One figure from the records: the pass rate of a kind in the whole city over a year. */
export async function oneFigure(database: Database, kind: number, year: number): Promise<number> {
  const found = await sql<{ rate: number }>`
    select (sum(checked) - sum(failed))::numeric / sum(checked) * 100 as rate from bench_check
    where city = ${city} and kind = ${`k${kind}`} and at >= ${`${year}-01-01`}::date and at < ${`${year + 1}-01-01`}::date`.execute(
    database.kysely,
  )
  return found.rows[0]?.rate ?? Number.NaN
}
