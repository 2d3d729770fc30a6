/** The list of administrative divisions that ships with the program; `scripts/build-regions.ts` makes it. */
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { RegionLevel } from './region-codes.ts'

export interface Region {
  readonly code: string
  readonly name: string
  readonly level: RegionLevel
  readonly parentCode: string | undefined
  /** The list and its version that the row comes from. */
  readonly edition: string
}

const levelOf = (code: string): RegionLevel => {
  if (code.length > 6) return 'town'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'prefecture' : 'county'
}

/**
 * The nearest division above that exists: a county of a municipality or under the province's own rule has no
 * prefecture (419001 Jiyuan), a town of a prefecture without counties or of a development zone no county.
 */
function parentOf(code: string, known: ReadonlySet<string>): string | undefined {
  if (code.endsWith('0000') && code.length === 6) return undefined
  const candidates = [code.slice(0, 6), `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]
  return candidates.find((candidate) => candidate !== code && known.has(candidate))
}

/** Reads all divisions, in the order of their codes: some 3,200 down to counties and 41,000 towns. */
export async function readRegions(): Promise<Region[]> {
  const packed = await readFile(new URL('./data/regions.tsv.gz', import.meta.url))
  const lines = (await promisify(gunzip)(packed)).toString('utf8').trimEnd().split('\n')
  const pairs = lines.map((line): [string, string] => {
    const tab = line.indexOf('\t')
    return [line.slice(0, tab), line.slice(tab + 1)]
  })
  const editions = new Map(pairs.filter(([key]) => key.startsWith('#')))
  const rows = pairs.filter(([key]) => !key.startsWith('#'))
  const known = new Set(rows.map(([code]) => code).filter((code) => code.length === 6))
  return rows.map(([code, name]) => {
    const level = levelOf(code)
    const edition = editions.get(level === 'town' ? '#town' : '#division') ?? ''
    return { code, name, level, parentCode: parentOf(code, known), edition }
  })
}
