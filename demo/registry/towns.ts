/** Towns and subdistricts of the demo city: fictional, like their counties. */
import type { Region } from '#kernel/org/region-data.ts'

/** By county, in the order of their codes. */
export const townNames: Readonly<Record<string, readonly string[]>> = {
  '990102': '汀江街道 澜桥街道 文澜街道 东汀街道 南塘街道 沐川镇'.split(' '),
  '990103': '砚池街道 青石街道 墨溪街道 西屏街道 梨湾镇'.split(' '),
  '990121': '栖山镇 霖溪镇 竹泉镇 松岭镇 槐坪乡 枫桥乡 云栖镇'.split(' '),
  '990181': '筑城街道 望筑街道 云港街道 锦坊镇 陶湾镇 石浦镇'.split(' '),
  '990171': '科创街道 星河街道 创谷街道'.split(' '),
}

export const demoTowns: ReadonlyArray<Omit<Region, 'edition'>> = Object.entries(townNames).flatMap(
  ([county, names]) =>
    names.map((name, index) => ({
      code: `${county}${String(index + 1).padStart(3, '0')}`,
      name,
      level: 'town' as const,
      parentCode: county,
    })),
)
