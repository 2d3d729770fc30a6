import type { ReactNode } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import type { ListEntry } from '../../lists/lists-contract.ts'
import { EntryTag } from './entry-tags.tsx'
import { listWords } from './lists-words.ts'

/** One entry with its terms. */
export function EntryCard(props: { readonly entry: ListEntry; readonly children?: ReactNode }) {
  const text = useText()
  const formats = useFormats()
  const { entry } = props
  return (
    <article className="card list-entry">
      <div className="list-entry__head">
        <strong>{text(listWords[`list.${entry.list}`])}</strong>
        <EntryTag entry={entry} />
        <span>{text(entry.groundTitle)}</span>
      </div>
      <div className="soft">
        {entry.decisionNumber} · {entry.authority} · {text(listWords.enteredOn)}{' '}
        {formats.date(entry.enteredOn)} · {text(listWords.publicUntil)}{' '}
        {entry.publicationEndsOn ? formats.date(entry.publicationEndsOn) : text(listWords.untilCorrected)}
        {entry.list === 'serious' ? ` · ${text(listWords.repairFrom)} ${formats.date(entry.repairFrom)}` : ''}
        {entry.removedOn ? ` · ${formats.date(entry.removedOn)} ${entry.removalDecisionNumber ?? ''}` : ''}
      </div>
      <p className="list-text">{entry.facts}</p>
      {props.children}
    </article>
  )
}
