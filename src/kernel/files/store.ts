/** Rows about files; the bytes are in the blob store. */
import type { Scope } from '../db/scope.ts'

export interface StoredFile {
  readonly id: string
  readonly sha256: string
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly readPermission: string
  readonly storedAt: Date
  readonly storedBy: string
}

type FileTables = {
  file: {
    city: string
    id: string
    sha256: string
    name: string
    media_type: string
    size: number
    read_permission: string
    stored_at: Date
    stored_by: string
    stored_by_account: string | null
  }
}

export async function insertFile(scope: Scope, file: StoredFile): Promise<void> {
  await scope.tx
    .withTables<FileTables>()
    .insertInto('file')
    .values({
      city: scope.city,
      id: file.id,
      sha256: file.sha256,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      read_permission: file.readPermission,
      stored_at: file.storedAt,
      stored_by: file.storedBy,
      stored_by_account: scope.actor.userId ?? null,
    })
    .execute()
}

/** Changes who reads a file that the caller uploaded; false when it has another right or came from somebody else. */
export async function changeReadPermission(
  scope: Scope,
  id: string,
  change: { readonly from: string; readonly to: string },
): Promise<boolean> {
  const row = await scope.tx
    .withTables<FileTables>()
    .updateTable('file')
    .set({ read_permission: change.to })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .where('read_permission', '=', change.from)
    .where('stored_by_account', '=', scope.actor.userId ?? null)
    .executeTakeFirst()
  return row.numUpdatedRows > 0n
}

/** A file with the account that uploaded it; null for files of the program itself. */
export async function findFile(
  scope: Scope,
  id: string,
): Promise<(StoredFile & { readonly storedByAccount: string | null }) | undefined> {
  const row = await scope.tx
    .withTables<FileTables>()
    .selectFrom('file')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      sha256: row.sha256,
      name: row.name,
      mediaType: row.media_type,
      size: row.size,
      readPermission: row.read_permission,
      storedAt: row.stored_at,
      storedBy: row.stored_by,
      storedByAccount: row.stored_by_account,
    }
  )
}
