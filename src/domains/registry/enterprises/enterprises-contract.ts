/** Enterprises: register, search, history, exchange of files: what it offers over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import {
  Enterprise,
  EnterpriseChange,
  EnterpriseDetail,
  EnterpriseFacets,
  EnterpriseFields,
  EnterpriseFilter,
  EnterpriseListRequest,
  Likeness,
  MergeField,
  NewEnterprise,
} from './enterprise-schemas.ts'
import {
  ChangesPart,
  EnterpriseExport,
  EnterpriseImport,
  UpsertBatch,
  UpsertOutcome,
} from './exchange/exchange-schemas.ts'

const tags = ['registry'] as const
const byId = z.object({ enterpriseId: z.uuid() })
const reason = z.string().trim().min(2).max(500)

export const enterprisesContract = {
  listEnterprises: procedure({
    method: 'GET',
    path: '/enterprises',
    permission: 'registry.read',
    readOnly: true,
    summary: { zh: '查询企业', en: 'List enterprises' },
    tags,
  })
    .input(EnterpriseListRequest)
    .output(pageOf(Enterprise)),
  enterpriseFacets: procedure({
    method: 'GET',
    path: '/enterprises/facets',
    permission: 'registry.read',
    readOnly: true,
    summary: { zh: '企业分面统计', en: 'Count enterprises by kind' },
    tags,
  })
    .input(EnterpriseFilter)
    .output(EnterpriseFacets),
  getEnterprise: procedure({
    method: 'GET',
    path: '/enterprises/{enterpriseId}',
    permission: 'registry.read',
    readOnly: true,
    summary: { zh: '查看企业', en: 'Read an enterprise' },
    tags,
  })
    .input(byId)
    .output(EnterpriseDetail),
  findEnterpriseByCode: procedure({
    method: 'GET',
    path: '/enterprises/by-code/{creditCode}',
    permission: 'registry.read',
    readOnly: true,
    summary: { zh: '按统一社会信用代码查看企业', en: 'Read an enterprise by its credit code' },
    tags,
  })
    .input(z.object({ creditCode: z.string().trim().max(40) }))
    .output(EnterpriseDetail),
  readEnterprisePersonalData: procedure({
    method: 'POST',
    path: '/enterprises/{enterpriseId}/personal-data',
    permission: 'registry.read-personal-data',
    summary: { zh: '查看企业联系人信息（留痕）', en: 'Read personal data of an enterprise, on record' },
    tags,
  })
    .input(byId)
    .output(z.object({ legalRepresentative: z.string().nullable(), phone: z.string().nullable() })),
  createEnterprise: procedure({
    method: 'POST',
    path: '/enterprises',
    permission: 'registry.manage',
    summary: { zh: '新增企业', en: 'Add an enterprise' },
    tags,
    successStatus: 201,
  })
    .input(NewEnterprise)
    .output(EnterpriseDetail),
  changeEnterprise: procedure({
    method: 'PATCH',
    path: '/enterprises/{enterpriseId}',
    permission: 'registry.manage',
    summary: { zh: '变更企业信息', en: 'Change an enterprise' },
    tags,
  })
    .input(byId.extend({ version: z.number().int(), reason, fields: EnterpriseFields.partial() }))
    .output(EnterpriseDetail),
  enterpriseHistory: procedure({
    method: 'GET',
    path: '/enterprises/{enterpriseId}/history',
    permission: 'registry.read',
    readOnly: true,
    summary: { zh: '查看企业变更历史', en: 'Read the history of an enterprise' },
    tags,
  })
    .input(PageRequest.extend({ enterpriseId: z.uuid() }))
    .output(pageOf(EnterpriseChange)),
  enterpriseLikenesses: procedure({
    method: 'GET',
    path: '/enterprises/{enterpriseId}/likenesses',
    permission: 'registry.manage',
    summary: { zh: '查找可能重复的企业', en: 'Find enterprises that may be the same' },
    tags,
  })
    .input(byId)
    .output(z.object({ likenesses: z.array(Likeness) })),
  mergeEnterprises: procedure({
    method: 'POST',
    path: '/enterprises/{enterpriseId}/merge',
    permission: 'registry.merge',
    summary: { zh: '合并重复企业', en: 'Merge a duplicate into an enterprise' },
    tags,
  })
    /** `enterpriseId` stays and takes `duplicateId` over, with those of its facts that are `taken`. */
    .input(
      byId.extend({
        duplicateId: z.uuid(),
        reason,
        taken: z.array(MergeField).max(20).default([]),
        /** The version of the survivor that the caller has seen; whatever it is when absent. */
        version: z.number().int().optional(),
      }),
    )
    .output(EnterpriseDetail),
  importEnterprises: procedure({
    method: 'POST',
    path: '/enterprises/imports',
    permission: 'registry.import',
    summary: { zh: '上传企业文件并预检', en: 'Send a file of enterprises and check it' },
    tags,
    bodyLimit: 402,
    successStatus: 201,
  })
    .input(z.object({ file: z.file() }))
    .output(EnterpriseImport),
  listEnterpriseImports: procedure({
    method: 'GET',
    path: '/enterprises/imports',
    permission: 'registry.import',
    summary: { zh: '查询导入记录', en: 'List imports' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(EnterpriseImport)),
  getEnterpriseImport: procedure({
    method: 'GET',
    path: '/enterprises/imports/{importId}',
    permission: 'registry.import',
    summary: { zh: '查看一次导入', en: 'Read an import' },
    tags,
  })
    .input(z.object({ importId: z.uuid() }))
    .output(EnterpriseImport),
  confirmEnterpriseImport: procedure({
    method: 'POST',
    path: '/enterprises/imports/{importId}/confirm',
    permission: 'registry.import',
    summary: { zh: '执行导入', en: 'Import the valid rows of a checked file' },
    tags,
  })
    .input(z.object({ importId: z.uuid(), reason }))
    .output(EnterpriseImport),
  resumeEnterpriseImport: procedure({
    method: 'POST',
    path: '/enterprises/imports/{importId}/resume',
    permission: 'registry.import',
    summary: { zh: '继续中断的导入', en: 'Go on with an import whose job was called off or failed' },
    tags,
  })
    .input(z.object({ importId: z.uuid() }))
    .output(EnterpriseImport),
  /** What is written already stays. */
  abandonEnterpriseImport: procedure({
    method: 'POST',
    path: '/enterprises/imports/{importId}/abandon',
    permission: 'registry.import',
    summary: { zh: '放弃导入', en: 'Give an import up' },
    tags,
  })
    .input(z.object({ importId: z.uuid() }))
    .output(EnterpriseImport),
  enterpriseImportTemplate: procedure({
    method: 'GET',
    path: '/enterprises/import-template',
    permission: 'registry.import',
    summary: { zh: '下载导入模板', en: 'Download the template of an import' },
    tags,
  }).output(z.file()),
  exportEnterprises: procedure({
    method: 'POST',
    path: '/enterprises/exports',
    permission: 'registry.export',
    summary: { zh: '导出企业', en: 'Export enterprises' },
    tags,
    successStatus: 201,
  })
    .input(EnterpriseFilter.extend({ format: z.enum(['csv', 'xlsx']) }))
    /** The job at work; its result is an `EnterpriseExport`. */
    .output(z.object({ runId: z.uuid() })),
  listEnterpriseExports: procedure({
    method: 'GET',
    path: '/enterprises/exports',
    permission: 'registry.export',
    summary: { zh: '查询导出文件', en: 'List exports' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(EnterpriseExport)),
  enterpriseChangesSince: procedure({
    method: 'GET',
    path: '/enterprises/changes',
    permission: 'registry.read',
    summary: { zh: '增量获取企业变更', en: 'Feed of changed enterprises' },
    tags,
  })
    .input(
      z.object({
        /** What the last part gave; from the beginning when absent. */
        since: z.string().max(60).optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(500),
      }),
    )
    .output(ChangesPart),
  upsertEnterprises: procedure({
    method: 'POST',
    path: '/enterprises/batch',
    permission: 'registry.import',
    summary: { zh: '批量新增或更新企业', en: 'Add or change a batch of enterprises by their codes' },
    tags,
    bodyLimit: 8,
    transaction: false,
  })
    .input(UpsertBatch)
    .output(UpsertOutcome),
}
