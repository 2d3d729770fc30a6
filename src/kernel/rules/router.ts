/** Binds the rules contract to the service. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { rulesContract } from './contract.ts'
import { removeOverride, setOverride } from './rules.ts'
import { listOverrides, listRules } from './store.ts'

const os = implement(rulesContract).$context<RequestContext>().use(scoped)

export const rulesRouter = os.router({
  listRules: os.listRules.handler(async ({ input, context: { scope } }) => {
    const rules = await listRules(scope)
    const overrides = Map.groupBy(await listOverrides(scope), (override) => override.key)
    const items = rules
      .filter((rule) => input.module === undefined || rule.key.startsWith(`${input.module}.`))
      .map((rule) => ({
        key: rule.key,
        title: { zh: rule.title_zh, en: rule.title_en },
        value: rule.value,
        source: rule.source,
        clause: rule.clause,
        effectiveFrom: rule.effective_from,
        effectiveTo: rule.effective_to,
        confidence: rule.confidence,
        cityMayOverride: rule.city_may_override,
        overrides: (overrides.get(rule.key) ?? []).map((override) => ({
          id: override.id,
          value: override.value,
          basis: override.basis,
          effectiveFrom: override.effective_from,
          effectiveTo: override.effective_to,
          setBy: override.set_by,
          setAt: override.set_at.toISOString(),
        })),
      }))
    return { items }
  }),
  setRuleOverride: os.setRuleOverride.handler(async ({ input, context: { scope } }) => ({
    id: await setOverride(scope, input),
  })),
  removeRuleOverride: os.removeRuleOverride.handler(async ({ input, context: { scope } }) => {
    await removeOverride(scope, input.id)
    return { removed: true as const }
  }),
})
