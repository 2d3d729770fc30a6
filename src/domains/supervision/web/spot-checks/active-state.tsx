import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { catalogueWords as words } from './catalogue-words.ts'

/** Whether something of the catalogue is in use. */
export function ActiveTag({ active }: { readonly active: boolean }) {
  const text = useText()
  return active ? (
    <StateTag state="met" word={text(words['spot-checks.in-use'])} />
  ) : (
    <StateTag state="no-data" word={text(words['spot-checks.retired'])} />
  )
}

/** Takes something out of use or back into it; the reason goes on record. */
export function ChangeActive(props: {
  readonly name: string
  readonly active: boolean
  /** What follows from taking it out of use. */
  readonly consequence: string
  readonly small?: true
  readonly retire: (reason: string) => Promise<unknown>
  readonly reinstate: (reason: string) => Promise<unknown>
}) {
  const text = useText()
  const { name, active } = props
  const size = props.small ? { size: 'small' as const } : {}
  return active ? (
    <ConfirmAction
      {...size}
      label={text(words['spot-checks.retire'])}
      title={text(words['spot-checks.retire-question'], { name })}
      consequences={[props.consequence]}
      reason="required"
      run={props.retire}
    />
  ) : (
    <ConfirmAction
      {...size}
      label={text(words['spot-checks.reinstate'])}
      title={text(words['spot-checks.reinstate-question'], { name })}
      consequences={[]}
      reason="required"
      run={props.reinstate}
    />
  )
}
