import { useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import type { RiskClass } from '../../risk/risk-contract.ts'
import { classTitles } from '../../risk/risk-messages.ts'

const tones: Readonly<Record<RiskClass, State>> = { A: 'met', B: 'on-track', C: 'at-risk', D: 'behind' }

/** The tone in which charts and tags show a class. */
export const toneOf = (riskClass: RiskClass): State => tones[riskClass]

/** A risk class as icon, word and colour. */
export function ClassTag(props: { readonly value: RiskClass }) {
  const text = useText()
  return <StateTag state={tones[props.value]} word={text(classTitles[props.value])} />
}
