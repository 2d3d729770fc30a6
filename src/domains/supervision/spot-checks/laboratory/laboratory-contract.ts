/** The contract of the laboratory: blind samples in, values out. Nothing here names who was sampled or who produced. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import { RuleItem } from '../setup/rule-contract.ts'
import { SampleResult, SampleState } from '../terms.ts'

const tags = ['spot-checks'] as const

/** All that a laboratory sees of a sample before it has reported. */
export const BlindSample = z.object({
  id: z.uuid(),
  blindCode: z.string(),
  category: z.string(),
  state: SampleState,
  sampleQuantity: z.number().nullable(),
  reserveQuantity: z.number().nullable(),
  quantityUnit: z.string(),
  handedOverAt: z.iso.datetime().nullable(),
  receivedAt: z.iso.datetime().nullable(),
  /** Last day for the report by the rule of the kind. */
  reportDue: z.iso.date().nullable(),
  reportNumber: z.string().nullable(),
  /** Known once the laboratory has reported. */
  result: SampleResult.nullable(),
})
export type BlindSample = z.infer<typeof BlindSample>

const Value = z.object({
  unitNumber: z.number().int().min(1).max(500),
  position: z.number().int().min(1).max(100),
  measured: z.string().trim().min(1).max(40),
})

export const BlindSampleDetail = BlindSample.extend({
  ruleTitle: z.string(),
  document: z.string(),
  units: z.number().int(),
  failingLimit: z.number().int(),
  items: z.array(RuleItem),
  values: z.array(
    Value.extend({
      compared: z.string().nullable(),
      reported: z.string().nullable(),
      conforms: z.boolean(),
    }),
  ),
})
export type BlindSampleDetail = z.infer<typeof BlindSampleDetail>

export const ImportProblem = z.object({
  /** Row in the file as a person sees it: the first row is 1, empty ones count. */
  row: z.number().int(),
  column: z.string(),
  message: z.object({ zh: z.string(), en: z.string() }),
})
export type ImportProblem = z.infer<typeof ImportProblem>

export const ImportPreview = z.object({
  fileName: z.string(),
  rows: z.number().int(),
  samples: z.array(
    z.object({
      blindCode: z.string(),
      category: z.string(),
      values: z.number().int(),
      /** What the values come to; null while they are not all there. */
      result: SampleResult.nullable(),
      failing: z.array(z.string()),
    }),
  ),
  problems: z.array(ImportProblem),
  /** How many problems there are in all; the list ends at 200. */
  problemCount: z.number().int(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

const test = (path: `/${string}`, zh: string, en: string, bodyLimit?: number) =>
  procedure({
    method: 'POST',
    path,
    permission: 'spot-checks.test',
    summary: { zh, en },
    tags,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
  })

export const laboratoryContract = {
  listBlindSamples: procedure({
    method: 'GET',
    path: '/spot-checks/laboratory',
    permission: 'spot-checks.test',
    summary: { zh: '实验室工作台', en: 'The laboratory desk' },
    tags,
  })
    .input(
      PageRequest.extend({ state: z.enum(['handed-over', 'received', 'judged', 'rejected']).optional() }),
    )
    .output(pageOf(BlindSample)),
  getBlindSample: procedure({
    method: 'GET',
    path: '/spot-checks/laboratory/{sampleId}',
    permission: 'spot-checks.test',
    summary: { zh: '查看盲样', en: 'Read a blind sample' },
    tags,
  })
    .input(z.object({ sampleId: z.uuid() }))
    .output(BlindSampleDetail),
  receiveSample: test('/spot-checks/laboratory/{sampleId}/receipt', '接收样品', 'Take a sample in')
    .input(
      z.object({
        sampleId: z.uuid(),
        /** Whether seal and quantity are as on the sheet; refused otherwise. */
        intact: z.boolean(),
        note: z.string().trim().max(500).default(''),
      }),
    )
    .output(BlindSample),
  enterResults: test(
    '/spot-checks/laboratory/{sampleId}/results',
    '录入检验结果并出具报告',
    'Enter results and report',
  )
    .input(
      z.object({
        sampleId: z.uuid(),
        reportNumber: z.string().trim().min(1).max(40),
        values: z.array(Value).min(1).max(5000),
      }),
    )
    .output(BlindSampleDetail),
  judgeTrial: test('/spot-checks/laboratory/{sampleId}/trial', '试判', 'See what values would come to')
    .input(z.object({ sampleId: z.uuid(), values: z.array(Value).max(5000) }))
    .output(
      z.object({
        values: z.array(
          z.object({
            unitNumber: z.number().int(),
            position: z.number().int(),
            conforms: z.boolean().nullable(),
            compared: z.string().nullable(),
            problem: z.object({ zh: z.string(), en: z.string() }).nullable(),
          }),
        ),
      }),
    ),
  previewResults: test('/spot-checks/results-files/preview', '预览结果文件', 'Look at a results file', 20)
    .input(z.object({ file: z.file() }))
    .output(ImportPreview),
  importResults: test('/spot-checks/results-files', '导入结果文件', 'Take a results file in', 20)
    .input(z.object({ file: z.file() }))
    .output(z.object({ samples: z.number().int(), results: z.number().int(), failed: z.number().int() })),
  resultsTemplate: procedure({
    method: 'GET',
    path: '/spot-checks/results-files/template',
    permission: 'spot-checks.test',
    summary: { zh: '下载待检样品结果模板', en: 'Download a results template' },
    tags,
  }).output(z.file()),
}
