/** The pages of the registry domain: enterprises, what belongs to them, the supervision grid, files. */
import { definePages } from '#ui/pages/define-pages.ts'

const enterprises = { zh: '企业', en: 'Enterprises' }
const certificates = { zh: '证书与许可', en: 'Certificates' }
const instruments = { zh: '计量器具', en: 'Instruments' }
const grid = { zh: '监管网格', en: 'Supervision grid' }
const imports = { zh: '导入', en: 'Import' }

export const registryPages = definePages({
  name: 'registry',
  title: { zh: '主体登记', en: 'Registry' },
  menu: [
    { path: '/registry', title: enterprises },
    { path: '/registry/certificates', title: certificates },
    { path: '/registry/instruments', title: instruments },
    { path: '/registry/grid', title: grid },
    { path: '/registry/import', title: imports },
  ],
  routes: [
    {
      path: '/registry',
      title: enterprises,
      permission: 'registry.read',
      load: async () => (await import('./enterprises/enterprise-list-page.tsx')).EnterpriseListPage,
    },
    {
      path: '/registry/certificates',
      title: certificates,
      permission: 'registry.read',
      load: async () => (await import('./records/certificates-page.tsx')).CertificatesPage,
    },
    {
      path: '/registry/instruments',
      title: instruments,
      permission: 'registry.read',
      load: async () => (await import('./records/instruments-page.tsx')).InstrumentsPage,
    },
    {
      path: '/registry/grid',
      title: grid,
      permission: 'registry.read',
      load: async () => (await import('./grid/grid-page.tsx')).GridPage,
    },
    {
      path: '/registry/import',
      title: imports,
      permission: 'registry.import',
      load: async () => (await import('./import/import-page.tsx')).ImportPage,
    },
    {
      path: '/registry/new',
      title: { zh: '登记企业', en: 'Register an enterprise' },
      permission: 'registry.manage',
      load: async () => (await import('./enterprises/enterprise-form-page.tsx')).EnterpriseCreatePage,
    },
    {
      path: '/registry/$enterpriseId',
      title: enterprises,
      permission: 'registry.read',
      load: async () => (await import('./enterprises/enterprise-page.tsx')).EnterprisePage,
    },
    {
      path: '/registry/$enterpriseId/edit',
      title: { zh: '变更企业', en: 'Change an enterprise' },
      permission: 'registry.manage',
      load: async () => (await import('./enterprises/enterprise-form-page.tsx')).EnterpriseEditPage,
    },
    {
      path: '/registry/$enterpriseId/merge',
      title: { zh: '合并重复登记', en: 'Merge duplicates' },
      permission: 'registry.merge',
      load: async () => (await import('./enterprises/merge-page.tsx')).MergePage,
    },
  ],
})
