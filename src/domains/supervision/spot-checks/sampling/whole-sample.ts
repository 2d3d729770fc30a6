/** A sample with everything that its page and its papers show. */
import type { Scope } from '#kernel/db/scope.ts'
import { findUnits } from '#kernel/org/units.ts'
import { findInstitution } from '../setup/catalogue-store.ts'
import { getRule } from '../setup/rule-service.ts'
import type { SampleRow } from '../tables.ts'
import type { Sample } from './sampling-contract.ts'
import * as store from './sampling-store.ts'
import { toSample } from './sampling-views.ts'

/** Reads all that belongs to a sample; whoever calls has asked whether the reader may see it. */
export async function wholeSample(scope: Scope, row: SampleRow): Promise<Sample> {
  const rule = await getRule(scope, row.rule_id)
  const [unit] = await findUnits(scope, [row.unit_id])
  const institution = await findInstitution(scope, row.institution_id)
  return toSample(
    { ...row, category: rule.category.name },
    {
      rule,
      unitName: unit?.name ?? '',
      institutionName: institution?.name ?? '',
      results: await store.listResults(scope, row.id),
      files: await store.listFiles(scope, row.id),
      deliveries: await store.listDeliveries(scope, row.id),
      objections: await store.listObjections(scope, row.id),
      orders: await store.listOrders(scope, row.id),
    },
  )
}
