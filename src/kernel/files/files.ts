/** Taking files in and handing them out, for modules that keep files with their records. */
import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { v7 as newId } from 'uuid'
import type { Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import type { BlobStore } from './blob-store.ts'
import { fileError } from './errors.ts'
import { type FileKind, inspectFile, inspectTable } from './inspect.ts'
import { changeReadPermission, findFile, insertFile, type StoredFile } from './store.ts'

export type { StoredFile }

/** Largest file taken in, in MB. */
export const fileSizeLimit = 50

/**
 * The read permission of a file that only its own record shows: no role holds it, so that nobody reads the file by its
 * id. The module that keeps the record asks who may see that, and reads with {@link openFileContent}.
 */
export const byRecordOnly = 'files.by-record-only'

/** The right to upload, and the mark of an upload until a record takes it in: meanwhile its uploader alone reads it. */
export const attachmentPermission = 'files.attach'

/**
 * Takes an attachment into a record, which alone shows it from then on ({@link byRecordOnly}). Only the account that
 * uploaded it can: otherwise somebody who knows its id could read it through a record of his own.
 *
 * @returns false when there is no such attachment of the caller, or a record has it already
 */
export const claimAttachment = (scope: Scope, id: string): Promise<boolean> =>
  changeReadPermission(scope, id, { from: attachmentPermission, to: byRecordOnly })

export interface IncomingFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Name without folders and control characters, at most 200 characters. */
const plainName = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out of a file name
  (name.split(/[\\/]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').slice(-200) || 'file'

/**
 * Checks a file by its content, stores its bytes and records it. Nobody but holders of `readPermission` can
 * read it later; with {@link attachmentPermission}, nobody but the uploader.
 *
 * @throws the `files.*` errors when it cannot be taken in
 */
export async function storeFile(
  scope: Scope,
  blobs: BlobStore,
  incoming: IncomingFile,
  rules: { readonly accepted: readonly FileKind[]; readonly readPermission: string },
): Promise<StoredFile & { kind: FileKind }> {
  const name = plainName(incoming.name)
  if (incoming.bytes.length > fileSizeLimit * 1024 * 1024)
    throw fileError('files.too-large', { name, limit: fileSizeLimit })
  const { kind, mediaType } = await inspectFile(incoming.bytes, name, rules.accepted)
  const sha256 = createHash('sha256').update(incoming.bytes).digest('hex')
  await blobs.put(sha256, incoming.bytes)
  const file = storedFile(
    scope,
    { name, sha256, mediaType, size: incoming.bytes.length },
    rules.readPermission,
  )
  await insertFile(scope, file)
  return { ...file, kind }
}

/**
 * A file by its id, for whoever holds its right; an upload that no record has taken in yet, for its uploader alone.
 *
 * @throws kernel.not-found
 */
async function requireReadable(scope: Scope, id: string): Promise<StoredFile> {
  const file = await findFile(scope, id)
  const readable =
    file?.readPermission === attachmentPermission
      ? file.storedByAccount !== null && file.storedByAccount === scope.actor.userId
      : file && scope.permissions.has(file.readPermission)
  if (!file || !readable) throw kernelError('kernel.not-found')
  return file
}

/**
 * A stored file with its bytes.
 *
 * @throws kernel.not-found when there is none in this city or the caller may not read it
 */
export async function readStoredFile(
  scope: Scope,
  blobs: BlobStore,
  id: string,
): Promise<StoredFile & { bytes: Uint8Array }> {
  const file = await requireReadable(scope, id)
  const bytes = await blobs.get(file.sha256)
  if (!bytes) throw kernelError('kernel.not-found')
  return { ...file, bytes }
}

/**
 * A stored file to be read in pieces.
 *
 * @throws kernel.not-found when there is none in this city or the caller may not read it
 */
export async function openStoredFile(
  scope: Scope,
  blobs: BlobStore,
  id: string,
): Promise<StoredFile & { content: Blob }> {
  const file = await requireReadable(scope, id)
  const content = await blobs.open(file.sha256)
  if (!content) throw kernelError('kernel.not-found')
  return { ...file, content }
}

/** The content of a file in pieces, for a module's own work; no right of a person is asked. */
export async function openFileContent(scope: Scope, blobs: BlobStore, id: string): Promise<Blob | undefined> {
  const file = await findFile(scope, id)
  return file && blobs.open(file.sha256)
}

/** A table as it comes in: read in pieces, never as a whole. */
export interface IncomingTable {
  readonly name: string
  readonly content: Blob
}

/** Largest table taken in, in MB: a million rows of a register are some 200. */
export const tableSizeLimit = 400

/**
 * Takes in a table of many rows, CSV or Excel. Whoever reads it streams, so that it may be far larger than other
 * files and is looked at by its beginning and its list of contents only.
 *
 * @throws the `files.*` errors when it cannot be taken in
 */
export async function storeTable(
  scope: Scope,
  blobs: BlobStore,
  incoming: IncomingTable,
  readPermission: string,
): Promise<StoredFile & { kind: 'csv' | 'spreadsheet' }> {
  const name = plainName(incoming.name)
  const { content } = incoming
  if (content.size > tableSizeLimit * 1024 * 1024)
    throw fileError('files.too-large', { name, limit: tableSizeLimit })
  const kind = await inspectTable(content, name)
  const hash = createHash('sha256')
  for await (const part of content.stream()) hash.update(part)
  const sha256 = hash.digest('hex')
  await blobs.putBlob(sha256, content)
  const mediaType =
    kind === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const file = storedFile(scope, { name, sha256, mediaType, size: content.size }, readPermission)
  await insertFile(scope, file)
  return { ...file, kind }
}

/** Keeps a file that the program made, from where it was written. */
export async function storeMadeFile(
  scope: Scope,
  blobs: BlobStore,
  made: Pick<StoredFile, 'name' | 'mediaType' | 'size' | 'sha256'> & { readonly path: string },
  readPermission: string,
): Promise<StoredFile> {
  await blobs.putBlob(made.sha256, await openAsBlob(made.path))
  const { path: _path, ...kept } = made
  const file = storedFile(scope, kept, readPermission)
  await insertFile(scope, file)
  return file
}

const storedFile = (
  scope: Scope,
  file: Pick<StoredFile, 'name' | 'mediaType' | 'size' | 'sha256'>,
  readPermission: string,
): StoredFile => ({
  id: newId(),
  ...file,
  readPermission,
  storedAt: scope.now,
  storedBy: scope.actor.name,
})

/** The bytes of a file for a module's own work (reading a document it took in); no right of a person is asked. */
export async function findFileContent(
  scope: Scope,
  blobs: BlobStore,
  id: string,
): Promise<Uint8Array | undefined> {
  const file = await findFile(scope, id)
  return file && blobs.get(file.sha256)
}
