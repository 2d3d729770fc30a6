import { useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import type { Outcome } from '../../inspections/record-contract.ts'
import type { InspectionView } from './inspections-api.ts'
import { inspectionMessages } from './inspections-messages.ts'

const tones: Readonly<Record<InspectionView['state'], State>> = {
  assigned: 'no-data',
  accepted: 'on-track',
  'on-site': 'on-track',
  recorded: 'at-risk',
  approved: 'at-risk',
  correcting: 'at-risk',
  handling: 'at-risk',
  closed: 'met',
  transferred: 'behind',
  withdrawn: 'no-data',
}

/** Where an inspection stands. */
export function InspectionTag(props: { readonly state: InspectionView['state'] }) {
  const text = useText()
  return (
    <StateTag
      state={tones[props.state]}
      word={text(inspectionMessages[`supervision.state.${props.state}`])}
    />
  )
}

/** The result of an inspection; a dash until there is one. */
export function OutcomeTag(props: { readonly outcome: Outcome | null }) {
  const text = useText()
  const { outcome } = props
  if (outcome === null) return '—'
  const tone = outcome === 'nothing-found' ? 'met' : outcome === 'no-such-business' ? 'no-data' : 'behind'
  return (
    <span className="outcome-tag">
      <StateTag state={tone} word={text(inspectionMessages[`supervision.outcome.${outcome}`])} />
    </span>
  )
}
