/** Boundaries of the city's regions: checked, kept, shown. */
import { recordAudit } from '../audit/audit.ts'
import type { Scope } from '../db/scope.ts'
import type { Boundaries, BoundaryFindings } from './boundaries-contract.ts'
import { deleteBoundaries, districtCodes, findBoundaries, upsertBoundaries } from './boundaries-store.ts'
import { readBoundaries } from './boundary-geometry.ts'

/** The boundaries of the scope's city; null while none have been uploaded. */
export async function getBoundaries(scope: Scope): Promise<Boundaries | null> {
  const row = await findBoundaries(scope)
  if (!row) return null
  return {
    features: [...row.collection],
    coordinateSystem: row.coordinate_system,
    source: row.source,
    uploadedAt: row.uploaded_at.toISOString(),
    uploadedBy: row.uploaded_by,
  }
}

/** Checks boundaries and, when nothing is wrong and it is no dry run, keeps them in place of those before. */
export async function setBoundaries(
  scope: Scope,
  given: {
    readonly collection?: unknown
    readonly coordinateSystem: Boundaries['coordinateSystem']
    readonly source: string
    readonly dryRun: boolean
  },
): Promise<BoundaryFindings> {
  const { features, findings } = readBoundaries(given.collection, await districtCodes(scope))
  const saved = !given.dryRun && !findings.some((finding) => finding.severity === 'error')
  if (saved) {
    await upsertBoundaries(scope, {
      collection: features,
      coordinate_system: given.coordinateSystem,
      source: given.source,
    })
    recordAudit(scope, {
      action: 'org.set-boundaries',
      objectType: 'city',
      objectId: scope.city,
      objectLabel: given.source,
      detail: { regions: features.length, coordinateSystem: given.coordinateSystem },
    })
  }
  return { saved, regions: features.length, findings: [...findings] }
}

/** Removes the boundaries; maps give way to tables. */
export async function removeBoundaries(scope: Scope): Promise<boolean> {
  const removed = await deleteBoundaries(scope)
  if (removed)
    recordAudit(scope, {
      action: 'org.remove-boundaries',
      objectType: 'city',
      objectId: scope.city,
      objectLabel: scope.city,
    })
  return removed
}
