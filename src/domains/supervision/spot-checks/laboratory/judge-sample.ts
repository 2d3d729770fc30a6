/** Turns what was measured into the conclusion on a batch, its figures, and the follow-up of a failure. */
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { FieldProblem } from '#kernel/language/errors.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { familyOf } from '../deadlines.ts'
import { spotCheckError } from '../errors.ts'
import { spotCheckFacts } from '../facts.ts'
import { followUpCaseTypes } from '../follow-up/follow-up-case.ts'
import { type BatchJudgement, judgeBatch, judgeItem, type Measurement } from '../judgement.ts'
import type { FailedItem } from '../measured-text.ts'
import { requirementText } from '../messages.ts'
import { updateSample } from '../sampling/sampling-store.ts'
import type { Rule, RuleItem } from '../setup/rule-contract.ts'
import type { SampleRow } from '../tables.ts'
import { insertResults } from './laboratory-store.ts'

/** What keeps one value from being judged. */
interface ValueProblem {
  readonly unitNumber: number
  readonly position: number
  readonly message: { readonly zh: string; readonly en: string }
}

/** Why a value cannot be judged by its item; undefined when it can. */
export function valueProblem(item: RuleItem, measured: string): ValueProblem['message'] | undefined {
  try {
    judgeItem(measured, item)
    return undefined
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const requirement = requirementText(item)
    return {
      zh: `“${item.name}”的测定值“${measured}”无法按“${requirement.zh}”判定`,
      en: `The value “${measured}” of “${item.name}” cannot be judged by “${requirement.en}”`,
    }
  }
}

/** Everything that keeps the values of a batch from being judged. */
export function problemsOf(rule: Rule, values: readonly Measurement[]): ValueProblem[] {
  const given = Map.groupBy(values, (value) => `${value.unitNumber}/${value.position}`)
  const problems: ValueProblem[] = []
  const known = new Set<string>()
  for (let unitNumber = 1; unitNumber <= rule.units; unitNumber += 1)
    for (const item of rule.items) {
      const key = `${unitNumber}/${item.position}`
      known.add(key)
      const found = given.get(key) ?? []
      const say = (zh: string, en: string) =>
        problems.push({ unitNumber, position: item.position, message: { zh, en } })
      if (found.length === 0) say(`缺少“${item.name}”的测定值`, `The value of “${item.name}” is missing`)
      if (found.length > 1) say(`“${item.name}”的测定值重复`, `The value of “${item.name}” is given twice`)
      const problem = found[0] && valueProblem(item, found[0].measured)
      if (problem) problems.push({ unitNumber, position: item.position, message: problem })
    }
  for (const value of values)
    if (!known.has(`${value.unitNumber}/${value.position}`))
      problems.push({
        unitNumber: value.unitNumber,
        position: value.position,
        message: {
          zh: `细则没有样品 ${value.unitNumber} 的第 ${value.position} 项`,
          en: `The rules have no item ${value.position} of unit ${value.unitNumber}`,
        },
      })
  return problems
}

/** The items that failed in any unit, with what a new test needs. */
export function failedItems(rule: Rule, judgement: BatchJudgement): FailedItem[] {
  const failing = new Set(judgement.items.filter((one) => !one.conforms).map((one) => one.position))
  return rule.items
    .filter((item) => failing.has(item.position))
    .map(({ position, name, unit, requirement, limit, comparison, decimals }) => ({
      position,
      name,
      unit,
      requirement,
      limit,
      comparison,
      decimals,
    }))
}

/**
 * Judges a sample by its rule, writes values, conclusion and figures, and opens the follow-up of a failure.
 *
 * @throws spot-checks.values-do-not-fit, spot-checks.sampler-tests
 */
export async function judgeSample(
  scope: Scope,
  sample: SampleRow,
  rule: Rule,
  values: readonly Measurement[],
  reportNumber: string,
): Promise<BatchJudgement> {
  const { userId } = scope.actor
  if (userId !== undefined && sample.sampler_ids.includes(userId))
    throw spotCheckError('spot-checks.sampler-tests', { name: scope.actor.name })
  const problems = problemsOf(rule, values)
  if (problems.length > 0)
    throw spotCheckError(
      'spot-checks.values-do-not-fit',
      { count: problems.length },
      problems
        .slice(0, 100)
        .map(
          (one): FieldProblem => ({ path: `values.${one.unitNumber}.${one.position}`, message: one.message }),
        ),
    )
  const judgement = judgeBatch(rule.items, rule, values)
  await insertResults(
    scope,
    judgement.items.map((one) => ({
      sample_id: sample.id,
      round: 'initial' as const,
      attempt: 1,
      unit_number: one.unitNumber,
      position: one.position,
      measured: one.measured,
      compared: one.compared,
      reported: one.reported,
      conforms: one.conforms,
      entered_at: scope.now,
      entered_by: scope.actor.name,
    })),
  )
  await changeFacts(scope, spotCheckFacts, [sample.id], () =>
    updateSample(scope, sample.id, {
      state: 'judged',
      report_number: reportNumber,
      judged_on: localDate(scope.now),
      judged_by: scope.actor.name,
      initial_result: judgement.result,
      final_result: judgement.result,
      serious: judgement.serious,
      failing_units: judgement.failingUnits,
    }),
  )
  recordAudit(scope, {
    action: 'spot-checks.judge',
    objectType: 'spot-check-sample',
    objectId: sample.id,
    objectLabel: sample.sheet_number,
    detail: { result: judgement.result, report: reportNumber, failingUnits: judgement.failingUnits },
  })
  if (judgement.result === 'fail')
    await openCase(scope, followUpCaseTypes[familyOf(sample.kind)], {
      title: `${sample.product_name}${sample.model ? ` ${sample.model}` : ''}（${sample.sheet_number}）`,
      subject: { type: 'spot-check-sample', id: sample.id },
      data: { sampleId: sample.id, items: failedItems(rule, judgement) },
      unitId: sample.unit_id,
      region: sample.region,
      governedOn: sample.sampled_on,
    })
  return judgement
}
