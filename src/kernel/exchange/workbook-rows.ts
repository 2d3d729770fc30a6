/**
 * The first sheet of an Excel workbook (ECMA-376, .xlsx) read as it comes: a million rows at flat memory. Only what a
 * table of texts, numbers and days needs; formulas give their kept values.
 */
import type { RowOptions, TableRow } from './csv-rows.ts'
import { openZip } from './zip-entries.ts'

type Entry = AsyncIterable<Uint8Array>

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
        if (!name.startsWith('#')) return entities[name] ?? whole
        const hexadecimal = name.charAt(1).toLowerCase() === 'x'
        return String.fromCodePoint(Number.parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10))
      })
    : text

async function wholeText(entry: Entry | undefined): Promise<string> {
  if (!entry) return ''
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of entry) text += decoder.decode(bytes, { stream: true })
  return text
}

/** Texts in pieces that each end with a closing tag. */
async function* piecesEndingWith(entry: Entry, tag: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of entry) {
    rest += decoder.decode(bytes, { stream: true })
    const end = rest.lastIndexOf(tag)
    if (end < 0) continue
    yield rest.slice(0, end + tag.length)
    rest = rest.slice(end + tag.length)
  }
}

/** All text within `<t>` of a string, without the phonetic parts. */
function textOf(xml: string): string {
  const readable = xml.includes('<rPh') ? xml.replaceAll(/<rPh[\s\S]*?<\/rPh>/g, '') : xml
  let text = ''
  for (let at = readable.indexOf('<t'); at >= 0; at = readable.indexOf('<t', at)) {
    const open = readable.indexOf('>', at)
    if (open < 0) break
    const close = readable.indexOf('</t>', open)
    if (close < 0) break
    // `<t>` and `<t xml:space="preserve">`, not another tag that begins alike.
    const after = readable.charCodeAt(at + 2)
    if (after === 62 || after === 32) text += readable.slice(open + 1, close)
    at = close
  }
  return unescaped(text)
}

/** Millions of shared strings as one run of bytes: as JavaScript strings they would take several times the room. */
class SharedStrings {
  #bytes = Buffer.alloc(1 << 20)
  #ends = new Uint32Array(1 << 14)
  #count = 0

  add(text: string): void {
    const start = this.#count === 0 ? 0 : (this.#ends[this.#count - 1] ?? 0)
    const most = start + text.length * 3
    if (most > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], Math.max(most, this.#bytes.length * 2))
    if (this.#count === this.#ends.length) {
      const grown = new Uint32Array(this.#ends.length * 2)
      grown.set(this.#ends)
      this.#ends = grown
    }
    this.#ends[this.#count] = start + this.#bytes.write(text, start)
    this.#count += 1
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.#count)) return ''
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }
}

async function readSharedStrings(entry: Entry | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings()
  if (!entry) return strings
  for await (const piece of piecesEndingWith(entry, '</si>'))
    for (let at = piece.indexOf('<si'); at >= 0; ) {
      const end = piece.indexOf('</si>', at)
      if (end < 0) break
      strings.add(textOf(piece.slice(at, end)))
      at = piece.indexOf('<si', end)
    }
  return strings
}

// Number formats that show a day (ECMA-376 part 1, 18.8.30), those of East Asian versions among them.
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

const isBuiltInPercentage = (id: number): boolean => id === 9 || id === 10

/** Which cell styles have a number format: one of the built-in ones, or one whose code has such a sign. */
function stylesWith(styles: string, isBuiltIn: (id: number) => boolean, sign: RegExp): ReadonlySet<string> {
  const custom = new Set(
    [...styles.matchAll(/<numFmt\b[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"/g)]
      .filter(([, , code = '']) => sign.test(code.replaceAll(/\[[^\]]*\]|&quot;.*?&quot;|\\./g, '')))
      .map(([, id]) => Number(id)),
  )
  const formats = /<cellXfs[\s\S]*?<\/cellXfs>/.exec(styles)?.[0] ?? ''
  const found = new Set<string>()
  for (const [index, [xf]] of [...formats.matchAll(/<xf\b[^>]*>/g)].entries()) {
    const id = Number(/numFmtId="(\d+)"/.exec(xf)?.[1] ?? 0)
    if (isBuiltIn(id) || custom.has(id)) found.add(String(index))
  }
  return found
}

/** A day number as an ISO day; the 1900 system counts a 29 February 1900 that never was. */
function dayOf(serial: number, from1904: boolean): string {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0)
  return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10)
}

interface Workbook {
  readonly strings: SharedStrings
  readonly dates: ReadonlySet<string>
  /** Styles whose numbers are to be read as percentages. */
  readonly percentages: ReadonlySet<string>
  readonly asShown: boolean
  readonly from1904: boolean
}

const attribute = (tag: string, name: string): string => {
  const start = tag.indexOf(` ${name}="`)
  if (start < 0) return ''
  const from = start + name.length + 3
  return tag.slice(from, tag.indexOf('"', from))
}

/** Place of a column from a cell's address: `B12` is 1. */
function columnOf(address: string): number {
  let column = 0
  for (let index = 0; index < address.length; index++) {
    const letter = address.charCodeAt(index)
    if (letter < 65) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

function cellValue(tag: string, content: string, workbook: Workbook): string {
  const type = attribute(tag, 't')
  if (type === 'inlineStr') return textOf(content)
  const open = content.indexOf('<v')
  if (open < 0) return ''
  const value = content.slice(content.indexOf('>', open) + 1, content.indexOf('</v>', open))
  if (type === 's') return workbook.strings.get(Number(value))
  if (type === 'str') return unescaped(value)
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'e') return workbook.asShown ? unescaped(value) : ''
  if (type === 'd') return value.slice(0, 10)
  if (workbook.dates.has(attribute(tag, 's'))) return dayOf(Number(value), workbook.from1904)
  if (workbook.percentages.has(attribute(tag, 's')))
    return `${Number((Number(value) * 100).toPrecision(15))}%`
  return /[eE]|\.\d{10,}/.test(value) ? String(Number(Number(value).toPrecision(15))) : value
}

function rowOf(xml: string, workbook: Workbook): string[] {
  const row: string[] = []
  let next = 0
  for (let at = xml.indexOf('<c'); at >= 0; ) {
    const open = xml.indexOf('>', at)
    if (open < 0) break
    const tag = xml.slice(at, open)
    const address = attribute(tag, 'r')
    const column = address === '' ? next : columnOf(address)
    next = column + 1
    while (row.length < column) row.push('')
    if (xml.charCodeAt(open - 1) === 47) {
      row[column] = ''
      at = xml.indexOf('<c', open)
      continue
    }
    const close = xml.indexOf('</c>', open)
    row[column] = cellValue(tag, xml.slice(open + 1, close), workbook)
    at = xml.indexOf('<c', close)
  }
  return row
}

/** Path of the first sheet, as the workbook names it. */
function firstSheet(workbook: string, relations: string): string {
  const id = /<sheet\b[^>]*?r:id="([^"]+)"/.exec(workbook)?.[1]
  const relation = [...relations.matchAll(/<Relationship\b[^>]*>/g)].find(
    ([tag]) => attribute(tag, 'Id') === id,
  )?.[0]
  const target = relation === undefined ? 'worksheets/sheet1.xml' : attribute(relation, 'Target')
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/**
 * The rows of a workbook's first sheet, some thousand at a time. Days come as ISO days, other cells as they are kept.
 *
 * @throws ZipError when it is no archive that can be read
 */
export async function* workbookRows(content: Blob, options: RowOptions = {}): AsyncGenerator<TableRow[]> {
  const entry = await openZip(content)
  const book = await wholeText(await entry('xl/workbook.xml'))
  const sheet = await entry(firstSheet(book, await wholeText(await entry('xl/_rels/workbook.xml.rels'))))
  if (!sheet) return
  const styles = await wholeText(await entry('xl/styles.xml'))
  const asShown = options.asShown ?? false
  const workbook: Workbook = {
    asShown,
    strings: await readSharedStrings(await entry('xl/sharedStrings.xml')),
    dates: stylesWith(styles, isBuiltInDate, /[ymd]/i),
    percentages: asShown ? stylesWith(styles, isBuiltInPercentage, /%/) : new Set(),
    from1904: /date1904="(1|true)"/.test(book),
  }
  let last = 0
  for await (const piece of piecesEndingWith(sheet, '</row>')) {
    const rows: TableRow[] = []
    for (let next = piece.indexOf('<row'); next >= 0; ) {
      const end = piece.indexOf('</row>', next)
      if (end < 0) break
      // Rows without cells have no closing tag: the one that this closing tag ends is the last before it.
      const at = piece.lastIndexOf('<row', end - 1)
      const open = piece.indexOf('>', at)
      // Past its own tag, so that `<c` is the first cell; `<cols>` stands before all rows.
      const row = rowOf(piece.slice(open + 1, end), workbook)
      const number = Number(attribute(piece.slice(at, open), 'r')) || last + 1
      if (options.keepEmpty) for (; last < number - 1; last++) rows.push([])
      last = number
      if (row.some((cell) => cell !== '')) rows.push(row)
      else if (options.keepEmpty) rows.push([])
      next = piece.indexOf('<row', end)
    }
    if (rows.length > 0) yield rows
  }
}
