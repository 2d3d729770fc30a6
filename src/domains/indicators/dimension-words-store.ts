/** SQL of words for the values of dimensions, out of the views that other domains publish for it. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

export interface ValueTitleRow {
  readonly value: string
  readonly title_zh: string
  readonly title_en: string
}

/** Words for some values from a view as `DimensionWords.valuesView` describes it; values without words are left out. */
export async function findValueTitles(
  scope: Scope,
  view: string,
  values: readonly string[],
): Promise<readonly ValueTitleRow[]> {
  const found = await sql<ValueTitleRow>`select value, title_zh, title_en from ${sql.ref(view)}
    where (city is null or city = ${scope.city}) and value = any(${[...new Set(values)]}::text[])`.execute(
    scope.tx,
  )
  return found.rows
}
