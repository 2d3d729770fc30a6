/** Every method of the library in one list: what `zhiheng methods` and the documentation pages show. */
import { acceptanceSamplingMethods } from './acceptance-sampling/catalogue.ts'
import { compositeIndexMethods } from './composite-index/catalogue.ts'
import { drawMethods } from './draw/catalogue.ts'
import { environmentMethods } from './environment/catalogue.ts'
import { identityCodeMethods } from './identity-codes/catalogue.ts'
import type { BilingualText, CatalogueMethod } from './method.ts'
import { processControlMethods } from './process-control/catalogue.ts'
import { riskMethods } from './risk/catalogue.ts'
import { roundingMethods } from './rounding/catalogue.ts'
import { satisfactionMethods } from './satisfaction/catalogue.ts'
import { signalDetectionMethods } from './signal-detection/catalogue.ts'
import { workingDayMethods } from './working-days/catalogue.ts'

/** Methods of one field, under the heading they are listed with. */
export interface MethodArea {
  /** Folder of the area under `src/methods/`. */
  readonly name: string
  readonly title: BilingualText
  readonly methods: readonly CatalogueMethod[]
}

/** The areas in the order they are listed. */
export const methodAreas: readonly MethodArea[] = [
  {
    name: 'rounding',
    title: { zh: '数值修约与判定', en: 'Rounding and judgement' },
    methods: roundingMethods,
  },
  {
    name: 'acceptance-sampling',
    title: { zh: '抽样检验', en: 'Acceptance sampling' },
    methods: acceptanceSamplingMethods,
  },
  {
    name: 'process-control',
    title: { zh: '统计过程控制', en: 'Statistical process control' },
    methods: processControlMethods,
  },
  {
    name: 'signal-detection',
    title: { zh: '信号检测', en: 'Signal detection' },
    methods: signalDetectionMethods,
  },
  {
    name: 'composite-index',
    title: { zh: '综合指数与评分', en: 'Composite indices and scores' },
    methods: compositeIndexMethods,
  },
  { name: 'satisfaction', title: { zh: '满意度', en: 'Satisfaction' }, methods: satisfactionMethods },
  { name: 'draw', title: { zh: '随机抽取与派员', en: 'Draws and assignment' }, methods: drawMethods },
  { name: 'risk', title: { zh: '产品与企业风险', en: 'Product and enterprise risk' }, methods: riskMethods },
  { name: 'environment', title: { zh: '环境质量', en: 'Environment' }, methods: environmentMethods },
  { name: 'identity-codes', title: { zh: '标识代码', en: 'Identity codes' }, methods: identityCodeMethods },
  {
    name: 'working-days',
    title: { zh: '工作日与法定期限', en: 'Working days and legal deadlines' },
    methods: workingDayMethods,
  },
]

/** All methods, area by area. */
export const methodCatalogue: readonly CatalogueMethod[] = methodAreas.flatMap((area) => area.methods)

/** The method with this kebab-case name, or undefined when there is none. */
export function findMethod(name: string): CatalogueMethod | undefined {
  return methodCatalogue.find((method) => method.name === name)
}
