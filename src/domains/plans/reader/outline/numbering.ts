/**
 * The numbering styles of headings, as rules. Adding a style is adding a rule with an example; the examples
 * run in `numbering.test.ts`.
 */
import { chineseNumber } from '../text/chinese-number.ts'

export type NumberingStyle = 'part' | 'subpart' | 'chapter' | 'section' | 'item' | 'point' | 'circled' | 'box'

/** A number that opens a paragraph. */
export interface HeadingNumber {
  readonly style: NumberingStyle
  /** As it stands in a path: `一`, `(二)`, `1`, `专栏3`. */
  readonly label: string
  readonly value: number
  /** Characters of the canonical paragraph before the heading's words. */
  readonly length: number
}

interface NumberingRule {
  readonly style: NumberingStyle
  /** Anchored at the start; group 1 is the number. */
  readonly pattern: RegExp
  readonly label: (number: string) => string
  readonly example: { readonly text: string; readonly label: string; readonly value: number }
}

const CN = '[一二三四五六七八九十百]{1,4}'

/** From the most to the least specific; the first that matches names the style. */
export const NUMBERING_RULES: readonly NumberingRule[] = [
  {
    style: 'part',
    pattern: new RegExp(`^第(${CN}|\\d{1,2})(?:章|部分|篇)[、:.。]?`),
    label: (number) => `第${number}章`,
    example: { text: '第三章 夯实质量基础', label: '第三章', value: 3 },
  },
  {
    style: 'subpart',
    pattern: new RegExp(`^第(${CN}|\\d{1,2})节[、:.。]?`),
    label: (number) => `第${number}节`,
    example: { text: '第二节 完善计量体系', label: '第二节', value: 2 },
  },
  {
    style: 'chapter',
    pattern: new RegExp(`^(${CN})[、.。](?![、.。])`),
    label: (number) => number,
    example: { text: '四、打造服务新高地', label: '四', value: 4 },
  },
  {
    style: 'section',
    pattern: new RegExp(`^\\((${CN})\\)[、.。]?`),
    label: (number) => `(${number})`,
    example: { text: '(十二)建强检测队伍。组织……', label: '(十二)', value: 12 },
  },
  {
    style: 'item',
    pattern: /^(\d{1,3})(?:[.、](?!\d)|。)/,
    label: (number) => number,
    example: { text: '3.推进标准互认。支持……', label: '3', value: 3 },
  },
  {
    style: 'point',
    pattern: /^\((\d{1,2})\)[、.。]?/,
    label: (number) => `(${number})`,
    example: { text: '(2)开展比对试验。', label: '(2)', value: 2 },
  },
  {
    style: 'circled',
    pattern: /^([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])/,
    label: (number) => number,
    example: { text: '①完善溯源链条。', label: '①', value: 1 },
  },
  {
    style: 'box',
    pattern: /^\(?专栏[-:]?(\d{1,2}|[一二三四五六七八九十]{1,3})?(?![0-9])\)?[:、.。]?/,
    label: (number) => `专栏${number}`,
    example: { text: '专栏2 检测能力跃升行动', label: '专栏2', value: 2 },
  },
]

/** The number a canonical paragraph opens with; undefined when it opens with none. */
export function headingNumber(text: string): HeadingNumber | undefined {
  for (const rule of NUMBERING_RULES) {
    const match = rule.pattern.exec(text)
    if (match === null) continue
    const number = match[1] ?? ''
    const value = numberValue(number)
    if (value === undefined || match[0].length >= text.length) continue
    return { style: rule.style, label: rule.label(number), value, length: match[0].length }
  }
  return undefined
}

function numberValue(number: string): number | undefined {
  if (number === '') return 0
  const code = number.charCodeAt(0)
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f
  return /^\d/.test(number) ? Number(number) : chineseNumber(number)
}
