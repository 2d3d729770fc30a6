/** Says in words why a document could not be read. */
import { ApplicationError, messageOf } from '#kernel/language/errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import { READ_ERROR_MESSAGES } from './reader/messages.ts'
import { PlanReadError } from './reader/read-error.ts'

/** The text for the importer, or undefined when the failure is a defect of ours and the job should fail. */
export function readFailure(error: unknown): Message | undefined {
  if (error instanceof PlanReadError) return READ_ERROR_MESSAGES[error.code]
  if (error instanceof ApplicationError) return messageOf(error)
  return undefined
}
