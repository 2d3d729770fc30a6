import { useText } from '#ui/language/language.ts'
import type { OutlineSection } from '../../contract.ts'
import { sectionNumber } from './entries.ts'
import type { EntryKey } from './passages.ts'
import { reviewMessages } from './review-messages.ts'
import './outline-list.css'

/** The headings of a document, indented by their depth; choosing one goes to its place in the text. */
export function OutlineList(props: {
  readonly outline: readonly OutlineSection[]
  readonly chosen: EntryKey | undefined
  readonly onChoose: (key: EntryKey) => void
}) {
  const text = useText()
  if (props.outline.length === 0)
    return <p className="entry-list__none soft">{text(reviewMessages['plans.review.no-outline'])}</p>
  return (
    <ul className="outline-list">
      {props.outline.map((section) => {
        const key: EntryKey = `heading:${section.path}`
        return (
          <li key={section.path} className={`outline-list__entry outline-list__entry--${section.kind}`}>
            <button
              type="button"
              aria-current={props.chosen === key ? 'location' : undefined}
              onClick={() => props.onChoose(key)}
            >
              <span className="outline-list__number">{lastNumber(section.path)}</span>
              {section.heading}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const lastNumber = (path: string): string => sectionNumber(path.split('/').at(-1) ?? '')
