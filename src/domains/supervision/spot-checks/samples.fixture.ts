/** Tasks and samples of the fixture's city, made through the API as its people make them. */
import { call } from '@orpc/server'
import type { RequestContext } from '#kernel/api/router.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Identity, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { insertLink } from '../lists/list-store.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { person, type SpotCheckCity, valuesOf } from './spot-checks.fixture.ts'
import { spotChecksRouter as router } from './spot-checks-router.ts'

/** Who calls, as `call` of `@orpc/server` takes it. */
interface Caller {
  readonly context: RequestContext
}

/** Those who take a sample from its task to its result. */
export const sampleStaff = (city: SpotCheckCity) => ({
  clerk: person(city, 'clerk'),
  inspector: person(city, 'inspector', { units: [city.samplingUnit], regions: [city.district] }),
  tester: person(city, 'institution', { units: [city.laboratoryUnit] }),
})

/** A task of the plan for the sampling unit and the laboratory of the city. */
export const giveSamplingTask = (
  city: SpotCheckCity,
  clerk: Caller,
  task: { readonly unitId?: string; readonly batches?: number } = {},
) =>
  call(
    router.createSamplingTask,
    {
      lineId: city.lineId,
      unitId: city.samplingUnit,
      institutionId: city.laboratoryId,
      region: city.district,
      samplers: ['甲某', '乙某'],
      batches: 1,
      dueOn: '2026-06-30',
      ...task,
    },
    clerk,
  )

/** Brings a recorded sample to the laboratory, which finds it intact. */
export async function bringToLaboratory(sampleId: string, inspector: Caller, tester: Caller): Promise<void> {
  await call(router.handOverSamples, { sampleIds: [sampleId] }, inspector)
  await call(router.receiveSample, { sampleId, intact: true }, tester)
}

/** Reports a sample in which only lead may be beyond its limit of 0.2 mg/kg. */
export const reportLead = (sampleId: string, reportNumber: string, lead: string, tester: Caller) =>
  call(router.enterResults, { sampleId, reportNumber, values: valuesOf(lead) }, tester)

/** How the notice was served, on both parties on a day unless the producer received it on another. */
export const servedOn = (receivedOn: string, producerReceivedOn = receivedOn) => ({
  delivery: '直接送达',
  receivedOn,
  producerReceivedOn,
})

/** Enterprises of the city's district with the accounts of theirs; returns their ids in order. */
export const addLinkedEnterprises = (
  database: Database,
  city: SpotCheckCity,
  accounts: ReadonlyArray<{ readonly name: string; readonly account: Identity }>,
): Promise<string[]> =>
  withScope(database, systemIdentity(city.city, 'test'), async (scope) => {
    const ids = await addEnterprises(
      scope.tx,
      city.city,
      accounts.map(({ name }) => ({ name, region: city.district })),
    )
    for (const [index, { account }] of accounts.entries())
      await insertLink(scope, account.actor.userId ?? '', ids[index] ?? '')
    return ids
  })

/** A PDF of these words, as far as the check of uploads looks. */
export const pdfOf = (words: string): File =>
  new File([`%PDF-1.4\n${words}\n%%EOF`], 'paper.pdf', { type: 'application/pdf' })
