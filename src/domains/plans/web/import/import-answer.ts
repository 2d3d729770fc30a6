import { z } from 'zod'
import { ImportState } from '../../contract.ts'

const Answer = ImportState.extend({ duplicate: z.boolean() })

/** Checks the answer of an upload, which travels outside the typed client so that its progress can be shown. */
export async function readImportAnswer(body: unknown): Promise<z.infer<typeof Answer>> {
  return Answer.parseAsync(body)
}
