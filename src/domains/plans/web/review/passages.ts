/**
 * Cuts a source text into paragraphs, and each paragraph into pieces that lie under the same entries, so that
 * overlapping passages can all be marked. Linear in the text, n log n in the entries.
 */
import type { OutlineSection, Span } from '../../contract.ts'

/** An entry of the version, named so that targets, tasks and headings share one selection. */
export type EntryKey = `target:${string}` | `task:${string}` | `heading:${string}`

export interface MarkedPassage {
  readonly key: EntryKey
  readonly span: Span
}

/** A run of characters under the same marks; `start` is its offset in the whole text. */
export interface Piece {
  readonly start: number
  readonly end: number
  /** The marks above it, shortest passage first: the first is what a click means. */
  readonly keys: readonly EntryKey[]
}

export interface Paragraph {
  readonly start: number
  readonly end: number
  readonly pieces: readonly Piece[]
  /** Every entry that touches the paragraph. */
  readonly keys: readonly EntryKey[]
  /** Kind of the outline entry that begins here. */
  readonly heading: OutlineSection['kind'] | null
}

/** All passages of a version, in the order of the text; of two that start together the longer one first. */
export function passagesOf(version: {
  readonly outline: ReadonlyArray<{ readonly path: string; readonly span: Span }>
  readonly targets: ReadonlyArray<{ readonly id: string; readonly span: Span }>
  readonly tasks: ReadonlyArray<{ readonly id: string; readonly span: Span }>
}): MarkedPassage[] {
  return [
    ...version.outline.map(({ path, span }): MarkedPassage => ({ key: `heading:${path}`, span })),
    ...version.tasks.map(({ id, span }): MarkedPassage => ({ key: `task:${id}`, span })),
    ...version.targets.map(({ id, span }): MarkedPassage => ({ key: `target:${id}`, span })),
  ].toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
}

/** The non-empty lines of a text with their offsets. */
function linesOf(text: string): Span[] {
  const lines: Span[] = []
  let start = 0
  while (start <= text.length) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    if (text.slice(start, end).trim() !== '') lines.push({ start, end })
    start = end + 1
  }
  return lines
}

function piecesOf(line: Span, passages: readonly MarkedPassage[]): Piece[] {
  const cuts = new Set([line.start, line.end])
  for (const { span } of passages) {
    if (span.start > line.start) cuts.add(span.start)
    if (span.end < line.end) cuts.add(span.end)
  }
  const places = [...cuts].toSorted((a, b) => a - b)
  const shortestFirst = passages.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? line.end
    return {
      start,
      end,
      keys: shortestFirst
        .filter(({ span }) => span.start < end && span.end > start)
        .map((passage) => passage.key),
    }
  })
}

/** Lays a text out with its marks. `passages` come from {@link passagesOf}. */
export function layOutText(
  text: string,
  outline: readonly OutlineSection[],
  passages: readonly MarkedPassage[],
): Paragraph[] {
  const kinds = new Map<EntryKey, OutlineSection['kind']>(
    outline.map((section) => [`heading:${section.path}`, section.kind]),
  )
  let waiting = 0
  let open: MarkedPassage[] = []
  return linesOf(text).map((line) => {
    for (let next = passages[waiting]; next && next.span.start < line.end; next = passages[waiting]) {
      open.push(next)
      waiting += 1
    }
    open = open.filter(({ span }) => span.end > line.start)
    const here = open.filter(({ span }) => span.start < line.end)
    const heading = here.find(({ key, span }) => key.startsWith('heading:') && span.start >= line.start)
    return {
      start: line.start,
      end: line.end,
      pieces: piecesOf(line, here),
      keys: here.map((passage) => passage.key),
      heading: heading ? (kinds.get(heading.key) ?? null) : null,
    }
  })
}

/** A selection without the blanks at its ends; undefined when nothing is left. */
export function trimSpan(text: string, span: Span): Span | undefined {
  const inside = text.slice(span.start, span.end)
  const start = span.start + (inside.length - inside.trimStart().length)
  const end = start + inside.trim().length
  return end > start ? { start, end } : undefined
}

/** Where words stand in the text: every place, at most `limit` of them. */
export function findPassage(text: string, words: string, limit = 50): Span[] {
  const wanted = words.trim()
  const found: Span[] = []
  if (wanted === '') return found
  for (
    let start = text.indexOf(wanted);
    start !== -1 && found.length < limit;
    start = text.indexOf(wanted, start + wanted.length)
  )
    found.push({ start, end: start + wanted.length })
  return found
}
