/** SQL of substitutes that step in: the chain of a draw, and the inspection in the place of another. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import { PublishedStepIn } from '#methods/draw/step-in.ts'

export interface StepInRow {
  readonly out_inspection_id: string
  readonly entry: PublishedStepIn
  readonly out_name: string
  readonly in_name: string
}

/** The chain of a draw, with the names of both. */
export async function listStepIns(scope: Scope, drawId: string): Promise<StepInRow[]> {
  const found = await sql<{ out_inspection_id: string; entry: unknown; out_name: string; in_name: string }>`
    select step.out_inspection_id, step.entry, gone.name as out_name, come.name as in_name
    from draw_step_in step
    join inspection gone on gone.city = step.city and gone.id = step.out_inspection_id
    join inspection come on come.city = step.city and come.id = step.in_inspection_id
    where step.city = ${scope.city} and step.draw_id = ${drawId}::uuid order by step.sequence`.execute(
    scope.tx,
  )
  return found.rows.map((row) => ({ ...row, entry: PublishedStepIn.parse(row.entry) }))
}

export async function insertStepIn(
  scope: Scope,
  row: {
    readonly drawId: string
    readonly outId: string
    readonly inId: string
    readonly entry: PublishedStepIn
  },
): Promise<void> {
  await sql`insert into draw_step_in (city, draw_id, sequence, out_inspection_id, in_inspection_id, entry, at, by_name)
    values (${scope.city}, ${row.drawId}::uuid, ${row.entry.sequence}, ${row.outId}::uuid, ${row.inId}::uuid,
      ${JSON.stringify(row.entry)}::jsonb, ${scope.now}, ${scope.actor.name})`.execute(scope.tx)
}

/** The substitutes of a stratum of a draw, in the order of drawing. */
export async function substitutesOf(
  scope: Scope,
  drawId: string,
  stratum: string,
): Promise<Array<{ credit_code: string; name: string }>> {
  const found = await sql<{ credit_code: string; name: string }>`select credit_code, name from draw_subject
    where city = ${scope.city} and draw_id = ${drawId}::uuid and stratum = ${stratum} and substitute
    order by position`.execute(scope.tx)
  return found.rows
}

/** The stratum of a subject of a draw, drawn or substitute. */
export async function stratumOf(
  scope: Scope,
  drawId: string,
  creditCode: string,
): Promise<string | undefined> {
  const found = await sql<{ stratum: string }>`select stratum from draw_subject
    where city = ${scope.city} and draw_id = ${drawId}::uuid and credit_code = ${creditCode}`.execute(
    scope.tx,
  )
  return found.rows[0]?.stratum
}

/** Makes the inspection of a substitute, with a team, in the place of another. */
export async function insertSubstituteInspection(
  scope: Scope,
  given: {
    readonly id: string
    readonly drawId: string
    readonly creditCode: string
    readonly standsInFor: string
    readonly dueOn: string
    readonly inspectors: readonly string[]
  },
): Promise<void> {
  await sql`with made as (
      insert into inspection (city, id, draw_id, item_id, item_code, class, enterprise_id, credit_code, name, region,
        department_id, state, due_on, assigned_at, stands_in_for)
      select drawn.city, ${given.id}::uuid, drawn.draw_id, draw.item_id, item.code, split_part(drawn.stratum, '/', 2),
        coalesce(redirect.leads_to, drawn.enterprise_id), drawn.credit_code, drawn.name, drawn.region, draw.department_id, 'assigned',
        ${given.dueOn}::date, ${scope.now}, ${given.standsInFor}::uuid
      from draw_subject drawn
      left join registry_redirect redirect on redirect.city = drawn.city and redirect.enterprise_id = drawn.enterprise_id
      join draw on draw.city = drawn.city and draw.id = drawn.draw_id
      join inspection_item item on item.city = draw.city and item.id = draw.item_id
      where drawn.city = ${scope.city} and drawn.draw_id = ${given.drawId}::uuid
        and drawn.credit_code = ${given.creditCode}
      returning city, id)
    insert into inspection_team (city, inspection_id, seat, inspector_id)
    select made.city, made.id, (seat.place - 1)::int, inspector.id
    from made cross join lateral unnest(${[...given.inspectors]}::text[]) with ordinality as seat (number, place)
    join inspector on inspector.city = made.city and inspector.number = seat.number`.execute(scope.tx)
}
