/** Patterns for LIKE and ILIKE made of text that is meant as it stands: what a person typed, a code, a prefix. */

const literally = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')

/**
 * The pattern of texts that contain this one, whose `%`, `_` and `\` stand for themselves.
 *
 * @example query.where('name', 'like', containing('100%')) // "100% cotton", not "1000 items"
 */
export const containing = (text: string): string => `%${literally(text)}%`

/**
 * The pattern of texts that begin with this one, whose `%`, `_` and `\` stand for themselves.
 *
 * @example query.where('region', 'like', beginningWith(regionPrefix('330000')))
 */
export const beginningWith = (text: string): string => `${literally(text)}%`
