/** Catalogue entry for the switching rules. */

import { initialTransition, transition } from 'xstate'
import { z } from 'zod'
import { defineMethod, type MethodRow } from '../method.ts'
import { type SwitchingEvent, switchingRulesMachine } from './switching-rules.machine.ts'

const yesNo = z.enum(['yes', 'no']).transform((word) => word === 'yes')

/** Runs a sequence of lots through the switching rules. */
export const switchingRulesMethod = defineMethod({
  name: 'switching-rules',
  title: { zh: '转移规则', en: 'Switching rules' },
  summary: {
    zh: '按批次顺序判断正常、加严、放宽检验或暂停检验,并给出转移得分。',
    en: 'Follows lots in order and tells the severity of inspection after each, with the switching score.',
  },
  validity: {
    zh: '只计初次检验的批;每行一批或一个事件,按时间先后排列。',
    en: 'Lots on original inspection only; one lot or event a row, in order of time.',
  },
  sources: [
    {
      document: 'GB/T 2828.1-2012 (ISO 2859-1:1999)',
      clause: '9.3, 9.4',
      effectiveFrom: '2013-02-15',
      confidence: 'to be confirmed',
      note: {
        zh: '转移规则条文待与国标正文逐条核对。',
        en: 'The wording of the rules still awaits comparison with the national text.',
      },
    },
  ],
  row: z.object({
    event: z
      .enum(['lot', 'reduction-approved', 'production-irregular', 'improvement-confirmed'])
      .default('lot')
      .describe('lot, reduction-approved, production-irregular or improvement-confirmed'),
    accepted: yesNo.optional().describe('yes or no: the lot was accepted'),
    acceptanceNumber: z.coerce.number().int().nonnegative().optional().describe('Ac of the plan used'),
    acceptedUnderTighterLimit: yesNo
      .optional()
      .describe('yes or no, with Ac 2 or more: accepted also under the AQL one step tighter'),
  }),
  options: z.object({}),
  run: (rows) => {
    let [snapshot] = initialTransition(switchingRulesMachine)
    return rows.map((row, index): MethodRow => {
      const event = eventOf(row, index + 1)
      const before = snapshot.value
      ;[snapshot] = transition(switchingRulesMachine, snapshot, event)
      return {
        step: index + 1,
        inspected: before,
        next: snapshot.value,
        switchingScore: snapshot.context.switchingScore,
      }
    })
  },
  examples: [
    {
      title: { zh: '五批中两批不接收转加严', en: 'Two of five lots not accepted: tightened' },
      csv: 'event,accepted,acceptanceNumber\nlot,no,1\nlot,yes,1\nlot,yes,1\nlot,no,1',
      expected: [
        { step: 1, inspected: 'normal', next: 'normal', switchingScore: 0 },
        { step: 2, inspected: 'normal', next: 'normal', switchingScore: 2 },
        { step: 3, inspected: 'normal', next: 'normal', switchingScore: 4 },
        { step: 4, inspected: 'normal', next: 'tightened', switchingScore: 0 },
      ],
      source: 'GB/T 2828.1-2012, 9.3.1 and 9.3.3.2',
    },
  ],
})

function eventOf(
  row: {
    event: 'lot' | 'reduction-approved' | 'production-irregular' | 'improvement-confirmed'
    accepted?: boolean | undefined
    acceptanceNumber?: number | undefined
    acceptedUnderTighterLimit?: boolean | undefined
  },
  line: number,
): SwitchingEvent {
  if (row.event === 'reduction-approved') return { type: 'REDUCTION_APPROVED' }
  if (row.event === 'production-irregular') return { type: 'PRODUCTION_IRREGULAR' }
  if (row.event === 'improvement-confirmed') return { type: 'IMPROVEMENT_CONFIRMED' }
  if (row.accepted === undefined || row.acceptanceNumber === undefined) {
    throw new RangeError(`row ${line}: a lot needs accepted and acceptanceNumber`)
  }
  return {
    type: 'LOT_INSPECTED',
    accepted: row.accepted,
    acceptanceNumber: row.acceptanceNumber,
    ...(row.acceptedUnderTighterLimit === undefined
      ? {}
      : { acceptedUnderTighterLimit: row.acceptedUnderTighterLimit }),
  }
}
