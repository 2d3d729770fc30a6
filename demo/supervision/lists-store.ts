/** Credit records and entries on lists of the demo city, made set by set. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import { demoAuthority } from './lists-words.ts'

/** Kinds of records: of 1,000 enterprises how many have one, and how many at most. */
const kinds: ReadonlyArray<readonly [kind: string, rate: number, most: number, authority: string]> = [
  ['penalty', 34, 3, demoAuthority],
  ['warning', 18, 1, demoAuthority],
  ['complaint', 70, 5, '澄州市消费者权益保护委员会'],
  ['report', 14, 2, demoAuthority],
  ['inspection-problem', 30, 2, '澄州市应急管理局'],
  ['spot-check-failure', 8, 2, '示范省市场监督管理局'],
  ['judgement-debtor', 6, 1, '澄州市中级人民法院'],
  ['tax-arrears', 9, 1, '国家税务总局澄州市税务局'],
  ['recall', 2, 1, demoAuthority],
  ['honour', 20, 2, '澄州市人民政府'],
]

// The same enterprise draws the same lots at every generation.
const lot = (salt: string) => sql`abs(hashtext(subject.credit_code || ${salt}))`

/** What other systems hold about the city's enterprises over two years and a half. Returns how many records. */
export async function insertDemoRecords(scope: Scope): Promise<number> {
  const values = kinds.map(
    ([kind, rate, most, authority]) =>
      sql`(${kind}::text, ${sql.lit(rate)}, ${sql.lit(most)}, ${authority}::text)`,
  )
  const result = await sql`
    insert into risk_credit_record (city, id, enterprise_id, kind, number, decided_on, authority, summary, amount,
      origin, recorded_at, recorded_by)
    select city, gen_random_uuid(), enterprise_id, kind,
      '澄信〔' || extract(year from on_day) || '〕' || row_number() over (partition by kind order by credit_code, n) || '号',
      on_day, authority, '', case when kind = 'penalty' then (hash % 80 + 1) * 1000 end, 'interface',
      date_trunc('second', ${scope.now}::timestamptz), ${scope.actor.name}::text
    from (
      select subject.city, subject.enterprise_id, subject.credit_code, kind.name as kind, kind.authority, n,
        abs(hashtext(subject.credit_code || kind.name || n || 'day')) as hash,
        ${scope.now}::date - abs(hashtext(subject.credit_code || kind.name || n || 'day')) % 900 as on_day
      from registry_subject subject
      join (values ${sql.join(values)}) kind (name, rate, most, authority)
        on abs(hashtext(subject.credit_code || kind.name)) % 1000 < kind.rate
      cross join lateral generate_series(1, kind.most) n
      where subject.city = ${scope.city} and subject.status = 'active'
        and (n = 1 or abs(hashtext(subject.credit_code || kind.name || n)) % 100 < 45)) drawn`.execute(
    scope.tx,
  )
  return Number(result.numAffectedRows ?? 0)
}

/** Entries of four years on both lists, most of them ended. Returns their ids. */
export async function insertDemoEntries(scope: Scope): Promise<string[]> {
  const today = sql`${scope.now}::date`
  const rows = await sql<{ id: string }>`
    with drawn as (
      select subject.city, subject.enterprise_id, subject.credit_code, left(subject.region, 6) as region,
        left(subject.industry, 3) as industry, ${lot('list')} as hash, ${lot('ground')} as ground_lot,
        ${lot('leave')} as leave_lot
      from registry_subject subject where subject.city = ${scope.city} and subject.status = 'active'
        and ${lot('list')} % 1000 < 15),
    placed as (
      select *, case when hash % 1000 < 2 then 'serious' else 'abnormal' end as list,
        ${today} - (20 + hash / 1000 % 1400) as entered_on
      from drawn),
    entries as (
      select *, case when list = 'serious'
          then (array['food-drug-safety', 'quality-safety', 'consumer-rights', 'refusal-to-comply'])[ground_lot % 4 + 1]
          else (array['annual-report', 'annual-report', 'annual-report', 'unreachable-address', 'unreachable-address',
            'false-information', 'ordered-information'])[ground_lot % 7 + 1] end as ground,
        case when list = 'serious' then (entered_on + interval '3 years')::date end as ends_on,
        case when list = 'serious' then (entered_on + interval '1 year')::date else entered_on end as repair_from,
        case when list = 'serious' then
            case when leave_lot % 3 = 0 then (entered_on + interval '13 months')::date
              else (entered_on + interval '3 years')::date end
          when leave_lot % 100 < 70 then entered_on + 15 + leave_lot / 100 % 300 end as leaves_on
      from placed)
    insert into supervision_list_entry (city, id, enterprise_id, region, industry, list, ground, facts, authority,
      decision_number, entered_on, published_from, publication_ends_on, repair_from, removed_on, removal,
      removal_decision_number, recorded_at, recorded_by)
    select city, gen_random_uuid(), enterprise_id, region, industry, list, ground,
      case ground when 'annual-report' then '未按照规定期限公示年度报告，经责令仍未公示。'
        when 'unreachable-address' then '两次邮寄专用信函均无人签收，实地核查未见经营。'
        when 'false-information' then '公示的联系电话、网站等信息与实际不符。'
        when 'ordered-information' then '未在责令期限内公示股权变更信息。'
        else '因违法行为受到较重行政处罚，性质恶劣、情节严重，社会危害较大。' end,
      ${demoAuthority}::text,
      '澄市监' || case list when 'serious' then '严列' else '异列' end || '字〔' || extract(year from entered_on) || '〕'
        || row_number() over (partition by list, extract(year from entered_on) order by entered_on, credit_code) || '号',
      entered_on, entered_on, ends_on, repair_from,
      case when leaves_on <= ${today} then leaves_on end,
      case when leaves_on <= ${today} then case when list = 'abnormal' then 'corrected'
        when leaves_on = ends_on then 'term-ended' else 'repaired' end end,
      case when leaves_on <= ${today} and (ends_on is null or leaves_on < ends_on)
        then '澄市监移字〔' || extract(year from leaves_on) || '〕' || row_number() over (order by credit_code) || '号' end,
      date_trunc('second', ${scope.now}::timestamptz), ${scope.actor.name}::text
    from entries returning id`.execute(scope.tx)
  return rows.rows.map((row) => row.id)
}

/** Enterprises for cases: active manufacturers that are on no list, in a fixed order. */
export async function demoCaseEnterprises(scope: Scope, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select subject.enterprise_id as id from registry_subject subject
    where subject.city = ${scope.city} and subject.status = 'active' and starts_with(subject.industry, 'C')
      and not exists (select from supervision_list_entry entry where entry.city = subject.city
        and entry.enterprise_id = subject.enterprise_id)
    order by ${lot('case')}, subject.credit_code limit ${sql.lit(limit)}`.execute(scope.tx)
  return rows.rows.map((row) => row.id)
}
