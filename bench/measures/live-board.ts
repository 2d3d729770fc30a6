/** One record changed, until the target board's API shows it (c). */
import { sql } from 'kysely'
import { z } from 'zod'
import { changeFacts } from '#kernel/measures/change.ts'
import { oneFigure } from './hand-written.ts'
import { best, milliseconds, quantile, report } from './report.ts'
import { checks, city, indicatorCode, type Setting } from './setting.ts'

const changes = 100
const kind = 7

const Board = z.object({
  items: z.array(z.object({ lineageId: z.uuid(), current: z.number().nullable() })),
})

export async function measureLiveBoard(setting: Setting): Promise<void> {
  const { database, application } = setting
  const recomputing = await best(3, () => oneFigure(database, kind, 2025))
  const address = await application.app
    .listen({ port: 0, host: '127.0.0.1' })
    .catch(() => application.app.listeningOrigin)
  // What came before has kept this process from answering: a busy program asks callers to come again.
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const cookie = await application.signIn('clerk')
  const board = async () => {
    const ask = () => fetch(`${address}/api/overview/targets?limit=50`, { headers: { cookie } })
    let answer = await ask()
    // The embedded database works in this process: what came before has kept it from answering for a while.
    for (; answer.status === 503; answer = await ask())
      await new Promise((resolve) => setTimeout(resolve, 500))
    return Board.parse(await answer.json()).items
  }
  const targetId = await bindOne(setting, cookie, (await board())[0]?.lineageId ?? '')
  const shown = async () => (await board()).find((row) => row.lineageId === targetId)?.current
  const times: number[] = []
  let before = await shown()
  for (let change = 0; change < changes; change++) {
    const record = await someRecord(setting)
    const start = performance.now()
    await changeRecord(setting, record, change)
    const now = await shown()
    times.push(performance.now() - start)
    if (now === undefined || now === null || now === before)
      throw new Error(`The board shows ${now} after ${before}, though a record changed`)
    before = now
  }
  const p95 = quantile(times, 0.95)
  report(
    'c',
    `one record changed, p95 of ${changes} until the board shows it`,
    p95,
    'recomputing that figure',
    recomputing,
    '≤ 1/50',
  )
  console.log(`    median ${milliseconds(quantile(times, 0.5))}`)
}

/** Binds a target of the demo's plan to the rate of one kind. */
async function bindOne({ application, within }: Setting, cookie: string, targetId: string): Promise<string> {
  const id = await within(async (scope) => {
    const found = await sql<{ id: string }>`
      select id from indicator where city = ${city} and code = ${indicatorCode('rate', kind)}`.execute(
      scope.tx,
    )
    return found.rows[0]?.id ?? ''
  })
  const answer = await application.send('PUT', `/api/targets/${targetId}/binding`, {
    cookie,
    body: {
      indicatorId: id,
      basis: 'level',
      factor: 1,
      baseline: null,
      year: null,
      path: 'linear',
      milestones: [],
    },
  })
  if (answer.status !== 200) throw new Error(`The target could not be bound: ${JSON.stringify(answer.body)}`)
  return targetId
}

/** A record of the last month, which the board's current value comes from. */
async function someRecord({ within }: Setting): Promise<string> {
  return within(async (scope) => {
    const found = await sql<{ id: string }>`
      select id from bench_check where city = ${city} and kind = ${`k${kind}`} and at >= '2025-12-01' offset floor(random() * 20) limit 1`.execute(
      scope.tx,
    )
    return found.rows[0]?.id ?? ''
  })
}

const changeRecord = ({ within }: Setting, id: string, change: number) =>
  within((scope) =>
    changeFacts(scope, checks, [id], () =>
      sql`update bench_check set failed = failed + ${1000 + change} where city = ${city} and id = ${id}::uuid`.execute(
        scope.tx,
      ),
    ),
  )
