/** Boundaries of the city's regions, for maps. */
import { z } from 'zod'
import { procedure } from '../api/contract.ts'
import { BoundaryFeature } from './boundary-geometry.ts'

const tags = ['org'] as const

/** CGCS2000 and WGS 84 agree to the metre on a map; GCJ-02 is shifted by some hundred metres. */
export const CoordinateSystem = z.enum(['cgcs2000', 'wgs84', 'gcj02'])

export const Boundaries = z.object({
  features: z.array(BoundaryFeature),
  coordinateSystem: CoordinateSystem,
  /** Where they come from, shown below the map. */
  source: z.string(),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string(),
})
export type Boundaries = z.infer<typeof Boundaries>

export const BoundaryFindings = z.object({
  saved: z.boolean(),
  regions: z.number().int(),
  findings: z.array(
    z.object({
      feature: z.number().int().nullable(),
      severity: z.enum(['error', 'warning']),
      message: z.object({ zh: z.string(), en: z.string() }),
    }),
  ),
})
export type BoundaryFindings = z.infer<typeof BoundaryFindings>

export const boundariesContract = {
  getBoundaries: procedure({
    method: 'GET',
    path: '/boundaries',
    permission: 'org.read-units',
    summary: { zh: '行政区划边界', en: "Boundaries of the city's regions" },
    tags,
  }).output(z.object({ boundaries: Boundaries.nullable() })),
  /** Replaces all boundaries, or only says what it found: with errors, or on a dry run, nothing is kept. */
  setBoundaries: procedure({
    method: 'PUT',
    path: '/boundaries',
    permission: 'org.manage-city',
    summary: { zh: '上传行政区划边界（GeoJSON）', en: 'Upload boundaries as GeoJSON' },
    tags,
    bodyLimit: 4,
  })
    .input(
      z.object({
        /** A GeoJSON FeatureCollection of the city's districts and counties. */
        collection: z.unknown(),
        coordinateSystem: CoordinateSystem,
        source: z.string().trim().min(1).max(200),
        dryRun: z.boolean().default(false),
      }),
    )
    .output(BoundaryFindings),
  removeBoundaries: procedure({
    method: 'DELETE',
    path: '/boundaries',
    permission: 'org.manage-city',
    summary: { zh: '删除行政区划边界', en: 'Remove the boundaries' },
    tags,
  }).output(z.object({ removed: z.boolean() })),
}
