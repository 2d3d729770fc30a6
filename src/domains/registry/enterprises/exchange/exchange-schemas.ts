/** Files in and out, and the feed of changes, as the API shows them. */
import { z } from 'zod'
import { EnterpriseDetail, NewEnterprise } from '../enterprise-schemas.ts'

/** A file that is being taken in. In state `checked` the counts are what importing it would do. */
export const EnterpriseImport = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['checking', 'checked', 'importing', 'imported', 'failed', 'abandoned']),
  /** Whether its job ended without an end: it may be taken up again or given up. */
  stalled: z.boolean(),
  /** The job that is or was at work. */
  runId: z.uuid().nullable(),
  rowsRead: z.number().int(),
  rowsInvalid: z.number().int(),
  /** Rows of the file that are behind it. */
  rowsDone: z.number().int(),
  added: z.number().int(),
  /** Known ones; in the dry run those that are in the register, whether they differ or not. */
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** CSV with line, column and fault; fetched from `/files/{id}`. */
  errorFileId: z.uuid().nullable(),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  finishedAt: z.iso.datetime().nullable(),
})
export type EnterpriseImport = z.infer<typeof EnterpriseImport>

/** A file made from the register; fetched from `/files/{fileId}`. */
export const EnterpriseExport = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  name: z.string(),
  rows: z.number().int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
})
export type EnterpriseExport = z.infer<typeof EnterpriseExport>

/**
 * A part of the feed: enterprises as they are now, in the order in which they changed; one that changed often may come
 * more than once. `since` is where the next part begins: keep it, also when there was nothing.
 */
export const ChangesPart = z.object({
  items: z.array(EnterpriseDetail),
  since: z.string(),
  /** Whether there is more at once. */
  more: z.boolean(),
})
export type ChangesPart = z.infer<typeof ChangesPart>

/** What came of one row of a batch. */
export const UpsertOutcome = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** By place in the batch; these rows were not written, the others were. */
  refused: z.array(z.object({ place: z.number().int(), path: z.string(), message: z.string() })),
})
export type UpsertOutcome = z.infer<typeof UpsertOutcome>

/** Where an enterprise's `gridCellId` counts: a new one is put into the cell; a known one stays in the cell it has. */
export const UpsertBatch = z.object({
  enterprises: z.array(NewEnterprise).min(1).max(2000),
  reason: z.string().trim().min(2).max(500),
})
