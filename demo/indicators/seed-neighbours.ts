/** Two fictional neighbours that share some figures, so that the demo city has somebody to compare with. */
import { fingerprintOf, shareIndicator } from '#domains/indicators/comparison/comparison-service.ts'
import {
  findSharedFigures,
  replaceShared,
  type SharedFigure,
} from '#domains/indicators/comparison/comparison-store.ts'
import { type Definitions, latestVersion } from '#domains/indicators/definitions.ts'
import { readDefinitions } from '#domains/indicators/figures-service.ts'
import { kindOfPeriod } from '#domains/indicators/period.ts'
import { roundToDecimals } from '#domains/indicators/rounding.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { modules } from '#server/domains.ts'
import { chance } from './behaviour.ts'

/** What the cities share, by the names in the catalogue. */
const sharedNames = [
  '制造业产品质量合格率',
  '公共服务质量满意度',
  '制造业质量竞争力指数',
  '每万人口高价值发明专利拥有量',
  '食品评价性抽检合格率',
  '城市空气质量优良天数比例',
]

const neighbours = [
  { city: '990300', name: '霁川市', level: 1.012 },
  { city: '990400', name: '岚江市', level: 0.985 },
] as const

/** Shares the demo city's own values and returns them. */
async function shareOwn(
  scope: Scope,
  definitions: Definitions,
): Promise<Array<{ code: string; figures: SharedFigure[] }>> {
  const shared = []
  for (const name of sharedNames) {
    const indicator = definitions.find(name)
    if (!indicator || (await shareIndicator(scope, modules, indicator.code)) === 0) continue
    shared.push({ code: indicator.code, figures: await findSharedFigures(scope, indicator.code) })
  }
  return shared
}

async function shareNeighbour(
  scope: Scope,
  neighbour: (typeof neighbours)[number],
  definitions: Definitions,
  shared: Awaited<ReturnType<typeof shareOwn>>,
): Promise<void> {
  for (const [index, { code, figures }] of shared.entries()) {
    const indicator = definitions.all.find((one) => one.code === code)
    if (!indicator) continue
    const version = latestVersion(indicator)
    // One of them counts something slightly else: the page says so.
    const differs = neighbour.city === '990400' && index === 1
    // And one counts a monthly indicator by quarters.
    const quarterly = neighbour.city === '990400' && version.period === 'month'
    const counted = differs ? `${version.definition_zh}（含线上服务）` : version.definition_zh
    await replaceShared(
      scope,
      {
        code,
        city_name: neighbour.name,
        name_zh: version.name_zh,
        name_en: version.name_en,
        definition_zh: counted,
        definition_en: differs
          ? `${version.definition_en} (online services included)`
          : version.definition_en,
        unit: version.unit,
        period: quarterly ? 'quarter' : version.period,
        decimals: version.decimals,
        direction: version.direction,
        source_standard: version.source_standard,
        version_number: version.number,
        fingerprint: fingerprintOf({ ...version, definition_zh: counted }),
        shared_at: scope.now,
        shared_by: '示范数据',
      },
      figures.flatMap(({ period, value }) => {
        if (quarterly && kindOfPeriod(period) === 'month') return []
        const drift = 1 + (chance(`${neighbour.name}/${code}/${period}`) - 0.5) * 0.008
        const level = value * neighbour.level * drift
        const rounded = roundToDecimals(
          version.unit === '%' ? Math.min(99.9, level) : level,
          version.decimals,
        )
        return [{ period, value: rounded }]
      }),
    )
  }
}

/** Shares the demo city's values and those of its neighbours. Runs after the city's history is in. */
export async function seedNeighbours(database: Database, city: string, now: Date): Promise<void> {
  const { shared, definitions } = await withScope(
    database,
    systemIdentity(city, '示范数据', ['indicators.read', 'indicators.share']),
    async (scope) => {
      const found = await readDefinitions(scope, modules)
      return { definitions: found, shared: await shareOwn(scope, found) }
    },
    { now },
  )
  for (const neighbour of neighbours)
    await withScope(
      database,
      systemIdentity(neighbour.city, '示范数据'),
      (scope) => shareNeighbour(scope, neighbour, definitions, shared),
      { now },
    )
}
