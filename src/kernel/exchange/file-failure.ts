/** What ends the taking in of a file, as far as the person who sent it can mend it. */
import { ApplicationError, messageOf } from '../language/errors.ts'
import type { Message } from '../language/messages.ts'
import { ZipError } from './zip-entries.ts'

/** A failure in words; undefined for what is no fault of the file. */
export function fileFailure(error: unknown): Message | undefined {
  if (error instanceof ApplicationError) return messageOf(error)
  if (error instanceof ZipError)
    return {
      zh: '工作簿已损坏，无法读取，请另存后再传。',
      en: 'The workbook is damaged; save it anew and send it again.',
    }
  return undefined
}
