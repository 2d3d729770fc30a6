/** The import that a person last started in this browser, so that leaving the page loses nothing. */
import { keep, readKept } from '#ui/storage.ts'

export interface RememberedImport {
  readonly documentId: string
  readonly name: string
}

const key = 'zhiheng.plans.last-import'

/** Keeps it until {@link forgetImport}. */
export function rememberImport(last: RememberedImport): void {
  keep(key, last)
}

/** Called once its outcome has been seen. */
export function forgetImport(documentId: string): void {
  if (rememberedImport()?.documentId === documentId) keep(key, undefined)
}

/** The last import whose outcome has not been seen. */
export function rememberedImport(): RememberedImport | undefined {
  const kept = readKept(key)
  if (typeof kept !== 'object' || kept === null || !('documentId' in kept) || !('name' in kept))
    return undefined
  const { documentId, name } = kept
  return typeof documentId === 'string' && typeof name === 'string' ? { documentId, name } : undefined
}
