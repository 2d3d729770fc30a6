/** The shapes of plans, their entries and the board, as the contract hands them out. */
import { z } from 'zod'

export const Comparator = z.enum(['>=', '<=', '=', '>', '<', '~', 'range', 'delta+', 'delta-'])
export type Comparator = z.infer<typeof Comparator>

/** What a reviewer has decided about an entry; `unread` entries keep a version from being published. */
export const Review = z.enum(['unread', 'accepted', 'corrected', 'added', 'rejected'])
export type Review = z.infer<typeof Review>

export const PlanStanding = z.enum(['own', 'reference'])
export type PlanStanding = z.infer<typeof PlanStanding>

/** Half-open range of UTF-16 offsets into the version's source text. */
export const Span = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) })
export type Span = z.infer<typeof Span>

/** A unit that answers for a target or task. `unitId` is null while the name is not resolved to a unit of the city. */
export const AnswerableUnit = z.object({
  name: z.string(),
  lead: z.boolean(),
  unitId: z.uuid().nullable(),
  unitType: z.string().nullable(),
})
export type AnswerableUnit = z.infer<typeof AnswerableUnit>

export const OutlineSection = z.object({
  path: z.string(),
  kind: z.enum(['chapter', 'section', 'item', 'box']),
  heading: z.string(),
  span: Span,
})
export type OutlineSection = z.infer<typeof OutlineSection>

export const Target = z.object({
  id: z.uuid(),
  lineageId: z.uuid(),
  path: z.string(),
  indicator: z.string(),
  action: z.string(),
  comparator: Comparator,
  value: z.number(),
  valueHigh: z.number().nullable(),
  unit: z.string(),
  year: z.number().int().nullable(),
  scope: z.string().nullable(),
  quote: z.string(),
  span: Span,
  doubt: z.string().nullable(),
  review: Review,
  units: z.array(AnswerableUnit),
})
export type Target = z.infer<typeof Target>

export const Task = z.object({
  id: z.uuid(),
  lineageId: z.uuid(),
  path: z.string(),
  heading: z.string(),
  span: Span,
  review: Review,
  units: z.array(AnswerableUnit),
})
export type Task = z.infer<typeof Task>

export const VersionState = z.enum(['draft', 'published', 'superseded', 'discarded'])
export type VersionState = z.infer<typeof VersionState>

export const VersionSummary = z.object({
  id: z.uuid(),
  number: z.number().int(),
  state: VersionState,
  caseId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
  targets: z.number().int(),
  tasks: z.number().int(),
  unread: z.number().int(),
})
export type VersionSummary = z.infer<typeof VersionSummary>

export const Plan = z.object({
  id: z.uuid(),
  title: z.string(),
  issuer: z.string().nullable(),
  docNumber: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  place: z.string().nullable(),
  standing: PlanStanding,
  createdAt: z.iso.datetime(),
  publishedVersionId: z.uuid().nullable(),
})
export type Plan = z.infer<typeof Plan>

export const PlanWithVersions = Plan.extend({ versions: z.array(VersionSummary) })

/** A whole version as the review page and the plan page need it. */
export const VersionDetail = z.object({
  plan: Plan,
  version: VersionSummary,
  text: z.string(),
  warnings: z.array(z.string()),
  outline: z.array(OutlineSection),
  targets: z.array(Target),
  tasks: z.array(Task),
})
export type VersionDetail = z.infer<typeof VersionDetail>

const indicatorName = z.string().trim().min(1).max(200)

/** The fields a person may set on a target. */
export const TargetFields = z
  .object({
    indicator: indicatorName,
    action: z.string().trim().max(20),
    comparator: Comparator,
    value: z.number(),
    valueHigh: z.number().nullable(),
    unit: z.string().trim().max(30),
    year: z.number().int().min(1950).max(2150).nullable(),
  })
  .superRefine((fields, context) => {
    if ((fields.comparator === 'range') !== (fields.valueHigh !== null))
      context.addIssue({
        code: 'custom',
        path: ['valueHigh'],
        message:
          '只有区间目标才有上限值,区间目标必须有上限值。\u0000Ranges, and only ranges, have an upper value.',
      })
    else if (fields.valueHigh !== null && fields.valueHigh <= fields.value)
      context.addIssue({
        code: 'custom',
        path: ['valueHigh'],
        message: '上限值应大于下限值。\u0000The upper value must be greater than the lower one.',
      })
  })
export type TargetFields = z.infer<typeof TargetFields>

export const UnitAssignment = z
  .array(
    z.object({ name: z.string().trim().min(1).max(100), lead: z.boolean(), unitId: z.uuid().nullable() }),
  )
  .max(60)

export const TaskFields = z.object({ heading: z.string().trim().min(1).max(200), units: UnitAssignment })
export type TaskFields = z.infer<typeof TaskFields>

/** A state of a target on the board; `no-data` while no figures are bound to it. */
export const TargetState = z.enum(['met', 'on-track', 'at-risk', 'behind', 'no-data'])
export type TargetState = z.infer<typeof TargetState>

export const BoardRow = z.object({
  targetId: z.uuid(),
  /** The commitment over all versions of the plan: the id under which figures are bound to it. */
  lineageId: z.uuid(),
  planId: z.uuid(),
  versionId: z.uuid(),
  planTitle: z.string(),
  indicator: z.string(),
  action: z.string(),
  comparator: Comparator,
  value: z.number(),
  valueHigh: z.number().nullable(),
  unit: z.string(),
  year: z.number().int().nullable(),
  path: z.string(),
  chapter: z.string(),
  state: TargetState,
  /** In the target's unit. */
  current: z.number().nullable(),
  /** Period of the current value: `2026-05`, `2026-Q2`, `2026`. */
  currentPeriod: z.string().nullable(),
  /** What the path requires by the end of that period. */
  required: z.number().nullable(),
  /** Whether newer figures are overdue. */
  stale: z.boolean(),
  /** What the period that is not over yet has come to; shown, never judged. */
  soFar: z.object({ period: z.string(), value: z.number() }).nullable(),
  units: z.array(AnswerableUnit),
  quote: z.string(),
})
export type BoardRow = z.infer<typeof BoardRow>

export const BoardFilter = z.object({
  planId: z.uuid().optional(),
  chapter: z.string().max(20).optional(),
  unitId: z.uuid().optional(),
  state: TargetState.optional(),
  year: z.coerce.number().int().optional(),
  /** A district: the targets that were rolled down to it, as they stand there. */
  region: z
    .string()
    .regex(/^\d{6}(\d{3})?$/)
    .optional(),
  /** Any fragment of the indicator's name. */
  search: z.string().trim().max(100).optional(),
})

/** A target of the board with the words of its plan around it. */
export const BoardTarget = BoardRow.extend({
  heading: z.string(),
  /** The paragraph: before the target's words, they themselves, and after them. */
  passage: z.object({ before: z.string(), quote: z.string(), after: z.string() }),
})
export type BoardTarget = z.infer<typeof BoardTarget>

export const BoardSummary = z.object({
  total: z.number().int(),
  byState: z.record(TargetState, z.number().int()),
  /** Up to three targets that are behind, or at risk when none is, in the order of the documents. */
  attention: z.array(z.object({ lineageId: z.uuid(), indicator: z.string() })),
  dueThisYear: z.number().int(),
  year: z.number().int(),
  plans: z.array(z.object({ id: z.uuid(), title: z.string(), targets: z.number().int() })),
  years: z.array(z.object({ year: z.number().int().nullable(), targets: z.number().int() })),
  chapters: z.array(
    z.object({ planId: z.uuid(), chapter: z.string(), heading: z.string(), targets: z.number().int() }),
  ),
})
export type BoardSummary = z.infer<typeof BoardSummary>

export const ItemChange = z.object({
  kind: z.enum(['target', 'task']),
  change: z.enum(['added', 'removed', 'changed']),
  before: z.union([Target, Task]).nullable(),
  after: z.union([Target, Task]).nullable(),
  /** Names of the fields that differ. */
  fields: z.array(z.string()),
})
export type ItemChange = z.infer<typeof ItemChange>

/** Units × chapters: how many tasks and targets each unit leads and takes part in. */
export const ResponsibilityMatrix = z.object({
  sections: z.array(z.object({ path: z.string(), heading: z.string() })),
  units: z.array(
    z.object({
      name: z.string(),
      unitId: z.uuid().nullable(),
      cells: z.array(z.object({ path: z.string(), lead: z.number().int(), taking_part: z.number().int() })),
    }),
  ),
})
export type ResponsibilityMatrix = z.infer<typeof ResponsibilityMatrix>

/** The same indicator across plans; one column per plan. */
export const ComparisonRow = z.object({
  indicator: z.string(),
  unit: z.string(),
  values: z.array(
    z.object({
      planId: z.uuid(),
      targetId: z.uuid(),
      versionId: z.uuid(),
      indicator: z.string(),
      comparator: Comparator,
      value: z.number(),
      valueHigh: z.number().nullable(),
      year: z.number().int().nullable(),
    }),
  ),
})
export type ComparisonRow = z.infer<typeof ComparisonRow>
