/** Lays a finished reading out as a draft version with its review case. */
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { planError } from './errors.ts'
import { insertAnswerableUnits, insertItems } from './item-store.ts'
import { layOutVersion } from './lay-out.ts'
import type { PlanReading } from './reader/plan-reading.ts'
import { reviewCaseType } from './review-case.ts'
import { loadVersionItems } from './service.ts'
import {
  findDocument,
  insertPlan,
  insertSections,
  insertVersion,
  updateDocument,
  updateVersion,
  versionsOfPlans,
} from './store.ts'
import type { DocumentRow } from './tables.ts'
import { resolveUnits } from './unit-resolution.ts'

/** Finds or makes the plan that a reading belongs to, and the number of its next version. */
async function planOfReading(scope: Scope, document: DocumentRow, reading: PlanReading) {
  if (document.plan_id) {
    const versions = await versionsOfPlans(scope, [document.plan_id])
    return {
      planId: document.plan_id,
      number: (versions[0]?.number ?? 0) + 1,
      base: versions.find((one) => one.state === 'published'),
    }
  }
  const planId = newId()
  await insertPlan(scope, {
    id: planId,
    title: reading.title ?? document.name.replace(/\.[a-z]+$/i, ''),
    issuer: reading.issuer,
    doc_number: reading.docNumber,
    issued_on: reading.issuedOn,
    place: document.place,
    standing: document.standing,
    published_version_id: null,
    created_at: scope.now,
    created_by: document.imported_by,
  })
  return { planId, number: 1, base: undefined }
}

/**
 * Lays a finished reading out as a draft version with its review case. Safe to repeat: a document that has
 * its version already is left alone.
 */
export async function createDraft(scope: Scope, documentId: string, reading: PlanReading): Promise<string> {
  const document = await findDocument(scope, documentId)
  if (!document) throw planError('plans.not-found')
  if (document.version_id) return document.version_id
  const { planId, number, base } = await planOfReading(scope, document, reading)
  const versionId = newId()
  await insertVersion(scope, {
    id: versionId,
    plan_id: planId,
    document_id: documentId,
    number,
    state: 'draft',
    base_version_id: base?.id ?? null,
    case_id: null,
    created_at: scope.now,
    published_at: null,
    published_by: null,
  })
  const names = reading.tasks.flatMap((task) => task.units)
  const resolve = document.standing === 'own' ? await resolveUnits(scope, names) : () => undefined
  const rows = layOutVersion({
    versionId,
    reading,
    base: base && (await loadVersionItems(scope, base.id)),
    resolve,
    now: scope.now,
    by: scope.actor.name,
  })
  await insertSections(scope, rows.sections)
  await insertItems(scope, 'plan_target', rows.targets)
  await insertItems(scope, 'plan_task', rows.tasks)
  await insertAnswerableUnits(scope, rows.units)
  await updateDocument(scope, documentId, {
    state: 'read',
    source_text: reading.text,
    warnings: [...reading.warnings],
    plan_id: planId,
    version_id: versionId,
  })
  const opened = await openCase(scope, reviewCaseType, {
    title: reading.title ?? document.name,
    subject: { type: 'plan-version', id: versionId },
    data: { versionId },
  })
  await updateVersion(scope, versionId, { case_id: opened.id })
  recordAudit(scope, {
    action: 'plans.read',
    objectType: 'plan-version',
    objectId: versionId,
    objectLabel: reading.title ?? document.name,
    detail: { targets: rows.targets.length, tasks: rows.tasks.length, sections: rows.sections.length },
  })
  return versionId
}
