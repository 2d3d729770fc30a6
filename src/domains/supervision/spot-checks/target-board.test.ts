/** A judged batch reaches the target that its pass rate is bound to: the next look at the board shows it. */
import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { measuredExpressions } from '#domains/indicators/catalogue/measured-expressions.ts'
import { addNationalCatalogue } from '#domains/indicators/catalogue-service.ts'
import { checkComputation, latestVersion } from '#domains/indicators/definitions.ts'
import { readDefinitions } from '#domains/indicators/figures-service.ts'
import { isReported } from '#domains/indicators/reported.ts'
import { indicatorsRouter } from '#domains/indicators/router.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { bringTargetsUpToDate, findTargetStates, registerTargets } from '#kernel/targets/targets.ts'
import { requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { bringToLaboratory, giveSamplingTask, reportLead, sampleStaff } from './samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  type SpotCheckCity,
  sheetOf,
} from './spot-checks.fixture.ts'
import { spotChecksRouter as router } from './spot-checks-router.ts'

const now = new Date('2026-05-20T03:00:00Z')
const afterQuarter = new Date('2026-07-02T03:00:00Z')
const targetId = '0190bbbb-0000-7000-8000-000000000011'

describe.each(databaseKinds)('targets bound to pass rates on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let city: SpotCheckCity
  let indicatorId = ''
  const within = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), systemIdentity(city.city, 'test', ['indicators.read', 'indicators.manage']), work, {
      now,
    })

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990800', now)
    await within(async (scope) => {
      await addNationalCatalogue(scope)
      await registerTargets(scope, { id: targetId, title: '方案' }, [
        {
          id: targetId,
          indicator: '食品抽检合格率',
          action: '',
          comparator: '>=',
          value: 98,
          valueHigh: null,
          unit: '%',
          year: 2027,
          scopeWord: null,
          unitIds: [],
        },
      ])
      const definitions = await readDefinitions(scope, modules)
      indicatorId = definitions.find('food-sampling-pass-rate')?.id ?? ''
    })
    const clerk = { context: requestContext(database(), modules, sampleStaff(city).clerk, now) }
    await call(indicatorsRouter.bindTarget, { targetId, indicatorId }, clerk)
  }, 120_000)

  it('has expressions that fit their indicators, which units may still report', async () => {
    await within(async (scope) => {
      const definitions = await readDefinitions(scope, modules)
      for (const code of measuredExpressions.keys()) {
        const indicator = definitions.find(code)
        const version = indicator && latestVersion(indicator)
        expect([code, version?.computation]).toEqual([code, 'expression'])
        if (!indicator || !version) continue
        checkComputation(definitions, indicator.id, version, 'zh')
        expect(isReported(code, version)).toBe(true)
      }
    })
  })

  it('moves when a batch is judged, and again when a re-test or a later batch changes the rate', async () => {
    const staff = sampleStaff(city)
    const clerk = { context: requestContext(database(), modules, staff.clerk, now) }
    const tester = { context: requestContext(database(), modules, staff.tester, now) }
    // As every page that shows states does: what was recorded since is taken in first. A quarter counts once it is over.
    const standing = () =>
      withScope(
        database(),
        systemIdentity(city.city, 'test', ['indicators.read']),
        async (scope) => {
          await bringTargetsUpToDate(scope, modules)
          return (await findTargetStates(scope, [targetId]))[0]
        },
        { now: afterQuarter },
      )
    const judge = async (lead: string, batch: string) => {
      const task = await giveSamplingTask(city, clerk)
      const sample = await call(router.recordSample, sheetOf(city, task.id, batch), clerk)
      await bringToLaboratory(sample.id, clerk, tester)
      await reportLead(sample.id, batch, lead, tester)
    }
    expect((await standing())?.current_value ?? null).toBeNull()
    await judge('0.1', 'A1')
    expect(await standing()).toMatchObject({ current_value: 100, state: 'met' })
    await judge('0.5', 'A2')
    expect(await standing()).toMatchObject({ current_value: 50 })
    expect((await standing())?.state).not.toBe('met')
    const figures = await call(
      indicatorsRouter.figures,
      { indicatorId, from: '2026-Q2', to: '2026-Q2', children: true },
      clerk,
    )
    expect(figures.items.map(({ region, value }) => [region, value])).toEqual([
      [city.city, 50],
      [city.district, 50],
    ])
  })
})
