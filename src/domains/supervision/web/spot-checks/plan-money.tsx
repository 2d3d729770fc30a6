import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { planWords } from './plan-words.ts'

interface Money {
  readonly spent: number
  readonly budget: number
}

/** By how much what was spent is beyond its budget; nothing where it is within. */
export function Overspent({ spent, budget }: Money) {
  const text = useText()
  const formats = useFormats()
  const over = spent - budget
  if (over <= 0) return null
  return (
    <StateTag
      state="behind"
      word={text(planWords['spot-checks.overspent'], { amount: formats.number(over) })}
    />
  )
}

/** What was spent, as a cell of a table. */
export function Spent(money: Money) {
  const formats = useFormats()
  return (
    <>
      {formats.number(money.spent)}
      <div>
        <Overspent {...money} />
      </div>
    </>
  )
}
