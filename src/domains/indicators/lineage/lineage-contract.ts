/** From a figure down to what it was made of, one level a call, and at the bottom to single records. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import {
  Basis,
  Computation,
  MessageView,
  NamedIndicator,
  Observation,
  Period,
  RegionCode,
  Standing,
} from '../schemas.ts'

const tags = ['indicators'] as const

export const RegionName = z.object({ code: z.string(), name: z.string() })

/** Where a figure stands. */
const Placed = z.object({ region: RegionName, period: z.string(), value: z.number().nullable() })

const IndicatorInLineage = NamedIndicator.extend({ unit: z.string(), decimals: z.number().int() })

/** A reported figure: the entry that holds first, then the entries that it corrected, newest first. */
export const ReportedEntry = Observation.extend({
  unitName: z.string().nullable(),
  /** `path` of the API gives the file to the caller; null for whoever may not read what it was handed in with. */
  evidence: z.object({ id: z.uuid(), name: z.string(), path: z.string().nullable() }).nullable(),
  /** The report that it was handed in with, of those that the caller may read; `link` is the path of its page. */
  report: z.object({ period: z.string(), link: z.string() }).nullable(),
})
export type ReportedEntry = z.infer<typeof ReportedEntry>

/** One thing that a figure was worked out from, at a period and region. */
export const Operand = z.discriminatedUnion('kind', [
  /** Another indicator: opened by `explainFigure` with its id, region and period. */
  Placed.extend({ kind: z.literal('indicator'), indicator: IndicatorInLineage }),
  /** What a unit reported; without entries nothing is published there. */
  Placed.extend({
    kind: z.literal('observation'),
    indicator: IndicatorInLineage,
    entries: z.array(ReportedEntry),
  }),
  /** A sum over records: opened by `explainRecords`. */
  Placed.extend({
    kind: z.literal('measure'),
    measure: z.string(),
    title: MessageView,
    unit: z.string(),
    /** `flow`: what happened in the period; `stock`: what there was at its end. */
    measureKind: z.enum(['flow', 'stock']),
    where: z.record(z.string(), z.string()),
    /** How many corrections went into it after its months were closed. */
    corrections: z.number().int(),
  }),
])
export type Operand = z.infer<typeof Operand>

/** How a figure came about. */
export const Derivation = z.enum([
  /** Reported for just this period. */
  'reported',
  /** Reported for shorter periods and put together as the version says. */
  'accumulated',
  /** Reported for the longer period that this one lies in. */
  'of-longer-period',
  'expression',
  'method',
])

export const FigureLineage = Placed.extend({
  indicator: IndicatorInLineage,
  derivation: Derivation,
  /** The definition that made it: the one that holds on the last day of the period. */
  version: z.object({
    number: z.number().int(),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    reason: z.string().nullable(),
    accumulation: z.enum(['sum', 'mean', 'last', 'none']),
    computation: Computation,
  }),
  /** In the order in which they were needed; at most 500. */
  operands: z.array(Operand),
  /** How many operands there are beyond those listed. */
  furtherOperands: z.number().int(),
})
export type FigureLineage = z.infer<typeof FigureLineage>

export const TargetLineage = z.object({
  targetId: z.uuid(),
  /** As the target words it. */
  indicator: z.string(),
  unit: z.string(),
  region: RegionName,
  standing: Standing.nullable(),
  basis: Basis,
  /** Multiplied into the indicator's figures to give the target's unit. */
  factor: z.number(),
  baseline: z.object({ year: z.number().int(), value: z.number() }).nullable(),
  /** The indicator's figures that the current value is made of, oldest first, in the indicator's own unit. */
  counted: z.array(z.object({ period: z.string(), value: z.number() })),
  /** The last of them, one level open; null while there is none. */
  figure: FigureLineage.nullable(),
})
export type TargetLineage = z.infer<typeof TargetLineage>

/** One record's part in a figure. */
export const RecordShare = z.object({
  /** Null for whoever may not know which record it is. */
  recordId: z.string().nullable(),
  region: RegionName,
  date: z.iso.date(),
  value: z.number(),
  dimensions: z.record(z.string(), z.string()),
  /** The values of its dimensions in words, in the order of the view. */
  details: z.array(MessageView),
  /** What the record is, in words; null for whoever may not read it, or when its domain says nothing. */
  label: z.string().nullable(),
  /** Path of the record's page; null when its domain shows none, or not to the caller. */
  link: z.string().nullable(),
})
export type RecordShare = z.infer<typeof RecordShare>

export const RecordPage = pageOf(RecordShare).extend({
  /**
   * The right that names these records, and whether the caller holds it: without it, or beyond its reach, their part in
   * the figure is told but not which they are. Null when their domain asks for none.
   */
  right: z.object({ title: MessageView, held: z.boolean() }).nullable(),
})
export type RecordPage = z.infer<typeof RecordPage>

export const RecordsRequest = PageRequest.extend({
  indicatorId: z.uuid(),
  measure: z.string().max(120),
  region: RegionCode,
  period: Period,
  /** Dimensions as `name=value`, as the operand's `where` gives them. */
  where: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .pipe(z.array(z.string().max(200).includes('=')).max(20))
    .default([]),
})
export type RecordsRequest = z.infer<typeof RecordsRequest>

export const lineageContract = {
  explainFigure: procedure({
    method: 'GET',
    path: '/indicators/{indicatorId}/lineage',
    permission: 'indicators.read',
    summary: { zh: '指标数值的来源', en: 'What a figure was made of' },
    tags,
  })
    .input(
      z.object({
        indicatorId: z.uuid(),
        /** The city itself unless given. */
        region: RegionCode.optional(),
        period: Period,
      }),
    )
    .output(FigureLineage),
  explainTarget: procedure({
    method: 'GET',
    path: '/targets/{targetId}/lineage',
    permission: 'indicators.read',
    summary: { zh: '目标当前值的来源', en: "What a target's present value was made of" },
    tags,
  })
    .input(
      z.object({
        targetId: z.uuid(),
        /** The city itself unless given. */
        region: RegionCode.optional(),
        /** The period of the present value unless given. */
        period: Period.optional(),
      }),
    )
    .output(TargetLineage),
  explainRecords: procedure({
    method: 'GET',
    path: '/indicators/{indicatorId}/lineage/records',
    permission: 'indicators.read',
    summary: { zh: '数值背后的记录', en: 'The records behind a figure' },
    tags,
  })
    .input(RecordsRequest)
    .output(RecordPage),
}
