/** Blob store in a local folder: `ab/cd/<sha256>`. */
import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore } from './blob-store.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Keeps blobs below `folder`, which is created when needed. */
export function folderBlobStore(folder: string): BlobStore {
  const pathOf = (key: string): string => {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new TypeError(`Not a SHA-256 key: ${key}`)
    return join(folder, key.slice(0, 2), key.slice(2, 4), key)
  }
  const keep = async (
    key: string,
    size: number,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<void> => {
    const path = pathOf(key)
    const present = await stat(path).catch(() => undefined)
    if (present?.size === size) return
    await mkdir(dirname(path), { recursive: true })
    // Written beside and moved, so that a crash never leaves half a file under its key.
    const partial = `${path}.${randomUUID()}`
    const file = await open(partial, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
  }
  return {
    put: (key, bytes) => keep(key, bytes.length, bytes),
    putBlob: (key, content) => keep(key, content.size, content.stream()),
    open: async (key) => {
      const path = pathOf(key)
      return (await stat(path).catch(() => undefined)) ? openAsBlob(path) : undefined
    },
    get: async (key) => {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
  }
}
