import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { OwnSampleSummary } from '../../../spot-checks/own/own-contract.ts'
import { ownWords } from './own-words.ts'

type Deadline = Pick<OwnSampleSummary, 'deadline'>

/** Until when the enterprise may object or must have corrected. */
export function OwnDeadlineTag({ sample }: { readonly sample: Deadline }) {
  const text = useText()
  const formats = useFormats()
  const { deadline } = sample
  if (!deadline) return null
  const word =
    deadline.what === 'objection'
      ? ownWords[deadline.over ? 'objectOver' : 'objectUntil']
      : ownWords[deadline.over ? 'correctOver' : 'correctUntil']
  return (
    <StateTag
      state={deadline.over ? 'behind' : 'at-risk'}
      word={text(word, { date: formats.date(deadline.dueOn) })}
    />
  )
}

/** The rule that the period comes from. */
export function OwnDeadlineBasis({ sample }: { readonly sample: Deadline }) {
  const text = useText()
  const { deadline } = sample
  if (!deadline || deadline.source.startsWith('Zhiheng')) return null
  return (
    <span className="soft">
      {text(ownWords.basis, { source: deadline.source, clause: deadline.clause ?? '' })}
    </span>
  )
}
