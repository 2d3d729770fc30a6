/** Turns a search into conditions that an index answers, and says how many rows to expect. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import { isReadAs, type SearchWord, searchWords } from './search-words.ts'
import { pairsIn } from './searchable-name.ts'

/** How a search is to be run. */
export interface SearchPlan {
  /**
   * `nothing`: a word occurs nowhere. `few`: collect all hits through the index, then order them. `many`: walk along
   * the order asked for and test each row, since hits are dense.
   */
  readonly expected: 'nothing' | 'few' | 'many'
  /** On the columns of `enterprise_found`, for the search index. */
  readonly indexed: RawBuilder<boolean>
  /** The same for rows that are there already: no index takes part, whatever the planner thinks. */
  readonly tested: RawBuilder<boolean>
}

interface Meaning {
  readonly indexed: RawBuilder<boolean>
  readonly tested: RawBuilder<boolean>
  /** Rows that fit, estimated. */
  readonly rows: number
}

interface Vocabulary {
  readonly frequencies: ReadonlyMap<string, number>
  /** Pairs by the first letters of their readings. */
  readonly byInitials: ReadonlyMap<string, ReadonlyArray<{ pair: string; frequency: number }>>
  /** Rows in the register. */
  readonly rows: number
}

const next = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)

/** A condition on a text column compared by bytes: begins with the prefix. */
export const beginsWith = (column: string, prefix: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${next(prefix)})`

/** Looks up all pairs that the words can mean, in one round. */
async function lookUp(scope: Scope, words: readonly SearchWord[]): Promise<Vocabulary> {
  const pairs = [...new Set(words.flatMap((word) => pairsIn(word.fragment)))]
  const single = words.map((word) => word.fragment).filter((fragment) => [...fragment].length === 1)
  const letters = [
    ...new Set(
      words.flatMap((word) =>
        word.spellings.flatMap((spelling) => pairsOf(spelling).map(([a, b]) => a.charAt(0) + b.charAt(0))),
      ),
    ),
  ]
  const found = await sql<{
    kind: 'pair' | 'single' | 'letters'
    pair: string
    initials: string
    frequency: number
  }>`
    select 'pair' as kind, pair, initials, frequency from enterprise_pair where city = ${scope.city} and pair = any(${pairs}::text[])
    union all
    select 'single', wanted.character, '', sum(frequency)::integer from unnest(${single}::text[]) wanted (character)
      join enterprise_pair on city = ${scope.city} and pair collate "C" >= wanted.character collate "C"
        and pair < (wanted.character || ${highest}) collate "C" group by wanted.character
    union all
    select 'letters', pair, initials, frequency from enterprise_pair where city = ${scope.city} and initials = any(${letters}::text[])
    union all
    select 'pair', '', '', greatest(reltuples, 0)::integer from pg_class where oid = 'enterprise'::regclass`.execute(
    scope.tx,
  )
  const frequencies = new Map<string, number>()
  const byInitials = new Map<string, Array<{ pair: string; frequency: number }>>()
  for (const row of found.rows)
    if (row.kind === 'letters') {
      const list = byInitials.get(row.initials) ?? []
      byInitials.set(row.initials, list)
      list.push({ pair: row.pair, frequency: row.frequency })
    } else frequencies.set(row.pair, row.frequency)
  return { frequencies, byInitials, rows: Math.max(frequencies.get('') ?? 0, 1000) }
}

// Above every character that follows the first one of a pair.
const highest = '\u{10ffff}'

const pairsOf = (spelling: readonly string[]): Array<readonly [string, string]> =>
  spelling.slice(1).map((part, index) => [spelling[index] ?? '', part])

const matches = (query: string): RawBuilder<boolean> => sql<boolean>`search @@ ${query}::tsquery`
const contains = (column: string, text: string): RawBuilder<boolean> =>
  sql<boolean>`strpos(${sql.ref(column)}, ${text}) > 0`

/** The word as a fragment of a name. */
function asFragment(word: SearchWord, vocabulary: Vocabulary): Meaning | undefined {
  const { fragment } = word
  const pairs = pairsIn(fragment)
  const tested = contains('search_text', fragment)
  if (pairs.length === 0) {
    const rows = vocabulary.frequencies.get(fragment)
    return rows === undefined ? undefined : { indexed: matches(`'${fragment}':*`), tested, rows }
  }
  const frequencies = pairs.map((pair) => vocabulary.frequencies.get(pair))
  if (frequencies.includes(undefined)) return undefined
  const query = matches(pairs.map((pair) => `'${pair}'`).join(' & '))
  // Two characters are one pair: the index itself is the answer.
  const indexed = pairs.length === 1 ? query : sql<boolean>`(${query} and ${tested})`
  return { indexed, tested, rows: Math.min(...frequencies.map((frequency) => frequency ?? 0)) }
}

const mostPairsOfLetters = 1500

/** The word as pinyin: for each two neighbouring syllables, any pair in the vocabulary that is read so. */
function asPinyin(spelling: readonly string[], vocabulary: Vocabulary): Meaning | undefined {
  const alternatives = pairsOf(spelling).map(([first, second]) =>
    (vocabulary.byInitials.get(first.charAt(0) + second.charAt(0)) ?? [])
      .filter(({ pair }) => isReadAs(pair, first, second))
      .toSorted((a, b) => b.frequency - a.frequency)
      .slice(0, mostPairsOfLetters),
  )
  if (alternatives.some((pairs) => pairs.length === 0)) return undefined
  const query = alternatives
    .map((pairs) => `(${pairs.map(({ pair }) => `'${pair}'`).join(' | ')})`)
    .join(' & ')
  const inOrder = contains('initials', spelling.map((part) => part.charAt(0)).join(''))
  const rows = Math.min(...alternatives.map((pairs) => pairs.reduce((sum, one) => sum + one.frequency, 0)))
  const indexed = sql<boolean>`(${matches(query)} and ${inOrder})`
  return { indexed, tested: indexed, rows }
}

const wholeCode = 18

/** Where whole codes lead that belong to merged duplicates. */
async function survivorsOf(scope: Scope, words: readonly SearchWord[]): Promise<ReadonlyMap<string, string>> {
  const codes = words.map((word) => word.codePrefix ?? '').filter((code) => code.length === wholeCode)
  if (codes.length === 0) return new Map()
  const found = await sql<{
    code: string
    survivor: string
  }>`select credit_code as code, merged_into as survivor
    from enterprise where city = ${scope.city} and credit_code = any(${codes}::text[]) and merged_into is not null`.execute(
    scope.tx,
  )
  return new Map(found.rows.map(({ code, survivor }) => [code, survivor]))
}

function asCode(prefix: string, survivors: ReadonlyMap<string, string>, vocabulary: Vocabulary): Meaning {
  const survivor = survivors.get(prefix)
  const condition =
    survivor === undefined ? beginsWith('credit_code', prefix) : sql<boolean>`id = ${survivor}::uuid`
  // Eight characters are kind and place of registration, which thousands share.
  return { indexed: condition, tested: condition, rows: prefix.length > 9 ? 50 : vocabulary.rows / 5 }
}

const either = (conditions: ReadonlyArray<RawBuilder<boolean>>): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(conditions, sql` or `)})`

/** Decides how to search. Rows per page is what a walk along the order stops at. */
export async function planSearch(
  scope: Scope,
  text: string,
  rowsPerPage: number,
): Promise<SearchPlan | undefined> {
  const words = searchWords(text)
  if (words.length === 0) return undefined
  const vocabulary = await lookUp(scope, words)
  const survivors = await survivorsOf(scope, words)
  const meanings = words.map((word) =>
    [
      asFragment(word, vocabulary),
      ...word.spellings.map((spelling) => asPinyin(spelling, vocabulary)),
      word.codePrefix === undefined ? undefined : asCode(word.codePrefix, survivors, vocabulary),
    ].filter((meaning) => meaning !== undefined),
  )
  const conditions = (pick: (meaning: Meaning) => RawBuilder<boolean>): RawBuilder<boolean> =>
    sql<boolean>`${sql.join(
      meanings.map((ways) => (ways.length === 0 ? sql<boolean>`false` : either(ways.map(pick)))),
      sql` and `,
    )}`
  // Words are taken to be independent; within a word the readings add up.
  const share = meanings.reduce(
    (product, ways) => product * Math.min(1, ways.reduce((sum, way) => sum + way.rows, 0) / vocabulary.rows),
    1,
  )
  const rows = share * vocabulary.rows
  // Walking reads rowsPerPage / share rows, collecting reads all hits: the cheaper one.
  const walks = rowsPerPage / Math.max(share, 1e-9) < rows
  return {
    expected: meanings.some((ways) => ways.length === 0) ? 'nothing' : walks ? 'many' : 'few',
    indexed: conditions((meaning) => meaning.indexed),
    tested: conditions((meaning) => meaning.tested),
  }
}
