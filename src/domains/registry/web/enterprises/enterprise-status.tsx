import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { Enterprise } from '../../contract.ts'
import { enterpriseMessages, statusTitles, statusTones } from './enterprise-words.ts'

/** The state of an enterprise as icon, word and colour. */
export function EnterpriseStatusTag(props: {
  readonly enterprise: Pick<Enterprise, 'status' | 'mergedInto'>
}) {
  const text = useText()
  const { status, mergedInto } = props.enterprise
  return mergedInto ? (
    <StateTag state="no-data" word={text(enterpriseMessages['registry.merged-away'])} />
  ) : (
    <StateTag state={statusTones[status]} word={text(statusTitles[status])} />
  )
}
