/** What names mean: every name that an indicator has or once had, and whose it is. Pure. */
import { nameKey, plainName } from './likeness.ts'
import type { VersionRow } from './tables.ts'

/** What the names of an indicator are taken from: its versions, oldest first. */
interface Named {
  readonly code: string
  readonly versions: ReadonlyArray<Pick<VersionRow, 'name_zh' | 'name_en' | 'synonyms'>>
}

/** Looks indicators up by what they are called. */
export interface NameIndex<Indicator> {
  /** By code, else by the name in use, a former name or a synonym, as long as it is one indicator's only. */
  readonly find: (name: string) => Indicator | undefined
  /** Those that a name which finds none could mean, when there are several. */
  readonly sharing: (name: string) => readonly Indicator[]
}

type Texts = (versions: Named['versions']) => readonly string[]

const ownNames: Texts = (versions) => versions.flatMap((version) => [version.name_zh, version.name_en])
const synonyms: Texts = (versions) => versions.flatMap((version) => version.synonyms)
const latest =
  (texts: Texts): Texts =>
  (versions) =>
    texts(versions.slice(-1))
const former =
  (texts: Texts): Texts =>
  (versions) =>
    texts(versions.slice(0, -1))

/**
 * In the order in which they are looked through; the first that knows a name decides. A name of its own goes before
 * another's synonym, and a former name before it too: a renamed indicator is found as before.
 */
const tiers: ReadonlyArray<{ readonly texts: Texts; readonly key: (name: string) => string }> = [
  { texts: latest(ownNames), key: plainName },
  { texts: former(ownNames), key: plainName },
  { texts: latest(ownNames), key: nameKey },
  { texts: former(ownNames), key: nameKey },
  { texts: latest(synonyms), key: plainName },
  { texts: former(synonyms), key: plainName },
  { texts: latest(synonyms), key: nameKey },
  { texts: former(synonyms), key: nameKey },
]

/** Indexes indicators by all their names. */
export function indexNames<Indicator extends Named>(all: readonly Indicator[]): NameIndex<Indicator> {
  const byCode = new Map(all.map((indicator) => [indicator.code, indicator]))
  const indexes = tiers.map(({ texts, key }) => {
    const index = new Map<string, Set<Indicator>>()
    for (const indicator of all)
      for (const name of texts(indicator.versions)) {
        const holders = index.get(key(name))
        if (holders) holders.add(indicator)
        else index.set(key(name), new Set([indicator]))
      }
    return { key, index }
  })
  const lookUp = (name: string): readonly Indicator[] => {
    const coded = byCode.get(name)
    if (coded) return [coded]
    for (const { key, index } of indexes) {
      const found = index.get(key(name))
      if (found) return [...found]
    }
    return []
  }
  // Every figure of every place looks the same few names up.
  const known = new Map<string, readonly Indicator[]>()
  const meantBy = (name: string): readonly Indicator[] => {
    const found = known.get(name) ?? lookUp(name)
    known.set(name, found)
    return found
  }
  return {
    find: (name) => {
      const [only, ...others] = meantBy(name)
      return others.length === 0 ? only : undefined
    },
    sharing: (name) => {
      const found = meantBy(name)
      return found.length > 1 ? found : []
    },
  }
}
