/** Title, issuer, document number and date: from the lines before the first heading and the signature. */

import { chineseNumber } from '../text/chinese-number.ts'
import type { Paragraph } from '../text/paragraphs.ts'

/** What a document says about itself. */
export interface FrontMatter {
  readonly title: string | null
  readonly issuer: string | null
  readonly docNumber: string | null
  readonly issuedOn: string | null
}

const KIND =
  '(?:实施方案|工作方案|行动方案|方案|实施意见|指导意见|意见|纲要|规划|行动计划|工作计划|计划|通知|办法|措施|工作要点|要点|决定|细则|规定|任务分工|行动|通告|公告|报告|决议)'
const PERIOD =
  '(?:\\((?:20\\d\\d年?-{1,2}20\\d\\d年?|20\\d\\d年度?|试行|修订|20\\d\\d-{1,2}\\d\\d年?|征求意见稿)\\))?'
const TITLE = new RegExp(`^[^。;:|]{4,90}${KIND}${PERIOD}$`)
const ORGAN =
  /^(?:中共)?[一-龥]{2,30}?(?:人民政府(?:办公[厅室])?|委员会(?:办公[厅室])?|(?:省|市|区|县|州|盟|旗)委(?:办公[厅室])?|局|厅|委|办公室|领导小组(?:办公室)?)(?:[、 和]|$)/
const DOC_NUMBER =
  /[一-龥]{1,12}(?:发|字|办|函|规|质|监|委|政|市|〔)?[〔([【]\s?20\d\d\s?[〕)\]】]\s?第?\s?\d{1,4}\s?号/
const DATE = /(20\d\d)[年\-./](\d{1,2})[月\-./](\d{1,2})日?/
const CHINESE_DATE =
  /(二[〇○零]{1}[〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/

/** Reads what a document says about itself; `firstHeading` is the index of the first numbered paragraph. */
export function readFrontMatter(
  source: string,
  paragraphs: readonly Paragraph[],
  firstHeading: number,
): FrontMatter {
  const head = paragraphs.slice(0, firstHeading < 0 ? Math.min(paragraphs.length, 12) : firstHeading)
  const lines = head.map((paragraph) => paragraph.passage.text)
  const titles = titleLines(lines)
  const notice = titles.find((title) => /通知$/.test(title))
  const plan = titles.findLast((title) => !/通知$/.test(title))
  const quoted = notice === undefined ? undefined : /《([^》]{4,80})》的?通知$/.exec(notice)?.[1]
  const signature = signatureOf(paragraphs)
  const title =
    plan ??
    quoted ??
    notice?.replace(/^.{2,40}?关于(?:印发|转发)/, '').replace(/的通知$/, '') ??
    introduced(lines)
  return {
    title: title === undefined ? null : asWritten(source, head, title),
    issuer:
      signature?.issuer ??
      publisher(lines) ??
      organOf(titles) ??
      labelled(lines, /(?:发布机构|发文单位|发文机关|制定机关|发文机构)/) ??
      null,
    docNumber: docNumberOf(source, head) ?? null,
    issuedOn: signature?.date ?? labelledDate(lines) ?? null,
  }
}

// The title with the punctuation and characters of the source.
function asWritten(source: string, head: readonly Paragraph[], title: string): string {
  const canonical = head.map(({ passage }) => passage.text).join('')
  const at = canonical.indexOf(title)
  if (at < 0) return title
  const written = head
    .map(({ passage }) => [...passage.text].map((_, i) => source[passage.at[i] ?? 0] ?? '').join(''))
    .join('')
  return written.slice(at, at + title.length)
}

function titleLines(lines: readonly string[]): string[] {
  const titles: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '')
      .replace(/^·?(?:当前位置:|首页>).*>/, '')
      .replace(/^(?:标题|名称|文件名称):/, '')
      .replace(/\|.*$/, '')
    const next = lines[i + 1] ?? ''
    const before = lines[i - 1] ?? ''
    let title = line.replace(/^[一-龥]{1,8}〔20\d\d〕\d+号(?=《)/, '')
    if (/^(?:关于|印发|《)/.test(title) && ORGAN.test(before) && before.length < 44 && !/[:。]/.test(before))
      title = before + title
    if (!TITLE.test(title) && title.length < 40 && new RegExp(`^${PERIOD.slice(0, -1)}$`).test(next))
      title += next
    if (!TITLE.test(title)) continue
    if (/^\([^)]*\)$/.test(next) && /20\d\d/.test(next) && !/\(20/.test(title)) title += next
    if (/现将|印发给你们|研究同意|>/.test(title)) continue
    titles.push(/^《[^》]+》$/.test(title) ? title.slice(1, -1) : title)
  }
  return titles
}

// 《…》主要内容如下, 制定本…: a plan named in its lead.
function introduced(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const match = /(?:印发了?|现将|发布)《([^》]{4,60})》/.exec(line)
    if (match?.[1] !== undefined && new RegExp(`${KIND}${PERIOD}$`).test(match[1])) return match[1]
  }
  return undefined
}

function publisher(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const match = /(?:^|,|。)(?:近日|日前)?,?((?:中共)?[一-龥、]{3,40}?)(?:联合)?(?:印发|发布|出台)了《/.exec(
      line,
    )
    if (match?.[1] !== undefined && /政府|委|局|厅|办/.test(match[1])) return match[1]
  }
  return undefined
}

function organOf(titles: readonly string[]): string | undefined {
  for (const title of titles) {
    const match = /^([^《]{3,40}?)关于/.exec(title)
    if (match?.[1] !== undefined && ORGAN.test(match[1])) return match[1]
  }
  return undefined
}

function labelled(lines: readonly string[], label: RegExp): string | undefined {
  for (const line of lines) {
    const match = new RegExp(
      `${label.source}:\\|?([^|:]{2,40}?)(?:主题分类|组配分类|公开类型|发文日期|发布日期|$|\\|)`,
    ).exec(line)
    if (match?.[1] !== undefined) return match[1]
  }
  return undefined
}

function docNumberOf(source: string, head: readonly Paragraph[]): string | undefined {
  for (const paragraph of head) {
    const { text } = paragraph.passage
    const labelledNumber = /(?:文号|字号|发文号):\|?/.exec(text)
    const words = labelledNumber === null ? text : text.slice(labelledNumber.index + labelledNumber[0].length)
    const match = DOC_NUMBER.exec(words)
    if (match === null) continue
    // A number in brackets behind another document's title is that document's.
    const own = labelledNumber !== null ? match.index === 0 : match.index === 0 && words.length < 60
    if (own) {
      const raw = source.slice(paragraph.start, paragraph.end).replace(/\s/g, '')
      return new RegExp(DOC_NUMBER.source).exec(raw)?.[0] ?? match[0]
    }
  }
  return undefined
}

function isoDate(text: string): string | undefined {
  const match = DATE.exec(text)
  const parts = match === null ? chineseDate(text) : [Number(match[1]), Number(match[2]), Number(match[3])]
  if (parts === undefined) return undefined
  const [year = 0, month = 0, day = 0] = parts
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function chineseDate(text: string): number[] | undefined {
  const match = CHINESE_DATE.exec(text)
  if (match === null) return undefined
  const parts = [match[1], match[2], match[3]].map((word) => chineseNumber(word ?? ''))
  return parts.every((part) => part !== undefined) ? parts : undefined
}

// The organ, then the date, each on a line of its own.
function signatureOf(
  paragraphs: readonly Paragraph[],
): { issuer: string | undefined; date: string } | undefined {
  for (const [i, paragraph] of paragraphs.entries()) {
    const { text } = paragraph.passage
    if (text.length > 16 || !/^(?:20\d\d年\d{1,2}月\d{1,2}日|二[〇○零].{4,12}日)$/.test(text)) continue
    const date = isoDate(text)
    if (date === undefined) continue
    const organs: string[] = []
    for (let k = i - 1; k >= 0 && organs.length < 4; k--) {
      const line = paragraphs[k]?.passage.text ?? ''
      if (line.length > 40 || !ORGAN.test(line) || /[:。,]/.test(line)) break
      organs.unshift(line)
    }
    return { issuer: organs.length > 0 ? organs.join('、') : undefined, date }
  }
  return undefined
}

function labelledDate(lines: readonly string[]): string | undefined {
  for (const label of [
    /(?:成文|发文|印发)(?:日期|时间):/,
    /(?:发布|公开|生成)(?:日期|时间):|日期:|发布|时间:/,
  ]) {
    for (const line of lines) {
      const match = label.exec(line)
      if (match === null) continue
      const date = isoDate(line.slice(match.index)) ?? isoDate(line)
      if (date !== undefined) return date
    }
  }
  return undefined
}
