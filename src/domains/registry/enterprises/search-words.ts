/** What somebody may mean by what they typed into the search box. */
import { readingOf, searchable } from './searchable-name.ts'

/** One word of a search: every reading of it that makes sense. A row fits when one of them fits. */
export interface SearchWord {
  /** A fragment of a name; empty when the word has no letters. */
  readonly fragment: string
  /** A beginning of a credit code in capitals, of two characters at least. */
  readonly codePrefix: string | undefined
  /** Ways to cut it into beginnings of syllables, one a character: `hdjx` is h-d-j-x, `hongda` is hong-da. */
  readonly spellings: ReadonlyArray<readonly string[]>
}

/** Longest and most that are looked at: what is longer is no word, and each costs an index look-up. */
const mostWords = 6
const mostSpellings = 4

// Every syllable of Putonghua begins with one of these initials and goes on with one of these finals.
const initials = 'b p m f d t n l g k h j q x zh ch sh r z c s y w'.split(' ')
const finals =
  'a o e i u v ai ei ui ao ou iu ie ve ue er an en in un vn ang eng ing ong ia ian iang iao iong ua uai uan uang uo'.split(
    ' ',
  )
const syllables = new Set([
  ...initials.flatMap((initial) => finals.map((final) => initial + final)),
  ...'a o e ai ei ao ou an en ang eng er'.split(' '),
])

/** Cuts letters into syllables in every way there is; the last may be a beginning only. */
function spellingsOf(letters: string): string[][] {
  const found: string[][] = []
  const cut = (rest: string, taken: readonly string[]): void => {
    if (found.length >= mostSpellings) return
    if (rest === '') {
      if (taken.length > 1) found.push([...taken])
      return
    }
    // Longest first: `xian` is rather one syllable, but xi-an is found as well.
    for (let length = Math.min(6, rest.length); length > 0; length--) {
      const syllable = rest.slice(0, length)
      if (syllables.has(syllable)) cut(rest.slice(length), [...taken, syllable])
    }
    if (taken.length > 0 && rest.length < 3 && !syllables.has(rest)) found.push([...taken, rest])
  }
  cut(letters, [])
  return found
}

/**
 * The words of a search text.
 *
 * @example searchWords('宏达 jixie')
 */
export function searchWords(text: string): SearchWord[] {
  return text
    .trim()
    .split(/\s+/)
    .slice(0, mostWords)
    .flatMap((word): SearchWord[] => {
      const fragment = searchable(word)
      if (fragment === '') return []
      const capitals = fragment.toUpperCase()
      const letters = /^[a-z]{2,30}$/.test(fragment)
      return [
        {
          fragment,
          codePrefix:
            /^[0-9A-HJ-NPQRTUWXY]{2,18}$/.test(capitals) && /\d/.test(capitals) ? capitals : undefined,
          spellings: letters ? [[...fragment], ...spellingsOf(fragment)] : [],
        },
      ]
    })
}

/** Whether a pair of characters is read so: each syllable begins with its part of the spelling, the first is whole when it is a syllable. */
export function isReadAs(pair: string, first: string, second: string): boolean {
  const [one, two] = readingOf(pair)
  const fits = (syllable: string, part: string): boolean =>
    part.length > 1 && syllables.has(part) && part !== syllable ? false : syllable.startsWith(part)
  return fits(one, first) && (two.startsWith(second) || fits(two, second))
}
