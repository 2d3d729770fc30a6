/** `zhiheng measures rebuild|verify`: the figures of every city from the records, and whether the two agree. */
import { z } from 'zod'
import { runOperatorCommand } from './operator-command.ts'

const Mismatch = z.object({
  measure: z.string(),
  region: z.string(),
  month: z.string(),
  dimensions: z.string(),
  kept: z.number(),
  recomputed: z.number(),
})
const Rebuilt = z.array(z.object({ city: z.string(), view: z.string(), blocks: z.number() }))
const Verified = z.array(z.object({ city: z.string(), view: z.string(), mismatches: z.array(Mismatch) }))

const nothing = '没有登记任何事实视图 No fact views are declared'

export async function measuresRebuild(): Promise<number> {
  const reports = Rebuilt.parse(await runOperatorCommand('measures-rebuild'))
  if (reports.length === 0) console.log(nothing)
  for (const { city, view, blocks } of reports) console.log(`${city}  ${view}: ${blocks} 个数据块 blocks`)
  return 0
}

/** Ends with 1 when a figure differs from its records. */
export async function measuresVerify(): Promise<number> {
  const reports = Verified.parse(await runOperatorCommand('measures-verify'))
  if (reports.length === 0) console.log(nothing)
  for (const { city, view, mismatches } of reports) {
    console.log(`${city}  ${view}: ${mismatches.length === 0 ? '✓' : `✗ ${mismatches.length}`}`)
    for (const { measure, region, month, dimensions, kept, recomputed } of mismatches)
      console.log(
        `    ${measure} ${region} ${month} ${dimensions}: 现存 kept ${kept}, 重算 recomputed ${recomputed}`,
      )
  }
  return reports.some((report) => report.mismatches.length > 0) ? 1 : 0
}
