/** Rules over the API: everyone who signs in may see what governs; the quality office sets a city's own values. */
import { z } from 'zod'
import { procedure } from '../api/contract.ts'
import { periodUnits, ruleConfidences } from './rule.ts'

const PeriodValue = z.object({
  count: z.number().int().min(1).max(10_000),
  unit: z.enum(periodUnits),
})

const RuleValueInput = z.union([
  z.number(),
  z.string().max(2000),
  z.boolean(),
  PeriodValue,
  z
    .array(z.union([z.number(), z.string().max(200)]))
    .max(200)
    .readonly(),
  z.record(z.string().max(100), z.union([z.number(), z.string().max(200)])).readonly(),
])

const MessageView = z.object({ zh: z.string(), en: z.string() })

const RuleOverrideView = z.object({
  id: z.uuid(),
  value: RuleValueInput,
  basis: z.string(),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
})

export const RuleView = z.object({
  key: z.string(),
  title: MessageView,
  value: RuleValueInput,
  source: z.string(),
  clause: z.string().nullable(),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  confidence: z.enum(ruleConfidences),
  cityMayOverride: z.boolean(),
  /** The city's own values for this rule, the one set last first. */
  overrides: z.array(RuleOverrideView),
})
export type RuleView = z.infer<typeof RuleView>

const tags = ['rules'] as const

export const rulesContract = {
  listRules: procedure({
    method: 'GET',
    path: '/rules',
    permission: 'rules.read',
    summary: {
      zh: '查看期限、限值等规则及其依据',
      en: 'List the rules with their source, clause and validity',
    },
    tags,
  })
    .input(z.object({ module: z.string().max(60).optional() }))
    .output(z.object({ items: z.array(RuleView) })),
  setRuleOverride: procedure({
    method: 'POST',
    path: '/rules/{key}/overrides',
    permission: 'rules.override',
    summary: { zh: '设定本市的规则值', en: "Set the city's own value of a rule" },
    tags,
    successStatus: 201,
  })
    .input(
      z.object({
        key: z.string().max(200),
        value: RuleValueInput,
        basis: z.string().trim().min(2).max(500),
        effectiveFrom: z.iso.date(),
        effectiveTo: z.iso.date().optional(),
      }),
    )
    .output(z.object({ id: z.uuid() })),
  removeRuleOverride: procedure({
    method: 'DELETE',
    path: '/rules/overrides/{id}',
    permission: 'rules.override',
    summary: { zh: '撤销本市的规则值', en: "Take the city's own value of a rule back" },
    tags,
  })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
