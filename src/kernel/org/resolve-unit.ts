/**
 * Which of a city's units a name in a document means. Plans write one office in many ways: 市发改委,
 * 发展改革委, 桐乡市发展和改革局, 生态环境局桐乡分局. Pure; the service feeds it units and regions.
 */
import type { Unit } from './store.ts'
import { resolveUnitType } from './unit-types.ts'

/** The jurisdiction, and the regions that its units answer for. */
export interface UnitDirectory {
  readonly city: { readonly code: string; readonly name: string }
  readonly regions: ReadonlyArray<{ readonly code: string; readonly name: string }>
  readonly units: readonly Unit[]
}

// Types that gather unlike units: two institutes of one type are two houses, so only the name itself tells.
const gatheringTypes: ReadonlySet<string> = new Set([
  'collective',
  'district-governments',
  'metrology-standards-institute',
  'town-governments',
  'zone-committees',
])

const levelWords = new Set(['省', '市', '区', '县', '州', '盟', '旗', '镇', '乡'])

const plain = (name: string): string =>
  name.normalize('NFKC').replace(/\s/g, '').replaceAll('人民政府', '政府')

/** A place without the word for its level: 桐乡市 and 桐乡 are one. */
const placeStem = (name: string): string =>
  name.length > 2 ? name.replace(/(?:自治州|自治县|自治旗|新区|市|区|县|州|盟|旗|镇|乡)$/, '') : name

/** A unit's name without the jurisdiction in front, in words or by its level: 桐乡市科技局, 市科技局 -> 科技局. */
export function withoutJurisdiction(name: string, city: { readonly name: string }): string {
  const level = city.name.slice(-1)
  for (const prefix of [city.name, placeStem(city.name), level])
    if (name.startsWith(prefix) && name.length - prefix.length >= 2) return name.slice(prefix.length)
  return name
}

/** The region that a place in a unit's name stands for; undefined when it is none of this directory. */
function regionOf(place: string | undefined, directory: UnitDirectory): string | undefined {
  const { city, regions } = directory
  if (place === undefined || place === '') return city.code
  // 区市场监管局 in a city's plan is each district's own, not one unit.
  if (levelWords.has(place)) return city.name.endsWith(place) ? city.code : undefined
  const candidates = [place, withoutJurisdiction(place, city)]
  for (const candidate of candidates) {
    if (placeStem(candidate) === placeStem(city.name)) return city.code
    const found = regions.filter((region) => placeStem(region.name) === placeStem(candidate))
    if (found.length === 1) return found[0]?.code
  }
  return undefined
}

const only = (units: readonly Unit[]): Unit | undefined => {
  const distinct = new Set(units)
  return distinct.size === 1 ? units[0] : undefined
}

/**
 * Makes the look-up for one directory: by exact name or short name, by the name without the jurisdiction, then by
 * type and place. A name that fits no unit, or more than one, gives undefined: a person decides then.
 */
export function unitResolver(directory: UnitDirectory): (name: string) => Unit | undefined {
  const exact = new Map<string, Unit[]>()
  const bare = new Map<string, Unit[]>()
  const put = (index: Map<string, Unit[]>, key: string, unit: Unit): void => {
    index.set(key, [...(index.get(key) ?? []), unit])
  }
  for (const unit of directory.units)
    for (const name of new Set([plain(unit.name), plain(unit.shortName)])) {
      put(exact, name, unit)
      put(bare, withoutJurisdiction(name, directory.city), unit)
    }
  return (written) => {
    const name = plain(written)
    if (name === '') return undefined
    const named =
      only(exact.get(name) ?? []) ?? only(bare.get(withoutJurisdiction(name, directory.city)) ?? [])
    if (named) return named
    const { type, place } = resolveUnitType(written)
    if (type === undefined || gatheringTypes.has(type)) return undefined
    const region = regionOf(place, directory)
    return only(directory.units.filter((unit) => unit.type === type && unit.region === region))
  }
}
