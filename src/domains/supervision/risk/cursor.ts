/** The place in a list's order as an opaque text, for lists that page by key. */
import type { z } from 'zod'

const encodePlace = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place a cursor stands for; undefined for none, and for text that is no cursor of this list. */
export function decodePlace<Place>(schema: z.ZodType<Place>, cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

/** A page out of rows of which one more than the page holds was asked for. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  placeOf: (row: Row) => unknown,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toItem),
    next: rows.length > limit && last ? encodePlace(placeOf(last)) : null,
  }
}
