/** From rows to what the contract shows. */
import type { AnswerableUnit, Plan, Target, Task, VersionSummary } from './contract.ts'
import type { CountedVersion } from './store.ts'
import type { AnswerableUnitRow, PlanRow, TargetRow, TaskRow } from './tables.ts'

export function toPlan(row: PlanRow): Plan {
  return {
    id: row.id,
    title: row.title,
    issuer: row.issuer,
    docNumber: row.doc_number,
    issuedOn: row.issued_on,
    place: row.place,
    standing: row.standing,
    createdAt: row.created_at.toISOString(),
    publishedVersionId: row.published_version_id,
  }
}

export function toVersionSummary(row: CountedVersion): VersionSummary {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    caseId: row.case_id,
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedBy: row.published_by,
    targets: row.targets,
    tasks: row.tasks,
    unread: row.unread,
  }
}

/** Units by the entry they answer for, in the order of the document. */
export function groupUnits(rows: readonly AnswerableUnitRow[]): ReadonlyMap<string, AnswerableUnit[]> {
  const groups = new Map<string, AnswerableUnit[]>()
  for (const row of rows) {
    const unit = {
      name: row.name_as_written,
      lead: row.is_lead,
      unitId: row.unit_id,
      unitType: row.unit_type,
    }
    const group = groups.get(row.item_id)
    if (group) group.push(unit)
    else groups.set(row.item_id, [unit])
  }
  return groups
}

export function toTarget(row: TargetRow, units: readonly AnswerableUnit[]): Target {
  return {
    id: row.id,
    lineageId: row.lineage_id,
    path: row.section_path,
    indicator: row.indicator,
    action: row.action,
    comparator: row.comparator,
    value: row.value,
    valueHigh: row.value_high,
    unit: row.unit,
    year: row.year,
    scope: row.scope_word,
    quote: row.quote,
    span: { start: row.span_start, end: row.span_end },
    doubt: row.doubt,
    review: row.review,
    units: [...units],
  }
}

export function toTask(row: TaskRow, units: readonly AnswerableUnit[]): Task {
  return {
    id: row.id,
    lineageId: row.lineage_id,
    path: row.section_path,
    heading: row.heading,
    span: { start: row.span_start, end: row.span_end },
    review: row.review,
    units: [...units],
  }
}
