/** The files a caller has made from the register. */
import { z } from 'zod'
import type { Scope } from '#kernel/db/scope.ts'
import type { Page } from '../enterprise-service.ts'
import type { EnterpriseExport } from './exchange-schemas.ts'
import { listExports } from './export-store.ts'

export async function exportPage(
  scope: Scope,
  request: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<EnterpriseExport>> {
  const after = request.after === undefined ? undefined : z.uuid().safeParse(request.after).data
  const rows = await listExports(scope, after, request.limit + 1)
  const items = rows.slice(0, request.limit).map((row) => ({
    id: row.id,
    fileId: row.file_id,
    name: row.name,
    rows: row.rows,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  }))
  return { items, next: rows.length > request.limit ? (items.at(-1)?.id ?? null) : null }
}
