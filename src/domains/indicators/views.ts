/** From rows to what the contract shows. */
import type { TargetRow, TargetStateRow } from '#kernel/targets/targets.ts'
import type {
  Binding,
  Computation,
  DefinitionFields,
  Indicator,
  IndicatorVersion,
  Observation,
  Standing,
} from './contract.ts'
import { type DefinedIndicator, latestVersion, versionOn } from './definitions.ts'
import type { BindingRow, ObservationRow, VersionRow } from './tables.ts'

function toComputation(row: VersionRow): Computation {
  if (row.computation === 'expression') return { kind: 'expression', expression: row.expression ?? '' }
  if (row.computation === 'method' && row.method) return { kind: 'method', method: row.method }
  return { kind: 'observed' }
}

export function toVersion(row: VersionRow): IndicatorVersion {
  return {
    id: row.id,
    number: row.number,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    reason: row.reason,
    createdBy: row.created_by,
    approvedBy: row.approved_by,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    synonyms: row.synonyms,
    definitionZh: row.definition_zh,
    definitionEn: row.definition_en,
    unit: row.unit,
    direction: row.direction,
    decimals: row.decimals,
    category: row.category,
    period: row.period,
    accumulation: row.accumulation,
    sourceStandard: row.source_standard,
    ownerUnitType: row.owner_unit_type,
    computation: toComputation(row),
    minimum: row.minimum,
    maximum: row.maximum,
    largestJump: row.largest_jump,
  }
}

/** The columns of a version that its fields fill. */
export function fromFields(fields: DefinitionFields) {
  const { computation } = fields
  return {
    name_zh: fields.nameZh,
    name_en: fields.nameEn,
    synonyms: fields.synonyms,
    definition_zh: fields.definitionZh,
    definition_en: fields.definitionEn,
    unit: fields.unit,
    direction: fields.direction,
    decimals: fields.decimals,
    category: fields.category,
    period: fields.period,
    accumulation: fields.accumulation,
    source_standard: fields.sourceStandard,
    owner_unit_type: fields.ownerUnitType,
    computation: computation.kind,
    expression: computation.kind === 'expression' ? computation.expression : null,
    method: computation.kind === 'method' ? computation.method : null,
    minimum: fields.minimum,
    maximum: fields.maximum,
    largest_jump: fields.largestJump,
  }
}

export function toIndicator(indicator: DefinedIndicator, day: string): Indicator {
  return {
    id: indicator.id,
    code: indicator.code,
    origin: indicator.origin,
    version: toVersion(versionOn(indicator, day)),
  }
}

export function toNamed(indicator: DefinedIndicator) {
  const version = latestVersion(indicator)
  return { id: indicator.id, code: indicator.code, nameZh: version.name_zh, nameEn: version.name_en }
}

export const toNamedWithUnit = (indicator: DefinedIndicator) => ({
  ...toNamed(indicator),
  unit: latestVersion(indicator).unit,
})

export function toObservation(row: ObservationRow): Observation {
  return {
    id: row.id,
    indicatorId: row.indicator_id,
    region: row.region,
    period: row.period,
    value: row.value,
    state: row.state,
    explanation: row.explanation,
    enteredAt: row.entered_at.toISOString(),
    enteredBy: row.entered_by,
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedBy: row.published_by,
  }
}

export function toBinding(row: BindingRow, indicator: DefinedIndicator): Binding {
  return {
    indicator: toNamedWithUnit(indicator),
    basis: row.basis,
    factor: row.factor,
    baseline:
      row.baseline_year === null || row.baseline_value === null
        ? null
        : { year: row.baseline_year, value: row.baseline_value },
    year: row.year,
    path: row.path,
    milestones: [...row.milestones],
    confirmedAt: row.confirmed_at.toISOString(),
    confirmedBy: row.confirmed_by,
  }
}

export function toStanding(row: TargetStateRow): Standing {
  return {
    region: row.region,
    state: row.state,
    current: row.current_value,
    period: row.current_period,
    required: row.required_value,
    stale: row.stale,
    reason: row.reason,
    soFar:
      row.so_far_value === null || row.so_far_period === null
        ? null
        : { period: row.so_far_period, value: row.so_far_value },
  }
}

/** The wording of a target. */
export function toWording(row: TargetRow) {
  return {
    id: row.id,
    planTitle: row.source_title,
    indicator: row.indicator,
    action: row.action,
    comparator: row.comparator,
    value: row.value,
    valueHigh: row.value_high,
    unit: row.unit,
    year: row.year,
    scope: row.scope_word,
  }
}
