/** SQL of the demo's spot checks: many rows a statement. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { insertNotice, publishSamples } from '#domains/supervision/spot-checks/follow-up/follow-up-store.ts'
import { insertResults } from '#domains/supervision/spot-checks/laboratory/laboratory-store.ts'
import type {
  SampleRow,
  SpotCheckTables,
  TaskRow,
  WithoutCity,
} from '#domains/supervision/spot-checks/tables.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { chance } from '../indicators/behaviour.ts'

const tables = (scope: Scope) => scope.tx.withTables<SpotCheckTables>()

/** The date some days later, ISO. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

/** An id in the order of time (UUIDv7) that is the same for the same day and key. */
export function timeId(date: string, key: string): string {
  const time = (Date.parse(date) + 3_600_000 * 3).toString(16).padStart(12, '0')
  const rest = createHash('sha256').update(key).digest('hex')
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`
}

type Firm = { id: string; name: string; credit_code: string | null; region: string }

/** Active manufacturers of the register, and others where there are too few; always the same ones. */
export async function knownFirms(scope: Scope, count: number): Promise<Firm[]> {
  const rows = await sql<Firm>`
    select enterprise_id as id, name, credit_code, region from registry_subject
    where city = ${scope.city} and status = 'active'
    order by (industry like 'C%') desc, credit_code limit ${count}`.execute(scope.tx)
  return rows.rows
}

const chunk = 300

export async function insertTaskRows(scope: Scope, rows: ReadonlyArray<WithoutCity<TaskRow>>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_task')
    .values(
      rows.map((row) => ({
        ...row,
        city: scope.city,
        samplers: sql`${row.samplers}::text[]`,
        sampler_ids: sql`${row.sampler_ids}::uuid[]`,
      })),
    )
    .execute()
}

export async function insertSampleRows(
  scope: Scope,
  rows: ReadonlyArray<WithoutCity<SampleRow>>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += chunk)
    await tables(scope)
      .insertInto('spot_check_sample')
      .values(
        rows.slice(from, from + chunk).map((row) => ({
          ...row,
          city: scope.city,
          samplers: sql`${row.samplers}::text[]`,
          sampler_ids: sql`${row.sampler_ids}::uuid[]`,
        })),
      )
      .execute()
}

/** One value of the first test. */
export interface ResultValue {
  readonly sampleId: string
  readonly unitNumber: number
  readonly position: number
  readonly measured: string
  readonly compared: string | null
  readonly reported: string | null
  readonly conforms: boolean
  readonly enteredAt: Date
}

export async function insertResultRows(scope: Scope, values: readonly ResultValue[]): Promise<void> {
  for (let from = 0; from < values.length; from += 1000)
    await insertResults(
      scope,
      values.slice(from, from + 1000).map((value) => ({
        sample_id: value.sampleId,
        round: 'initial' as const,
        attempt: 1,
        unit_number: value.unitNumber,
        position: value.position,
        measured: value.measured,
        compared: value.compared,
        reported: value.reported,
        conforms: value.conforms,
        entered_at: value.enteredAt,
        entered_by: '邰书衡',
      })),
    )
}

/** Publishes what was judged more than 60 days ago, a notice for each half-year. */
export async function publishOlder(scope: Scope, year: number, today: string): Promise<void> {
  const halves = [
    [`${year - 1}-01-01`, `${year - 1}-07-01`],
    [`${year - 1}-07-01`, `${year}-01-01`],
    [`${year}-01-01`, addDays(today, -60)],
  ] as const
  for (const [index, [from, to]] of halves.entries()) {
    const rows = await sql<{ id: string }>`
      select id from spot_check_sample where city = ${scope.city} and judged_on >= ${from}::date and judged_on < ${to}::date
        and (final_result = 'pass' or follow_up in ('closed', 'overturned', 'transferred'))`.execute(scope.tx)
    if (rows.rows.length === 0) continue
    const id = timeId(to, `notice/${index}`)
    await insertNotice(scope, {
      id,
      title: `产品质量抽查结果通告（第${index + 1}期）`,
      number: `澄市监通告〔${to.slice(0, 4)}〕${index + 1}号`,
      published_on: to,
      published_by: '示范数据',
    })
    await publishSamples(
      scope,
      id,
      rows.rows.map((row) => row.id),
      sql<boolean>`true`,
      to,
    )
  }
}

/** Invented output of some industries by district, as weights of the pass rate. */
export async function insertOutputs(
  scope: Scope,
  year: number,
  districts: readonly string[],
  industries: readonly string[],
): Promise<void> {
  const cells = districts.flatMap((region) =>
    [...new Set(industries)].map((industry) => ({
      region,
      industry,
      output: Math.round(20 + chance(`output/${region}/${industry}`) * 480),
    })),
  )
  await sql`insert into spot_check_output (city, year, region, industry, output, source)
    select ${scope.city}, ${year}::integer, cell.region, cell.industry, cell.output, '示范数据'
    from unnest(${cells.map((cell) => cell.region)}::text[], ${cells.map((cell) => cell.industry)}::text[],
      ${cells.map((cell) => cell.output)}::numeric[]) cell (region, industry, output)
    on conflict do nothing`.execute(scope.tx)
}

/** Makes the newest failed sample that nobody was told of one of the enterprise that the demo's enterprise user acts for. */
export async function giveSampleToLinkedEnterprise(scope: Scope): Promise<SampleRow | undefined> {
  const rows = await sql<SampleRow>`
    update spot_check_sample sample
    set producer_id = subject.enterprise_id, producer_name = subject.name, producer_code = subject.credit_code
    from registry_subject subject
    where sample.city = ${scope.city} and subject.city = sample.city
      and subject.enterprise_id = (select enterprise_id from supervision_enterprise_account
        where city = ${scope.city} order by since limit 1)
      and sample.id = (select id from spot_check_sample where city = ${scope.city} and follow_up = 'notifying'
        and case_id is not null order by id desc limit 1)
    returning sample.*`.execute(scope.tx)
  return rows.rows[0]
}
