/** What past inspections of the demo city found: many at a time, the same for the same enterprise and draw. */
import { createHash } from 'node:crypto'
import { inspectionFacts } from '#domains/supervision/inspections/inspections-facts.ts'
import type { Answer, InspectionRecord, Outcome } from '#domains/supervision/inspections/record-contract.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import type { DemoItem } from './inspection-items.ts'
import { type ConcludedRow, inspectionsToConclude, writeConclusions } from './inspections-store.ts'

/** Share of inspections that find something, by risk class. */
const findsSomething = { A: 0.07, B: 0.15, C: 0.3, D: 0.5, N: 0.18 } as const

const day = 86_400_000

/** Numbers from 0 to 1 that belong to a text. */
function chances(text: string): (index: number) => number {
  const digest = createHash('sha256').update(text).digest()
  return (index) => digest.readUInt16LE((index * 2) % 30) / 65_536
}

const answer = (value: Answer['value'], remark = ''): Answer => ({ value, remark, photos: [] })

function answersOf(item: DemoItem, failing: ReadonlySet<string>): Record<string, Answer> {
  return Object.fromEntries(
    item.checks.map((check) => {
      if (check.kind === 'number')
        return [check.key, answer(check.maximum === undefined ? 1 : check.maximum / 2)]
      if (check.kind === 'choice') return [check.key, answer(check.options?.[0] ?? '')]
      return failing.has(check.key)
        ? [check.key, answer('fails', `${check.title}不符合要求，已现场告知。`)]
        : [check.key, answer('conforms')]
    }),
  )
}

/** Where an inspection stands on the demo's day, given the days on which its steps would have been taken. */
function stateOn(
  now: Date,
  row: { recorded: Date; approved: Date; published: Date; corrected: Date },
  outcome: Outcome,
): ConcludedRow['state'] {
  if (row.recorded > now) return 'assigned'
  if (row.approved > now) return 'recorded'
  if (row.published > now) return 'approved'
  if (outcome === 'ordered-to-correct' && row.corrected > now) return 'correcting'
  return outcome === 'further-handling' ? 'transferred' : 'closed'
}

function conclusion(
  now: Date,
  item: DemoItem,
  drawnAt: Date,
  row: Awaited<ReturnType<typeof inspectionsToConclude>>[number],
): ConcludedRow {
  const chance = chances(`${row.credit_code}/${item.code}/${drawnAt.toISOString()}`)
  const conformity = item.checks.filter((check) => check.kind === 'conformity')
  const finds = chance(0) < findsSomething[row.class]
  const absent = chance(1)
  const failing = new Set(
    finds && absent > 0.06
      ? [
          conformity[Math.floor(chance(2) * conformity.length)],
          chance(3) < 0.25 ? conformity[0] : undefined,
        ].flatMap((check) => check?.key ?? [])
      : [],
  )
  const outcome: Outcome =
    absent < 0.025
      ? 'unreachable'
      : absent < 0.05
        ? 'no-such-business'
        : failing.size === 0
          ? 'nothing-found'
          : chance(4) < 0.08
            ? 'further-handling'
            : 'ordered-to-correct'
  const there = outcome !== 'unreachable' && outcome !== 'no-such-business'
  const recorded = new Date(drawnAt.getTime() + (4 + chance(5) * 20) * day)
  const approved = new Date(recorded.getTime() + (1 + chance(6) * 4) * day)
  const published = new Date(approved.getTime() + (2 + chance(7) * 12) * day)
  const corrected = new Date(recorded.getTime() + (12 + chance(8) * 25) * day)
  const state = stateOn(now, { recorded, approved, published, corrected }, outcome)
  const isRecorded = state !== 'assigned'
  const correctBy =
    outcome === 'ordered-to-correct'
      ? new Date(recorded.getTime() + 15 * day).toISOString().slice(0, 10)
      : null
  const record: InspectionRecord = {
    answers: there ? answersOf(item, failing) : {},
    remark: there ? '' : '按登记地址现场查看，未见开展经营活动。',
    location: null,
    signature: there ? { name: '现场负责人', kind: 'typed', fileId: null } : null,
    outcome,
    correctBy,
  }
  const past = (moment: Date) => (moment <= now ? moment.toISOString() : null)
  const done = state === 'closed' || state === 'transferred'
  return {
    id: row.id,
    state,
    outcome: isRecorded ? outcome : null,
    record: isRecorded ? record : null,
    checks_done: isRecorded ? Object.keys(record.answers).length : 0,
    problems: isRecorded ? failing.size : 0,
    corrected: isRecorded && outcome === 'ordered-to-correct' && corrected <= now ? failing.size : 0,
    accepted_at: past(new Date(drawnAt.getTime() + day)),
    recorded_at: past(recorded),
    approved_at: past(approved),
    published_at: past(published),
    corrected_at: outcome === 'ordered-to-correct' ? past(corrected) : null,
    correct_by: isRecorded ? correctBy : null,
    publish_by: isRecorded ? new Date(recorded.getTime() + 28 * day).toISOString().slice(0, 10) : null,
    closed_at: done ? past(outcome === 'ordered-to-correct' ? corrected : published) : null,
  }
}

/** Writes the results of a draw's inspections, as far as they would be on the demo's day, with their figures. */
export async function concludeInspections(
  scope: Scope,
  drawId: string,
  item: DemoItem,
  drawnAt: Date,
): Promise<void> {
  const rows = (await inspectionsToConclude(scope, drawId)).map((row) =>
    conclusion(scope.now, item, drawnAt, row),
  )
  await changeFacts(
    scope,
    inspectionFacts,
    rows.map((row) => row.id),
    () => writeConclusions(scope, rows),
  )
}
