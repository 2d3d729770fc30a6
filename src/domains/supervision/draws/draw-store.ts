/** SQL of draws: what was committed, contributed, revealed and drawn. */
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { TeamAssignment } from '#methods/draw/assign-inspectors.ts'
import type { DrawPlan, StratumResult } from '#methods/draw/draw-record.ts'
import type { PublishedDraw, PublishedTerms } from '#methods/draw/published-draw.ts'
import type { DrawState } from './draws-contract.ts'
import type { Rates } from './register-contract.ts'

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

/** What was asked for when a draw was prepared. */
export interface DrawRequest {
  readonly rates: Rates
  readonly substitutes: number
  readonly teamSize: number
  readonly jointDepartments: readonly string[]
}

export type DrawRow = {
  id: string
  year: number
  sequence: number
  number: string
  title: string
  task_id: string | null
  item_id: string
  item_title: string
  department_id: string
  state: DrawState
  hash: 'sha256' | 'sm3'
  request: DrawRequest
  witnesses_until: Date | null
  public_source: string | null
  population_size: number | null
  population_file: string | null
  population_digest: string | null
  /** In the order of the plan's strata; null before the commitment, and for draws from before sizes were kept. */
  stratum_sizes: number[] | null
  plan: DrawPlan | null
  plan_digest: string | null
  terms: PublishedTerms | null
  terms_digest: string | null
  commitment: string | null
  committed_at: Date | null
  replaces_id: string | null
  reason: string | null
  job_run_id: string | null
  failure: string | null
  created_at: Date
  drawn_at: Date | null
  drawn: number | null
}

const number = (table: string) =>
  sql`${sql.ref(`${table}.year`)} || '-' || lpad(${sql.ref(`${table}.sequence`)}::text, 3, '0')`

/** Columns of a list; the plan of a draw may be large and is read with the draw alone. */
const summaryColumns = sql`draw.id, draw.year, draw.sequence, ${number('draw')} as number, draw.title, draw.task_id, draw.item_id,
  item.title as item_title, draw.department_id, draw.state, draw.hash, draw.request, draw.witnesses_until, draw.public_source,
  draw.population_size, draw.population_file, draw.population_digest, draw.stratum_sizes, draw.plan_digest, draw.terms_digest, draw.commitment,
  draw.committed_at, draw.replaces_id, draw.reason, draw.job_run_id, draw.failure, draw.created_at, result.drawn_at,
  case when result.drawn_at is null then null else
    (select count(*)::int from draw_subject drawn where drawn.city = draw.city and drawn.draw_id = draw.id
      and not drawn.substitute) end as drawn`
const drawJoin = sql`draw
  join inspection_item item on item.city = draw.city and item.id = draw.item_id
  left join draw_result result on result.city = draw.city and result.draw_id = draw.id`

export interface DrawFilter {
  readonly search?: string | undefined
  readonly state?: DrawState | undefined
  /** Only what the portal shows: committed or later. */
  readonly publicOnly?: boolean
  readonly after?: string | undefined
  readonly limit: number
}

/** Draws from the newest back; ids are in the order of preparation. */
export async function listDraws(scope: Scope, filter: DrawFilter): Promise<DrawRow[]> {
  const after = filter.after ?? null
  const found = await sql<DrawRow>`select ${summaryColumns}, null as plan, null as terms from ${drawJoin}
    where draw.city = ${scope.city} and (${after}::uuid is null or draw.id < ${after}::uuid)
      and (${filter.state ?? null}::text is null or draw.state = ${filter.state ?? null})
      and (${filter.search ?? ''} = '' or strpos(draw.title || ' ' || item.title || ' ' || draw.year || '-' || lpad(draw.sequence::text, 3, '0'), ${filter.search ?? ''}) > 0)
      and (not ${filter.publicOnly ?? false} or draw.commitment is not null)
    order by draw.id desc limit ${filter.limit}`.execute(scope.tx)
  return found.rows
}

export async function findDraw(scope: Scope, id: string): Promise<DrawRow | undefined> {
  const found = await sql<DrawRow>`select ${summaryColumns}, draw.plan, draw.terms from ${drawJoin}
    where draw.city = ${scope.city} and draw.id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

/** Holds a draw until the transaction ends, so that no contribution slips in while it is revealed. */
export async function holdDraw(scope: Scope, id: string): Promise<DrawRow | undefined> {
  await sql`select from draw where city = ${scope.city} and id = ${id} for update`.execute(scope.tx)
  return findDraw(scope, id)
}

export async function findReplacement(
  scope: Scope,
  id: string,
): Promise<{ id: string; number: string } | undefined> {
  const found = await sql<{ id: string; number: string }>`select id, ${number('draw')} as number from draw
    where city = ${scope.city} and replaces_id = ${id} and state not in ('cancelled', 'failed')
    order by id desc limit 1`.execute(scope.tx)
  return found.rows[0]
}

/** Adds a draw under the next number of its year. */
export async function insertDraw(
  scope: Scope,
  row: {
    readonly id: string
    readonly year: number
    readonly title: string
    readonly taskId: string | null
    readonly itemId: string
    readonly departmentId: string
    readonly hash: DrawRow['hash']
    readonly request: DrawRequest
    readonly witnessesUntil: Date | null
    readonly publicSource: string | null
    readonly replacesId: string | null
    readonly reason: string | null
  },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.city}/draw/${row.year}`}, 0))`.execute(
    scope.tx,
  )
  await sql`insert into draw (city, id, year, sequence, title, task_id, item_id, department_id, state, hash, request,
      witnesses_until, public_source, replaces_id, reason, created_at, created_by)
    select ${scope.city}, ${row.id}, ${row.year}, coalesce(max(sequence), 0) + 1, ${row.title}, ${row.taskId}::uuid, ${row.itemId}::uuid,
      ${row.departmentId}::uuid, 'preparing', ${row.hash}, ${json(row.request)}, ${row.witnessesUntil}::timestamptz, ${row.publicSource},
      ${row.replacesId}::uuid, ${row.reason}, ${scope.now}, ${scope.actor.name}
    from draw where city = ${scope.city} and year = ${row.year}`.execute(scope.tx)
}

export async function setJobRun(scope: Scope, id: string, runId: string): Promise<void> {
  await sql`update draw set job_run_id = ${runId} where city = ${scope.city} and id = ${id}`.execute(scope.tx)
}

export async function setDrawState(
  scope: Scope,
  id: string,
  state: DrawState,
  words: { readonly reason?: string; readonly failure?: string } = {},
): Promise<void> {
  await sql`update draw set state = ${state}, reason = coalesce(${words.reason ?? null}, reason),
      failure = coalesce(${words.failure ?? null}, failure)
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
}

export interface Commitment {
  readonly populationSize: number
  readonly populationFile: string
  readonly populationDigest: string
  readonly stratumSizes: readonly number[]
  readonly plan: DrawPlan
  readonly planDigest: string
  readonly terms: PublishedTerms
  readonly termsDigest: string
  readonly commitment: string
  readonly secret: string
}

export async function commitDraw(scope: Scope, id: string, made: Commitment): Promise<void> {
  await sql`update draw set state = 'committed', population_size = ${made.populationSize},
      population_file = ${made.populationFile}, population_digest = ${made.populationDigest}, stratum_sizes = ${made.stratumSizes}::integer[], plan = ${json(made.plan)},
      plan_digest = ${made.planDigest}, terms = ${json(made.terms)}, terms_digest = ${made.termsDigest},
      commitment = ${made.commitment}, committed_at = ${scope.now}
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
  await sql`insert into draw_secret (city, draw_id, secret) values (${scope.city}, ${id}, ${made.secret})`.execute(
    scope.tx,
  )
}

export async function findSecret(scope: Scope, id: string): Promise<string | undefined> {
  const found = await sql<{ secret: string }>`select secret from draw_secret
    where city = ${scope.city} and draw_id = ${id}`.execute(scope.tx)
  return found.rows[0]?.secret
}

export type ContributionRow = {
  position: number
  line: string
  kind: 'terms' | 'witness' | 'public-event'
  name: string
  at: Date
}

export async function listContributions(scope: Scope, id: string): Promise<ContributionRow[]> {
  const found = await sql<ContributionRow>`select position, line, kind, name, at from draw_contribution
    where city = ${scope.city} and draw_id = ${id} order by position`.execute(scope.tx)
  return found.rows
}

export async function insertContribution(scope: Scope, id: string, row: ContributionRow): Promise<void> {
  await sql`insert into draw_contribution (city, draw_id, position, line, kind, name, at)
    values (${scope.city}, ${id}, ${row.position}, ${row.line}, ${row.kind}, ${row.name}, ${row.at})`.execute(
    scope.tx,
  )
}

export interface DrawResult {
  readonly secret: string
  readonly seed: string
  readonly results: readonly StratumResult[]
  readonly teams: readonly TeamAssignment[]
  readonly joint: PublishedDraw['joint']
  readonly digest: string
}

export async function insertResult(scope: Scope, id: string, made: DrawResult): Promise<void> {
  await sql`insert into draw_result (city, draw_id, secret, seed, results, teams, joint, digest, drawn_at, drawn_by)
    values (${scope.city}, ${id}, ${made.secret}, ${made.seed}, ${json(made.results)}, ${json(made.teams)}, ${json(made.joint)},
      ${made.digest}, ${scope.now}, ${scope.actor.name})`.execute(scope.tx)
}

export async function findResult(scope: Scope, id: string): Promise<DrawResult | undefined> {
  const found = await sql<DrawResult>`select secret, seed, results, teams, joint, digest from draw_result
    where city = ${scope.city} and draw_id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

export interface SubjectToKeep {
  readonly code: string
  readonly stratum: string
  readonly substitute: boolean
  readonly inspectors: readonly string[]
}

/**
 * Keeps the drawn subjects in their order, with name and place from the register: of one that was merged since the draw
 * was committed, those that it had.
 */
export async function insertDrawnSubjects(
  scope: Scope,
  id: string,
  subjects: readonly SubjectToKeep[],
): Promise<void> {
  const listed = subjects.map((subject, position) => ({ ...subject, position }))
  await sql`insert into draw_subject (city, draw_id, position, enterprise_id, credit_code, name, region, stratum, substitute, inspectors)
    select ${scope.city}, ${id}, drawn.position, subject.enterprise_id, subject.credit_code, subject.name, subject.region,
      drawn.stratum, drawn.substitute, array(select jsonb_array_elements_text(drawn.inspectors))
    from jsonb_to_recordset(${JSON.stringify(listed)}::jsonb)
      as drawn (code text, stratum text, substitute boolean, inspectors jsonb, position integer)
    cross join lateral (
      select enterprise_id, credit_code, name, region from registry_subject
      where city = ${scope.city} and credit_code = drawn.code
      union all
      select enterprise_id, credit_code, name, region from registry_redirect
      where city = ${scope.city} and credit_code = drawn.code) subject`.execute(scope.tx)
}

export type DrawnSubjectRow = {
  position: number
  enterprise_id: string
  credit_code: string
  name: string
  region: string
  stratum: string
  substitute: boolean
  inspectors: string[]
}

export async function listDrawnSubjects(scope: Scope, id: string, limit: number): Promise<DrawnSubjectRow[]> {
  const found =
    await sql<DrawnSubjectRow>`select position, enterprise_id, credit_code, name, region, stratum, substitute, inspectors
    from draw_subject where city = ${scope.city} and draw_id = ${id} order by position limit ${limit}`.execute(
      scope.tx,
    )
  return found.rows
}

export async function countDrawnSubjects(scope: Scope, id: string): Promise<number> {
  const found = await sql<{ rows: number }>`select count(*)::int as rows from draw_subject
    where city = ${scope.city} and draw_id = ${id}`.execute(scope.tx)
  return found.rows[0]?.rows ?? 0
}

/** Text in one part, in bytes: a row stays well below what a driver sends at once. */
const partSize = 8 * 1024 * 1024

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Keeps the list of subjects as it was frozen. */
export async function insertPopulation(scope: Scope, id: string, text: Uint8Array): Promise<void> {
  for (let part = 0; part * partSize < text.length; part++) {
    const content = await pack(text.subarray(part * partSize, (part + 1) * partSize))
    await sql`insert into draw_population (city, draw_id, part, content)
      values (${scope.city}, ${id}, ${part}, ${content})`.execute(scope.tx)
  }
}

/** The list of subjects as it was frozen; undefined while there is none. */
export async function findPopulation(scope: Scope, id: string): Promise<Uint8Array | undefined> {
  const found = await sql<{ content: Uint8Array }>`select content from draw_population
    where city = ${scope.city} and draw_id = ${id} order by part`.execute(scope.tx)
  if (found.rows.length === 0) return undefined
  const parts: Buffer[] = []
  for (const { content } of found.rows) parts.push(await unpack(content))
  return new Uint8Array(Buffer.concat(parts))
}
