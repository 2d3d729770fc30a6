/** The supervision grid as the API shows it. */
import { z } from 'zod'
import { RegionCode } from '#kernel/org/contract.ts'

export const Keeper = z.object({ id: z.uuid(), name: z.string() })
export type Keeper = z.infer<typeof Keeper>

export const GridCell = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  code: z.string(),
  name: z.string(),
  region: z.string(),
  active: z.boolean(),
  keeper: Keeper.nullable(),
  backup: Keeper.nullable(),
  /** Active enterprises of the cell and of all below it. */
  enterprises: z.number().int(),
})
export type GridCell = z.infer<typeof GridCell>

export const GridCellFields = z.object({
  parentId: z.uuid().nullable(),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{1,20}$/),
  name: z.string().trim().min(1).max(60),
  region: RegionCode,
  active: z.boolean(),
})
export type GridCellFields = z.infer<typeof GridCellFields>

export const HandOver = z.object({
  id: z.uuid(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  enterprises: z.number().int(),
  reason: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
})
export type HandOver = z.infer<typeof HandOver>
