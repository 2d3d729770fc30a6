/** How a factor gives points, as a sentence: `没有：不计分；1 件起：50 %；3 件起：满分`. */
import type { Formats } from '#ui/language/format.ts'
import type { Translate } from '#ui/language/language.ts'
import type { Factor } from '../../risk/risk-contract.ts'
import { factWord } from './fact-word.ts'
import { riskWords } from './risk-words.ts'

interface Words {
  readonly text: Translate
  readonly formats: Formats
}

function shareWord(share: number, { text, formats }: Words): string {
  if (share === 0) return text(riskWords.noPoints)
  return share === 1 ? text(riskWords.fullPoints) : `${formats.number(Math.round(share * 1000) / 10)}%`
}

/**
 * The rule of a factor in words, with what an unknown fact counts where that is something.
 *
 * @param source of the fact; numbers stand without a unit where it is not known
 */
export function ruleWords(
  { rule, fact, missing }: Pick<Factor, 'rule' | 'fact' | 'missing'>,
  source: { readonly kind: 'records' | 'number' | 'category'; readonly unit: string | null } | undefined,
  words: Words,
): string {
  const { text, formats } = words
  const line = (when: string, share: number) =>
    text(riskWords.ruleLine, { when, share: shareWord(share, words) })
  const amount = (value: number) => `${formats.number(value)}${source?.unit ? ` ${source.unit}` : ''}`
  const lines: string[] = []
  if (rule.kind === 'categories')
    for (const [category, share] of Object.entries(rule.shares))
      lines.push(line(text(factWord(category)), share))
  else {
    const [first] = rule.steps
    const below =
      first === undefined
        ? text(riskWords.always)
        : source?.kind === 'records' && fact.aggregate === 'count' && first.from === 1
          ? text(riskWords.noneAtAll)
          : text(riskWords.belowFirst, { amount: amount(first.from) })
    lines.push(line(below, rule.below))
    for (const step of rule.steps)
      lines.push(line(text(riskWords.fromStep, { amount: amount(step.from) }), step.share))
  }
  if (missing > 0) lines.push(line(text(riskWords.unknownFact), missing))
  return lines.join(text(riskWords.ruleBreak))
}
