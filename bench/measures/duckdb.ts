/** The same figures by DuckDB on a file of its own. */
import { DuckDBInstance } from '@duckdb/node-api'
import { city } from './setting.ts'

/** Loads the records from a CSV file and gives the time in milliseconds of computing all results, best of three. */
export async function timeDuckDb(csv: string, file: string): Promise<number> {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run(
    `create or replace table bench_check as select * from read_csv('${csv}', header = true,
       columns = {city: 'VARCHAR', region: 'VARCHAR', day: 'DATE', kind: 'VARCHAR', checked: 'INTEGER', failed: 'INTEGER',
         amount: 'DECIMAL(12,2)'})`,
  )
  await connection.run('checkpoint')
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    await connection.run(
      `create or replace table hand_result as
       with cells as (
         select kind, region, date_trunc('month', day)::date as month, sum(checked) as checked, sum(failed) as failed,
           sum(amount) as amount
         from bench_check where city = '${city}' group by all),
       whole as (
         from cells union all
         select kind, '${city}', month, sum(checked), sum(failed), sum(amount) from cells group by all),
       rates as (select *, (checked - failed) / checked * 100 as rate from whole),
       figures as (
         select *, avg(rate) over (partition by kind, region order by month range between interval '2 months' preceding and current row) as mean_rate,
           sum(failed) over (partition by kind, region, year(month) order by month) as failed_so_far from rates)
       select 'rate-' || kind as indicator, 1 as version, region, month, rate as value from figures
       union all select 'amount-' || kind, 1, region, month, amount / checked from figures
       union all select 'mean-' || kind, 1, region, month, mean_rate from figures
       union all select 'year-' || kind, 1, region, month, failed_so_far from figures`,
    )
    times.push(performance.now() - start)
  }
  connection.closeSync()
  instance.closeSync()
  return Math.min(...times)
}
