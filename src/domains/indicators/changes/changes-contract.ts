/** Proposed changes of definitions: what each would change, and what came of it. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import {
  DefinitionFields,
  IndicatorVersion,
  MessageView,
  NamedIndicator,
  Period,
  RegionCode,
  Standing,
} from '../schemas.ts'

const tags = ['indicators'] as const

export const ChangeState = z.enum(['reviewing', 'revising', 'approved', 'rejected', 'withdrawn'])
export type ChangeState = z.infer<typeof ChangeState>

/** Over which periods and regions an effect is worked out. */
const EffectWindow = z.object({
  /** The city itself unless given. */
  region: RegionCode.optional(),
  /** Also the regions right below. */
  children: QueryFlag.default(false),
  /** The last five years unless given. */
  from: Period.optional(),
  to: Period.optional(),
})

const Place = z.object({ code: z.string(), name: z.string() })

const FigureChange = z.object({
  region: Place,
  period: z.string(),
  /** As it is now. */
  before: z.number().nullable(),
  /** As it will be: only periods that end on or after the first day of the new version differ. */
  after: z.number().nullable(),
  /** As it would be had the new definition always held. */
  throughout: z.number().nullable(),
})

/** The period that is not over yet: what its figures have come to so far. Shown, never judged. */
const RunningPeriod = z.object({
  period: z.string(),
  /** In the order of the regions asked for. */
  figures: z.array(FigureChange),
  /** Why the first of the regions will have no figure so far; null when it has one. */
  missing: z
    .object({
      /**
       * - `not-reported`: no unit has reported one
       * - `no-inputs`: something that it is computed from has none
       * - `not-computable`: it has all it is computed from, but the formula gives none, as when it divides by zero
       */
      reason: z.enum(['not-reported', 'no-inputs', 'not-computable']),
      /** What it is computed from and has no figure so far. */
      inputs: z.array(MessageView),
    })
    .nullable(),
})

export const ChangeEffect = z.object({
  /** Why the definition cannot be used; null when it can. */
  problem: MessageView.nullable(),
  /** Which characters of the expression it is about, the end not included; null for the whole. */
  place: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
  /** Of periods that are over. */
  figures: z.array(FigureChange),
  /** Null on a period's last day, when it counts as over; absent in effects of before it was told. */
  running: RunningPeriod.nullable().optional(),
  /** What is computed from it, and how many of its figures change over the same periods. */
  dependents: z.array(NamedIndicator.extend({ changed: z.number().int(), lost: z.number().int() })),
  /** Targets whose value or state would be another. */
  targets: z.array(
    z.object({
      id: z.uuid(),
      indicator: z.string(),
      sourceTitle: z.string(),
      unit: z.string(),
      region: Place,
      before: Standing.nullable(),
      after: Standing.nullable(),
    }),
  ),
})
export type ChangeEffect = z.infer<typeof ChangeEffect>

export const ChangeSummary = z.object({
  /** That of its case too. */
  id: z.uuid(),
  indicator: NamedIndicator.extend({ unit: z.string() }),
  state: ChangeState,
  validFrom: z.iso.date(),
  reason: z.string(),
  proposedAt: z.iso.datetime(),
  proposedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
})
export type ChangeSummary = z.infer<typeof ChangeSummary>

export const ChangeDetail = ChangeSummary.extend({
  fields: DefinitionFields,
  /** The version that it was proposed to follow. */
  base: IndicatorVersion,
  /** Keys of the fields in which the two differ. */
  differing: z.array(z.string()),
  /** Whether another version has come in between, so that it cannot be approved as it is. */
  outdated: z.boolean(),
  /** Number of the version that it became. */
  versionNumber: z.number().int().nullable(),
  /** What it changed, as shown when it was decided; null while it is open. */
  decidedEffect: ChangeEffect.nullable(),
})
export type ChangeDetail = z.infer<typeof ChangeDetail>

const line = z.string().trim().min(1).max(1000)
export const ProposedDefinition = DefinitionFields.extend({ validFrom: z.iso.date(), reason: line })
export type ProposedDefinition = z.infer<typeof ProposedDefinition>

const changeParameter = z.object({ changeId: z.uuid() })

export const changesContract = {
  proposeChange: procedure({
    method: 'POST',
    path: '/indicators/{indicatorId}/changes',
    permission: 'indicators.manage',
    summary: { zh: '提出修订指标定义', en: 'Propose a changed definition; another person decides' },
    tags,
    successStatus: 201,
  })
    .input(ProposedDefinition.extend({ indicatorId: z.uuid() }))
    .output(ChangeDetail),
  reviseChange: procedure({
    method: 'PUT',
    path: '/indicators/changes/{changeId}',
    permission: 'indicators.manage',
    summary: { zh: '修改被退回的修订', en: 'Mend a proposal that was returned' },
    tags,
  })
    .input(ProposedDefinition.extend({ changeId: z.uuid() }))
    .output(ChangeDetail),
  listChanges: procedure({
    method: 'GET',
    path: '/indicators/changes',
    permission: 'indicators.read',
    summary: { zh: '指标定义的修订', en: 'Changes of definitions, newest first' },
    tags,
  })
    .input(
      PageRequest.extend({
        state: ChangeState.optional(),
        /** Only those that wait for somebody. */
        open: QueryFlag.optional(),
        indicatorId: z.uuid().optional(),
      }),
    )
    .output(pageOf(ChangeSummary)),
  getChange: procedure({
    method: 'GET',
    path: '/indicators/changes/{changeId}',
    permission: 'indicators.read',
    summary: { zh: '查看一项修订', en: 'A proposed change beside the version it follows' },
    tags,
  })
    .input(changeParameter)
    .output(ChangeDetail),
  changeEffect: procedure({
    method: 'GET',
    path: '/indicators/changes/{changeId}/effect',
    permission: 'indicators.read',
    summary: {
      zh: '修订对历史数值和目标的影响',
      en: 'What a change does to history, dependents and targets',
    },
    tags,
  })
    .input(changeParameter.extend(EffectWindow.shape))
    .output(ChangeEffect),
  /** As `changeEffect`, before anything is proposed. */
  previewChange: procedure({
    method: 'POST',
    path: '/indicators/{indicatorId}/changes/preview',
    permission: 'indicators.manage',
    summary: { zh: '预览修订的影响', en: 'What a definition would change' },
    tags,
  })
    .input(
      DefinitionFields.extend({ indicatorId: z.uuid(), validFrom: z.iso.date() }).extend(EffectWindow.shape),
    )
    .output(ChangeEffect),
}
