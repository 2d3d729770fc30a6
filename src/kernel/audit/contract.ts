/** The audit trail over the API: for the audit administrator alone. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '../api/contract.ts'

export const AuditEntryView = z.object({
  sequence: z.number().int(),
  at: z.iso.datetime(),
  actorName: z.string(),
  actorId: z.string().nullable(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  objectLabel: z.string(),
  detail: z.unknown(),
  hash: z.string(),
})
export type AuditEntryView = z.infer<typeof AuditEntryView>

const AuditFilterInput = z.object({
  action: z.string().max(100).optional(),
  actor: z.string().max(100).optional(),
  objectType: z.string().max(100).optional(),
  objectId: z.string().max(100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})

const tags = ['audit'] as const

export const auditContract = {
  listAuditEntries: procedure({
    method: 'GET',
    path: '/audit/entries',
    permission: 'audit.read',
    summary: { zh: '查看审计记录', en: 'List audit entries, newest first' },
    tags,
  })
    .input(PageRequest.extend(AuditFilterInput.shape))
    .output(pageOf(AuditEntryView)),
  verifyAudit: procedure({
    method: 'POST',
    path: '/audit/verify',
    permission: 'audit.verify',
    summary: { zh: '校验审计链', en: "Verify the city's audit chain" },
    tags,
  }).output(
    z.object({
      entries: z.number().int(),
      lastHash: z.string(),
      fault: z.object({ sequence: z.number().int(), kind: z.string() }).nullable(),
    }),
  ),
  exportAudit: procedure({
    method: 'GET',
    path: '/audit/export',
    permission: 'audit.export',
    summary: {
      zh: '导出审计记录（每行一条 JSON，含哈希）',
      en: 'Export the trail as one JSON document a line, hashes included',
    },
    tags,
  })
    .input(z.object({ after: z.coerce.number().int().min(0).default(0) }))
    .output(z.file()),
}
