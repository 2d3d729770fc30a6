import { appendOnlyCityTable, cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { countPairsJob } from './count-pairs-job.ts'
import { enterpriseCounts, enterpriseFacts } from './enterprise-facts.ts'
import { enterprisesRouter } from './enterprises-router.ts'
import { exportJob } from './exchange/export-job.ts'
import { checkImportJob, finishImportJob, importJob } from './exchange/import-jobs.ts'

/** Enterprises: register, search, history, exchange of files. */
export const enterprisesPart: DomainPart = {
  tables: {
    enterprise: cityTable,
    enterprise_change: appendOnlyCityTable,
    enterprise_work: appendOnlyCityTable,
    enterprise_pair: cityTable,
    enterprise_import: cityTable,
    enterprise_export: appendOnlyCityTable,
  },
  views: {
    registry_subject: 'invoker',
    registry_subject_address: 'invoker',
    registry_redirect: 'invoker',
    registry_work: 'invoker',
    registry_enterprise_label: 'invoker',
    enterprise_found: 'definer',
  },
  permissions: {
    'registry.read': {
      title: { zh: '查看主体登记信息', en: 'Read the registry' },
      roles: { clerk: 'city', leader: 'city', inspector: 'district', liaison: 'district' },
    },
    'registry.read-personal-data': {
      title: { zh: '查看主体的个人信息', en: 'Read personal data in the registry' },
      roles: { clerk: 'city', inspector: 'district' },
    },
    'registry.manage': {
      title: { zh: '维护主体登记信息', en: 'Keep the registry' },
      roles: { clerk: 'city' },
    },
    'registry.merge': {
      title: { zh: '合并重复主体', en: 'Merge duplicates in the registry' },
      roles: { clerk: 'city' },
    },
    'registry.import': {
      title: { zh: '批量导入主体', en: 'Take files into the registry' },
      roles: { clerk: 'city' },
    },
    'registry.export': {
      title: { zh: '批量导出主体', en: 'Export the registry' },
      roles: { clerk: 'city', leader: 'city' },
    },
  },
  facts: [enterpriseFacts, enterpriseCounts],
  jobs: [checkImportJob, importJob, finishImportJob, exportJob, countPairsJob],
  router: enterprisesRouter,
}
