import { type AuditRecord, recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'

/** Puts a change of what spot checks stand on, on record. */
export function auditSetup(
  scope: Scope,
  action: string,
  objectId: string,
  objectLabel: string,
  detail: NonNullable<AuditRecord['detail']> = {},
): void {
  recordAudit(scope, {
    action: `spot-checks.${action}`,
    objectType: 'spot-check',
    objectId,
    objectLabel,
    detail,
  })
}
