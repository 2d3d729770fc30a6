/** The place in a list's order as an opaque text, for lists that page by two keys. */
import { z } from 'zod'

const Place = z.tuple([z.string(), z.uuid()])
export type Place = readonly [key: string, id: string]

export const encodePlace = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place a cursor stands for; undefined for none, and for text that is no cursor of ours. */
export function decodePlace(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

/** An id that a cursor stands for; undefined for text that is none. */
export const decodeId = (cursor: string | undefined): string | undefined => z.uuid().safeParse(cursor).data
