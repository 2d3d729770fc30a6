/** SQL of blocks and of the ledger that goes into them. */
import { type RawBuilder, sql } from 'kysely'
import type { Connection } from '../db/database.ts'
import { beginningWith } from '../db/like-pattern.ts'
import { type Block, BlockSet, packUnits, toUnits, unpackUnits } from './blocks.ts'

export interface BlockFilter {
  readonly measures: readonly string[]
  /** First month wanted, ISO; all before too when left out. */
  readonly from?: string | undefined
  /** Month after the last, ISO; no end when left out. */
  readonly to?: string | undefined
  /** Beginning of region codes. */
  readonly regionPrefix?: string | undefined
  /** Only these values of dimensions. */
  readonly where?: Readonly<Record<string, string>> | undefined
  /** Only what fits one of these, each as `where`. */
  readonly anyOf?: ReadonlyArray<Readonly<Record<string, string>>> | undefined
}

type StoredRow = {
  measure: string
  dimensions: string
  year: number | null
  regions: string | null
  /** Base 64, which drivers read several times as fast as what a `bytea` comes as. */
  units: string | null
  region: string | null
  month: string | null
  value: number | null
}

const conditions = (parts: ReadonlyArray<RawBuilder<unknown> | undefined>): RawBuilder<unknown> =>
  sql.join(
    parts.filter((part) => part !== undefined),
    sql` and `,
  )

const mostChoices = 20

/**
 * Blocks with the ledger added, read in one statement and so in one snapshot: folding in between changes nothing.
 * Blocks are whole years with all their regions; the reader passes over what it did not ask for.
 */
export async function readBlocks(tx: Connection, city: string, filter: BlockFilter): Promise<BlockSet> {
  const { measures, from, to, regionPrefix, where, anyOf = [] } = filter
  const ofMeasures = sql`city = ${city} and measure = any(${[...measures]}::text[])`
  // What names no dimension takes all; so do very many together.
  const choices = [...new Set((where ? [where] : anyOf).map((one) => JSON.stringify(one)))]
  const wanted =
    choices.length === 0 || choices.length > mostChoices || choices.includes('{}')
      ? undefined
      : sql`dimensions::jsonb @> any(${choices}::jsonb[])`
  const years = [
    from && sql`year >= ${Number(from.slice(0, 4))}`,
    to && sql`year <= ${Number(to.slice(0, 4))}`,
  ]
  const months = [from && sql`month >= ${from}::date`, to && sql`month < ${to}::date`]
  const region = regionPrefix ? sql`region like ${beginningWith(regionPrefix)}` : undefined
  const found = await sql<StoredRow>`
    select measure, dimensions, year, regions, encode(units, 'base64') as units, null::text as region, null::date as month, null::numeric as value
      from measure_block where ${conditions([ofMeasures, ...years.map((part) => part || undefined), wanted])}
    union all
    select measure, dimensions, null, null, null, region, month, value
      from measure_delta where ${conditions([ofMeasures, ...months.map((part) => part || undefined), region, wanted])}`.execute(
    tx,
  )
  return blocksFrom(found.rows)
}

function blocksFrom(rows: readonly StoredRow[]): BlockSet {
  const blocks: Block[] = []
  /** One list for all blocks with the same regions. */
  const lists = new Map<string, readonly string[]>()
  for (const { measure, dimensions, year, regions, units } of rows)
    if (year !== null && units !== null) {
      const list = lists.get(regions ?? '') ?? (regions ? regions.split(',') : [])
      lists.set(regions ?? '', list)
      blocks.push({ measure, dimensions, year, regions: list, units: unpackUnits(units) })
    }
  const set = new BlockSet(blocks)
  for (const { measure, dimensions, region, month, value } of rows)
    if (region !== null && month !== null)
      set.add({ measure, dimensions, region, month, units: toUnits(value ?? 0) })
  return set
}

// A block is some 10 kB; this many a statement keep it to some megabytes.
const blocksAStatement = 400

/** Puts blocks in the place of those of the same measure, dimensions and year. */
export async function replaceBlocks(tx: Connection, city: string, blocks: Iterable<Block>): Promise<number> {
  const all = [...blocks]
  for (let start = 0; start < all.length; start += blocksAStatement) {
    const some = all.slice(start, start + blocksAStatement)
    const packed = some.map((block) => packUnits(block.units))
    const lengths = packed.map((units) => units.length)
    let end = 1
    const places = lengths.map((length) => {
      end += length
      return end - length
    })
    // One value in binary form, which the server cuts up: texts of as many numbers take twice as long to send.
    await sql`
      insert into measure_block (city, measure, dimensions, year, regions, units)
      select ${city}, given.measure, given.dimensions, given.year, given.regions,
        substr(${Buffer.concat(packed)}::bytea, given.place, given.length)
      from unnest(${some.map((block) => block.measure)}::text[], ${some.map((block) => block.dimensions)}::text[],
        ${some.map((block) => block.year)}::integer[], ${some.map((block) => block.regions.join(','))}::text[],
        ${places}::integer[], ${lengths}::integer[])
        given(measure, dimensions, year, regions, place, length)
      on conflict (city, measure, dimensions, year)
      do update set regions = excluded.regions, units = excluded.units`.execute(tx)
  }
  return all.length
}

/** Takes away what waits to be folded for a view whose measures are made anew. */
export async function clearLedger(
  tx: Connection,
  city: string,
  view: string,
  measures: readonly string[],
): Promise<void> {
  await sql`
    with cleared as (delete from measure_delta where city = ${city} and view = ${view} returning measure),
    counted as (select measure, count(*) as changes from cleared group by measure)
    insert into measure_folded (city, measure, changes)
    select ${city}, given.measure, 1 + coalesce(counted.changes, 0)
      from unnest(${[...measures]}::text[]) given(measure) left join counted using (measure)
    on conflict (city, measure) do update set changes = measure_folded.changes + excluded.changes`.execute(tx)
}

/** Takes away all blocks of these measures. */
export async function deleteBlocks(tx: Connection, city: string, measures: readonly string[]): Promise<void> {
  await sql`delete from measure_block where city = ${city} and measure = any(${[...measures]}::text[])`.execute(
    tx,
  )
}

/**
 * Takes at most `limit` rows out of the ledger together with the blocks that they belong to, all added
 * up, and returns the blocks to be stored and how many rows there were. Only one such work may run in a city at a time.
 */
export async function takeFromLedger(
  tx: Connection,
  city: string,
  limit: number,
): Promise<{ moved: number; blocks: BlockSet }> {
  const taken = await sql<StoredRow & { rows: number }>`
    with moved as (
      delete from measure_delta delta using (
        select measure, id from measure_delta where city = ${city} order by measure, id limit ${limit}) wanted
      where delta.city = ${city} and delta.measure = wanted.measure and delta.id = wanted.id
      returning delta.measure, delta.dimensions, delta.region, delta.month, delta.value),
    summed as (
      select measure, dimensions, region, month, sum(value) as value, count(*) as rows from moved group by 1, 2, 3, 4),
    counted as (
      insert into measure_folded (city, measure, changes)
      select ${city}, measure, count(*) from moved group by measure
      on conflict (city, measure) do update set changes = measure_folded.changes + excluded.changes),
    touched as (select distinct measure, dimensions, extract(year from month)::integer as year from summed)
    select measure, dimensions, null::integer as year, null::text as regions, null::text as units, region, month, value, rows
      from summed
    union all
    select b.measure, b.dimensions, b.year, b.regions, encode(b.units, 'base64') as units, null, null, null, 0
      from measure_block b join touched using (measure, dimensions, year) where b.city = ${city}`.execute(tx)
  return {
    moved: taken.rows.reduce((sum, row) => sum + row.rows, 0),
    blocks: blocksFrom(taken.rows),
  }
}

/** The lock of whoever changes blocks: one at a time in a city. */
export const foldKey = (city: string): RawBuilder<unknown> =>
  sql`hashtextextended(${`${city}/measures/fold`}, 0)`

/** Adds changes to the blocks that they belong to; nobody else changes the city's blocks until the transaction ends. */
export async function addToBlocks(tx: Connection, city: string, changes: readonly Block[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${foldKey(city)})`.execute(tx)
  const found = await sql<StoredRow>`
    select b.measure, b.dimensions, b.year, b.regions, encode(b.units, 'base64') as units, null::text as region, null::date as month,
      null::numeric as value
    from unnest(${changes.map((block) => block.measure)}::text[], ${changes.map((block) => block.dimensions)}::text[],
        ${changes.map((block) => block.year)}::integer[]) touched(measure, dimensions, year)
      join measure_block b using (measure, dimensions, year)
    where b.city = ${city}`.execute(tx)
  const blocks = blocksFrom(found.rows)
  for (const change of changes) blocks.blockOf(change.measure, change.dimensions, change.year).addAll(change)
  await replaceBlocks(tx, city, blocks)
  await sql`
    insert into measure_folded (city, measure, changes)
    select ${city}, measure, 1 from unnest(${[...new Set(changes.map((change) => change.measure))]}::text[]) measure
    on conflict (city, measure) do update set changes = measure_folded.changes + 1`.execute(tx)
}
