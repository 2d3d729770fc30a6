/** What programs outside hear of targets. */
import type { TargetRow, TargetStanding, TargetStateRow } from '#kernel/targets/targets.ts'
import type { OutgoingEvent } from '#kernel/webhooks/emit-events.ts'

/** A target stands otherwise in the city than before; type of the event. */
export const targetStateChanged = 'indicators.target-state-changed'

/**
 * One event for each target whose state in the city changed; districts' shares are left out. A target that nothing
 * answers has no data, so that first being answered and no longer being answered are changes too.
 */
export function targetEvents(
  city: string,
  targets: readonly TargetRow[],
  before: readonly TargetStateRow[],
  after: readonly TargetStanding[],
): OutgoingEvent[] {
  const was = new Map(before.flatMap((row) => (row.region === city ? [[row.target_id, row.state]] : [])))
  const is = new Map(after.flatMap((one) => (one.region === city ? [[one.targetId, one]] : [])))
  return targets.flatMap((target) => {
    const from = was.get(target.id) ?? 'no-data'
    const standing = is.get(target.id)
    const to = standing?.state ?? 'no-data'
    if (from === to) return []
    return [
      {
        type: targetStateChanged,
        subject: target.id,
        data: {
          targetId: target.id,
          indicator: target.indicator,
          document: target.source_title,
          before: from,
          after: to,
          current: standing?.current ?? null,
          unit: target.unit,
          period: standing?.period ?? null,
          required: standing?.required ?? null,
          stale: standing?.stale ?? false,
          reason: standing?.reason ?? 'not-answered',
        },
      },
    ]
  })
}
