/** Blob store in a local folder: `ab/cd/<sha256>`. */
import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
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
  return {
    put: async (key, bytes) => {
      const path = pathOf(key)
      const present = await stat(path).catch(() => undefined)
      if (present?.size === bytes.length) return
      await mkdir(dirname(path), { recursive: true })
      // Written beside and moved, so that a crash never leaves half a file under its key.
      const partial = `${path}.${randomUUID()}`
      const file = await open(partial, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, path)
    },
    putFile: async (key, path) => {
      const kept = pathOf(key)
      if (await stat(kept).catch(() => undefined)) return
      await mkdir(dirname(kept), { recursive: true })
      const partial = `${kept}.${randomUUID()}`
      await copyFile(path, partial)
      await rename(partial, kept)
    },
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
