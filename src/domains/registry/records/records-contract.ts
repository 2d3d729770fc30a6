/** Products, sites, certificates, instruments, people and the supervision grid: what it offers over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import { gridContract } from './grid/grid-contract.ts'
import * as schemas from './record-schemas.ts'

const tags = ['registry'] as const
const reason = z.string().trim().min(2).max(500)
const byRecord = z.object({ recordId: z.uuid() })
const byKind = z.object({ kind: schemas.RecordKindName })

/** The procedures that every kind of record has: list, add, change. */
function recordProcedures<
  const Filter extends z.ZodType,
  const View extends z.ZodType,
  const New extends z.ZodType,
  const Change extends z.ZodType,
>(kind: {
  readonly path: `/registry/${string}`
  readonly zh: string
  readonly en: string
  readonly plural: string
  readonly filter: Filter
  readonly view: View
  readonly create: New
  readonly change: Change
}) {
  const { path, zh, en, plural } = kind
  return {
    list: procedure({
      method: 'GET',
      path,
      permission: 'registry.read',
      summary: { zh: `查询企业的${zh}`, en: `List ${plural} of enterprises` },
      tags,
    })
      .input(kind.filter)
      .output(pageOf(kind.view)),
    create: procedure({
      method: 'POST',
      path,
      permission: 'registry.manage',
      summary: { zh: `登记${zh}`, en: `Record a ${en}` },
      tags,
      successStatus: 201,
    })
      .input(kind.create)
      .output(kind.view),
    change: procedure({
      method: 'PATCH',
      path: `${path}/{recordId}`,
      permission: 'registry.manage',
      summary: { zh: `变更${zh}`, en: `Change a ${en}` },
      tags,
    })
      .input(kind.change)
      .output(kind.view),
  }
}

const owner = { enterpriseId: z.uuid() }
const changing = { recordId: z.uuid(), version: z.number().int(), reason }

const products = recordProcedures({
  path: '/registry/products',
  zh: '产品',
  en: 'product',
  plural: 'products',
  filter: schemas.ProductFilter,
  view: schemas.Product,
  create: z.object({
    ...owner,
    fields: schemas.ProductFields.extend({
      model: schemas.ProductFields.shape.model.default(null),
      brand: schemas.ProductFields.shape.brand.default(null),
      gtin: schemas.ProductFields.shape.gtin.default(null),
      standardNumber: schemas.ProductFields.shape.standardNumber.default(null),
      state: schemas.ProductFields.shape.state.default('made'),
    }),
  }),
  change: z.object({ ...changing, fields: schemas.ProductFields.partial() }),
})

const sites = recordProcedures({
  path: '/registry/sites',
  zh: '场所',
  en: 'site',
  plural: 'sites',
  filter: schemas.SiteFilter,
  view: schemas.Site,
  create: z.object({
    ...owner,
    fields: schemas.SiteFields.extend({
      longitude: schemas.SiteFields.shape.longitude.default(null),
      latitude: schemas.SiteFields.shape.latitude.default(null),
      state: schemas.SiteFields.shape.state.default('used'),
    }),
  }),
  change: z.object({ ...changing, fields: schemas.SiteFields.partial() }),
})

const certificates = recordProcedures({
  path: '/registry/certificates',
  zh: '证书或许可',
  en: 'certificate or licence',
  plural: 'certificates and licences',
  filter: schemas.CertificateFilter,
  view: schemas.Certificate,
  create: z.object({
    ...owner,
    fields: schemas.CertificateFields.extend({
      issuer: schemas.CertificateFields.shape.issuer.default(null),
      scope: schemas.CertificateFields.shape.scope.default(null),
      validTo: schemas.CertificateFields.shape.validTo.default(null),
      status: schemas.CertificateFields.shape.status.default('valid'),
      statusSince: schemas.CertificateFields.shape.statusSince.default(null),
    }),
  }),
  change: z.object({ ...changing, fields: schemas.CertificateFields.partial() }),
})

const instruments = recordProcedures({
  path: '/registry/instruments',
  zh: '计量器具',
  en: 'measuring instrument',
  plural: 'measuring instruments',
  filter: schemas.InstrumentFilter,
  view: schemas.Instrument,
  create: z.object({
    ...owner,
    fields: schemas.InstrumentFields.extend({
      model: schemas.InstrumentFields.shape.model.default(null),
      maker: schemas.InstrumentFields.shape.maker.default(null),
      location: schemas.InstrumentFields.shape.location.default(null),
      cycleMonths: schemas.InstrumentFields.shape.cycleMonths.default(null),
      outOfUseOn: schemas.InstrumentFields.shape.outOfUseOn.default(null),
    }),
  }),
  change: z.object({ ...changing, fields: schemas.InstrumentFields.partial() }),
})

const people = recordProcedures({
  path: '/registry/people',
  zh: '人员岗位',
  en: 'person in a role',
  plural: 'people in roles',
  filter: schemas.PersonFilter,
  view: schemas.Person,
  create: z.object({
    ...owner,
    fields: schemas.PersonFields.extend({
      phone: schemas.PersonFields.shape.phone.default(null),
      email: schemas.PersonFields.shape.email.default(null),
      post: schemas.PersonFields.shape.post.default(null),
      qualification: schemas.PersonFields.shape.qualification.default(null),
      appointedOn: schemas.PersonFields.shape.appointedOn.default(null),
      endedOn: schemas.PersonFields.shape.endedOn.default(null),
    }),
  }),
  change: z.object({ ...changing, fields: schemas.PersonFields.partial() }),
})

export const recordsContract = {
  listProducts: products.list,
  createProduct: products.create,
  changeProduct: products.change,
  listSites: sites.list,
  createSite: sites.create,
  changeSite: sites.change,
  listCertificates: certificates.list,
  createCertificate: certificates.create,
  changeCertificate: certificates.change,
  listInstruments: instruments.list,
  createInstrument: instruments.create,
  changeInstrument: instruments.change,
  listPeople: people.list,
  createPerson: people.create,
  changePerson: people.change,
  readPerson: procedure({
    method: 'POST',
    path: '/registry/people/{recordId}/personal-data',
    permission: 'registry.read-personal-data',
    summary: { zh: '查看人员的个人信息（留痕）', en: 'Read personal data of a person, on record' },
    tags,
  })
    .input(byRecord)
    .output(z.object({ name: z.string(), phone: z.string().nullable(), email: z.string().nullable() })),
  listVerifications: procedure({
    method: 'GET',
    path: '/registry/instruments/{recordId}/verifications',
    permission: 'registry.read',
    summary: { zh: '查看计量器具的检定记录', en: 'Read the verifications of an instrument' },
    tags,
  })
    .input(byRecord)
    .output(z.object({ verifications: z.array(schemas.Verification) })),
  recordVerification: procedure({
    method: 'POST',
    path: '/registry/instruments/{recordId}/verifications',
    permission: 'registry.manage',
    summary: { zh: '登记检定结果', en: 'Record a verification' },
    tags,
    successStatus: 201,
  })
    .input(z.object({ recordId: z.uuid(), verification: schemas.NewVerification }))
    .output(schemas.Instrument),
  recordCounts: procedure({
    method: 'GET',
    path: '/enterprises/{enterpriseId}/record-counts',
    permission: 'registry.read',
    summary: { zh: '企业各类信息的数量', en: 'How many records of each kind an enterprise has' },
    tags,
  })
    .input(z.object({ enterpriseId: z.uuid() }))
    .output(z.record(schemas.RecordKindName, z.number().int())),
  recordHistory: procedure({
    method: 'GET',
    path: '/enterprises/{enterpriseId}/record-history',
    permission: 'registry.read',
    summary: { zh: '查看企业各类信息的变更历史', en: 'Read the history of what belongs to an enterprise' },
    tags,
  })
    .input(PageRequest.extend({ enterpriseId: z.uuid() }))
    .output(pageOf(schemas.RecordChange)),
  productCategories: procedure({
    method: 'GET',
    path: '/registry/product-categories',
    permission: 'registry.read',
    summary: { zh: '查看产品分类', en: 'Read the product categories' },
    tags,
  }).output(z.object({ categories: z.array(schemas.ProductCategory) })),
  addProductCategory: procedure({
    method: 'POST',
    path: '/registry/product-categories',
    permission: 'registry.manage',
    summary: { zh: '增加本市产品分类', en: "Add a product category of the city's own" },
    tags,
    successStatus: 201,
  })
    .input(
      z.object({
        parentCode: z.string().regex(/^[0-9]{2}([0-9]{2})?$/),
        title: z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(120) }),
      }),
    )
    .output(schemas.ProductCategory),
  recordTemplate: procedure({
    method: 'GET',
    path: '/registry/records/{kind}/template',
    permission: 'registry.read',
    summary: { zh: '下载导入模板', en: 'Download the template of an import' },
    tags,
  })
    .input(byKind)
    .output(z.file()),
  importRecords: procedure({
    method: 'POST',
    path: '/registry/records/{kind}/import',
    permission: 'registry.import',
    summary: {
      zh: '导入企业的产品、场所、证书、器具或人员',
      en: 'Take records of enterprises in from a file',
    },
    tags,
    bodyLimit: 20,
  })
    .input(
      byKind.extend({
        file: z.file(),
        /** `try` reports what would happen; `take` does it, all of it or nothing. */
        mode: z.enum(['try', 'take']),
      }),
    )
    .output(schemas.RecordImportResult),
  exportRecords: procedure({
    method: 'GET',
    path: '/registry/records/{kind}/export',
    permission: 'registry.export',
    summary: { zh: '导出企业的产品、场所、证书、器具或人员', en: 'Export records of enterprises' },
    tags,
  })
    .input(byKind.extend({ enterpriseId: z.uuid().optional() }))
    .output(z.file()),
  ...gridContract,
}
