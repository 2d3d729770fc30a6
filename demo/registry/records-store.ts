/** SQL of the demo's records: each kind in one statement over the firms that are there, the same at each run. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

/**
 * Lays out the firms that work, each with four numbers below 2^28 from its code: chances that are the same on every
 * database. A temporary table of the transaction, read by all that follows here.
 */
export async function layOutFirms(scope: Scope): Promise<void> {
  // No row of these statements asks what another has asked before: a cache before their parts only costs.
  await sql`set local enable_memoize = off`.execute(scope.tx)
  // Fenced off by `offset 0`, or the hash would be computed anew for each of the numbers.
  await sql`create temporary table demo_firm on commit drop as
    select firm.*, ('x' || substr(hash, 1, 7))::bit(28)::integer as a, ('x' || substr(hash, 8, 7))::bit(28)::integer as b,
      ('x' || substr(hash, 15, 7))::bit(28)::integer as c, ('x' || substr(hash, 22, 7))::bit(28)::integer as d
    from (select city, id, credit_code, region, industry, size, address, established_on, md5(credit_code) as hash
      from enterprise where city = ${scope.city} and status = 'active' and merged_into is null offset 0) firm`.execute(
    scope.tx,
  )
  await sql`analyze demo_firm`.execute(scope.tx)
}

/** Ids in the order of time, as the program makes them: version 7 of this moment, the rest by chance. */
function newId(): RawBuilder<string> {
  const time = Date.now().toString(16).padStart(12, '0')
  return sql`(${sql.lit(`${time.slice(0, 8)}-${time.slice(8)}-7`)} || substr(gen_random_uuid()::text, 16))::uuid`
}

const made = (scope: Scope) =>
  sql`${scope.now}::timestamptz, ${scope.actor.name}, ${scope.now}::timestamptz, ${scope.actor.name}`

const today = (scope: Scope) => sql`${scope.now.toISOString().slice(0, 10)}::date`

async function idsOf(scope: Scope, statement: RawBuilder<{ id: string }>): Promise<string[]> {
  return (await statement.execute(scope.tx)).rows.map((row) => row.id)
}

/** Manufacturing divisions: category of what they make, what it is called. */
export const productsByDivision: ReadonlyArray<readonly [string, string, string]> = [
  ['C13', '2001', '小麦粉'],
  ['C14', '2024', '糕点'],
  ['C15', '2015', '白酒'],
  ['C17', '0103', '纯棉床品'],
  ['C18', '0101', '针织服装'],
  ['C19', '0102', '皮鞋'],
  ['C20', '0404', '胶合板'],
  ['C21', '0107', '木制家具'],
  ['C22', '0301', '瓦楞纸箱'],
  ['C24', '0105', '塑胶玩具'],
  ['C26', '0302', '洗衣液'],
  ['C27', '3004', '医用口罩'],
  ['C29', '0705', '塑料管材'],
  ['C30', '0401', '通用硅酸盐水泥'],
  ['C31', '0402', '热轧带肋钢筋'],
  ['C33', '0706', '不锈钢制品'],
  ['C34', '0602', '工业阀门'],
  ['C36', '1001', '汽车制动片'],
  ['C37', '0305', '电动自行车'],
  ['C38', '0701', '聚氯乙烯绝缘电线'],
  ['C39', '0204', '路由器'],
  ['C40', '9901', '压力表'],
]

const models = ['A1', 'B200', 'K-3', 'M50', 'S8', 'T-120']

/** One to three products a manufacturer; bar codes of the range for use inside shops (02), which no product has. */
export function insertProducts(scope: Scope): Promise<string[]> {
  const column = (index: 0 | 1 | 2) => productsByDivision.map((row) => row[index])
  return idsOf(
    scope,
    sql<{ id: string }>`
    insert into enterprise_product (city, id, enterprise_id, category, name, model, gtin, state, created_at, created_by,
      changed_at, changed_by)
    select e.city, ${newId()}, e.id, kind.category, kind.name, (${models}::text[])[1 + (b + piece.n) % 6],
      case when (c + piece.n) % 3 = 0 then '0' || base.digits || ((10 - (select sum(substr(base.digits, place, 1)::integer
        * case when place % 2 = 0 then 3 else 1 end) from generate_series(1, 12) place) % 10) % 10)::text end,
      case when (d + piece.n) % 12 = 0 then 'stopped' else 'made' end, ${made(scope)}
    from demo_firm e
    join unnest(${column(0)}::text[], ${column(1)}::text[], ${column(2)}::text[]) kind(division, category, name)
      on kind.division = left(e.industry, 3)
    cross join lateral generate_series(1, 1 + (a % 3)) piece(n)
    cross join lateral (select '02' || lpad(((a::bigint * 8 + piece.n) % 10000000000)::text, 10, '0') as digits) base
    returning id`,
  )
}

/** Works and stores of the larger firms and of all manufacturers. */
export function insertSites(scope: Scope): Promise<string[]> {
  return idsOf(
    scope,
    sql<{ id: string }>`
    insert into enterprise_site (city, id, enterprise_id, kind, name, region, address, state, created_at, created_by,
      changed_at, changed_by)
    select e.city, ${newId()}, e.id, site.kind, site.name, e.region, coalesce(e.address, '澄州市'), 'used', ${made(scope)}
    from demo_firm e
    cross join lateral (values ('production', '生产厂区', left(e.industry, 1) = 'C'),
      ('storage', '成品仓库', e.size in ('large', 'medium') and a % 2 = 0),
      ('laboratory', '检验室', left(e.industry, 1) = 'C' and e.size in ('large', 'medium'))) site(kind, name, wanted)
    where site.wanted
    returning id`,
  )
}

/**
 * Certificates by trade, some ended, some ending soon. Numbers are formed as their kinds ask, with the fictional
 * division 99 where one stands in them.
 */
export function insertCertificates(scope: Scope): Promise<string[]> {
  return idsOf(
    scope,
    sql<{ id: string }>`
    with wanted as (
      select e.id, e.city, e.region, cert.kind, cert.years, cert.issuer, a, b, c, d,
        row_number() over (partition by cert.kind order by e.credit_code) as serial
      from demo_firm e
      cross join lateral (values
        ('food-production-licence', 5, '澄州市市场监督管理局', left(e.industry, 3) in ('C13', 'C14', 'C15')),
        ('food-business-licence', 5, '区县市场监督管理局',
          left(e.industry, 3) = 'H62' or (left(e.industry, 3) in ('F51', 'F52') and a % 3 = 0)),
        ('industrial-production-licence', 5, '示范省市场监督管理局',
          left(e.industry, 3) in ('C30', 'C31', 'C38') and a % 2 = 0),
        ('compulsory-product-certificate', 5, '示范认证中心', left(e.industry, 3) in ('C36', 'C37', 'C38', 'C39')),
        ('quality-management-certificate', 3, '示范认证中心',
          left(e.industry, 1) = 'C' and (e.size in ('large', 'medium') or b % 8 = 0)),
        ('environmental-management-certificate', 3, '示范认证中心',
          left(e.industry, 1) = 'C' and e.size in ('large', 'medium') and c % 2 = 0)
      ) cert(kind, years, issuer, holds)
      where cert.holds),
    dated as (
      select wanted.*, ${today(scope)} - (c % (365 * years + 120)) as valid_from from wanted)
    insert into enterprise_certificate (city, id, enterprise_id, region, kind, number, issuer, valid_from, valid_to, status,
      status_since, created_at, created_by, changed_at, changed_by)
    select city, ${newId()}, id, left(region, 6), kind,
      case kind
        when 'food-production-licence' then 'SC1' || lpad((1 + a % 31)::text, 2, '0') || left(region, 6)
          || lpad(serial::text, 4, '0') || (b % 10)
        when 'food-business-licence' then 'JY' || (1 + a % 3) || left(region, 6) || lpad(serial::text, 6, '0') || (b % 10)
        when 'industrial-production-licence' then '(示)XK' || lpad((1 + a % 30)::text, 2, '0') || '-' || lpad((b % 300)::text, 3, '0')
          || '-' || lpad(serial::text, 5, '0')
        when 'compulsory-product-certificate' then extract(year from valid_from)::text || '99' || lpad((a % 2400)::text, 4, '0')
          || lpad(serial::text, 6, '0')
        else '099' || to_char(valid_from, 'YY') || case kind when 'quality-management-certificate' then 'Q' else 'E' end
          || lpad(serial::text, 5, '0') || 'R0M/9901'
      end,
      issuer, valid_from, (valid_from + make_interval(years => years) - interval '1 day')::date,
      case when d % 60 = 0 then 'suspended' when d % 97 = 0 then 'revoked' else 'valid' end,
      case when d % 60 = 0 or d % 97 = 0 then least(valid_from + 200 + a % 300, ${today(scope)}) end, ${made(scope)}
    from dated where not (kind = 'food-production-licence' and serial > 9999)
    returning id`,
  )
}

/** Scales, gauges and dispensers in use, with their last verification where there was one. */
export function insertInstruments(scope: Scope): Promise<string[]> {
  return idsOf(
    scope,
    sql<{ id: string }>`
    insert into enterprise_instrument (city, id, enterprise_id, region, kind, name, number, use, compulsory, cycle_months,
      in_use_since, last_verified_on, last_result, last_verifier, last_certificate_number, due_on, created_at, created_by,
      changed_at, changed_by)
    select e.city, ${newId()}, e.id, left(e.region, 6), tool.kind, tool.name, tool.prefix || '-' || lpad(piece.n::text, 2, '0'),
      tool.use, true, tool.cycle, greatest(e.established_on, ${today(scope)} - 365 * (1 + (a + piece.n) % 6)),
      seen.on_day, seen.result, case when seen.on_day is not null then '澄州市计量测试院' end,
      case when seen.on_day is not null then 'LX' || to_char(seen.on_day, 'YYYY') || lpad((a % 100000)::text, 5, '0') end,
      case when seen.result = 'qualified' then (seen.on_day + make_interval(months => tool.cycle) - interval '1 day')::date end,
      ${made(scope)}
    from demo_firm e
    cross join lateral (values
      ('retail-scale', '电子计价秤', 'DZC', 'trade', 12, left(e.industry, 3) in ('F51', 'F52') and a % 3 = 0, 1 + b % 2),
      ('truck-scale', '电子汽车衡', 'QCH', 'trade', 12, left(e.industry, 1) in ('B', 'C') and e.size in ('large', 'medium'), 1),
      ('pressure-gauge', '压力表', 'YLB', 'safety', 6, left(e.industry, 1) in ('C', 'D') and (e.size in ('large', 'medium') or b % 6 = 0), 1 + c % 4),
      ('gas-alarm', '可燃气体报警器', 'BJQ', 'safety', 12, left(e.industry, 3) in ('D45', 'H62') and b % 4 = 0, 1),
      ('balance', '电子天平', 'TP', 'medical', 12, left(e.industry, 3) in ('C27', 'Q84'), 1)
    ) tool(kind, name, prefix, use, cycle, has, pieces)
    cross join lateral generate_series(1, tool.pieces) piece(n)
    cross join lateral (select case when (d + piece.n) % 15 > 0
      then greatest(e.established_on, ${today(scope)} - ((c + 37 * piece.n) % (tool.cycle * 33 + 1))) end as on_day,
      case when (d + piece.n) % 15 = 0 then null when (b + piece.n) % 40 = 0 then 'failed' else 'qualified' end as result) seen
    where tool.has
    returning id`,
  )
}

/** Every verification that an instrument shows as its last one, in the log of verifications. */
export async function insertVerifications(scope: Scope): Promise<void> {
  await sql`insert into instrument_verification (city, id, instrument_id, verified_on, result, verifier, certificate_number,
      due_on, recorded_at, recorded_by)
    select city, ${newId()}, id, last_verified_on, last_result, last_verifier, last_certificate_number, due_on,
      ${scope.now}::timestamptz, ${scope.actor.name}
    from enterprise_instrument where city = ${scope.city} and last_verified_on is not null`.execute(scope.tx)
}

/** People who answer for quality and safety in manufacturers and food firms. */
export function insertPeople(
  scope: Scope,
  names: { readonly families: readonly string[]; readonly given: readonly string[] },
): Promise<string[]> {
  return idsOf(
    scope,
    sql<{ id: string }>`
    insert into enterprise_person (city, id, enterprise_id, role, name, phone, post, appointed_on, created_at, created_by,
      changed_at, changed_by)
    select e.city, ${newId()}, e.id, held.role,
      (${[...names.families]}::text[])[1 + held.chance % ${names.families.length}::integer]
        || (${[...names.given]}::text[])[1 + (held.chance / 64) % ${names.given.length}::integer]
        || (${[...names.given]}::text[])[1 + (held.chance / 4096) % ${names.given.length}::integer],
      '100' || lpad((held.chance % 100000000)::text, 8, '0'), held.post,
      greatest(e.established_on, ${today(scope)} - held.chance % 1500), ${made(scope)}
    from demo_firm e
    cross join lateral (values
      ('quality-safety-director', '质量部经理', a, left(e.industry, 1) = 'C' and e.size in ('large', 'medium')),
      ('quality-safety-officer', '质检员', b, left(e.industry, 1) = 'C'),
      ('food-safety-officer', '食品安全管理员', c, left(e.industry, 3) in ('C13', 'C14', 'C15', 'H62')),
      ('chief-quality-officer', '副总经理', d, left(e.industry, 1) = 'C' and e.size = 'large' or (e.size = 'medium' and d % 3 = 0))
    ) held(role, post, chance, holds)
    where held.holds
    returning id`,
  )
}
