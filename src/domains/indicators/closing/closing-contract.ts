/** Closed months, and what was corrected in them afterwards. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import { worded } from '#kernel/language/schema-messages.ts'
import { MessageView, RegionCode } from '../schemas.ts'

const tags = ['indicators'] as const

const Month = z.string().regex(
  worded(/^\d{4}-(0[1-9]|1[0-2])$/, {
    zh: '应为月份，例如 2026-05',
    en: 'must be a month such as 2026-05',
  }),
)

export const ClosedMonths = z.object({
  /** The last closed month; null while none is. */
  through: Month.nullable(),
  /** When and by whom it was set. */
  closedAt: z.iso.datetime().nullable(),
  closedBy: z.string().nullable(),
  /** The last month that is over, and so can be closed. */
  latest: Month,
})
export type ClosedMonths = z.infer<typeof ClosedMonths>

export const LateChange = z.object({
  id: z.uuid(),
  measure: z.string(),
  /** As the measure is called; its name once no domain has it any more. */
  title: MessageView,
  unit: z.string(),
  region: z.object({ code: z.string(), name: z.string() }),
  month: Month,
  /** By how much the sum changed. */
  value: z.number(),
  /** Which part of it, in words. */
  details: z.array(MessageView),
  /** Those of the records changed with it that the caller may read, at most ten. */
  records: z.array(z.object({ label: z.string(), link: z.string().nullable() })),
  /** How many records there were; a hundred stands for a hundred or more. */
  recordCount: z.number().int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
})
export type LateChange = z.infer<typeof LateChange>

export const LateChangesRequest = PageRequest.extend({
  measure: z.string().max(120).optional(),
  /** Also what lies in it. */
  region: RegionCode.optional(),
  from: Month.optional(),
  to: Month.optional(),
})
export type LateChangesRequest = z.infer<typeof LateChangesRequest>

export const SetClosedMonths = z.object({
  /** The last month to be closed; null opens all. */
  through: Month.nullable(),
  /** Why closed months are opened again; asked for whenever some are. */
  reason: z.string().trim().max(500).optional(),
})
export type SetClosedMonths = z.infer<typeof SetClosedMonths>

export const closingContract = {
  getClosedMonths: procedure({
    method: 'GET',
    path: '/closed-months',
    permission: 'indicators.late-changes',
    summary: { zh: '已关账的月份', en: 'Which months are closed' },
    tags,
  }).output(ClosedMonths),
  setClosedMonths: procedure({
    method: 'PUT',
    path: '/closed-months',
    permission: 'indicators.close',
    summary: { zh: '关账或重新打开月份', en: 'Close months, or open them again' },
    tags,
  })
    .input(SetClosedMonths)
    .output(ClosedMonths),
  listLateChanges: procedure({
    method: 'GET',
    path: '/late-changes',
    permission: 'indicators.late-changes',
    summary: { zh: '关账后的更正', en: 'What was corrected in closed months' },
    tags,
  })
    .input(LateChangesRequest)
    .output(pageOf(LateChange)),
}
