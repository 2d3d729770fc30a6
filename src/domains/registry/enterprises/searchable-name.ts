/**
 * Names as they are searched: without punctuation and width, as pairs of neighbouring characters, and as pinyin.
 * Trigrams (`pg_trgm`) find no fragment below three characters; most Chinese words have two.
 */
import { pinyin } from 'pinyin-pro'

/** Parts the names of one enterprise in its search text; no name has it. */
const separator = '|'
/** Follows the last character of a name in its last lexeme, so that every character begins one. */
const endMark = '$'

// Most names are of these alone and need no mending; it is what makes a million of them cheap.
const plain = /^[\u4e00-\u9fff0-9a-z]*$/

/**
 * A name or a search word as it is compared: letters, digits and characters only, half-width, in small letters.
 *
 * @example searchable('澄州市宏达（集团）有限公司 A') // '澄州市宏达集团有限公司a'
 */
export function searchable(text: string): string {
  if (plain.test(text)) return text
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** All names of an enterprise in one text, the present one first. */
export function searchTextOf(names: readonly string[]): string {
  return names.map(searchable).filter(Boolean).join(separator)
}

/** What a pair of characters is in search: its reading, and the letters that stand for its characters. */
export interface Pair {
  readonly lexeme: string
  /** Its place in tables of pairs: counted on from 0 in this process. */
  readonly number: number
  readonly reading: readonly [string, string]
  /** First letter of the first character as this word has it. */
  readonly first: string
  /** First letter of the second character where this word reads it in an unusual way, else empty. */
  readonly unusualSecond: string
}

function syllables(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
    syllable.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
  )
}

// Reading a pair takes 10 µs, a register has some 100,000 different ones: kept, they cost nothing in an import.
const pairs = new Map<string, Pair>()
const pairsKept = 400_000

// What a character is read as by itself; there are some thousands.
const usualReadings = new Map<string, string>()

function usualReadingOf(character: string): string {
  const known = usualReadings.get(character)
  if (known !== undefined) return known
  if (usualReadings.size >= pairsKept) usualReadings.clear()
  const [reading = ''] = syllables(character)
  usualReadings.set(character, reading)
  return reading
}

let pairsMade = 0

function makePair(text: string): Pair {
  const [first = '', second = ''] = syllables(text.replace(endMark, ''))
  const usual = second === '' ? '' : usualReadingOf([...text].at(-1) ?? '')
  return {
    lexeme: text,
    number: pairsMade++,
    reading: [first, second],
    first: first.charAt(0) || '?',
    unusualSecond: usual === second ? '' : second.charAt(0),
  }
}

function pairOf(text: string): Pair {
  const known = pairs.get(text)
  if (known) return known
  if (pairs.size >= pairsKept) pairs.clear()
  const pair = makePair(text)
  pairs.set(text, pair)
  return pair
}

// The same by the two code units as one number: ten million look-ups of a file would make as many texts.
const pairsByUnits = new Map<number, Pair>()

function pairOfUnits(first: number, second: number): Pair {
  const key = (first << 16) | second
  const known = pairsByUnits.get(key)
  if (known) return known
  if (pairsByUnits.size >= pairsKept) pairsByUnits.clear()
  const pair = makePair(String.fromCharCode(first, second))
  pairsByUnits.set(key, pair)
  return pair
}

/** How a pair is read as a word: 重庆 is `chong qing`, 银行 `yin hang`. Syllables without tones. */
export const readingOf = (pair: string): readonly [string, string] => pairOf(pair).reading

/** What the search columns of an enterprise are made of. */
export interface SearchColumns {
  readonly searchText: string
  /**
   * First letters of the pinyin of all names. A character takes the reading that the word it forms with a
   * neighbour gives it, where that is not its usual one: 重庆银行 is `cqyh`.
   */
  readonly initials: string
  /**
   * Each pair of neighbouring characters, and each name's last character with the end mark, so that a fragment of
   * one character is the beginning of a lexeme and a longer one a set of them. May repeat.
   */
  readonly pairs: readonly Pair[]
}

/**
 * The search columns of an enterprise with these names, the present one first.
 *
 * @example searchColumnsOf(['宏达厂']).pairs.map(({ lexeme }) => lexeme) // ['宏达', '达厂', '厂$']
 */
export function searchColumnsOf(names: readonly string[]): SearchColumns {
  const searchText = searchTextOf(names)
  const pairs: Pair[] = []
  let initials = ''
  for (const name of searchText.split(separator)) {
    if (initials !== '') initials += separator
    let unusual = ''
    for (const pair of beyondBasicPlane.test(name) ? pairsByCharacter(name) : pairsByUnit(name)) {
      pairs.push(pair)
      initials += unusual || pair.first
      unusual = pair.unusualSecond
    }
  }
  return { searchText, initials, pairs }
}

// Characters of two code units.
const beyondBasicPlane = /[\ud800-\udfff]/
const endUnit = endMark.charCodeAt(0)

/** Each character of a name with the next one, the last with the end mark. */
function pairsByUnit(name: string): Pair[] {
  const found: Pair[] = []
  for (let index = 0; index < name.length; index++) {
    const next = index + 1 < name.length ? name.charCodeAt(index + 1) : endUnit
    found.push(pairOfUnits(name.charCodeAt(index), next))
  }
  return found
}

function pairsByCharacter(name: string): Pair[] {
  const characters = [...name]
  return characters.map((character, index) => pairOf(character + (characters[index + 1] ?? endMark)))
}

/** Pairs of neighbouring characters of one fragment: what a text must have to contain it. */
export function pairsIn(fragment: string): string[] {
  const characters = [...fragment]
  return [...new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))]
}

/** Lexemes as the text of a `tsvector`. */
export const asVectorText = (lexemes: readonly string[]): string => `'${lexemes.join("' '")}'`
