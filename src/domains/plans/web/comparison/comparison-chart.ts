/** A comparison row as a chart: a group of bars per plan, one bar per deadline. */
import type { ChartData } from '#ui/charts/chart-data.ts'
import type { ComparisonRow, Plan } from '../../contract.ts'

/** How a plan is called where there is little room: its place with the year it was issued, else its title. */
export function planHeading(plan: Plan): string {
  const place = plan.place ?? plan.issuer
  if (!place) return plan.title
  return plan.issuedOn ? `${place} ${plan.issuedOn.slice(0, 4)}` : place
}

/** Only plans that name the indicator are drawn. Of two values of one plan and year the first counts. */
export function chartOfRow(
  row: ComparisonRow,
  plans: readonly Plan[],
  words: { readonly title: string; readonly plan: string; readonly noYear: string },
): ChartData {
  const naming = plans.filter((plan) => row.values.some((value) => value.planId === plan.id))
  const years = [...new Set(row.values.map((value) => value.year))].toSorted(
    (a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY),
  )
  return {
    title: words.title,
    labelTitle: words.plan,
    labels: naming.map(planHeading),
    unit: row.unit,
    series: years.map((year) => ({
      name: year === null ? words.noYear : String(year),
      kind: 'bar',
      values: naming.map(
        (plan) => row.values.find((value) => value.planId === plan.id && value.year === year)?.value ?? null,
      ),
    })),
  }
}
