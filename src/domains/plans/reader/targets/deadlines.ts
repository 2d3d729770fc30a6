/**
 * Deadlines: phrases that say by when. Each rule carries an example that runs in `deadlines.test.ts`. A year
 * is a deadline only in these forms; a base year (较2020年) or a date of the past is none.
 */

/** What is known of the document's own time. */
export interface PlanPeriod {
  /** Year the document was issued, as far as known. */
  readonly issued: number | undefined
  /** Last year of the period in its title (三年行动计划(2023—2025年)). */
  readonly last: number | undefined
  /** The year of a plan for one year (2024年质量工作要点). */
  readonly annual?: number | undefined
}

/** One deadline phrase of a sentence. */
export interface Deadline {
  readonly start: number
  readonly end: number
  readonly year: number
  /** A year that lies behind the document: what follows reports a result. */
  readonly past: boolean
}

interface DeadlineRule {
  readonly name: string
  readonly pattern: RegExp
  readonly year: (match: RegExpMatchArray, period: PlanPeriod) => number | undefined
  readonly example: { readonly text: string; readonly year: number }
}

const LEAD =
  '(?:(?:力争|争取|确保|预计|计划|要求|努力|明确)?(?:(?<!提高|提升|增长|增加|上升|下降|降低|减少|扩大|达|压缩|缩短)(?:到|至)|截至|截止到?|截止|于|在|力争|争取|确保|力求在|自)?)'
const END = '(?:年底|年末|底|末|上半年|下半年|\\d{1,2}月(?:底|末|\\d{1,2}日)?)?(?:之?前|以前|期间)?'
const NUMERALS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  十: 10,
}
const countOf = (word: string | undefined): number => NUMERALS[word ?? ''] ?? Number(word ?? 0)

/** Forms of deadlines, tried together; where two start at one place the longer wins. */
export const DEADLINE_RULES: readonly DeadlineRule[] = [
  {
    name: 'a year, with or without 到, 底, 前',
    pattern: new RegExp(`${LEAD}(20\\d\\d)年${END}`, 'g'),
    year: (match) => Number(match[1]),
    example: { text: '到2026年底,抽检合格率达到97%。', year: 2026 },
  },
  {
    name: 'a period of years',
    pattern: /(?:在)?(20\d\d)年?(?:-{1,2}|~|至|到)(20\d\d)年(?:期间|间)?/g,
    year: (match) => Number(match[2]),
    example: { text: '2024—2027年,抽检合格率达到97%。', year: 2027 },
  },
  {
    name: 'a five-year plan',
    pattern: new RegExp(
      `${LEAD}“?十([二三四五六])五”?(?:规划)?(?:期末|末期|末|期间|时期|期内|规划期内|期)`,
      'g',
    ),
    year: (match) => 2005 + 5 * countOf(match[1]),
    example: { text: '“十五五”末,抽检合格率达到97%。', year: 2030 },
  },
  {
    name: 'a two-digit year',
    pattern: /(?:到|至|在|截至)(2[1-9]|3[0-9])年(?:年底|底|末|内|前|,)/g,
    year: (match) => 2000 + Number(match[1]),
    example: { text: '到26年底,抽检合格率达到97%。', year: 2026 },
  },
  {
    name: 'a number of years from the plan on',
    pattern:
      /(?:力争|争取|计划)?(?:用|利用|通过|经过|经|在|未来|今后|未来的)?([一二两三四五十]|\d{1,2})(?:年|个年度)(?:左右|的?时间|的?努力|之?内|期|末|后)?(?=,|组织|实施|评定|培育|累计|新增|建成|完成|内|创建|打造|培训|新建|推动)/g,
    year: (match, period) =>
      (/^(?:三|3)/.test(match[1] ?? '') || period.issued === undefined ? period.last : undefined) ??
      relativeYear(match, period),
    example: { text: '用三年时间,培育示范企业8家。(印发于2025年)', year: 2027 },
  },
  {
    name: 'this year',
    pattern:
      /(?:今年|本年度|年内|年底前|全年|年底)(?:底|内|前|末)?(?=[,、]|力争|实现|完成|培育|新增|建成|组织|开展|累计|确保)/g,
    year: (_, period) => period.issued,
    example: { text: '年内,培育示范企业8家。(印发于2025年)', year: 2025 },
  },
]

function relativeYear(match: RegExpMatchArray, period: PlanPeriod): number | undefined {
  return period.issued === undefined ? undefined : period.issued + countOf(match[1]) - 1
}

// What makes a year a base, a date or a name instead of a deadline.
const BASE_BEFORE =
  /(?:比|较|与|同|对比|相比于?|自从?|从|由|以|以来|根据|按照?|贯彻|印发的?|基础上|不变价|截至目前|超过|高于|低于)$/
const BASE_AFTER =
  /^(?:相比|相较|基础|为基|以来|起|版|的|度(?!末|底)|价|不变|水平|印发|发布|出台|修订|制定的|工作|重点|行动|计划|目标|标准|质量|世界|中国|全国|\d{1,2}月\d{1,2}日(?:起|印发|发布|施行)|\d{1,2}月,[^,]{0,20}印发)/
const PAST_BEFORE = /(?:截至|截止到?|截止)$/

/** Deadlines of a canonical sentence, left to right and apart. */
export function findDeadlines(text: string, period: PlanPeriod): Deadline[] {
  if (!/年|十[二三四五六]五/.test(text)) return []
  const found: Deadline[] = []
  for (const rule of DEADLINE_RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      const year = rule.year(match, period)
      if (year === undefined || year < 2000 || year > 2060) continue
      const start = match.index
      const end = start + match[0].length
      if (!isDeadline(text, start, end, match[0])) continue
      const stated = PAST_BEFORE.test(text.slice(0, start)) || /^截/.test(match[0])
      const past =
        (period.issued !== undefined && year < period.issued) || (stated && isReport(text.slice(end)))
      found.push({ start, end, year, past })
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const apart: Deadline[] = []
  for (const deadline of found) {
    if (deadline.start >= (apart.at(-1)?.end ?? 0)) apart.push(deadline)
  }
  return apart
}

const isReport = (after: string): boolean => /^[^。]{0,60}(?:已|共有|拥有|现有|达到了|获得了)/.test(after)

function isDeadline(text: string, start: number, end: number, phrase: string): boolean {
  const before = text.slice(Math.max(0, start - 6), start)
  const after = text.slice(end, end + 24)
  if (/^自/.test(phrase) || BASE_BEFORE.test(before)) return false
  const explicit = /^(?:力争|争取|确保|到|至|截至|预计|计划|用|通过|经过)|(?:底|末|前|内|期间)$/.test(phrase)
  if (/^的/.test(after) && explicit && !/^的\d/.test(after))
    return !/^的(?:目标|任务|要求)/.test(after) || true
  if (/^的?[一-龥]{0,4}目标/.test(after)) return true
  if (BASE_AFTER.test(after))
    return explicit && !/^(?:相比|相较|基础|为基|以来|起|版|度|价|不变|水平)/.test(after)
  // A month and a day make a date: 2024年5月10日起施行.
  if (/\d{1,2}月\d{1,2}日$/.test(phrase)) return explicit && /^(?:到|至|力争)/.test(phrase)
  return true
}
