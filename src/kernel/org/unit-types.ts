/**
 * Canonical types of government units with the names they go by. Cities give one office many names (发改委,
 * 发改局, 发展和改革委员会 …); a type key makes them comparable. Data and one pure look-up.
 */

import { UNIT_TYPES } from './unit-type-list.ts'

/** One kind of unit that most cities have. */
export interface UnitType {
  readonly key: string
  readonly name: { readonly zh: string; readonly en: string }
  /** Names without place and level prefix; endings (局, 委, 厅, 办 …) are part of them. */
  readonly aliases: readonly string[]
}

export { UNIT_TYPES }

const BY_ALIAS: ReadonlyMap<string, string> = new Map(
  UNIT_TYPES.flatMap((unitType) => unitType.aliases.map((alias) => [alias, unitType.key] as const)),
)

/** What a unit's name says: its type, and the place or level before it (市, 桐乡市, 嘉定). */
export interface ResolvedUnitType {
  readonly type?: string
  readonly place?: string
}

/**
 * Resolves a unit's name as written in a plan or on a letterhead to its canonical type.
 *
 * `市发改委`, `桐乡市发展和改革局` and `发展改革委` all give `development-reform`; a branch keeps the place it
 * stands in (`生态环境局桐乡分局` gives `ecology`, `桐乡`). Unknown names give no type.
 */
export function resolveUnitType(name: string): ResolvedUnitType {
  const bare = name.normalize('NFKC').replace(/\s/g, '')
  if (bare === '' || bare.length > 60) return {}
  const whole = BY_ALIAS.get(bare)
  if (whole !== undefined) return { type: whole }
  return branch(bare) ?? prefixed(bare) ?? collective(bare) ?? {}
}

// 市市场监管局, 桐乡市市场监管局, 嘉定海关: the longest alias at the end, a place before it.
function prefixed(name: string): ResolvedUnitType | undefined {
  const noBracket = name.replace(/\([^()]*\)$/, '')
  for (const candidate of noBracket === name ? [name] : [name, noBracket]) {
    for (let at = 1; at <= Math.min(candidate.length - 2, 12); at++) {
      const type = BY_ALIAS.get(candidate.slice(at))
      if (type === undefined) continue
      const place = candidate.slice(0, at)
      return isPlace(place) ? { type, place } : { type }
    }
  }
  return noBracket === name ? undefined : BY_ALIAS.has(noBracket) ? typed(noBracket) : undefined
}

function typed(alias: string): ResolvedUnitType {
  const type = BY_ALIAS.get(alias)
  return type === undefined ? {} : { type }
}

const isPlace = (words: string): boolean =>
  /^(?:[市区县省州盟旗镇乡]|[一-龥]{1,8}(?:市|区|县|省|州|盟|旗|镇|乡)?)$/.test(words) &&
  !/^(?:各|有关|相关)/.test(words)

// 生态环境局桐乡分局, 公安嘉定分局, 国家金融监督管理总局枣庄监管分局, 中国人民银行枣庄市分行.
function branch(name: string): ResolvedUnitType | undefined {
  const match = /^(.{2,16}?)([一-龥]{2,6}?)(市|区|县)?(监管分局|分局|支局|中心支行|分行|支行|管理部)$/.exec(
    name,
  )
  if (match === null) return undefined
  const [, head = '', place = '', level = '', tail = ''] = match
  // The head was cut as early as it could be: the longest stem that names a type is the right one.
  for (let length = head.length + place.length - 2; length >= 2; length--) {
    const stem = (head + place).slice(0, length)
    const type =
      BY_ALIAS.get(stem + tail) ?? BY_ALIAS.get(stem) ?? BY_ALIAS.get(stem.replace(/^[市区县省]/, ''))
    if (type !== undefined) return { type, place: (head + place).slice(length) + level }
  }
  return undefined
}

const collective = (name: string): ResolvedUnitType | undefined =>
  /(?:成员单位|有关单位|相关单位|有关部门|相关部门|责任单位)$/.test(name) ? { type: 'collective' } : undefined
