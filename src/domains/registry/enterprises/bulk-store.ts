/** Writing many enterprises at once. */
import { type RawBuilder, sql } from 'kysely'
import type { CopyIntoTemporary } from '#kernel/db/bulk-scope.ts'
import type { Database } from '#kernel/db/database.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { fitsCellSql } from '../records/grid/grid-store.ts'
import { addEnterpriseFacts, changeEnterpriseFacts } from './enterprise-facts.ts'
import type { PreparedRows, Vocabulary } from './prepared-rows.ts'
import type { Pair } from './searchable-name.ts'

/** Of what is copied in; {@link PreparedRows} has their values in this order. */
const columns = `id uuid, credit_code text collate "C", name text, former_names text[], aliases text[], status text,
  status_since date, region text collate "C", industry text collate "C", size text, tags text[], established_on date,
  registered_capital double precision, address text, legal_representative text, phone text, grid_cell_id uuid,
  search_text text, initials text collate "C", search tsvector`
const marks = ', known_id uuid, differs boolean'
const names = sql.raw(
  columns
    .replaceAll(' collate "C"', '')
    .split(',')
    .map((column) => column.trim().split(' ')[0])
    .join(', '),
)

/** What came of writing rows. */
export interface Written {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

// A list that smaller batches leave waiting is as short as the server thinks right.
const manyRows = 10_000

/** How rows are written. */
export interface WriteOptions {
  /** Why known enterprises change. */
  readonly reason: string | null
  /** The register was empty: the caller makes the figures anew when all is written, and hardly a row is known. */
  readonly firstFilling: boolean
}

/**
 * Writes enterprises by their codes, new ones and known ones: inserts, changes what differs (with its history), and
 * leaves the rest alone. Vocabulary and figures follow in the same transaction.
 *
 * @returns the counts, and the ids of what was added or changed
 */
export async function writeEnterprises(
  scope: Scope,
  copy: CopyIntoTemporary,
  { ids, pieces, pairs }: PreparedRows,
  { reason, firstFilling }: WriteOptions,
): Promise<Written & { readonly ids: readonly string[] }> {
  await copy('incoming', columns + marks, pieces)
  // Entries of a large file go into the search index in one sorted run, by `settleSearch`, instead of batch by batch;
  // readers meanwhile look through the list.
  if (ids.length >= manyRows) await sql`set local gin_pending_list_limit = '256MB'`.execute(scope.tx)
  await addPairs(scope, pairs)
  const added = firstFilling ? await insertFirst(scope) : await insertNew(scope)
  const known = added === ids.length ? [] : await recogniseKnown(scope)
  const knownRows = new Set(known.map((one) => one.row))
  const fresh = known.length === 0 ? ids : ids.filter((id) => !knownRows.has(id))
  if (fresh.length > 0 && !firstFilling) await addEnterpriseFacts(scope, fresh)
  const differing = known.filter((one) => one.differs).map((one) => one.id)
  if (differing.length > 0)
    await changeEnterpriseFacts(scope, differing, () => updateDiffering(scope, reason))
  return {
    added: fresh.length,
    changed: differing.length,
    unchanged: ids.length - fresh.length - differing.length,
    ids: [...fresh, ...differing],
  }
}

// What a file brings; what is made from the names follows them.
const compared = [
  'name',
  'former_names',
  'aliases',
  'status',
  'status_since',
  'region',
  'industry',
  'size',
  'tags',
  'established_on',
  'registered_capital',
  'address',
  'legal_representative',
  'phone',
] as const
const asRow = (alias: string) => sql.raw(`(${compared.map((column) => `${alias}.${column}`).join(', ')})`)
// The cell is no fact of a file: it falls away when the enterprise moves to another county.
const recorded = [...compared, 'grid_cell_id'] as const
const asJson = (alias: string) =>
  sql.raw(`jsonb_build_object(${recorded.map((column) => `'${column}', ${alias}.${column}`).join(', ')})`)

/**
 * Marks the rows whose code was in the register, and gives them the cell that they keep, as `cellAfterChange` does for
 * one. One index look-up a row, whatever the planner knows of the new table.
 */
async function recogniseKnown(scope: Scope): Promise<Array<{ row: string; id: string; differs: boolean }>> {
  const marked = await sql<{ row: string; id: string; differs: boolean }>`
    with matched as (
      select incoming.ctid as place, known.id, ${asRow('known')} is distinct from ${asRow('incoming')} as differs,
        case when left(known.region, 6) = left(incoming.region, 6) then known.grid_cell_id
          else (select id from grid_cell where city = ${scope.city} and id = known.grid_cell_id
            and ${fitsCellSql(sql.ref('incoming.region'), sql.ref('grid_cell.region'))}) end as cell
      from incoming cross join lateral (
        select * from enterprise where city = ${scope.city} and credit_code = incoming.credit_code limit 1) known
      where known.id <> incoming.id)
    update incoming set known_id = matched.id, differs = matched.differs, grid_cell_id = matched.cell from matched
    where incoming.ctid = matched.place
    returning incoming.id as row, matched.id, matched.differs`.execute(scope.tx)
  return marked.rows
}

/** Inserts the rows whose code is not in the register, and tells how many: the unique index is asked only once. */
const insertNew = (scope: Scope): Promise<number> =>
  insertIncoming(scope, sql`on conflict (city, credit_code) do nothing`)

const uniqueViolation = '23505'

/**
 * The same where no row is likely to be known: to be ready for one costs a tenth of the time. Where somebody entered one
 * meanwhile, it is done the other way.
 */
async function insertFirst(scope: Scope): Promise<number> {
  await sql`savepoint first_filling`.execute(scope.tx)
  try {
    return await insertIncoming(scope, sql``)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === uniqueViolation)) throw error
    await sql`rollback to savepoint first_filling`.execute(scope.tx)
    return insertNew(scope)
  }
}

async function insertIncoming(scope: Scope, onConflict: RawBuilder<unknown>): Promise<number> {
  const by = scope.actor.name
  const inserted = await sql`
    insert into enterprise (city, ${names}, created_at, created_by, changed_at, changed_by)
    select ${scope.city}, ${names}, ${scope.now}::timestamptz, ${by}, ${scope.now}::timestamptz, ${by}
    from incoming ${onConflict}`.execute(scope.tx)
  return Number(inserted.numAffectedRows ?? 0)
}

/** Overwrites what differs and notes each changed field. A row's own id, unused by a known enterprise, is its note's. */
async function updateDiffering(scope: Scope, reason: string | null): Promise<void> {
  await sql`
    insert into enterprise_change (city, id, enterprise_id, kind, before, after, reason, at, by_name, by_user)
    select ${scope.city}, incoming.id, known.id, 'changed',
      (select jsonb_object_agg(key, value) from jsonb_each(${asJson('known')}) field
        where value is distinct from ${asJson('incoming')} -> key),
      (select jsonb_object_agg(key, value) from jsonb_each(${asJson('incoming')}) field
        where value is distinct from ${asJson('known')} -> key),
      ${reason}::text, ${scope.now}::timestamptz, ${scope.actor.name}, ${scope.actor.userId ?? null}
    from incoming join enterprise known on known.city = ${scope.city} and known.id = incoming.known_id
    where incoming.differs`.execute(scope.tx)
  const assignments = [...recorded, 'search_text', 'initials', 'search'].map(
    (column) => `${column} = incoming.${column}`,
  )
  await sql`
    update enterprise set ${sql.raw(assignments.join(', '))}, version = enterprise.version + 1,
      changed_at = ${scope.now}::timestamptz, changed_by = ${scope.actor.name}
    from incoming where enterprise.city = ${scope.city} and enterprise.id = incoming.known_id and incoming.differs`.execute(
    scope.tx,
  )
}

/** Adds pairs to the vocabulary of the register; those that are in it stay as they are. */
export async function addPairs(scope: Scope, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return
  const readingsOf = new Map(pairs.map(({ lexeme, reading }) => [lexeme, reading]))
  // In one order, so that two writers cannot wait for each other.
  const sorted = [...readingsOf.keys()].toSorted()
  const readings = sorted.map((pair) => readingsOf.get(pair) ?? [])
  await sql`
    insert into enterprise_pair (city, pair, reading, initials, frequency)
    select ${scope.city}, pair, reading, initials, 1 from unnest(${sorted}::text[],
      ${readings.map((reading) => reading.join(' ').trim())}::text[],
      ${readings.map((reading) => reading.map((syllable) => syllable.charAt(0)).join(''))}::text[]
    ) incoming (pair, reading, initials)
    on conflict (city, pair) do nothing`.execute(scope.tx)
}

/**
 * Puts a piece of work on record for the feed of changes. Its place is taken at the end of the transaction, under a
 * lock held for the moment of committing, so that the places are in the order in which others can see the work.
 */
export function recordWork(
  scope: Scope,
  kind: 'entry' | 'import' | 'feed' | 'merge',
  ids: readonly string[],
): void {
  if (ids.length === 0) return
  scope.beforeCommit(async () => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.city}/enterprise-work`}, 0))`.execute(
      scope.tx,
    )
    await sql`insert into enterprise_work (city, revision, kind, enterprise_ids, at, by_name)
      select ${scope.city}, coalesce(max(revision), 0) + 1, ${kind}, ${[...ids]}::uuid[], ${scope.now}::timestamptz,
        ${scope.actor.name}
      from enterprise_work where city = ${scope.city}`.execute(scope.tx)
  })
}

/** Takes into the search index what large batches have left waiting: two seconds for 400,000 enterprises. */
export const settleSearch = (database: Database): Promise<void> =>
  database.executeScript("select gin_clean_pending_list('enterprise_search')")

/** Whether the city has no enterprise yet. */
export async function isEmptyRegister(scope: Scope): Promise<boolean> {
  const found = await sql<{ empty: boolean }>`
    select not exists (select from enterprise where city = ${scope.city}) as empty`.execute(scope.tx)
  return found.rows[0]?.empty ?? false
}

/** Writes down in how many enterprises each pair is, as it was counted while an empty register was filled. */
export async function setFrequencies(scope: Scope, vocabulary: Vocabulary): Promise<void> {
  const counted = vocabulary.frequencies()
  await sql`
    update enterprise_pair set frequency = counted.frequency
    from unnest(${[...counted.keys()]}::text[], ${[...counted.values()]}::integer[]) counted (pair, frequency)
    where city = ${scope.city} and enterprise_pair.pair = counted.pair collate "C"
      and enterprise_pair.frequency <> counted.frequency`.execute(scope.tx)
}

/** Counts anew in how many enterprises each pair is: some seconds for a million. */
export async function countPairs(scope: Scope): Promise<void> {
  if (!/^\d{6}$/.test(scope.city)) throw new TypeError(`${scope.city} is no code of a city`)
  const texts = `select search from enterprise where city = '${scope.city}'`
  await sql`
    update enterprise_pair set frequency = counted.ndoc
    from ts_stat(${texts}) counted
    where city = ${scope.city} and pair = counted.word collate "C" and frequency <> counted.ndoc`.execute(
    scope.tx,
  )
}
