/** All figures of the city from its records (a), reading them when they are kept (d), and rebuilding what is kept (f). */
import { sql } from 'kysely'
import { versionOn } from '#domains/indicators/definitions.ts'
import { loadFigures, periodsOf, readDefinitions } from '#domains/indicators/figures-service.ts'
import { lastDay } from '#domains/indicators/period.ts'
import { periodIndex } from '#domains/indicators/period-index.ts'
import { readBlocks } from '#kernel/measures/block-store.ts'
import { rebuildCells, verifyCells } from '#kernel/measures/fold.ts'
import { computeResults, groupRecords } from './hand-written.ts'
import { best, milliseconds, report, timed } from './report.ts'
import { benchModules, checks, city, districts, endMonth, months, type Setting } from './setting.ts'

/** Measures and prints. */
export async function measureWholeCity(setting: Setting, duckDb: number | undefined): Promise<void> {
  const { database, within } = setting
  const grouping = await best(2, () => groupRecords(database))
  const computing = await best(2, () => computeResults(database))
  const rebuilding = await best(2, () => rebuildCells(database, city, checks))
  await database.executeScript('drop table if exists bench_result')
  await database.executeScript(
    `create table bench_result (city text, indicator_id uuid, version_ids uuid[], regions text, numbers bytea,
       primary key (city, indicator_id)); grant all on bench_result to public`,
  )
  const kept = await keepAllFigures(setting)
  const compared = await compareWithHand(setting, kept.figures)
  const { total, evaluating } = kept
  report(
    'a',
    'records into kept results',
    rebuilding + total,
    'two statements',
    grouping + computing,
    '≤ 0.35',
  )
  console.log(
    `    of it: rebuild ${milliseconds(rebuilding)}, results ${milliseconds(total)}, of these computing over typed arrays ${milliseconds(evaluating)}; statements ${milliseconds(grouping)} and ${milliseconds(computing)}; ${compared} results equal`,
  )
  if (duckDb !== undefined)
    report('a', 'computing part', evaluating, "DuckDB's whole on its own file", duckDb, '≤ 1')
  report('f', 'rebuild into blocks', rebuilding, 'one GROUP BY into a table', grouping, '≤ 1.3')
  const reading = await best(5, () =>
    within((scope) =>
      readBlocks(scope.tx, city, { measures: checks.measures.map(({ name }) => name), to: endMonth }),
    ),
  )
  report('d', 'reading all kept sums', reading, 'computing from records', grouping + computing, '≤ 1/100')
  const wrong = await verifyCells(database, city, checks)
  if (wrong.length > 0) throw new Error(`The kept sums are wrong: ${JSON.stringify(wrong[0])}`)
}

const regions = [
  city,
  ...Array.from(
    { length: districts },
    (_, index) => `${city.slice(0, 4)}${String(index + 1).padStart(2, '0')}`,
  ),
]

/** Works all figures out and stores them with the versions that made them. */
async function keepAllFigures({ within }: Setting) {
  let evaluating = 0
  let total = Number.POSITIVE_INFINITY
  const figures = new Map<string, Float64Array>()
  for (let round = 0; round < 2; round++) {
    const time = await timed(() =>
      within(async (scope) => {
        const definitions = await readDefinitions(scope, benchModules)
        const all = definitions.all.filter((indicator) => indicator.code.startsWith('bench-'))
        const figureOf = await loadFigures(scope, definitions, all)
        const periods = periodsOf({ period: 'month' }, '2023-01', '2025-12')
        const start = performance.now()
        const window = { regions, kind: 'month', from: periodIndex('2023-01'), length: months } as const
        for (const indicator of all) figures.set(indicator.code, figureOf.over(indicator, window))
        evaluating = performance.now() - start
        await sql`delete from bench_result`.execute(scope.tx)
        const versions = all.map((indicator) => [
          ...new Set(periods.map((period) => versionOn(indicator, lastDay(period)).id)),
        ])
        const numbers = all.map(({ code }) => Buffer.from(figures.get(code)?.buffer ?? new ArrayBuffer(0)))
        const size = regions.length * months * Float64Array.BYTES_PER_ELEMENT
        await sql`insert into bench_result select ${city}, given.id, array[given.version], ${regions.join(',')},
            substr(${Buffer.concat(numbers)}::bytea, 1 + (given.place::integer - 1) * ${size}::integer, ${size}::integer)
          from unnest(${all.map(({ id }) => id)}::uuid[], ${versions.map(([id]) => id)}::uuid[]) with ordinality
            given(id, version, place)`.execute(scope.tx)
      }),
    )
    total = Math.min(total, time)
  }
  return { total, evaluating, figures }
}

/** Ours and the hand-written results have to be the same figures; returns how many were compared. */
async function compareWithHand(
  { database }: Setting,
  figures: ReadonlyMap<string, Float64Array>,
): Promise<number> {
  const rows = await sql<{ indicator: string; region: string; month: string; value: number | null }>`
    select indicator, region, month, value from hand_result where indicator like '%-k7' or indicator like '%-k31'`.execute(
    database.kysely,
  )
  for (const { indicator, region, month, value } of rows.rows) {
    const at =
      regions.indexOf(region) * months +
      (Number(month.slice(0, 4)) - 2023) * 12 +
      Number(month.slice(5, 7)) -
      1
    const ours = figures.get(`bench-${indicator.replace('-k', '-')}`)?.[at] ?? Number.NaN
    if (value === null ? !Number.isNaN(ours) : Math.abs(ours - value) > 1.01e-4)
      throw new Error(`${indicator} in ${region}, ${month}: ${ours}, by hand ${value}`)
  }
  if (rows.rows.length === 0) throw new Error('Nothing to compare with')
  return rows.rows.length
}
