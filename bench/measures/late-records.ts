/** Ten thousand late records, until they show (b). */
import { sql } from 'kysely'
import { addFacts } from '#kernel/measures/change.ts'
import { readFigures } from '#kernel/measures/figures.ts'
import { foldLedger, verifyCells } from '#kernel/measures/fold.ts'
import { groupRecords, keyCells, mergeLate } from './hand-written.ts'
import { report, timed } from './report.ts'
import { checks, city, endMonth, firstMonth, type Setting } from './setting.ts'

const late = 10_000
const rounds = 3

export async function measureLateRecords(setting: Setting): Promise<void> {
  const { database, within } = setting
  await groupRecords(database)
  await keyCells(database)
  let [hand, ours] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < rounds; round++) {
    const theirs = await prepare(setting)
    hand = Math.min(hand, await timed(() => mergeLate(database)))
    await within((scope) => addFacts(scope, checks, theirs))
    // Round by round other records, so that neither finds what the other has warmed up.
    const ids = await prepare(setting)
    ours = Math.min(
      ours,
      await timed(async () => {
        await within((scope) => takeIn(scope, ids))
        await within(cityTotal)
      }),
    )
    while ((await foldLedger(database, city)) > 0);
  }
  report(
    'b',
    '10,000 late records until the city shows them',
    ours,
    'merging them into kept cells',
    hand,
    '≤ 2',
  )
  const wrong = await verifyCells(database, city, checks)
  if (wrong.length > 0) throw new Error(`The kept sums are wrong: ${JSON.stringify(wrong[0])}`)
}

type Scope = Parameters<Parameters<Setting['within']>[0]>[0]

async function takeIn(scope: Scope, ids: readonly string[]): Promise<void> {
  await sql`insert into bench_check select * from late_check`.execute(scope.tx)
  await addFacts(scope, checks, ids)
}

const cityTotal = (scope: Scope) =>
  readFigures(scope, {
    measures: checks.measures,
    within: city,
    regionDigits: 0,
    from: firstMonth,
    to: endMonth,
    period: 'year',
  })

async function prepare({ database }: Setting): Promise<string[]> {
  await database.executeScript('drop table if exists late_check')
  await database.executeScript(
    `create table late_check as select city, gen_random_uuid() as id, region, at, kind, checked, failed, amount
       from bench_check limit ${late}; grant all on late_check to public`,
  )
  const found = await sql<{ id: string }>`select id from late_check`.execute(database.kysely)
  return found.rows.map(({ id }) => id)
}
