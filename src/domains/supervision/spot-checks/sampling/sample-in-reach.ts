/** Which samples a caller may see: those of his units and districts. */
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { spotCheckError } from '../errors.ts'
import type { SampleRow } from '../tables.ts'
import { findSample } from './sampling-store.ts'

/** Whether a right of the caller reaches a sample. @throws kernel.no-right when the caller does not hold it at all */
export const reachesSample = (
  scope: Scope,
  permission: string,
  row: Pick<SampleRow, 'unit_id' | 'region'>,
): boolean => isInReach(unitsInReach(scope, permission), { unitId: row.unit_id, region: row.region })

/** A sample within reach, by its id or its case's. @throws spot-checks.not-found */
export async function requireSample(scope: Scope, sampleId: string): Promise<SampleRow> {
  const row = await findSample(scope, sampleId)
  if (!row || !reachesSample(scope, 'spot-checks.read', row)) throw spotCheckError('spot-checks.not-found')
  return row
}
