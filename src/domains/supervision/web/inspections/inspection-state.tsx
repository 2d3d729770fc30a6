import { useFormats, useText } from '#ui/language/language.ts'
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

type Publication = Pick<InspectionView, 'publishBy' | 'publishDaysLeft' | 'publishedAt'>

/** When a result was published, or how many working days are left: 20 from the inspection by the rule. */
export function PublicationTag(props: { readonly inspection: Publication }) {
  const text = useText()
  const formats = useFormats()
  const { publishBy, publishDaysLeft: left, publishedAt } = props.inspection
  if (publishBy === null) return '—'
  if (publishedAt !== null) {
    const day = formats.date(publishedAt)
    const late = day > formats.date(publishBy)
    return (
      <span className="outcome-tag">
        {day}{' '}
        <StateTag
          state={late ? 'behind' : 'met'}
          word={text(
            inspectionMessages[late ? 'supervision.published-late' : 'supervision.published-in-time'],
          )}
        />
      </span>
    )
  }
  const word =
    left === null
      ? ''
      : left < 0
        ? text(inspectionMessages['supervision.publish-late'], { count: -left })
        : left === 0
          ? text(inspectionMessages['supervision.publish-today'])
          : text(inspectionMessages['supervision.publish-left'], { count: left })
  return (
    <span className="outcome-tag">
      {formats.date(publishBy)}{' '}
      {left === null ? null : (
        <StateTag state={left < 0 ? 'behind' : left <= 5 ? 'at-risk' : 'on-track'} word={word} />
      )}
    </span>
  )
}
