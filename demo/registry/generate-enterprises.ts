/** The fictional firms of the demo city, the same at each run. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { EnterpriseFields, EnterpriseSize, EnterpriseStatus } from '#domains/registry/contract.ts'
import { organizationCodeCheckCharacter } from '#methods/identity-codes/organization-code.ts'
import { unifiedSocialCreditCodeCheckCharacter } from '#methods/identity-codes/unified-social-credit-code.ts'
import { familyNames, givenCharacters, roads, type Trade, tradeCharacters, trades } from './word-pools.ts'

/** How an enterprise is to be made. */
export interface GenerateOptions {
  readonly count: number
  /** Day up to which the city's history reaches, ISO. */
  readonly today: string
  readonly seed?: number
}

const counties = [
  { code: '990102', short: '汀澜', weight: 30, towns: 6 },
  { code: '990103', short: '青砚', weight: 26, towns: 5 },
  { code: '990121', short: '栖霖', weight: 14, towns: 7 },
  { code: '990181', short: '云筑', weight: 18, towns: 6 },
  { code: '990171', short: '高新', weight: 12, towns: 3 },
] as const

const dayMs = 86_400_000
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Picks by weight with one binary search. */
function weighted<Item extends { readonly weight: number }>(items: readonly Item[]): (share: number) => Item {
  let sum = 0
  const ends = items.map((item) => (sum += item.weight))
  const last = items.at(-1)
  if (!last) throw new TypeError('There is nothing to pick from')
  return (share) => {
    const wanted = share * sum
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return items[low] ?? last
  }
}

const pickCounty = weighted(counties)
const pickTrade = weighted(trades)
const pickStatus = weighted<{ status: EnterpriseStatus; weight: number }>([
  { status: 'active', weight: 88 },
  { status: 'suspended', weight: 1.5 },
  { status: 'revoked', weight: 3 },
  { status: 'cancelled', weight: 7 },
  { status: 'moved-out', weight: 0.5 },
])
const tags: ReadonlyArray<{ tag: string; sizes: readonly EnterpriseSize[]; odds: number }> = [
  { tag: '规模以上', sizes: ['large', 'medium'], odds: 1 },
  { tag: '专精特新', sizes: ['medium', 'small'], odds: 30 },
  { tag: '高新技术企业', sizes: ['large', 'medium', 'small'], odds: 18 },
  { tag: '重点监管', sizes: ['large', 'medium', 'small', 'micro'], odds: 60 },
  { tag: '出口企业', sizes: ['large', 'medium', 'small'], odds: 15 },
]

type Random = (below: number) => number

// The credit code's alphabet, so that no two serials make one code.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A code that no real body has: its division is the fictional 99…; both check characters are right. */
function creditCode(county: string, serial: number, individual: boolean): string {
  let digits = ''
  for (let rest = serial, place = 0; place < 6; place++, rest = Math.floor(rest / 31))
    digits = alphabet.charAt(rest % 31) + digits
  const organization = `MA${digits}`
  const body = `9${individual ? 2 : 1}${county}${organization}${organizationCodeCheckCharacter(organization)}`
  return `${body}${unifiedSocialCreditCodeCheckCharacter(body)}`
}

/** Sizes by Zipf's law: staff of rank r is proportional to 1/r; the class follows from it. */
function sizeOf(draw: number, individual: boolean): EnterpriseSize {
  if (individual) return draw < 0.004 ? 'small' : 'micro'
  if (draw < 0.006) return 'large'
  if (draw < 0.04) return 'medium'
  return draw < 0.22 ? 'small' : 'micro'
}

const capitals = { large: 20_000, medium: 3000, small: 500, micro: 50 } as const

const individualTrade = /[店行部厂铺馆]$/

/** The name, and one the firm had before or is called by where it has one. */
function namesOf(random: Random, trade: Trade, county: string, individual: boolean) {
  const character = (): string => tradeCharacters[random(tradeCharacters.length)] ?? '宏'
  const mark = character() + character() + (random(3) === 0 ? character() : '')
  const place =
    random(10) < 6
      ? random(2) === 0
        ? '澄州市'
        : '澄州'
      : `澄州市${county}${county === '高新' ? '区' : random(2) ? '区' : ''}`
  if (individual)
    return {
      name: `${place}${mark}${trade.word}`,
      formerNames: [],
      aliases: random(8) === 0 ? [`${mark}${trade.word}`] : [],
    }
  const form =
    [
      '有限公司',
      '有限公司',
      '有限公司',
      '有限公司',
      '有限责任公司',
      '股份有限公司',
      '（集团）有限公司',
      '有限公司',
    ][random(8)] ?? '有限公司'
  const former = `${place}${character()}${character()}${trade.word}有限公司`
  return {
    name: `${place}${mark}${trade.word}${form}`,
    formerNames: random(20) === 0 ? [former] : [],
    aliases: random(25) === 0 ? [`${mark}${trade.word}`] : [],
  }
}

/** One enterprise. */
function enterprise(random: Random, serial: number, todayTime: number): EnterpriseFields {
  const share = (): number => random(1_000_000) / 1_000_000
  const county = pickCounty(share())
  const trade = pickTrade(share())
  const individual = individualTrade.test(trade.word) || random(5) === 0
  const size = sizeOf(share(), individual)
  const { status } = pickStatus(share())
  // Most firms are young: the age grows with the square of the draw, up to 35 years.
  const age = Math.floor(share() ** 2 * 35 * 365) + 30
  const establishedOn = isoDay(todayTime - age * dayMs)
  const since = status === 'active' ? age : Math.min(age, random(5 * 365))
  const person =
    (familyNames[random(familyNames.length)] ?? '王') +
    (givenCharacters[random(givenCharacters.length)] ?? '伟')
  return {
    creditCode: creditCode(county.code, serial, individual),
    ...namesOf(random, trade, county.short, individual),
    status,
    statusSince: isoDay(todayTime - since * dayMs),
    region: `${county.code}${String(random(county.towns) + 1).padStart(3, '0')}`,
    industry: trade.industry,
    size,
    tags: tags.filter(({ sizes, odds }) => sizes.includes(size) && random(odds) === 0).map(({ tag }) => tag),
    establishedOn,
    registeredCapital: Math.max(1, Math.round(capitals[size] * (0.2 + share() * 2))),
    address: `澄州市${county.short}${roads[random(roads.length)]}${random(900) + 1}号`,
    legalRepresentative:
      random(3) === 0 ? person : person + (givenCharacters[random(givenCharacters.length)] ?? '明'),
    // No number of this range is given to anybody.
    phone: `100${String(random(100_000_000)).padStart(8, '0')}`,
    gridCellId: null,
  }
}

/**
 * Makes the firms one after another, so that a million need no more memory than one batch.
 *
 * @example for (const firm of generateEnterprises({ count: 2000, today: '2026-06-30' })) …
 */
export function* generateEnterprises({
  count,
  today,
  seed = 20260601,
}: GenerateOptions): Generator<EnterpriseFields> {
  const generator = xoroshiro128plus(seed)
  const random: Random = (below) => uniformInt(generator, 0, below - 1)
  const todayTime = Date.parse(today)
  for (let serial = 0; serial < count; serial++) yield enterprise(random, serial, todayTime)
}
