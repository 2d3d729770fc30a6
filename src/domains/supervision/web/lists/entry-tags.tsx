import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { ListEntry, Matter } from '../../lists/lists-contract.ts'
import { listWords } from './lists-words.ts'

/** Whether an entry stands, or how it ended. */
export function EntryTag(props: { readonly entry: Pick<ListEntry, 'list' | 'removal'> }) {
  const text = useText()
  const { list, removal } = props.entry
  if (removal) return <StateTag state="no-data" word={text(listWords[`removal.${removal}`])} />
  return (
    <StateTag state={list === 'serious' ? 'behind' : 'at-risk'} word={text(listWords['standing.present'])} />
  )
}

/** Where a matter stands. */
export function MatterTag(props: { readonly matter: Pick<Matter, 'done' | 'stateTitle'> }) {
  const text = useText()
  return <StateTag state={props.matter.done ? 'no-data' : 'on-track'} word={text(props.matter.stateTitle)} />
}

/** The last day of what runs for a matter now. */
export function MatterDue(props: { readonly matter: Pick<Matter, 'dueOn' | 'overdue'> }) {
  const text = useText()
  const formats = useFormats()
  const { dueOn, overdue } = props.matter
  return (
    <span className="row list-due">
      {formats.date(dueOn)}
      {overdue ? <StateTag state="behind" word={text(listWords.late)} /> : null}
    </span>
  )
}
