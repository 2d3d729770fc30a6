import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { changeCaseType } from './change-case.ts'
import {
  changeEffect,
  getChange,
  listChanges,
  previewChange,
  proposeChange,
  reviseChange,
} from './change-service.ts'
import { changesContract } from './changes-contract.ts'

const os = implement(changesContract).$context<RequestContext>().use(scoped)

/** Binds the room's contract to its services. */
export const changesRouter = os.router({
  proposeChange: os.proposeChange.handler(({ input, context: { scope, modules } }) => {
    const { indicatorId, ...proposal } = input
    return proposeChange(scope, modules, indicatorId, proposal)
  }),
  reviseChange: os.reviseChange.handler(({ input, context: { scope, modules } }) => {
    const { changeId, ...proposal } = input
    return reviseChange(scope, modules, changeId, proposal)
  }),
  listChanges: os.listChanges.handler(({ input, context: { scope, modules } }) =>
    listChanges(scope, modules, input),
  ),
  getChange: os.getChange.handler(({ input, context: { scope, modules } }) =>
    getChange(scope, modules, input.changeId),
  ),
  changeEffect: os.changeEffect.handler(({ input, context: { scope, modules } }) => {
    const { changeId, ...window } = input
    return changeEffect(scope, modules, changeId, window)
  }),
  previewChange: os.previewChange.handler(({ input, context: { scope, modules } }) =>
    previewChange(scope, modules, input),
  ),
})

/** Definitions change by approval: proposed by one, decided by another. */
export const changesPart: DomainPart = {
  tables: { indicator_change: cityTable },
  permissions: {
    'indicators.approve': {
      title: { zh: '批准指标定义的修订', en: 'Approve changes of indicator definitions' },
      roles: { clerk: 'city', leader: 'city' },
    },
  },
  caseTypes: [changeCaseType],
  rules: [
    {
      key: 'indicators.change-approval-period',
      title: { zh: '指标定义修订批准时限', en: 'Time to decide on a changed definition' },
      value: { count: 5, unit: 'working-day' },
      source: 'Zhiheng: an office habit, no law sets it',
      effectiveFrom: '2020-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
  ],
  router: changesRouter,
}
