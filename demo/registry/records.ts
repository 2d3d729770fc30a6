/** What belongs to the demo's firms, and the grid that supervises them. */

import { createCell, handOverCells } from '#domains/registry/records/grid/grid-service.ts'
import { certificateFacts, instrumentFacts } from '#domains/registry/records/record-facts.ts'
import { accountIdsWithRole } from '#kernel/access/store.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { addFacts } from '#kernel/measures/change.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { demoCity, demoRegions } from '../city.ts'
import * as store from './records-store.ts'
import { registrySizes, seedRegistry } from './seed-registry.ts'
import { demoTowns, townNames } from './towns.ts'
import { withoutIndexes } from './without-indexes.ts'
import { familyNames, givenCharacters } from './word-pools.ts'

/** Letters of the districts in the codes of their cells. */
const letters: Readonly<Record<string, string>> = {
  '990102': 'TL',
  '990103': 'QY',
  '990121': 'QL',
  '990181': 'YZ',
  '990171': 'GX',
}

/** Makes a cell for the city, each district and each town; gives the cell of each town. Comes before the firms. */
async function seedGrid(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const cellOfTown = new Map<string, string>()
  const top = await createCell(scope, { code: 'CZ', name: `${demoCity.name}网格`, region: demoCity.code })
  for (const [region, towns] of Object.entries(townNames)) {
    const code = letters[region] ?? region
    const name = demoRegions.find((one) => one.code === region)?.name ?? region
    const district = await createCell(scope, { code, name: `${name}网格`, region, parentId: top.id })
    for (const [index, town] of towns.entries()) {
      const number = index + 1
      const cell = await createCell(scope, {
        code: `${code}-${String(number).padStart(2, '0')}`,
        name: `${town}网格`,
        region: `${region}${String(number).padStart(3, '0')}`,
        parentId: district.id,
      })
      cellOfTown.set(cell.region, cell.id)
    }
  }
  return cellOfTown
}

/** Gives the cells of the towns keepers, all but the last, which waits for somebody. */
async function seedKeepers(scope: Scope, cells: readonly string[]): Promise<void> {
  const [keeper, backup] = [
    ...(await accountIdsWithRole(scope, 'inspector')),
    ...(await accountIdsWithRole(scope, 'clerk')),
  ]
  if (!keeper) return
  await handOverCells(scope, {
    cellIds: cells.slice(0, -1),
    keeperId: keeper,
    backupId: backup ?? null,
    reason: '网格划分',
  })
}

const recordTables = [
  'enterprise_product',
  'enterprise_site',
  'enterprise_certificate',
  'enterprise_instrument',
  'instrument_verification',
  'enterprise_person',
]

/** Fills the register: grid, firms, and what belongs to them. The city, its districts and accounts are there. */
export async function seedCityRegistry(
  database: Database,
  options: { readonly size: 'small' | 'full'; readonly now: Date },
): Promise<void> {
  const { now, size } = options
  await addFictionalRegions(database, demoTowns)
  const identity = systemIdentity(demoCity.code, '示范数据', ['registry.read'])
  const cellOfTown = await withScope(
    database,
    identity,
    async (scope) => {
      const cells = await seedGrid(scope)
      await seedKeepers(scope, [...cells.values()])
      return cells
    },
    { now },
  )
  await seedRegistry(database, { count: registrySizes[size], now, cellOfTown })
  const fill = () => seedRecords(database, now)
  await (size === 'full' ? withoutIndexes(database, recordTables, fill) : fill())
}

/** Adds products, sites, certificates, instruments and people to the firms that are there, with their figures. */
async function seedRecords(database: Database, now: Date): Promise<void> {
  const identity = systemIdentity(demoCity.code, '示范数据')
  const withFirms = (insert: (scope: Scope) => Promise<void>) =>
    withScope(
      database,
      identity,
      async (scope) => {
        await store.layOutFirms(scope)
        await insert(scope)
      },
      { now },
    )
  // Two at a time, as many as a small server has cores: what does not look at each other.
  await Promise.all([
    withFirms(async (scope) => {
      await addFacts(scope, certificateFacts, await store.insertCertificates(scope))
      await addFacts(scope, instrumentFacts, await store.insertInstruments(scope))
      await store.insertVerifications(scope)
    }),
    withFirms(async (scope) => {
      await store.insertProducts(scope)
      await store.insertSites(scope)
      await store.insertPeople(scope, { families: familyNames, given: givenCharacters })
    }),
  ])
  await database.executeScript(
    'analyze enterprise_product; analyze enterprise_site; analyze enterprise_certificate; analyze enterprise_instrument; analyze enterprise_person',
  )
}
