/** Product risk and enterprise risk class, as the methods catalogue lists them. */
import { z } from 'zod'
import { type CatalogueMethod, defineMethod, MethodInputError, mapRows } from '../method.ts'
import { type Scorecard, scoreEnterprise } from './enterprise-scorecard.ts'
import { assessScenario, riskLevels } from './product-risk.ts'

const productRisk = defineMethod({
  name: 'product-risk',
  title: { zh: '产品风险评估', en: 'Product risk assessment' },
  summary: {
    zh: '按伤害情景的严重程度和产品寿命期内的发生概率查风险矩阵；产品取最高的情景风险，并给出敏感性。',
    en: 'Severity of injury against probability over the product’s life, scenario by scenario; the product has the highest risk found. With sensitivity.',
  },
  formula: 'p = Π step probabilities; level = matrix(class of p, severity)',
  validity: {
    zh: '严重程度 1–4；步骤概率在 0 与 1 之间，用“*”连接，如 1*1/50*1/10。',
    en: 'Severity 1–4; step probabilities between 0 and 1, joined by “*”, such as 1*1/50*1/10.',
  },
  sources: [
    {
      document: '(EU) 2019/417 (2010/15/EU)',
      clause: 'annex, part III',
      effectiveFrom: '2010-01-26',
      effectiveTo: '2025-03-26',
      confidence: 'to be confirmed',
      note: {
        zh: '矩阵各格待与欧盟官方公报核对；该指南 2025-03-26 已废止，(EU) 2024/3173 的矩阵未能读到。',
        en: 'The cells await comparison with the Official Journal; the guidelines were repealed on 2025-03-26 and the matrix of (EU) 2024/3173 was not readable.',
      },
    },
    {
      document: 'GB/T 22760-2020',
      effectiveFrom: '2020-07-21',
      confidence: 'to be confirmed',
      note: {
        zh: '风险矩阵未能读到，未收录；可作为数据录入后使用同一算法。',
        en: 'Its matrix was not readable and is not held; entered as data it is used by the same method.',
      },
    },
  ],
  row: z.object({
    scenario: z.string().describe('Name of the injury scenario'),
    severity: z.coerce.number().describe('Severity of the injury, 1 to 4'),
    steps: z.string().describe('Probabilities of the steps joined by *, as fractions or decimals'),
  }),
  options: z.object({}),
  run: (rows) => {
    let highest = 0
    const scenarios = mapRows(rows, ({ scenario, severity, steps }) => {
      const risk = assessScenario({ severity, steps: steps.split(/[*×]/).map((step) => step.trim()) })
      highest = Math.max(highest, riskLevels.indexOf(risk.level))
      return {
        scenario,
        severity,
        probability: risk.probability,
        level: risk.level,
        severityHigher: risk.sensitivity.severityHigher,
        probabilityHigher: risk.sensitivity.probabilityHigher,
      }
    })
    return scenarios.map((scenario) => ({ ...scenario, productLevel: riskLevels[highest] ?? 'low' }))
  },
  examples: [
    {
      title: { zh: '折叠椅夹手指', en: 'Folding chair: a pinched finger' },
      csv: 'scenario,severity,steps\npinched finger,1,1*1/50*1/10*1',
      expected: [
        {
          scenario: 'pinched finger',
          severity: 1,
          probability: 0.002,
          level: 'low',
          severityHigher: 'high',
          productLevel: 'low',
        },
      ],
      tolerance: 1e-12,
      source: 'Decision (EU) 2019/417, annex, example 6.1: 1/500, low risk',
    },
  ],
})

const enterpriseRisk = defineMethod({
  name: 'enterprise-risk-class',
  title: { zh: '企业信用风险分类（通用＋专业）', en: 'Enterprise risk class (general + professional)' },
  summary: {
    zh: '由通用和专业指标的加权得分与一票判定得出 A–D 风险类别，逐项说明得分。',
    en: 'Weighted general and professional factors and vetoes give a class A to D, with the points of each factor.',
  },
  formula: 'score = S·[g·Σws/Σw (general) + (1−g)·Σws/Σw (professional)]',
  validity: {
    zh: '每行一个指标，风险份额 0–1（1 为最高风险）；分值越高风险越高。',
    en: 'One factor a row, share of risk 0 to 1 (1 the riskiest); a higher score is a higher risk.',
  },
  sources: [
    {
      document: '国市监信发〔2022〕6号',
      effectiveFrom: '2022-01-13',
      confidence: 'to be confirmed',
      note: {
        zh: '全国统一的指标、权重和 1000 分制划分未能读到；指标、权重和分界均由各地录入。',
        en: 'The national factors, weights and cut-offs were not readable; factors, weights and cut-offs are entered by each city.',
      },
    },
  ],
  row: z.object({
    factor: z.string().describe('Name of the factor'),
    part: z.enum(['general', 'professional']).describe('general or professional'),
    weight: z.coerce.number().describe('Weight within its part'),
    share: z.coerce.number().describe('Share of risk, 0 to 1'),
    veto: z
      .enum(['A', 'B', 'C', 'D'])
      .optional()
      .describe('Class at least, when the factor is a veto that applies'),
  }),
  options: z.object({
    scale: z.coerce.number().default(1000).describe('Points of the whole scale'),
    generalPart: z.coerce.number().default(0.5).describe('Part of the scale for general factors, 0 to 1'),
    b: z.coerce.number().default(250).describe('Lowest score of class B (placeholder)'),
    c: z.coerce.number().default(500).describe('Lowest score of class C (placeholder)'),
    d: z.coerce.number().default(750).describe('Lowest score of class D (placeholder)'),
  }),
  run: (rows, { scale, generalPart, b, c, d }) => {
    const scorecard: Scorecard = {
      version: 'entered',
      effectiveFrom: '2022-01-13',
      scale,
      generalPart,
      factors: rows.map(({ factor, part, weight, share }) => ({
        code: factor,
        title: factor,
        part,
        weight,
        missing: share,
        rule: { kind: 'categories', shares: {} },
      })),
      cutOffs: { B: b, C: c, D: d },
      vetoes: rows.flatMap(({ factor, veto }) =>
        veto === undefined ? [] : [{ code: factor, title: factor, fact: `veto:${factor}`, atLeast: veto }],
      ),
    }
    const facts = Object.fromEntries(scorecard.vetoes.map(({ fact }) => [fact, true]))
    try {
      const risk = scoreEnterprise(scorecard, facts)
      return risk.factors.map(({ title, points, mostPoints }) => ({
        factor: title,
        points,
        mostPoints,
        score: risk.score,
        classByScore: risk.classByScore,
        riskClass: risk.riskClass,
      }))
    } catch (error) {
      if (error instanceof RangeError) throw new MethodInputError([{ message: error.message }])
      throw error
    }
  },
  examples: [
    {
      title: { zh: '四项指标，分值为示意', en: 'Four factors; weights and cut-offs are placeholders' },
      csv: 'factor,part,weight,share\npenalties,general,2,0.5\nage,general,1,0.3\nabnormal list,general,1,0\nproduct,professional,1,0.5',
      options: { generalPart: '0.6' },
      expected: [
        { factor: 'penalties', points: 150, mostPoints: 300, score: 395, classByScore: 'B', riskClass: 'B' },
        { factor: 'age', points: 45, mostPoints: 150, score: 395, classByScore: 'B', riskClass: 'B' },
        {
          factor: 'abnormal list',
          points: 0,
          mostPoints: 150,
          score: 395,
          classByScore: 'B',
          riskClass: 'B',
        },
        { factor: 'product', points: 200, mostPoints: 400, score: 395, classByScore: 'B', riskClass: 'B' },
      ],
      tolerance: 1e-9,
      source: 'By hand: 600·(2·0.5 + 0.3 + 0)/4 + 400·0.5 = 395',
    },
  ],
})

/** The methods of this folder. */
export const riskMethods: readonly CatalogueMethod[] = [productRisk, enterpriseRisk]
