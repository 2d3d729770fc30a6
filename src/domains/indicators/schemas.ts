/** The shapes that the indicators domain takes and gives; other domains import them from `contract.ts`. */
import { z } from 'zod'
import { PageRequest, QueryFlag } from '#kernel/api/contract.ts'
import { worded } from '#kernel/language/schema-messages.ts'

export const MessageView = z.object({ zh: z.string(), en: z.string() })

export const Direction = z.enum(['higher', 'lower', 'neutral'])
export const IndicatorPeriod = z.enum(['month', 'quarter', 'year'])
/** How the values of shorter periods make that of a longer one; `none`: they do not. */
export const Accumulation = z.enum(['sum', 'mean', 'last', 'none'])

/** A month `2026-05`, a quarter `2026-Q2` or a year `2026`. */
export const Period = z.string().regex(
  worded(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/, {
    zh: '应为年、季度或月份，例如 2026、2026-Q2、2026-05',
    en: 'must be a year, quarter or month such as 2026, 2026-Q2, 2026-05',
  }),
)
export const RegionCode = z.string().regex(
  worded(/^\d{6}(\d{3})?$/, {
    zh: '应为六位或九位行政区划代码',
    en: 'must be the code of a region, six or nine digits',
  }),
)

/**
 * A named method of the methods library. A cell of a column of numbers is an expression, of any other column what the
 * method takes as it is; the figure is the column `result` of the last row of its answer.
 */
export const MethodCall = z.object({
  name: z.string().max(60),
  rows: z
    .array(z.record(z.string().max(60), z.string().max(500)))
    .min(1)
    .max(60),
  options: z.record(z.string().max(60), z.string().max(200)).default({}),
  result: z.string().max(60),
})
export type MethodCall = z.infer<typeof MethodCall>

/** A column of a method's table, or one of its options. */
export const MethodColumn = z.object({
  name: z.string(),
  title: MessageView,
  required: z.boolean(),
  /** The values it may take; empty for any. */
  choices: z.array(z.string()),
  /** Whether a cell is an expression. */
  computed: z.boolean(),
})
export type MethodColumn = z.infer<typeof MethodColumn>

/** A method of the library that a definition may name. */
export const CallableMethod = z.object({
  name: z.string(),
  title: MessageView,
  summary: MessageView,
  area: MessageView,
  columns: z.array(MethodColumn),
  /** Whether the table may have further columns, which it names itself. */
  open: z.boolean(),
  options: z.array(MethodColumn),
  /** Columns of its answer that are numbers, as in the method's own example. */
  results: z.array(z.string()),
})
export type CallableMethod = z.infer<typeof CallableMethod>

export const Computation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('observed') }),
  z.object({ kind: z.literal('expression'), expression: z.string().trim().min(1).max(2000) }),
  z.object({ kind: z.literal('method'), method: MethodCall }),
])
export type Computation = z.infer<typeof Computation>

const line = (max: number) => z.string().trim().min(1).max(max)

/** All that a version of an indicator says. */
export const DefinitionFields = z.object({
  nameZh: line(200),
  nameEn: line(200),
  synonyms: z.array(line(200)).max(50).default([]),
  definitionZh: line(2000),
  definitionEn: line(2000),
  unit: z.string().trim().max(30),
  direction: Direction,
  decimals: z.number().int().min(0).max(9),
  category: line(40),
  period: IndicatorPeriod,
  accumulation: Accumulation,
  sourceStandard: z.string().trim().max(200).nullable().default(null),
  /** Key of the type of unit that usually reports it. */
  ownerUnitType: z.string().max(60).nullable().default(null),
  computation: Computation,
  minimum: z.number().nullable().default(null),
  maximum: z.number().nullable().default(null),
  /** Largest change from the period before, in per cent, that needs no explanation. */
  largestJump: z.number().positive().nullable().default(null),
})
export type DefinitionFields = z.infer<typeof DefinitionFields>

export const IndicatorVersion = DefinitionFields.extend({
  id: z.uuid(),
  number: z.number().int(),
  validFrom: z.iso.date(),
  /** First day on which it no longer holds; null while it does. */
  validTo: z.iso.date().nullable(),
  reason: z.string().nullable(),
  createdBy: z.string(),
  /** Who approved it; null for first versions. */
  approvedBy: z.string().nullable(),
})
export type IndicatorVersion = z.infer<typeof IndicatorVersion>

export const Indicator = z.object({
  id: z.uuid(),
  code: z.string(),
  origin: z.enum(['national', 'city']),
  /** The version that holds today. */
  version: IndicatorVersion,
})
export type Indicator = z.infer<typeof Indicator>

export const NamedIndicator = z.object({
  id: z.uuid(),
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
})

export const IndicatorDetail = Indicator.extend({
  versions: z.array(IndicatorVersion),
  /** What it is computed from. */
  dependencies: z.array(NamedIndicator),
  /** What is computed from it, directly or through others. */
  dependents: z.array(NamedIndicator),
  /** Targets that it answers. */
  targets: z.array(z.object({ id: z.uuid(), indicator: z.string(), sourceTitle: z.string() })),
})
export type IndicatorDetail = z.infer<typeof IndicatorDetail>

export const Figure = z.object({
  region: z.string(),
  period: z.string(),
  value: z.number().nullable(),
})
export type Figure = z.infer<typeof Figure>

export const ObservationState = z.enum(['draft', 'published', 'superseded', 'discarded'])

export const Observation = z.object({
  id: z.uuid(),
  indicatorId: z.uuid(),
  region: z.string(),
  period: z.string(),
  value: z.number(),
  state: ObservationState,
  explanation: z.string().nullable(),
  enteredAt: z.iso.datetime(),
  enteredBy: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
})
export type Observation = z.infer<typeof Observation>

export const ObservationInput = z.object({
  /** Code of the indicator. */
  code: z.string().max(80),
  /** The city itself unless given. */
  region: RegionCode.optional(),
  period: Period,
  value: z.number(),
  explanation: z.string().trim().max(1000).optional(),
})
export type ObservationInput = z.infer<typeof ObservationInput>

/** What is wrong with a row, or worth a look; warnings need an explanation. */
export const ObservationFinding = z.object({
  /** Counted from 1. */
  row: z.number().int(),
  severity: z.enum(['error', 'warning']),
  rule: z.enum([
    'unknown-indicator',
    'not-observed',
    'not-your-unit',
    'under-review',
    'unknown-region',
    'wrong-period',
    'future-period',
    'twice',
    'out-of-range',
    'over-hundred',
    'jump',
    'district-sum',
  ]),
  message: MessageView,
})
export type ObservationFinding = z.infer<typeof ObservationFinding>

export const TargetState = z.enum(['met', 'on-track', 'at-risk', 'behind', 'no-data'])
export const PathKind = z.enum(['linear', 'stepped', 'milestones'])
export const Basis = z.enum(['level', 'year-total', 'since-baseline'])
const year = z.number().int().min(1950).max(2150)
const YearEnd = z.object({ year, value: z.number() })

export const BindingFields = z.object({
  indicatorId: z.uuid(),
  /** Chosen from the wording of the target unless given. */
  basis: Basis.optional(),
  baseline: YearEnd.nullable().default(null),
  /** Deadline for a target whose document names none. */
  year: year.nullable().default(null),
  path: PathKind.default('linear'),
  milestones: z.array(YearEnd).max(30).default([]),
})
export type BindingFields = z.infer<typeof BindingFields>

export const Binding = z.object({
  indicator: NamedIndicator.extend({ unit: z.string() }),
  basis: Basis,
  /** Multiplied into figures to give the target's unit. */
  factor: z.number(),
  baseline: YearEnd.nullable(),
  year: year.nullable(),
  path: PathKind,
  milestones: z.array(YearEnd),
  confirmedAt: z.iso.datetime(),
  confirmedBy: z.string(),
})
export type Binding = z.infer<typeof Binding>

export const Standing = z.object({
  region: z.string(),
  state: TargetState,
  current: z.number().nullable(),
  period: z.string().nullable(),
  required: z.number().nullable(),
  stale: z.boolean(),
  /** Code of the rule that gave the state; texts in the messages. */
  reason: z.string(),
  /** What the period that is not over yet has come to; shown, never judged. */
  soFar: z.object({ period: z.string(), value: z.number() }).nullable(),
})
export type Standing = z.infer<typeof Standing>

export const Suggestion = z.object({
  indicator: NamedIndicator.extend({ unit: z.string() }),
  /** From 0 to 1; 1 for the same name or a synonym. */
  likeness: z.number(),
  /** Why it is suggested: the target has its name, a synonym of it, or a name like one of these. */
  how: z.enum(['same-name', 'synonym', 'alike']),
  /** The indicator's name or synonym that was compared. */
  matched: z.string(),
})
export type Suggestion = z.infer<typeof Suggestion>

export const TargetSummary = z.object({
  /** The commitment's id over all versions of its plan: `lineageId` on the board. */
  id: z.uuid(),
  planTitle: z.string(),
  indicator: z.string(),
  action: z.string(),
  comparator: z.enum(['>=', '<=', '=', '>', '<', '~', 'range', 'delta+', 'delta-']),
  value: z.number(),
  valueHigh: z.number().nullable(),
  unit: z.string(),
  year: z.number().int().nullable(),
  scope: z.string().nullable(),
  binding: Binding.nullable(),
  /** The city's own standing. */
  standing: Standing.nullable(),
  /** Only for targets without a binding, best first. */
  suggestions: z.array(Suggestion),
})
export type TargetSummary = z.infer<typeof TargetSummary>

/** What a target is forecast to have come to, on the scale of its path and its current value. */
export const Forecast = z.object({
  outcome: z.enum(['forecast', 'too-few-points', 'no-deadline', 'deadline-over', 'not-bound']),
  /**
   * `mstl-ets`: seasons taken out, exponential smoothing of the rest; `ets`: exponential smoothing; `drift`: the
   * average change goes on. Null without a forecast.
   */
  method: z.enum(['mstl-ets', 'ets', 'drift']).nullable(),
  /** Probability of the interval. */
  level: z.number(),
  /** How many figures it rests on. */
  basedOn: z.number().int(),
  points: z.array(z.object({ period: z.string(), value: z.number(), low: z.number(), high: z.number() })),
  /** The last of the points: that of the deadline. */
  atDeadline: z
    .object({ period: z.string(), value: z.number(), low: z.number(), high: z.number() })
    .nullable(),
  /** Whether all, none or a part of the interval at the deadline reaches the goal. */
  prospect: z.enum(['reaches', 'uncertain', 'misses']).nullable(),
})
export type Forecast = z.infer<typeof Forecast>

export const TargetDetail = TargetSummary.extend({
  /** Figures in the target's unit, on the binding's basis untouched: one a period. */
  figures: z.array(Figure),
  /** Figures as the target counts and words them: on the scale of path, current value and forecast. */
  course: z.array(z.object({ period: z.string(), value: z.number() })),
  /** What the path requires at the end of each year. */
  path: z.array(YearEnd),
  forecast: Forecast,
  /** Districts with a share of their own. */
  shares: z.array(
    z.object({
      region: z.string(),
      value: z.number(),
      baselineValue: z.number().nullable(),
      standing: Standing.nullable(),
    }),
  ),
})
export type TargetDetail = z.infer<typeof TargetDetail>

/** An indicator to be added. */
export const NewIndicator = DefinitionFields.extend({
  code: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(80),
  validFrom: z.iso.date(),
})
export type NewIndicator = z.infer<typeof NewIndicator>

/** A definition to be tried out. */
export const DefinitionTrial = DefinitionFields.pick({
  unit: true,
  decimals: true,
  period: true,
  accumulation: true,
  computation: true,
}).extend({
  /** The indicator that it would amend. */
  indicatorId: z.uuid().optional(),
  /** What a new indicator is to be called: the expression may name its own reported figures by it. */
  nameZh: z.string().max(200).optional(),
  region: RegionCode.optional(),
  from: Period,
  to: Period,
})
export type DefinitionTrial = z.infer<typeof DefinitionTrial>

/** Which figures of an indicator are wanted. */
export const FiguresRequest = z.object({
  indicatorId: z.uuid(),
  region: RegionCode.optional(),
  /** Also the regions right below. */
  children: QueryFlag.default(false),
  from: Period,
  to: Period,
})
export type FiguresRequest = z.infer<typeof FiguresRequest>

/** Which entries of an indicator are wanted. */
export const ObservationsRequest = PageRequest.extend({
  indicatorId: z.uuid(),
  region: RegionCode.optional(),
  period: Period.optional(),
  state: ObservationState.optional(),
})
export type ObservationsRequest = z.infer<typeof ObservationsRequest>

/** Figures to be reported together. */
export const ObservationEntry = z.object({
  rows: z.array(ObservationInput).min(1).max(100_000),
  /** Only check. */
  dryRun: z.boolean().default(false),
  /** Publish at once; for those who may. */
  publish: z.boolean().default(false),
})
export type ObservationEntry = z.infer<typeof ObservationEntry>
