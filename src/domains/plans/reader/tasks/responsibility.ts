/**
 * Responsibility lists: which units answer for a passage, who leads. The forms are rules with an example;
 * the examples run in `responsibility.test.ts`.
 */

/** Units of one list, as written and in order. */
export interface ResponsibilityList {
  readonly lead: readonly string[]
  readonly units: readonly string[]
  /** The list says that the first unit leads, here and in all lists after it (排位第一的为牵头单位,下同). */
  readonly firstLeads: boolean
  /** Range in the canonical text. */
  readonly start: number
  readonly end: number
}

interface Part {
  readonly lead: boolean
  readonly names: string
}

interface ListRule {
  readonly name: string
  readonly example: {
    readonly text: string
    readonly lead: readonly string[]
    readonly units: readonly string[]
  }
  /** Parts of the words between the brackets, or undefined when the form is another one. */
  readonly read: (words: string) => Part[] | undefined
}

const LEAD_LABEL =
  '(?:牵头(?:责任)?(?:单位|部门|处室)?|主要责任(?:单位|部门)|第一责任(?:单位|部门)|主办(?:单位|部门)|主责(?:单位|部门)|牵头及责任单位)'
const UNIT_LABEL =
  '(?:(?:主要)?(?:责任|配合|参与|参加|协同|协办|协作|协助|实施|落实|承办|完成|成员|承担|负责|执行|组织|支持|会同|共同)(?:责任)?(?:单位|部门|主体|处室)(?:及部门)?|责任分工|分工负责|配合|单位|责任)'
const LABEL = new RegExp(`(?:^|[,;。、\\s])(${LEAD_LABEL}|${UNIT_LABEL})(?:为|是)?[:：]`, 'g')
const LABELLED = new RegExp(`^(?:${LEAD_LABEL}|${UNIT_LABEL})(?:为|是)?[:：]`)

/** Forms of responsibility lists; the first that reads the words wins. */
export const LIST_RULES: readonly ListRule[] = [
  {
    name: 'labels with a colon',
    example: {
      text: '(牵头单位:市市场监管局;配合单位:市财政局、各县(市、区)政府)',
      lead: ['市市场监管局'],
      units: ['市市场监管局', '市财政局', '各县(市、区)政府'],
    },
    read: (words) => {
      if (!LABELLED.test(words)) return undefined
      const marks = [...words.matchAll(LABEL)]
      return marks.map((mark, i) => ({
        lead: /牵头|主要责任|第一责任|主办|主责/.test(mark[1] ?? '') && !/及责任/.test(mark[1] ?? ''),
        names: words.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? words.length),
      }))
    },
  },
  {
    name: 'one leads, others take part',
    example: {
      text: '(市市场监管局牵头,市住房城乡建设局、市水利局配合)',
      lead: ['市市场监管局'],
      units: ['市市场监管局', '市住房城乡建设局', '市水利局'],
    },
    read: (words) => {
      const match =
        /^(?:由)?([^,;。]{2,80}?)(?:共同|分别|联合)?牵头(?:负责|组织实施|落实|推进)?(?:[,;、]|$)(.*)$/.exec(
          words,
        )
      if (match === null) return undefined
      return [
        { lead: true, names: match[1] ?? '' },
        { lead: false, names: match[2] ?? '' },
      ]
    },
  },
  {
    name: 'units that answer by their duties',
    example: {
      text: '(市科技局、市工业和信息化局等按职责分工负责)',
      lead: [],
      units: ['市科技局', '市工业和信息化局'],
    },
    read: (words) =>
      /(?:按照?(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实|配合)?|分工负责|分别负责|共同负责|配合|负责(?:落实)?)$/.test(
        words,
      )
        ? [{ lead: false, names: words }]
        : undefined,
  },
  {
    name: 'bare list of units',
    example: { text: '(市教育局、团市委、市妇联)', lead: [], units: ['市教育局', '团市委', '市妇联'] },
    read: (words) => {
      const names = words.split(/[、,;]/).filter((name) => name !== '')
      return names.every((name) => name.length <= 30 && UNIT_END.test(name)) && names.length > 0
        ? [{ lead: false, names: words }]
        : undefined
    },
  },
]

// What the name of a unit ends in; also tells 和 between two units from 和 inside one name.
const UNIT_END =
  /(?:局|委|委员会|办|办公室|厅|政府|法院|检察院|中心|分局|海关|分行|支行|银行|工会|妇联|残联|科协|工商联|团[市区县省]委|[市区县]委|宣传部|组织部|部|管委会|街道|办事处|集团|公司|学院|大学|研究院|协会|联合会|总队|支队|大队|监管局|成员单位|有关(?:单位|部门)|相关(?:单位|部门)|责任单位|管理处|事务所|供销社|社|站|校区|职院|公会|电视台)(?:\([^()]*\))?(?:等)?$/
const UNIT_START =
  /^(?:市|区|县|省|州|盟|旗|镇|乡|各|团|国|人|中|海|税|公安|[一-龥]{2,3}(?:市|区|县|海关|银行))/
const FIRST_LEADS =
  /(?:排|列)(?:在)?(?:位)?(?:第一|首位|第一位|最前)|首位(?:为|的为)?牵头|第一(?:个|位)?(?:单位|部门)?(?:的?为)?牵头|列首位/
const NOTE =
  /(?:^|[,;、。])[^,;、。]*(?:下同|不再列出|均为责任单位|排名不分先后|排(?:位|名|列|在)|列(?:首|第)|第一(?:个|位)?(?:单位|部门)?(?:为|的)|首位为)[^,;。]*/g

/** Splits the names of a list at 、, commas and 和 between units; brackets inside a name stay. */
export function splitUnits(names: string): string[] {
  // 农业农村局等部门和各区政府: more units follow 等部门.
  return splitSeparated(names.replace(/等(?:有关|相关)?(?:部门|单位)(?:和|及|与|、)/g, '、'))
}

function splitSeparated(names: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i <= names.length; i++) {
    const char = names[i]
    if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (char === undefined || (depth === 0 && /[、,;。/ |]/.test(char))) {
      parts.push(names.slice(from, i))
      from = i + 1
    }
  }
  return parts
    .flatMap(splitAnd)
    .map(cleanUnit)
    .filter((name) => name.length >= 2 && name.length <= 40)
}

function splitAnd(name: string): string[] {
  for (const match of name.matchAll(/以及|和|及|与/g)) {
    const before = name.slice(0, match.index)
    const after = name.slice(match.index + match[0].length)
    if (UNIT_END.test(before) && UNIT_START.test(after)) return [before, ...splitAnd(after)]
  }
  return [name]
}

const CLEAN_HEAD = /^(?:由|及|和|与|以及|会同|配合|参与|其他|:)+(?=.{2})/
const CLEAN_TAIL =
  /(?:等?(?:按照?(?:各自)?(?:职责|职能)(?:分工)?(?:分别|协同)?(?:负责|落实|配合|推进)?|(?:共同|分别|分工|具体|联合)?(?:负责|配合|参与|参加|牵头|落实|实施)(?:落实|实施)?)|等(?:(?:市级|区级|县级)?(?:有关|相关|各相关|各有关)?(?:单位|部门|成员单位))?|等\d+个?(?:单位|部门))$/

function cleanUnit(name: string): string {
  let unit = name.replace(CLEAN_HEAD, '')
  for (let i = 0; i < 3; i++) unit = unit.replace(CLEAN_TAIL, '')
  return unit.replace(/^[:：.]+|[.:：]+$/g, '')
}

/** Reads the words of one list; undefined when they are no list of units. */
export function readList(
  words: string,
  firstLeads: boolean,
): Omit<ResponsibilityList, 'start' | 'end'> | undefined {
  const declared = FIRST_LEADS.test(words)
  const bare = words.replace(NOTE, (note) => (/^[,;、。]/.test(note) || FIRST_LEADS.test(note) ? '' : note))
  for (const rule of LIST_RULES) {
    const parts = rule.read(bare)
    if (parts === undefined) continue
    const lead = parts.filter((part) => part.lead).flatMap((part) => splitUnits(part.names))
    const units = parts.flatMap((part) => splitUnits(part.names))
    if (units.length === 0) return undefined
    const first = units[0]
    const implied = lead.length === 0 && (declared || firstLeads) && first !== undefined ? [first] : lead
    return { lead: implied, units, firstLeads: declared }
  }
  return undefined
}

/** All responsibility lists of a canonical paragraph: in brackets, or after a label up to its end. */
export function findLists(text: string, firstLeads: boolean): ResponsibilityList[] {
  const lists: ResponsibilityList[] = []
  let leads = firstLeads
  for (const range of bracketRanges(text)) {
    const words = text.slice(range.start + 1, range.end - 1)
    if (!/单位|部门|负责|牵头|配合|责任|局|委|办/.test(words)) continue
    // A bare list answers for what stands before it: it closes a sentence.
    if (!LABELLED.test(words) && !/负责|牵头|配合|职责/.test(words) && !closesSentence(text, range)) continue
    const list = readList(words, leads)
    if (list === undefined) continue
    leads ||= list.firstLeads
    lists.push({ ...list, ...range })
  }
  if (lists.length > 0) return lists
  const open = OPEN_LIST.exec(text)
  if (open === null) return []
  const start = open.index + (open[1]?.length ?? 0)
  const list = readList(text.slice(start).replace(/[。;]$/, ''), leads)
  return list === undefined ? [] : [{ ...list, start, end: text.length }]
}

const OPEN_LIST = new RegExp(
  `(^|[。;!])(?:${LEAD_LABEL}|(?:责任|配合|参与|实施|落实|协同)(?:单位|部门))[:：][^。]{2,600}。?$`,
)

function closesSentence(text: string, range: { start: number; end: number }): boolean {
  const before = text[range.start - 1] ?? ''
  const after = text[range.end] ?? ''
  return (before === '。' || before === '') && (after === '' || after === '。' || /[一-龥(\d]/.test(after))
    ? /、|局|委/.test(text.slice(range.start, range.end))
    : false
}

/** Outermost balanced brackets of at most 900 characters, left to right. */
function bracketRanges(text: string): { start: number; end: number }[] {
  const open: number[] = []
  const pairs: { start: number; end: number }[] = []
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x28) open.push(i)
    else if (code === 0x29) {
      const start = open.pop()
      if (start !== undefined && i - start < 900) pairs.push({ start, end: i + 1 })
    }
  }
  // Inner pairs close first: keep a pair only while no later one holds it.
  const outermost: { start: number; end: number }[] = []
  for (const pair of pairs) {
    while ((outermost.at(-1)?.start ?? -1) > pair.start) outermost.pop()
    outermost.push(pair)
  }
  return outermost
}
