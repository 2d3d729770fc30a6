import { defineErrors } from '../language/errors.ts'

/** Why a file was not taken in. */
export const fileError = defineErrors({
  'files.empty': {
    status: 422,
    zh: '文件“{name}”是空的，请选择有内容的文件。',
    en: 'The file “{name}” is empty; choose one with content.',
  },
  'files.too-large': {
    status: 413,
    zh: '文件“{name}”超过 {limit} MB 的上限，请拆分或压缩图片后再传。',
    en: 'The file “{name}” is over the limit of {limit} MB; split it, or shrink its pictures.',
  },
  'files.unpacks-too-large': {
    status: 422,
    zh: '文件“{name}”解压后超过 {limit} MB，未予接收。',
    en: 'The file “{name}” unpacks to more than {limit} MB and was not taken in.',
  },
  'files.unknown-type': {
    status: 415,
    zh: '无法识别文件“{name}”的内容。可用格式：文本、网页、Word(.docx)、Excel(.xlsx)、PDF、图片（PNG、JPEG）。',
    en: 'The content of “{name}” is of no known type. Text, web page, Word (.docx), Excel (.xlsx), PDF and pictures (PNG, JPEG) can be read.',
  },
  'files.not-accepted': {
    status: 415,
    zh: '文件“{name}”的内容是 {found}，这里只接受：{accepted}。',
    en: 'The content of “{name}” is {found}; here only {accepted} can be used.',
  },
  'files.has-macros': {
    status: 422,
    zh: '文件“{name}”含有宏、脚本或旧式二进制格式，为安全起见未予接收。请另存为不含宏的 .docx、.xlsx 或 PDF 后再传。',
    en: 'The file “{name}” carries macros or scripts, or is in the old binary format, and was not taken in. Save it as .docx, .xlsx or PDF without macros.',
  },
})
