/** A failed sample of the demo's enterprise user's own goods, of which it was told and may still object to. */
import { familyOf } from '#domains/supervision/spot-checks/deadlines.ts'
import { followUpCaseTypes } from '#domains/supervision/spot-checks/follow-up/follow-up-case.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Database } from '#kernel/db/database.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { demoCity } from '../city.ts'
import { giveSampleToLinkedEnterprise } from './spot-checks-store.ts'

/** Comes after the enterprise user is linked with its enterprise. */
export async function seedOwnSpotCheck(database: Database, now: Date): Promise<void> {
  const identity = systemIdentity(demoCity.code, '示范数据', ['spot-checks.follow-up', 'spot-checks.read'])
  await withScope(
    database,
    identity,
    async (scope) => {
      const sample = await giveSampleToLinkedEnterprise(scope)
      if (sample?.follow_up !== 'notifying' || sample.case_id === null) return
      const today = localDate(now)
      await sendCaseEvent(scope, followUpCaseTypes[familyOf(sample.kind)], sample.case_id, {
        type: 'notify',
        input: {
          number: `澄市监告〔${now.getUTCFullYear()}〕自查1号`,
          delivery: '直接送达',
          receivedOn: today,
          producerReceivedOn: today,
        },
      })
    },
    { now },
  )
}
