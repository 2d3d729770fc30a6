/** The place in a list's order as an opaque text, for lists that page by key. */
import { z } from 'zod'
import type { BoardPlace } from './board-store.ts'

const Place = z.tuple([z.uuid(), z.number().int(), z.uuid()])

export const encodePlace = (place: BoardPlace): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place a cursor stands for; undefined for none, and for text that is no cursor of ours. */
export function decodePlace(cursor: string | undefined): BoardPlace | undefined {
  if (cursor === undefined) return undefined
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
