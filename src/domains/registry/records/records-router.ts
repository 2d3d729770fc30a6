import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { insertCategory, readCategories } from './category-store.ts'
import { recordFile, recordKinds, recordTemplate, takeRecordsIn } from './exchange/record-exchange.ts'
import { gridHandlers } from './grid/grid-router.ts'
import { certificateKind } from './kinds/certificate.ts'
import { instrumentKind } from './kinds/instrument.ts'
import { personKind } from './kinds/person.ts'
import { productKind } from './kinds/product.ts'
import { siteKind } from './kinds/site.ts'
import * as lists from './record-lists.ts'
import * as service from './record-service.ts'
import { findRecordForChange } from './record-store.ts'
import { recordsContract } from './records-contract.ts'
import { recordError } from './records-errors.ts'
import { changeInstrument, recordVerification, verificationsOf } from './verification-service.ts'

const os = implement(recordsContract).$context<RequestContext>().use(scoped)

const certificateDays = (scope: Scope) => lists.standingDays(scope, 'registry.certificate-expiring')
const instrumentDays = (scope: Scope) => lists.standingDays(scope, 'registry.verification-due')

/** The whole of a person's data, on record. */
async function readPerson(scope: Scope, recordId: string) {
  const person = await findRecordForChange(scope, personKind, 'registry.read-personal-data', recordId)
  if (!person) throw kernelError('kernel.not-found')
  recordAudit(scope, {
    action: 'registry.read-personal-data',
    objectType: 'registry-person',
    objectId: person.id,
    objectLabel: personKind.label(person),
    detail: { enterprise: person.enterpriseId },
  })
  return { name: person.name, phone: person.phone, email: person.email }
}

async function addCategory(scope: Scope, parentCode: string, title: { zh: string; en: string }) {
  const row = await insertCategory(scope, parentCode, title)
  if (!row) throw recordError('registry.unknown-category', { code: parentCode })
  recordAudit(scope, {
    action: 'registry.add-category',
    objectType: 'registry-category',
    objectId: row.code,
    objectLabel: row.title_zh,
  })
  return row
}

const toCategory = (row: Awaited<ReturnType<typeof readCategories>>[number]) => ({
  code: row.code,
  parentCode: row.parent_code,
  title: { zh: row.title_zh, en: row.title_en },
  source: row.source,
})

export const recordsRouter = os.router({
  ...gridHandlers,
  listProducts: os.listProducts.handler(({ input, context: { scope } }) => lists.listProducts(scope, input)),
  createProduct: os.createProduct.handler(async ({ input, context: { scope } }) =>
    service.shown(await service.createRecord(scope, productKind, input.enterpriseId, input.fields)),
  ),
  changeProduct: os.changeProduct.handler(async ({ input, context: { scope } }) =>
    service.shown(await service.changeRecord(scope, productKind, input)),
  ),
  listSites: os.listSites.handler(({ input, context: { scope } }) => lists.listSites(scope, input)),
  createSite: os.createSite.handler(async ({ input, context: { scope } }) =>
    service.shown(await service.createRecord(scope, siteKind, input.enterpriseId, input.fields)),
  ),
  changeSite: os.changeSite.handler(async ({ input, context: { scope } }) =>
    service.shown(await service.changeRecord(scope, siteKind, input)),
  ),
  listCertificates: os.listCertificates.handler(({ input, context: { scope } }) =>
    lists.listCertificates(scope, input),
  ),
  createCertificate: os.createCertificate.handler(async ({ input, context: { scope } }) =>
    lists.showCertificate(
      await service.createRecord(scope, certificateKind, input.enterpriseId, input.fields),
      await certificateDays(scope),
    ),
  ),
  changeCertificate: os.changeCertificate.handler(async ({ input, context: { scope } }) =>
    lists.showCertificate(
      await service.changeRecord(scope, certificateKind, input),
      await certificateDays(scope),
    ),
  ),
  listInstruments: os.listInstruments.handler(({ input, context: { scope } }) =>
    lists.listInstruments(scope, input),
  ),
  createInstrument: os.createInstrument.handler(async ({ input, context: { scope } }) =>
    lists.showInstrument(
      await service.createRecord(scope, instrumentKind, input.enterpriseId, input.fields),
      await instrumentDays(scope),
    ),
  ),
  changeInstrument: os.changeInstrument.handler(({ input, context: { scope } }) =>
    changeInstrument(scope, input),
  ),
  listPeople: os.listPeople.handler(({ input, context: { scope } }) => lists.listPeople(scope, input)),
  createPerson: os.createPerson.handler(async ({ input, context: { scope } }) =>
    lists.showPerson(
      await service.createRecord(scope, personKind, input.enterpriseId, input.fields),
      localDate(scope.now),
    ),
  ),
  changePerson: os.changePerson.handler(async ({ input, context: { scope } }) =>
    lists.showPerson(await service.changeRecord(scope, personKind, input), localDate(scope.now)),
  ),
  readPerson: os.readPerson.handler(({ input, context: { scope } }) => readPerson(scope, input.recordId)),
  listVerifications: os.listVerifications.handler(({ input, context: { scope } }) =>
    verificationsOf(scope, input.recordId),
  ),
  recordVerification: os.recordVerification.handler(({ input, context: { scope } }) =>
    recordVerification(scope, input.recordId, input.verification),
  ),
  recordCounts: os.recordCounts.handler(({ input, context: { scope } }) =>
    service.recordCounts(scope, input.enterpriseId),
  ),
  recordHistory: os.recordHistory.handler(({ input, context: { scope } }) =>
    service.recordHistory(scope, input),
  ),
  productCategories: os.productCategories.handler(async ({ context: { scope } }) => ({
    categories: (await readCategories(scope)).map(toCategory),
  })),
  addProductCategory: os.addProductCategory.handler(async ({ input, context: { scope } }) =>
    toCategory(await addCategory(scope, input.parentCode, input.title)),
  ),
  recordTemplate: os.recordTemplate.handler(({ input, context: { scope } }) =>
    recordTemplate(scope, recordKinds[input.kind]),
  ),
  importRecords: os.importRecords.handler(({ input, context: { scope } }) =>
    takeRecordsIn(scope, recordKinds[input.kind], input.file, input.mode),
  ),
  exportRecords: os.exportRecords.handler(({ input, context: { scope } }) =>
    recordFile(scope, recordKinds[input.kind], input.enterpriseId),
  ),
})
