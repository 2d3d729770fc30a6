/**
 * How fast figures come out of records, beside hand-written SQL on the same tables of the same server and beside
 * DuckDB, in one run: `npm run bench -- measures [--records 1000000] [--pglite] [--growth] [--only abce]`. Full
 * size is `--records 10000000`; `--growth` runs 1, 3 and 10 million one after the other; `--only` some of the lines. What is said of each line is a ratio;
 * the milliseconds are this machine's.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'
import { rebuildCells } from '#kernel/measures/fold.ts'
import { startPostgresServer } from '#kernel/testing/postgres-server.ts'
import { timeDuckDb } from './measures/duckdb.ts'
import { measureLateRecords } from './measures/late-records.ts'
import { measureLiveBoard } from './measures/live-board.ts'
import { checks, city, makeRecords, makeSetting, type Setting } from './measures/setting.ts'
import { measureWholeCity } from './measures/whole-city.ts'
import { measureWriters } from './measures/writers.ts'

/** Runs the comparisons and prints them. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      records: { type: 'string' },
      pglite: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      only: { type: 'string', default: 'abce' },
    },
  })
  const sizes = values.growth ? [1e6, 3e6, 1e7] : [Number(values.records ?? 1e6)]
  if (sizes.some((size) => !(size >= 10_000))) throw new RangeError('--records is a number from 10000')
  const server = values.pglite
    ? undefined
    : await startPostgresServer({
        fsync: 'on',
        shared_buffers: '1GB',
        work_mem: '256MB',
        max_wal_size: '8GB',
        jit: 'off',
      })
  if (!values.pglite && !server)
    throw new Error('No PostgreSQL server program was found; --pglite works without')
  const setting = await makeSetting(server?.url)
  try {
    for (const records of sizes) await measure(setting, records, values.only)
  } finally {
    await setting.close()
    await server?.stop()
  }
}

async function measure(setting: Setting, records: number, lines: string): Promise<void> {
  const { database } = setting
  const where = database.kind === 'pglite' ? 'PGlite' : 'PostgreSQL'
  console.log(`\n${records.toLocaleString('en')} records, 200 indicators × 100 regions × 36 months, ${where}`)
  await makeRecords(database, records)
  const wanted = (line: string): boolean => lines.includes(line)
  if (wanted('a'))
    await measureWholeCity(setting, database.kind === 'postgres' ? await besideDuckDb(database) : undefined)
  else await rebuildCells(database, city, checks)
  if (wanted('b')) await measureLateRecords(setting)
  if (wanted('c')) await measureLiveBoard(setting)
  if (wanted('e') && database.kind === 'postgres') await measureWriters(setting)
}

/** The server writes the records to a file that DuckDB takes in. */
async function besideDuckDb(database: Database): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-bench-'))
  try {
    const csv = join(tmpdir(), `zhiheng-bench-${process.pid}.csv`)
    await sql
      .raw(
        `copy (select city, region, at, kind, checked, failed, amount from bench_check) to '${csv}' with (format csv, header)`,
      )
      .execute(database.kysely)
    const time = await timeDuckDb(csv, join(folder, 'bench.duckdb'))
    rmSync(csv, { force: true })
    return time
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
