/** Inspections of the draws' test city that nobody has touched, and what their teams do and record. */
import { v7 } from 'uuid'
import type { Database } from '#kernel/db/database.ts'
import { drawPerson, makeDrawCity, wholeDraw } from '../draws/draw.fixture.ts'
import type { InspectionOperation } from './inspections-contract.ts'
import type { InspectionRecord } from './record-contract.ts'

/** Who drew the inspections and approves their results. */
export const clerk = drawPerson(crypto.randomUUID(), 'clerk')
/** The accounts of the inspectors of the leading department. */
export const inspectors: readonly string[] = Array.from({ length: 6 }, () => crypto.randomUUID())

/** Makes the city and draws its inspections, of which `inspectors` are the teams. Call once per database. */
export async function openInspections(database: Database): Promise<void> {
  const leader = drawPerson(crypto.randomUUID(), 'leader')
  const city = await makeDrawCity(database, inspectors, clerk, leader)
  await wholeDraw(database, clerk, city)
}

/** What the form of the city's item holds about one check. */
export const answer = (value: string | number | null, remark = '', photos: string[] = []) => ({
  value,
  remark,
  photos,
})

/** A record in which nothing was found. */
export const clean: InspectionRecord = {
  answers: { licence: answer('conforms'), label: answer('conforms') },
  remark: '',
  location: { latitude: 30.5, longitude: 120.7, accuracy: 10, at: '2026-05-10T02:00:00.000Z' },
  signature: { name: '负责人', kind: 'typed', fileId: null },
  outcome: 'nothing-found',
  correctBy: null,
}

/** A record with one finding, which is to be put right. */
export const withFinding: InspectionRecord = {
  ...clean,
  answers: { licence: answer('conforms'), label: answer('fails', '没有厂址') },
  outcome: 'ordered-to-correct',
  correctBy: '2026-06-01',
}

/** What a phone sends of an inspection: that it was accepted, that the team arrived, what it recorded. */
export const inspectionSteps = (
  inspectionId: string,
  record: InspectionRecord,
): [
  accept: InspectionOperation,
  arrive: InspectionOperation,
  record: Extract<InspectionOperation, { kind: 'record' }>,
] => [
  { operationId: v7(), inspectionId, kind: 'accept', madeAt: '2026-05-08T01:00:00.000Z' },
  { operationId: v7(), inspectionId, kind: 'arrive', madeAt: '2026-05-10T01:00:00.000Z' },
  {
    operationId: v7(),
    inspectionId,
    kind: 'record',
    madeAt: '2026-05-10T03:00:00.000Z',
    record,
    replace: false,
  },
]
