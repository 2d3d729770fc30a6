/** A small case type for tests: an oversight notice that is drafted, checked in two steps, and answered. */
import { assign, setup } from 'xstate'
import { z } from 'zod'
import { defineDomain } from '../domain.ts'
import { defineCaseType } from './case-type.ts'

interface NoticeData {
  readonly measures: number
  readonly returned: number
}

type NoticeEvent =
  | { readonly type: 'submit'; readonly measures: number }
  | { readonly type: 'pass' | 'return' | 'withdraw' }

const noticeMachine = setup({
  types: { context: {} as NoticeData, events: {} as NoticeEvent, input: {} as { measures?: number } },
}).createMachine({
  id: 'test.notice',
  context: ({ input }) => ({ measures: input.measures ?? 0, returned: 0 }),
  initial: 'draft',
  on: { withdraw: '.withdrawn' },
  states: {
    draft: {
      on: {
        submit: {
          // A notice without a measure has nothing to check.
          guard: ({ event }) => event.measures > 0,
          target: 'check',
          actions: assign({ measures: ({ event }) => event.measures }),
        },
      },
    },
    check: {
      initial: 'first',
      onDone: 'published',
      on: {
        return: {
          guard: ({ context }) => context.returned < 1,
          target: 'draft',
          actions: assign({ returned: ({ context }) => context.returned + 1 }),
        },
      },
      states: {
        first: { on: { pass: 'second' } },
        second: { on: { pass: 'passed' } },
        passed: { type: 'final' },
      },
    },
    published: { type: 'final' },
    withdrawn: { type: 'final' },
  },
})

export const noticeCaseType = defineCaseType({
  name: 'test.notice',
  title: { zh: '督办通知', en: 'Oversight notice' },
  machine: noticeMachine,
  readPermission: 'test.read-notices',
  openPermission: 'test.write-notices',
  states: {
    draft: { title: { zh: '起草', en: 'Draft' }, actor: 'test.write-notices' },
    check: {
      title: { zh: '审核', en: 'Check' },
      deadlineRule: 'test.check-period',
      escalateTo: 'test.lead',
      remindBefore: 1,
    },
    'check.first': { title: { zh: '初审', en: 'First check' }, actor: 'test.check-notices' },
    'check.second': { title: { zh: '复审', en: 'Second check' }, actor: 'test.check-notices' },
    'check.passed': { title: { zh: '审核通过', en: 'Passed' } },
    published: { title: { zh: '已发布', en: 'Published' } },
    withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' } },
  },
  events: {
    submit: {
      title: { zh: '提交', en: 'Submit' },
      permission: 'test.write-notices',
      form: z.object({ measures: z.number().int().min(0) }),
    },
    pass: {
      title: { zh: '通过', en: 'Pass' },
      permission: 'test.check-notices',
      form: z.object({}),
      sender: 'not-starter',
    },
    return: {
      title: { zh: '退回', en: 'Return' },
      permission: 'test.check-notices',
      form: z.object({}),
      commentRequired: true,
    },
    withdraw: {
      title: { zh: '撤回', en: 'Withdraw' },
      permission: 'test.write-notices',
      form: z.object({}),
      sender: 'starter',
      confirm: { zh: '撤回后不再办理。', en: 'It will not be dealt with any more.' },
    },
  },
})

/** Rights, rule and case type of the notice. */
export const noticeModule = defineDomain({
  name: 'test',
  title: { zh: '测试', en: 'Test' },
  permissions: {
    'test.read-notices': {
      title: { zh: '查看', en: 'Read' },
      roles: { clerk: 'city', leader: 'city', inspector: 'district' },
    },
    'test.write-notices': {
      title: { zh: '起草', en: 'Write' },
      roles: { clerk: 'city', inspector: 'district' },
    },
    'test.check-notices': {
      title: { zh: '审核', en: 'Check' },
      roles: { liaison: 'unit', inspector: 'district' },
    },
    'test.lead': { title: { zh: '督办', en: 'Lead' }, roles: { leader: 'city' } },
  },
  caseTypes: [noticeCaseType],
  rules: [
    {
      key: 'test.check-period',
      title: { zh: '审核期限', en: 'Period of the check' },
      value: { count: 7, unit: 'working-day' },
      source: 'Zhiheng: for tests',
      clause: '§1',
      effectiveFrom: '2020-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
  ],
})
