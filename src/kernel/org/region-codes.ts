/**
 * Codes of administrative divisions: six digits by GB/T 2260 (two for the province, two for the prefecture,
 * two for the county), nine for towns by GB/T 10114 (three more).
 */

export const regionLevels = ['province', 'prefecture', 'county', 'town'] as const
export type RegionLevel = (typeof regionLevels)[number]

/**
 * The digits that all divisions inside a division share: the code without its trailing pairs of zeros.
 * A prefecture without counties (Dongguan, 441900) shares four digits with its towns all the same.
 *
 * @example regionPrefix('330000') // '33'
 * @example regionPrefix('330106') // '330106'
 */
export function regionPrefix(code: string): string {
  if (code.length > 6) return code
  if (code.endsWith('0000')) return code.slice(0, 2)
  return code.endsWith('00') ? code.slice(0, 4) : code
}

/** Whether a division lies in another one, or is it. */
export function isWithinRegion(code: string, container: string): boolean {
  return code.startsWith(regionPrefix(container))
}
