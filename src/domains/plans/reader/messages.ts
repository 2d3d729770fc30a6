/** What the reader tells people, in both languages of the interface. */
import type { PlanWarning } from './plan-reading.ts'
import type { PlanReadErrorCode } from './read-error.ts'

interface Message {
  readonly zh: string
  readonly en: string
}

/** Texts of the errors; the file's name goes before them. */
export const READ_ERROR_MESSAGES: Readonly<Record<PlanReadErrorCode, Message>> = {
  empty: { zh: '文件是空的。', en: 'The file is empty.' },
  'too-large': {
    zh: '文件超过 50 MB，读取器不打开这样大的文件。请拆分，或另存为纯文本后再试。',
    en: 'The file is larger than 50 MB, the most the reader opens. Split it, or save it as plain text.',
  },
  binary: {
    zh: '文件不是文本，也不是可识别的文档（支持 .txt、.html、.docx、.pdf）。',
    en: 'The file is neither text nor a document the reader knows (.txt, .html, .docx, .pdf).',
  },
  encrypted: {
    zh: '文件有密码或已加密，无法读取。请先去掉密码。',
    en: 'The file is encrypted or has a password. Remove the password first.',
  },
  damaged: { zh: '文件已损坏，无法打开。', en: 'The file is damaged and cannot be opened.' },
  'no-text': {
    zh: '文档里没有文字（可能是扫描件）。请先做文字识别。',
    en: 'The document holds no text (it may be a scan). Run text recognition on it first.',
  },
  'old-word': {
    zh: '这是旧版 Word 或 WPS 文件（.doc/.wps），或加密的 Office 文件。请去掉密码并另存为 .docx。',
    en: 'This is an old Word or WPS file (.doc, .wps) or an encrypted Office file. Remove any password and save it as .docx.',
  },
  unsupported: {
    zh: '不支持这种文件（支持 .txt、.html、.docx、.pdf）。',
    en: 'This kind of file is not supported (.txt, .html, .docx and .pdf are).',
  },
}

/** Texts of the warnings. */
export const PLAN_WARNING_MESSAGES: Readonly<Record<PlanWarning, Message>> = {
  'nothing-found': {
    zh: '文本可读，但没有找到标题、指标或责任单位。',
    en: 'The text is readable, but no headings, targets or responsible units were found in it.',
  },
  'replaced-characters': {
    zh: '有些字符无法解码，请核对原文。',
    en: 'Some characters could not be decoded; check them against the original.',
  },
  'scanned-pages': {
    zh: '有些页没有文字（可能是扫描页），这些页没有读取。',
    en: 'Some pages hold no text (they may be scans) and were not read.',
  },
}
