/** A city with two districts and its rules, and enterprises of it, for the tests of records. */
import { call } from '@orpc/server'
import type { RequestContext } from '#kernel/api/router.ts'
import type { Database } from '#kernel/db/database.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { unifiedSocialCreditCodeCheckCharacter } from '#methods/identity-codes/unified-social-credit-code.ts'
import { enterprisesRouter } from '../enterprises/enterprises-router.ts'
import { registryDomain } from '../registry-domain.ts'

export const recordModules = [...kernelModules, registryDomain]
export const recordCity = '990100'
/** The day on which the tests play. */
export const recordDay = new Date('2026-05-14T02:00:00Z')

/** Opens the city, with districts 990102 and 990103 and whatever other regions a test needs. Call once per database. */
export async function openRecordCity(
  database: Database,
  more: Parameters<typeof addFictionalRegions>[1] = [],
): Promise<void> {
  await addFictionalRegions(database, [
    { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
    { code: recordCity, name: '澄州市', level: 'prefecture', parentCode: '990000' },
    { code: '990102', name: '汀澜区', level: 'county', parentCode: recordCity },
    { code: '990103', name: '青砚区', level: 'county', parentCode: recordCity },
    ...more,
  ])
  await syncRules(
    database,
    recordModules.flatMap((module) => module.rules),
  )
}

/** A credit code of a county, right to its check character, from a serial of at most five digits. */
export function codeOf(serial: string | number, county: string): string {
  const body = `91${county}MA00${String(serial).padStart(5, '0')}`
  return body + unifiedSocialCreditCodeCheckCharacter(body)
}

/** Registers a bakery as somebody; returns its id. */
export async function registerEnterprise(
  who: { readonly context: RequestContext },
  name: string,
  serial: string | number,
  region: string,
): Promise<string> {
  const { id } = await call(
    enterprisesRouter.createEnterprise,
    {
      creditCode: codeOf(serial, region.slice(0, 6)),
      name,
      region,
      industry: 'C1411',
      size: 'small',
      establishedOn: '2020-01-01',
    },
    who,
  )
  return id
}
