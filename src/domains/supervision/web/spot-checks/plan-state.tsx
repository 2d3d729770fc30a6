import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { planWords } from './plan-words.ts'
import { words } from './spot-check-words.ts'
import type { PlanDetailView } from './spot-checks-api.ts'

/** Where a plan stands; of an adopted one also whether it is being revised. */
export function PlanState({ plan }: { readonly plan: Pick<PlanDetailView, 'state' | 'open'> }) {
  const text = useText()
  const approving = plan.open === 'approving'
  if (plan.state === 'withdrawn')
    return <StateTag state="no-data" word={text(planWords['spot-checks.plan-withdrawn'])} />
  if (plan.state === 'draft')
    return approving ? (
      <StateTag state="at-risk" word={text(planWords['spot-checks.plan-approving'])} />
    ) : (
      <StateTag state="no-data" word={text(words['spot-checks.draft'])} />
    )
  return (
    <>
      <StateTag state="met" word={text(words['spot-checks.adopted'])} />{' '}
      {plan.open ? (
        <StateTag
          state="at-risk"
          word={text(
            planWords[approving ? 'spot-checks.plan-revision-approving' : 'spot-checks.plan-revising'],
          )}
        />
      ) : null}
    </>
  )
}
