import type { ReactNode } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { Penalty } from '../../lists/lists-contract.ts'
import { listWords } from './lists-words.ts'

/** What may be done about a penalty today. */
export function usePenaltyStanding(penalty: Penalty, applied: boolean) {
  const today = useFormats().date(new Date().toISOString())
  const open = penalty.repairedOn === null && today < penalty.publishUntil && !applied
  return {
    /** Public no longer, because its time is over. */
    over: today >= penalty.publishUntil,
    /** Repair can be applied for, or can be once its least time of publication is over. */
    open,
    early: today < penalty.repairFrom,
  }
}

/** A penalty with its terms; what goes with its head and below it comes from the page. */
export function PenaltyCard(props: {
  readonly penalty: Penalty
  readonly head?: ReactNode
  readonly children?: ReactNode
}) {
  const { penalty } = props
  const text = useText()
  const formats = useFormats()
  const { over } = usePenaltyStanding(penalty, false)
  return (
    <article className="card list-entry">
      <div className="list-entry__head">
        <strong>{penalty.number}</strong>
        {penalty.repairedOn ? (
          <StateTag state="met" word={text(listWords.penaltyRepaired)} />
        ) : over ? (
          <StateTag state="no-data" word={text(listWords.penaltyOver)} />
        ) : (
          <StateTag
            state={penalty.tier === 'serious' ? 'behind' : 'at-risk'}
            word={text(listWords[`tier.${penalty.tier}`])}
          />
        )}
        {props.head}
      </div>
      <div className="soft">
        {[
          penalty.authority,
          formats.date(penalty.decidedOn),
          penalty.amount === null ? '' : text(listWords.fine, { amount: formats.number(penalty.amount, 2) }),
          ...(penalty.repairedOn
            ? [
                `${text(listWords.repairDecision)} ${penalty.repairDecisionNumber ?? ''}`,
                formats.date(penalty.repairedOn),
              ]
            : [
                `${text(listWords.penaltyPublicUntil)} ${formats.date(penalty.publishUntil)}`,
                `${text(listWords.repairFrom)} ${formats.date(penalty.repairFrom)}`,
              ]),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {penalty.summary ? <p className="list-text">{penalty.summary}</p> : null}
      {props.children}
    </article>
  )
}
