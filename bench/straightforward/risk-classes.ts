/** The example scorecard as somebody would write it down in SQL: one statement, class and score of each enterprise. */
import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'

/** Scores all enterprises of a city into `bench_class`. */
export async function classesByHand(database: Database, city: string, asOf: string): Promise<void> {
  await sql`
    with happened as (
      select enterprise_id,
        count(*) filter (where kind = 'penalty' and decided_on > d.m24) as penalties,
        sum(amount) filter (where kind = 'penalty' and decided_on > d.m24) as fines,
        count(*) filter (where kind = 'complaint' and decided_on > d.m12) as complaints,
        count(*) filter (where kind = 'report' and decided_on > d.m12) as reports,
        count(*) filter (where kind = 'report' and decided_on > d.m24) as reports24,
        count(*) filter (where kind = 'inspection-problem' and decided_on > d.m24) as problems,
        count(*) filter (where kind = 'inspection-problem' and decided_on > d.m12) as problems12,
        count(*) filter (where kind = 'spot-check-failure' and decided_on > d.m24) as failures,
        count(*) filter (where kind = 'spot-check-failure' and decided_on > d.m36) as failures36,
        count(*) filter (where kind = 'judgement-debtor' and decided_on > d.m24) as judgements,
        count(*) filter (where kind = 'tax-arrears' and decided_on > d.m12) as taxes,
        count(*) filter (where kind = 'recall' and decided_on > d.m36) as recalls,
        count(*) filter (where kind = 'warning' and decided_on > d.m24) as warnings,
        count(*) filter (where kind = 'honour' and decided_on > d.m60) as honours
      from risk_credit_record, (select ${asOf}::date - interval '12 months' as m12, ${asOf}::date - interval '24 months' as m24,
        ${asOf}::date - interval '36 months' as m36, ${asOf}::date - interval '60 months' as m60) d
      where city = ${city} and withdrawn_at is null and decided_on <= ${asOf}::date group by enterprise_id),
    listed as (
      select enterprise_id, bool_or(list = 'serious' and removed_on is null) as serious,
        bool_or(list = 'abnormal' and removed_on is null) as abnormal,
        count(*) filter (where list = 'abnormal' and removed_on > ${asOf}::date - interval '36 months' and removal <> 'revoked') as past
      from supervision_list_entry where city = ${city} group by enterprise_id),
    shares as (
      select e.id, coalesce(l.serious, false) as serious, coalesce(l.abnormal, false) as abnormal,
        6 * case when age.years >= 10 then 0 when age.years >= 3 then 0.3 when age.years >= 1 then 0.6 else 1 end
        + 6 * case e.status when 'active' then 0 when 'suspended' then 0.5 else 1 end
        + 18 * case when h.penalties >= 3 then 1 when h.penalties >= 2 then 0.8 when h.penalties >= 1 then 0.5 else 0 end
        + 8 * case when h.fines >= 500000 then 1 when h.fines >= 50000 then 0.5 when h.fines >= 1 then 0.2 else 0 end
        + 8 * case when h.complaints >= 30 then 1 when h.complaints >= 10 then 0.7 when h.complaints >= 3 then 0.3 else 0 end
        + 10 * case when h.reports >= 3 then 1 when h.reports >= 1 then 0.6 else 0 end
        + 12 * case when h.problems >= 3 then 1 when h.problems >= 1 then 0.5 else 0 end
        + 14 * case when h.failures >= 2 then 1 when h.failures >= 1 then 0.6 else 0 end
        + 6 * case when l.past >= 2 then 1 when l.past >= 1 then 0.6 else 0 end
        + 8 * case when h.judgements >= 1 then 1 else 0 end
        + 4 * case when h.taxes >= 1 then 1 else 0 end as general,
        case
          when left(e.industry, 3) in ('C13', 'C14', 'C15') then (8 * f.share + 4 * r.share + 2 * o.share
            + 4 * case when h.reports24 >= 2 then 1 when h.reports24 >= 1 then 0.7 else 0 end) / 18
          when left(e.industry, 3) = 'H62' then (6 * case when h.problems12 >= 2 then 1 when h.problems12 >= 1 then 0.5 else 0 end
            + 4 * case when h.complaints >= 6 then 1 when h.complaints >= 2 then 0.4 else 0 end) / 10
          when left(e.industry, 3) = 'C27' or left(e.industry, 4) = 'F525' then (8 * f.share + 4 * r.share + 2 * o.share) / 14
          when left(e.industry, 3) in ('C34', 'C35', 'D44', 'D45') or '特种设备使用' = any(e.tags)
            then (8 * case when h.problems >= 2 then 1 when h.problems >= 1 then 0.6 else 0 end
              + 2 * case when h.warnings >= 1 then 1 else 0 end) / 10
          when left(e.industry, 3) in ('C26', 'C29', 'C30', 'C33', 'C38') then (8 * f.share + 4 * r.share + 2 * o.share) / 14
        end as professional
      from enterprise e
      left join happened h on h.enterprise_id = e.id
      left join listed l on l.enterprise_id = e.id
      cross join lateral (select extract(year from age(${asOf}::date, e.established_on)) as years) age
      cross join lateral (select case when h.failures36 >= 3 then 1 when h.failures36 >= 2 then 0.8 when h.failures36 >= 1 then 0.5 else 0 end as share) f
      cross join lateral (select case when h.recalls >= 2 then 1 when h.recalls >= 1 then 0.5 else 0 end as share) r
      cross join lateral (select case when h.honours >= 1 then 0 else 1 end as share) o
      where e.city = ${city} and e.merged_into is null and e.status in ('active', 'suspended', 'revoked')),
    scored as (
      select *, case when professional is null then 10 * general else 7 * general + 300 * professional end as score from shares)
    insert into bench_class (enterprise_id, class, score)
    select id, case when serious or score >= 350 then 'D' when abnormal or score >= 180 then 'C' when score >= 60 then 'B' else 'A' end,
      round(score, 2)
    from scored
    on conflict (enterprise_id) do update set class = excluded.class, score = excluded.score`.execute(
    database.kysely,
  )
}
