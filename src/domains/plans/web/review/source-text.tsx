import { memo, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { OutlineSection, Review, Span, VersionDetail } from '../../contract.ts'
import { type EntryKey, layOutText, type MarkedPassage, type Paragraph, passagesOf } from './passages.ts'
import { selectedSpan } from './text-selection.ts'
import './source-text.css'

/** Paragraphs drawn as one block: a change in one entry draws one block again, not the whole text. */
const blockSize = 60

export interface SourceTextProps {
  readonly version: Pick<VersionDetail, 'text' | 'outline' | 'targets' | 'tasks'>
  readonly label: string
  readonly chosen: EntryKey | undefined
  /** A passage that is being added; marked like a selection. */
  readonly drawn?: Span | undefined
  readonly onChoose: (key: EntryKey) => void
  /** Told when the person selects words; undefined when nothing is selected any more. */
  readonly onSelect?: (span: Span | undefined) => void
  /** Whether the marks show what has been decided; false on pages that only read. */
  readonly showsReview: boolean
  /** Another value looks for the chosen mark again: when the text comes into sight on a narrow window. */
  readonly shown?: string
}

/**
 * The source text with every recognised passage marked: headings, targets, tasks (a line at the side). Pressing a
 * mark chooses its entry; the list beside it is the keyboard's way to the same entries. Choosing scrolls to the mark.
 */
export function SourceText(props: SourceTextProps) {
  const { version, chosen, drawn } = props
  const box = useRef<HTMLElement>(null)
  const paragraphs = useParagraphs(version)
  const reviews = useMemo(
    () =>
      new Map<EntryKey, Review>([
        ...version.targets.map(({ id, review }) => [`target:${id}` as const, review] as const),
        ...version.tasks.map(({ id, review }) => [`task:${id}` as const, review] as const),
      ]),
    [version.targets, version.tasks],
  )
  useChoosing(box, chosen, props.onChoose, props.onSelect, version.text)
  useScrollTo(box, chosen, drawn, props.shown)
  return (
    <section
      className="source-text"
      ref={box}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard's focus
      tabIndex={0}
    >
      {paragraphs.map((block, index) => (
        <Block
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are cut once from a text that never changes
          key={index}
          text={version.text}
          paragraphs={block}
          states={statesOf(block, props.showsReview ? reviews : undefined, chosen)}
          drawn={drawn && touches(block, drawn) ? drawn : undefined}
        />
      ))}
    </section>
  )
}

/** The text cut into blocks of paragraphs; done again only when a passage is added. */
function useParagraphs(version: SourceTextProps['version']): readonly (readonly Paragraph[])[] {
  const { text, outline, targets, tasks } = version
  const kept = useRef<{ signature: string; passages: MarkedPassage[] }>(undefined)
  const { passages, signature } = useMemo(() => {
    const found = passagesOf({ outline, targets, tasks })
    return {
      passages: found,
      signature: found.map(({ key, span }) => `${key} ${span.start} ${span.end}`).join('\n'),
    }
  }, [outline, targets, tasks])
  // Decisions give new objects with the same passages; only other passages need another layout.
  if (kept.current?.signature !== signature) kept.current = { signature, passages }
  const marked = kept.current.passages
  return useMemo(() => inBlocks(text, outline, marked), [text, outline, marked])
}

function inBlocks(
  text: string,
  outline: readonly OutlineSection[],
  passages: readonly MarkedPassage[],
): readonly (readonly Paragraph[])[] {
  const paragraphs = layOutText(text, outline, passages)
  return Array.from({ length: Math.ceil(paragraphs.length / blockSize) }, (_, index) =>
    paragraphs.slice(index * blockSize, (index + 1) * blockSize),
  )
}

const touches = (block: readonly Paragraph[], span: Span): boolean =>
  block.some((paragraph) => paragraph.start < span.end && paragraph.end > span.start)

/** What the block's marks look like, as one string, so that an unchanged block is not drawn again. */
function statesOf(
  block: readonly Paragraph[],
  reviews: ReadonlyMap<EntryKey, Review> | undefined,
  chosen: EntryKey | undefined,
): string {
  const keys = new Set(block.flatMap((paragraph) => paragraph.keys))
  return [...keys]
    .map((key) => `${key} ${reviews?.get(key) ?? 'settled'}${key === chosen ? ' chosen' : ''}`)
    .join('\n')
}

const Block = memo(function Block(props: {
  readonly text: string
  readonly paragraphs: readonly Paragraph[]
  readonly states: string
  readonly drawn: Span | undefined
}) {
  const states = new Map(
    props.states.split('\n').map((line) => {
      const [key = '', ...state] = line.split(' ')
      return [key, state]
    }),
  )
  return (
    <div className="source-text__block">
      {props.paragraphs.map((paragraph) => (
        <p key={paragraph.start} className={paragraphClass(paragraph, states)}>
          {paragraph.pieces.map((piece) => {
            const className = pieceClass(piece.keys, states)
            const drawn =
              props.drawn && piece.start < props.drawn.end && piece.end > props.drawn.start
                ? props.drawn
                : undefined
            return (
              <span
                key={piece.start}
                data-start={piece.start}
                {...(piece.keys.length > 0 ? { 'data-keys': piece.keys.join(' ') } : {})}
                {...(className ? { className } : {})}
              >
                {drawn ? (
                  <DrawnPiece text={props.text} piece={piece} drawn={drawn} />
                ) : (
                  props.text.slice(piece.start, piece.end)
                )}
              </span>
            )
          })}
        </p>
      ))}
    </div>
  )
})

/** A piece with the part that is being added set apart. */
function DrawnPiece(props: { readonly text: string; readonly piece: Span; readonly drawn: Span }) {
  const { text, piece, drawn } = props
  const from = Math.max(piece.start, drawn.start)
  const to = Math.min(piece.end, drawn.end)
  return (
    <>
      {from > piece.start ? <span data-start={piece.start}>{text.slice(piece.start, from)}</span> : null}
      <span data-start={from} data-drawn className="source-text__drawn">
        {text.slice(from, to)}
      </span>
      {to < piece.end ? <span data-start={to}>{text.slice(to, piece.end)}</span> : null}
    </>
  )
}

function paragraphClass(paragraph: Paragraph, states: ReadonlyMap<string, readonly string[]>): string {
  const task = paragraph.keys.findLast((key) => key.startsWith('task:'))
  const state = task ? (states.get(task) ?? []) : []
  return [
    'source-text__paragraph',
    ...(paragraph.heading ? [`source-text__paragraph--${paragraph.heading}`] : []),
    ...(task
      ? ['source-text__paragraph--task', ...state.map((word) => `source-text__paragraph--${word}`)]
      : []),
  ].join(' ')
}

function pieceClass(
  keys: readonly EntryKey[],
  states: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const classes = new Set<string>()
  const targets = keys.filter((key) => key.startsWith('target:'))
  const top = targets.find((key) => states.get(key)?.includes('chosen')) ?? targets[0]
  if (top) {
    classes.add('source-text__target')
    for (const word of states.get(top) ?? []) classes.add(`source-text__target--${word}`)
    if (targets.length > 1) classes.add('source-text__target--several')
  }
  const heading = keys.find((key) => key.startsWith('heading:'))
  if (heading) {
    classes.add('source-text__heading')
    if (states.get(heading)?.includes('chosen')) classes.add('source-text__heading--chosen')
  }
  return classes.size > 0 ? [...classes].join(' ') : undefined
}

/** Presses on marks, and selections of words, told to the page. Where passages overlap, pressing again goes deeper. */
function useChoosing(
  box: RefObject<HTMLElement | null>,
  chosen: EntryKey | undefined,
  onChoose: (key: EntryKey) => void,
  onSelect: ((span: Span | undefined) => void) | undefined,
  text: string,
): void {
  const handlers = useRef({ chosen, onChoose, onSelect })
  handlers.current = { chosen, onChoose, onSelect }
  useEffect(() => {
    const element = box.current
    if (!element) return
    const press = (event: MouseEvent) => {
      if (document.getSelection()?.isCollapsed === false) return
      const mark = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-keys]') : null
      const keys = mark?.dataset.keys?.split(' ').filter(isEntryKey) ?? []
      const at = handlers.current.chosen ? keys.indexOf(handlers.current.chosen) : -1
      const key = keys[(at + 1) % keys.length]
      if (key) handlers.current.onChoose(key)
    }
    const select = () => {
      const span = selectedSpan(element, text)
      if (span !== 'elsewhere') handlers.current.onSelect?.(span)
    }
    element.addEventListener('click', press)
    document.addEventListener('selectionchange', select)
    return () => {
      element.removeEventListener('click', press)
      document.removeEventListener('selectionchange', select)
    }
  }, [box, text])
}

const isEntryKey = (key: string): key is EntryKey => /^(target|task|heading):/.test(key)

/** Brings the chosen entry's passage into sight inside the text's own scroll box. */
function useScrollTo(
  box: RefObject<HTMLElement | null>,
  chosen: EntryKey | undefined,
  drawn: Span | undefined,
  shown: string | undefined,
): void {
  const place = drawn?.start
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` and `chosen` say when to look again
  useEffect(() => {
    if (place === undefined && chosen === undefined) return
    const scroll = () => {
      const element = box.current
      const mark = element?.querySelector(place === undefined ? '[class*="--chosen"]' : '[data-drawn]')
      if (element && mark) scrollInside(element, mark)
    }
    scroll()
    // Blocks out of sight have guessed heights; once drawn, the mark may stand elsewhere.
    const again = requestAnimationFrame(() => requestAnimationFrame(scroll))
    return () => cancelAnimationFrame(again)
  }, [box, chosen, place, shown])
}

/** Scrolls a box, and nothing around it, until a part of it is in sight. */
export function scrollInside(box: Element, part: Element): void {
  const view = box.getBoundingClientRect()
  const at = part.getBoundingClientRect()
  if (at.top >= view.top + 40 && at.bottom <= view.bottom - 40) return
  box.scrollTo({ top: box.scrollTop + at.top - view.top - view.height / 3 })
}
