/** SQL of the category tree: what ships with the program and what the city has added. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

export type CategoryRow = {
  code: string
  parent_code: string | null
  title_zh: string
  title_en: string
  source: string | null
}

const tree = (scope: Scope) => sql`(
  select code, parent_code, title_zh, title_en, source from product_category
  union all
  select code, parent_code, title_zh, title_en, null from own_product_category where city = ${scope.city})`

/** The whole tree: some hundred nodes, in the order of their codes. */
export async function readCategories(scope: Scope): Promise<CategoryRow[]> {
  const rows = await sql<CategoryRow>`select * from ${tree(scope)} tree order by code`.execute(scope.tx)
  return rows.rows
}

/** Those of the codes that no category has. */
export async function unknownCategories(scope: Scope, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await sql<{ code: string }>`select given.code from unnest(${[...codes]}::text[]) given(code)
    where not exists (select from ${tree(scope)} tree where tree.code = given.code)`.execute(scope.tx)
  return rows.rows.map((row) => row.code)
}

/** Adds a category of the city below one that ships with the program; gives its code, the next free one. */
export async function insertCategory(
  scope: Scope,
  parentCode: string,
  title: { readonly zh: string; readonly en: string },
): Promise<CategoryRow | undefined> {
  const rows = await sql<CategoryRow>`
    insert into own_product_category (city, code, parent_code, title_zh, title_en, created_at, created_by)
    select ${scope.city}, p.code || 'C' || lpad((1 + (
        select count(*) from own_product_category o where o.city = ${scope.city} and o.parent_code = p.code
      ))::text, 2, '0'), p.code, ${title.zh}::text, ${title.en}::text, ${scope.now}::timestamptz, ${scope.actor.name}
    from product_category p where p.code = ${parentCode}
    returning code, parent_code, title_zh, title_en, null as source`.execute(scope.tx)
  return rows.rows[0]
}
