/** What is impossible about the path of a binding and about districts' shares. Pure. */
import type { FieldProblem } from '#kernel/language/errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import type { BindingFields } from './contract.ts'

const at = (path: string, zh: string, en: string): FieldProblem => ({ path, message: { zh, en } })

/** Why a year of the path cannot be; undefined when it can. */
function impossibleYear(
  year: number,
  start: number | undefined,
  deadline: number | null,
): Message | undefined {
  if (deadline !== null && year >= deadline)
    return {
      zh: `节点年份应早于期限 ${deadline} 年；期限当年要达到的就是目标值。`,
      en: `A milestone must lie before the deadline, ${deadline}; in that year the target itself is due.`,
    }
  if (start !== undefined && year <= start)
    return {
      zh: `节点年份应晚于基期 ${start} 年。`,
      en: `A milestone must lie after the baseline year, ${start}.`,
    }
  return undefined
}

/**
 * Years out of order, and years named twice, each at its field.
 *
 * @param deadline the year by whose end the target is due; null for none
 */
export function pathProblems(
  { baseline, milestones }: Pick<BindingFields, 'baseline' | 'milestones'>,
  deadline: number | null,
): FieldProblem[] {
  const found: FieldProblem[] = []
  if (baseline && deadline !== null && baseline.year >= deadline)
    found.push(
      at(
        'baseline.year',
        `基期应早于期限 ${deadline} 年。`,
        `The baseline year must lie before the deadline, ${deadline}.`,
      ),
    )
  const seen = new Set<number>()
  for (const [index, { year }] of milestones.entries()) {
    const path = `milestones.${index}.year`
    const message = impossibleYear(year, baseline?.year, deadline)
    if (message) found.push({ path, message })
    else if (seen.has(year))
      found.push(
        at(path, `${year} 年已有节点，每年只能有一个。`, `There is a milestone for ${year} already.`),
      )
    seen.add(year)
  }
  return found
}

/**
 * Shares of what is no part of the city, and regions named twice.
 *
 * @param isWithin whether a region lies in the city
 */
export function shareProblems(
  regions: readonly string[],
  city: string,
  isWithin: (region: string) => boolean,
): FieldProblem[] {
  return regions.flatMap((region, index) => {
    const path = `shares.${index}.region`
    if (!isWithin(region))
      return [at(path, `地区 ${region} 不在本市范围内。`, `The region ${region} lies outside the city.`)]
    if (region === city)
      return [
        at(
          path,
          '全市的目标值就是目标本身，只分解到所辖地区。',
          'The city’s share is the target itself; only its regions get shares.',
        ),
      ]
    return regions.indexOf(region) < index
      ? [at(path, `地区 ${region} 出现两次。`, `The region ${region} appears twice.`)]
      : []
  })
}
