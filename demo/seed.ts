/** Fills an empty installation with the demo city. The same input gives the same city, but for ids and times. */

import { refreshTargets } from '#domains/indicators/progress-service.ts'
import { createAccountInScope } from '#kernel/access/accounts.ts'
import { hashPassword } from '#kernel/access/password-hash.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { setBoundaries } from '#kernel/org/boundaries.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { createUnit, setCityProfile } from '#kernel/org/units.ts'
import { modules } from '#server/domains.ts'
import { demoAccounts } from './accounts.ts'
import { demoBoundaries } from './boundaries.ts'
import { demoCity, demoRegions, demoUnits } from './city.ts'
import { seedChange } from './indicators/seed-change.ts'
import { seedIndicators } from './indicators/seed-indicators.ts'
import { seedNeighbours } from './indicators/seed-neighbours.ts'
import { seedReporting } from './indicators/seed-reporting.ts'
import { seedPlans } from './plan/seed-plans.ts'
import { seedCityRegistry } from './registry/records.ts'
import { seedDraws } from './supervision/draws.ts'
import { seedListEntries, seedListMatters } from './supervision/lists.ts'
import { seedOwnSpotCheck } from './supervision/own-spot-check.ts'
import { classifyDemoCity, seedRisk } from './supervision/risk.ts'
import { seedSpotChecks } from './supervision/spot-checks.ts'

export interface DemoOptions {
  readonly password: string
  readonly now: Date
  /** How many firms the city has: some thousands unless `full`. */
  readonly size?: 'small' | 'full'
}

/** Whom the demo's reports come from and go to. */
interface DemoPeople {
  clerk: { id: string; name: string }
  /** By the unit that they act for. */
  readonly liaisons: Map<string, { id: string; name: string }>
}

async function seedUnits(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { name, shortName, region } of demoUnits) {
    const created = await createUnit(scope, { name, shortName, region })
    ids.set(shortName, created.id)
  }
  return ids
}

/**
 * Makes regions, units and accounts; then plans and indicators beside the register, and what follows from both. A
 * database in which this has failed holds half a city and is of no use.
 */
export async function seedDemoCity(database: Database, options: DemoOptions): Promise<void> {
  const { now, size = 'small' } = options
  await addFictionalRegions(database, demoRegions)
  const hash = await hashPassword(options.password)
  const identity = {
    ...systemIdentity(demoCity.code, '示范数据', [
      'plans.read',
      'plans.review',
      'plans.publish',
      'indicators.read',
      'indicators.manage',
    ]),
  }
  const people: DemoPeople = { clerk: { id: '', name: '' }, liaisons: new Map() }
  const unitIds = await withScope(
    database,
    identity,
    async (scope) => {
      await setCityProfile(scope, demoCity.name, demoCity.shortName)
      await setBoundaries(scope, {
        collection: demoBoundaries,
        coordinateSystem: 'cgcs2000',
        source: '示范数据，虚构边界',
        dryRun: false,
      })
      const units = await seedUnits(scope)
      for (const { unit, ...account } of demoAccounts) {
        const unitId = unit === undefined ? undefined : units.get(unit)
        const id = await createAccountInScope(
          scope,
          {
            ...account,
            city: demoCity.code,
            password: options.password,
            unitIds: unitId === undefined ? [] : [unitId],
          },
          hash,
        )
        if (account.username === 'clerk') people.clerk = { id, name: account.name }
        if (account.roles.includes('liaison') && unitId)
          people.liaisons.set(unitId, { id, name: account.name })
      }
      return [...units.values()]
    },
    { now },
  )
  const seedTargets = () =>
    withScope(
      database,
      identity,
      async (scope) => {
        await seedPlans(scope)
        const indicators = await seedIndicators(scope)
        await seedReporting(scope, { ...indicators, ...people, unitIds })
      },
      { now },
    )
  await Promise.all([seedTargets(), seedCityRegistry(database, { size, now })])
  await withScope(
    database,
    identity,
    async (scope) => {
      await seedSpotChecks(scope, size)
      // Pass rates come from the batches now.
      await refreshTargets(scope, modules)
    },
    { now },
  )
  await withScope(
    database,
    { ...identity, actor: { userId: people.clerk.id, name: people.clerk.name } },
    seedChange,
    { now },
  )
  await seedListEntries(database, now)
  await Promise.all([
    seedRisk(database, { size, now }),
    // Each city's rows in a transaction of its own, as the cities themselves would share them.
    seedNeighbours(database, demoCity.code, now),
  ])
  await seedDraws(database, { size, now })
  await seedListMatters(database, now)
  await seedOwnSpotCheck(database, now)
  await classifyDemoCity(database, now)
  // A server counts what is in its tables by itself; the embedded database when it is told to.
  if (database.kind === 'pglite') await database.executeScript('analyze')
}
