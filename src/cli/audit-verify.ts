/** `zhiheng audit verify`: says for each city whether its chain is whole; ends with 1 when one is not. */
import { z } from 'zod'
import { runOperatorCommand } from './operator-command.ts'

const Verdicts = z.array(
  z.object({
    city: z.string(),
    entries: z.number(),
    lastHash: z.string(),
    fault: z.object({ sequence: z.number(), kind: z.string() }).optional(),
  }),
)

export async function auditVerify(): Promise<number> {
  const verdicts = Verdicts.parse(await runOperatorCommand('audit-verify'))
  if (verdicts.length === 0) console.log('审计链为空 The audit trail is empty')
  for (const { city, entries, lastHash, fault } of verdicts) {
    if (fault)
      console.log(
        `${city}  ✗ 第 ${fault.sequence} 条起审计链断裂 The chain is broken at entry ${fault.sequence}: ${fault.kind} (${entries} 条完好 entries whole before it)`,
      )
    else console.log(`${city}  ✓ ${entries} 条完好 entries whole, 末条哈希 last hash ${lastHash}`)
  }
  return verdicts.some((verdict) => verdict.fault) ? 1 : 0
}
