/** Catalogue entries for sampling by attributes. */
import { z } from 'zod'
import { defineMethod, mapRows } from '../method.ts'
import { findSinglePlan, inspectionLevels } from './attribute-plan-table.ts'
import {
  averageOutgoingQualityLimit,
  type CountModel,
  planPerformance,
  type SamplingStage,
  singlePlan,
} from './operating-characteristic.ts'
import { findAttributePlan, findVariablesPlan } from './plan-search.ts'

const gbt2828 = {
  document: 'GB/T 2828.1-2012 (ISO 2859-1:1999)',
  effectiveFrom: '2013-02-15',
  confidence: 'to be confirmed',
  note: {
    zh: '字码表和正常、加严检验一次抽样主表与 MIL-STD-105E 逐格核对一致,尚待与国标正文核对;放宽检验及二次、多次抽样表未收录。',
    en: 'Code letters and the single plans for normal and tightened inspection agree cell by cell with MIL-STD-105E and still await comparison with the national text; reduced, double and multiple tables are not held.',
  },
} as const

const kiermeier = {
  document: 'Kiermeier, J. Stat. Software 26(6), 2008',
  clause: 'R AcceptanceSampling 1.0.11',
  confidence: 'confirmed',
} as const

/** Looks up single plans of GB/T 2828.1. */
export const attributePlanMethod = defineMethod({
  name: 'attribute-sampling-plan',
  title: { zh: '计数抽样方案检索', en: 'Attribute sampling plan' },
  summary: {
    zh: '由批量、检验水平、AQL 和检验严格度查一次抽样方案:字码、样本量、接收数和拒收数。',
    en: 'Finds the single sampling plan for lot size, inspection level, AQL and severity: code letter, n, Ac, Re.',
  },
  validity: {
    zh: '批量不小于 2;AQL 取标准优先值;正常和加严检验一次抽样。',
    en: 'Lots of 2 and more; AQL of the preferred series; single plans under normal and tightened inspection.',
  },
  sources: [{ ...gbt2828, clause: '表1, 表2-A, 表2-B' }],
  row: z.object({
    lotSize: z.coerce.number().describe('Items in the lot'),
    level: z.enum(inspectionLevels).default('II').describe('Inspection level: I, II, III, S-1 to S-4'),
    aql: z.coerce.number().describe('AQL of the preferred series, percent or per 100 items'),
    severity: z.enum(['normal', 'tightened']).default('normal').describe('normal or tightened'),
  }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, (row) => {
      const plan = findSinglePlan(row)
      return {
        lotSize: row.lotSize,
        aql: row.aql,
        codeLetter: plan.codeLetter,
        planLetter: plan.planLetter,
        sampleSize: plan.sampleSize,
        acceptanceNumber: plan.acceptanceNumber,
        rejectionNumber: plan.rejectionNumber,
        inspectAll: plan.inspectAll,
      }
    }),
  examples: [
    {
      title: {
        zh: '批量 1000,水平 II,AQL 2.5 与 0.40',
        en: 'Lot of 1000 at AQL 2.5; lot of 300 at AQL 0.40',
      },
      csv: 'lotSize,level,aql,severity\n1000,II,2.5,normal\n300,II,0.4,normal\n1000,II,2.5,tightened',
      expected: [
        planRow(1000, 2.5, 'J', 'J', 80, 5),
        planRow(300, 0.4, 'H', 'G', 32, 0),
        planRow(1000, 2.5, 'J', 'J', 80, 3),
      ],
      source: 'MIL-STD-105E, tables I, II-A and II-B',
    },
  ],
})

function planRow(
  lotSize: number,
  aql: number,
  codeLetter: string,
  planLetter: string,
  n: number,
  ac: number,
) {
  return {
    lotSize,
    aql,
    codeLetter,
    planLetter,
    sampleSize: n,
    acceptanceNumber: ac,
    rejectionNumber: ac + 1,
    inspectAll: false,
  }
}

const modelOptions = z.object({
  model: z
    .enum(['binomial', 'poisson', 'hypergeometric'])
    .default('binomial')
    .describe('Distribution of the nonconforming items'),
  lotSize: z.coerce.number().int().positive().optional().describe('Lot size, for the hypergeometric model'),
})

function countModel({ model, lotSize }: z.infer<typeof modelOptions>): CountModel {
  if (model !== 'hypergeometric') return { kind: model }
  if (lotSize === undefined) throw new RangeError('the hypergeometric model needs the option lotSize')
  return { kind: 'hypergeometric', lotSize }
}

function rowStages(row: {
  sampleSize: number
  acceptanceNumber: number
  rejectionNumber?: number | undefined
  secondSampleSize?: number | undefined
  secondAcceptanceNumber?: number | undefined
}): readonly SamplingStage[] {
  const { sampleSize, acceptanceNumber, rejectionNumber, secondSampleSize, secondAcceptanceNumber } = row
  if (secondSampleSize === undefined || secondAcceptanceNumber === undefined) {
    return singlePlan(sampleSize, acceptanceNumber)
  }
  const last = secondAcceptanceNumber + 1
  return [
    { sampleSize, acceptanceNumber, rejectionNumber: rejectionNumber ?? last },
    { sampleSize: secondSampleSize, acceptanceNumber: secondAcceptanceNumber, rejectionNumber: last },
  ]
}

/** OC, ASN and AOQL of single and double plans. */
export const operatingCharacteristicMethod = defineMethod({
  name: 'operating-characteristic',
  title: { zh: '抽检特性(OC、ASN、AOQL)', en: 'Operating characteristic (OC, ASN, AOQL)' },
  summary: {
    zh: '精确计算一次或二次抽样方案在给定质量水平下的接收概率、平均样本量,以及平均检出质量上限。',
    en: 'Exact probability of acceptance and average sample number of a single or double plan, and its AOQL.',
  },
  formula: 'Pa(p) = P(X ≤ Ac), X binomial, Poisson or hypergeometric; AOQL = max p·Pa(p)',
  validity: {
    zh: '质量水平为小数(0.01 即 1%);超几何模型下质量水平乘批量须为整数。AOQL 按大批量计算。',
    en: 'Quality as a fraction (0.01 is 1 %); with the hypergeometric model times the lot it is a whole number. AOQL for large lots.',
  },
  sources: [{ ...gbt2828, clause: '12.1' }, kiermeier],
  row: z.object({
    sampleSize: z.coerce.number().describe('n (first sample)'),
    acceptanceNumber: z.coerce.number().describe('Ac (first sample)'),
    rejectionNumber: z.coerce.number().optional().describe('Re of the first sample, for double plans'),
    secondSampleSize: z.coerce.number().optional().describe('n of the second sample'),
    secondAcceptanceNumber: z.coerce.number().optional().describe('Ac over both samples'),
    quality: z.coerce.number().describe('Fraction nonconforming'),
  }),
  options: modelOptions,
  run: (rows, options) =>
    mapRows(rows, (row) => {
      const stages = rowStages(row)
      const model = countModel(options)
      const { acceptanceProbability, averageSampleNumber } = planPerformance(stages, row.quality, model)
      const rectifying = model.kind === 'hypergeometric' ? undefined : model
      return {
        quality: row.quality,
        acceptanceProbability,
        averageSampleNumber,
        aoql:
          rectifying === undefined
            ? null
            : averageOutgoingQualityLimit(stages, { lotSize: Number.POSITIVE_INFINITY, model: rectifying })
                .limit,
      }
    }),
  examples: [
    {
      title: {
        zh: 'n=100、Ac=0 的泊松 OC 与 AOQL',
        en: 'Ac = 0, n = 100, Poisson: OC and AOQL are e⁻ⁿᵖ and e⁻¹/n',
      },
      csv: 'sampleSize,acceptanceNumber,quality\n100,0,0.01',
      options: { model: 'poisson' },
      expected: [
        { quality: 0.01, acceptanceProbability: 0.367879, averageSampleNumber: 100, aoql: 0.00367879 },
      ],
      tolerance: 1e-6,
      source: 'Dodge & Romig 1959: AOQL = 0.3679 / n for Ac = 0',
    },
  ],
})

/** The smallest plan for two risk points. */
export const planSearchMethod = defineMethod({
  name: 'sampling-plan-search',
  title: { zh: '按两类风险求抽样方案', en: 'Sampling plan for given risks' },
  summary: {
    zh: '给定生产方风险点和使用方风险点,求最小的计数或计量一次抽样方案。',
    en: 'The smallest single plan, by attributes or by variables, that keeps a producer’s and a consumer’s risk.',
  },
  formula: 'min n : Pa(p₁) ≥ 1 − α, Pa(p₂) ≤ β',
  sources: [kiermeier],
  row: z.object({
    producerQuality: z.coerce.number().describe('p₁, fraction'),
    producerAcceptance: z.coerce.number().default(0.95).describe('1 − α'),
    consumerQuality: z.coerce.number().describe('p₂, fraction'),
    consumerAcceptance: z.coerce.number().default(0.1).describe('β'),
  }),
  options: z.object({
    model: z
      .enum(['binomial', 'poisson', 'hypergeometric', 'sigma-known', 'sigma-unknown'])
      .default('binomial')
      .describe('Distribution of the nonconforming items, or inspection by variables'),
    lotSize: z.coerce.number().int().positive().optional().describe('Lot size, for the hypergeometric model'),
  }),
  run: (rows, { model, lotSize }) =>
    mapRows(rows, (row) => {
      if (model === 'sigma-known' || model === 'sigma-unknown') {
        const plan = findVariablesPlan(row, model === 'sigma-known' ? 'known' : 'unknown')
        return { ...plan }
      }
      const plan = findAttributePlan(row, countModel({ model, lotSize }))
      return { ...plan }
    }),
  examples: [
    {
      title: { zh: '(5%,95%)与(15%,7.5%)', en: 'Accept 5 % with 95 %, 15 % with at most 7.5 %' },
      csv: 'producerQuality,producerAcceptance,consumerQuality,consumerAcceptance\n0.05,0.95,0.15,0.075',
      options: { model: 'sigma-known' },
      expected: [
        {
          sampleSize: 26,
          acceptabilityConstant: 1.3222713,
          producerAcceptance: 0.95,
          consumerAcceptance: 0.07249037,
        },
      ],
      tolerance: 1e-6,
      source: 'R AcceptanceSampling 1.0.11: find.plan(type = "normal", s.type = "known")',
    },
  ],
})
