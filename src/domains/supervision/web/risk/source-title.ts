import type { Message } from '#kernel/language/messages.ts'
import type { Translate } from '#ui/language/language.ts'
import { tagFactorPrefix } from '../../risk/risk-contract.ts'
import { riskWords } from './risk-words.ts'

/** What a source of facts is called; of a tag of the register, which the catalogue does not list, by the tag. */
export function sourceTitle(
  name: string,
  source: { readonly title: Message } | undefined,
  text: Translate,
): string {
  if (source) return text(source.title)
  return name.startsWith(tagFactorPrefix)
    ? text(riskWords.tagSource, { tag: name.slice(tagFactorPrefix.length) })
    : name
}
