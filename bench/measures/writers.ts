/** Eight writers on one cell, with and without measures (e). */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { addFacts, changeFacts } from '#kernel/measures/change.ts'
import { foldLedger } from '#kernel/measures/fold.ts'
import { checks, city, type Setting } from './setting.ts'

const writers = 8
const seconds = 3
const rounds = 3

type Scope = Parameters<Parameters<Setting['within']>[0]>[0]

const insert = (scope: Scope, id: string) =>
  sql`insert into bench_check values (${city}, ${id}::uuid, '990102', '2025-12-15', 'k7', 10, 1, 100)`.execute(
    scope.tx,
  )
const update = (scope: Scope, id: string) =>
  sql`update bench_check set checked = checked + 1 where city = ${city} and id = ${id}::uuid`.execute(
    scope.tx,
  )

/** Transactions a second that all writers together commit. */
async function throughput(
  { within }: Setting,
  write: (scope: Scope, writer: number) => Promise<unknown>,
): Promise<number> {
  const end = performance.now() + seconds * 1000
  const start = performance.now()
  const counts = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      let count = 0
      for (; performance.now() < end; count++) await within((scope) => write(scope, writer))
      return count
    }),
  )
  return (counts.reduce((sum, count) => sum + count, 0) * 1000) / (performance.now() - start)
}

/** Each writer has a record of its own that it changes; all lie in one cell. */
async function ownRecords({ within }: Setting): Promise<string[]> {
  const ids = Array.from({ length: writers }, () => newId())
  await within((scope) =>
    changeFacts(scope, checks, ids, async () => {
      for (const id of ids) await insert(scope, id)
    }),
  )
  return ids
}

export async function measureWriters(setting: Setting): Promise<void> {
  const own = await ownRecords(setting)
  const idOf = (writer: number): string => own[writer] ?? ''
  const works = {
    insertPlain: (scope: Scope) => insert(scope, newId()),
    insertMeasured: async (scope: Scope) => {
      const id = newId()
      await insert(scope, id)
      await addFacts(scope, checks, [id])
    },
    updatePlain: (scope: Scope, writer: number) => update(scope, idOf(writer)),
    updateMeasured: (scope: Scope, writer: number) =>
      changeFacts(scope, checks, [idOf(writer)], () => update(scope, idOf(writer))),
  }
  const rates = { insertPlain: 0, insertMeasured: 0, updatePlain: 0, updateMeasured: 0 }
  for (let round = 0; round < rounds; round++)
    for (const name of Object.keys(works) as Array<keyof typeof works>)
      rates[name] = Math.max(rates[name], await throughput(setting, works[name]))
  const line = (what: string, plain: number, measured: number): void =>
    console.log(
      `(e) ${writers} writers on one cell, ${what}: ${measured.toFixed(0)}/s with measures, ${plain.toFixed(0)}/s without; ratio ${(measured / plain).toFixed(2)} (goal ≥ 0.7)`,
    )
  line('new records', rates.insertPlain, rates.insertMeasured)
  line('changed records', rates.updatePlain, rates.updateMeasured)
  while ((await foldLedger(setting.database, city)) > 0);
}
