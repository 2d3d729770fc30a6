/** What ends the taking in of a file, as far as the person who sent it can mend it. */
import { ApplicationError, messageOf } from '../language/errors.ts'
import type { Message } from '../language/messages.ts'
import { NotATable } from './csv-rows.ts'
import { ZipError } from './zip-entries.ts'

/** A failure in words; undefined for what is no fault of the file. */
export function fileFailure(error: unknown): Message | undefined {
  if (error instanceof ApplicationError) return messageOf(error)
  if (error instanceof ZipError)
    return {
      zh: '工作簿已损坏，无法读取，请另存后再传。',
      en: 'The workbook is damaged; save it anew and send it again.',
    }
  if (error instanceof NotATable)
    return {
      zh: '这个文件既不是 Excel（.xlsx）也不是 CSV，请下载模板，按模板填写后再传。',
      en: 'This file is neither Excel (.xlsx) nor CSV; download the template, fill it in and send that.',
    }
  return undefined
}
