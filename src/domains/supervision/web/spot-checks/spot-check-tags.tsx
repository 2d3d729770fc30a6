import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { followUpTitles, resultTitles, stateTitles } from '../../spot-checks/messages.ts'
import {
  type FollowUpState,
  followUpEnds,
  type SampleResult,
  type SampleState,
} from '../../spot-checks/spot-checks-contract.ts'
import { words } from './spot-check-words.ts'

/** The conclusion on a batch, or where the sample is while there is none. */
export function ResultTag(props: {
  readonly state: SampleState
  readonly result: SampleResult | null
  readonly initial?: SampleResult | null
}) {
  const text = useText()
  const { state, result } = props
  if (result === null) {
    const tone: State = state === 'refused' || state === 'rejected' ? 'at-risk' : 'no-data'
    return <StateTag state={tone} word={text(stateTitles[state])} />
  }
  return (
    <>
      <StateTag state={result === 'pass' ? 'met' : 'behind'} word={text(resultTitles[result])} />
      {result === 'pass' && props.initial === 'fail' ? (
        <span className="soft"> {text(words['spot-checks.overturned'])}</span>
      ) : null}
    </>
  )
}

/** Where the follow-up of a failure stands. */
export function FollowUpTag(props: { readonly state: FollowUpState; readonly overdue?: boolean }) {
  const text = useText()
  const ended = followUpEnds.includes(props.state)
  const tone: State = props.overdue ? 'behind' : ended ? 'met' : 'at-risk'
  return <StateTag state={tone} word={text(followUpTitles[props.state])} />
}

/** What a sample is of, leading to it, with its model and the number of its sheet. */
export function SampleCell(props: {
  readonly sample: {
    readonly id: string
    readonly productName: string
    readonly model: string
    readonly sheetNumber: string
  }
}) {
  const { id, productName, model, sheetNumber } = props.sample
  return (
    <span className="sample-cell">
      <Link to="/supervision/spot-checks/samples/$sampleId" params={{ sampleId: id }}>
        {productName}
      </Link>
      <span className="soft">{[model, sheetNumber].filter(Boolean).join(' · ')}</span>
    </span>
  )
}
