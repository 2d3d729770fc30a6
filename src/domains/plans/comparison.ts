/** Brings the targets of several plans together by what they measure. */
import type { ComparisonRow } from './contract.ts'
import { indicatorKey, likeness } from './likeness.ts'

export type ComparedTarget = ComparisonRow['values'][number] & { readonly unit: string }

// Names this alike and of the same unit are taken for one indicator: 农产品质量安全例行监测合格率 and
// 主要农产品质量安全监测合格率 are, 食品抽检合格率 and 药品抽检合格率 are not.
const alike = 0.8

interface Group {
  readonly key: string
  readonly row: { indicator: string; unit: string; values: ComparisonRow['values'][number][] }
}

/**
 * Groups targets into indicators: same name (without words for the place) and same unit; then groups whose names
 * are nearly the same. Sorted by how many plans name them.
 *
 * @param shared leaves out what only one plan names
 */
export function compareTargets(targets: readonly ComparedTarget[], shared: boolean): ComparisonRow[] {
  const exact = new Map<string, Group>()
  for (const { unit, ...value } of targets) {
    const key = `${indicatorKey(value.indicator)}|${unit}`
    const group = exact.get(key) ?? { key, row: { indicator: value.indicator, unit, values: [] } }
    exact.set(key, group)
    group.row.values.push(value)
  }
  const merged = mergeAlike([...exact.values()])
  const plansOf = (row: ComparisonRow): number => new Set(row.values.map((value) => value.planId)).size
  return merged
    .filter((row) => !shared || plansOf(row) > 1)
    .toSorted((a, b) => plansOf(b) - plansOf(a) || a.indicator.localeCompare(b.indicator, 'zh'))
}

/** Only groups of one unit are compared with each other, so the work stays small. */
function mergeAlike(groups: readonly Group[]): ComparisonRow[] {
  const byUnit = new Map<string, ComparisonRow[]>()
  for (const { row } of groups) {
    const rows = byUnit.get(row.unit) ?? []
    byUnit.set(row.unit, rows)
    const same = rows.find((other) => likeness(other.indicator, row.indicator) >= alike)
    if (same) same.values.push(...row.values)
    else rows.push(row)
  }
  return [...byUnit.values()].flat()
}
