/**
 * A first filling takes many transactions, so one that is cut off leaves half a city. While it runs, a table in the
 * database says so; whoever finds that table at a start knows that the filling never ended, even by `kill -9`.
 */
import { sql } from 'kysely'
import type { Connection, Database } from '#kernel/db/database.ts'

const mark = 'first_filling_unfinished'

/** A database whose first filling was cut off, or is still going on in another process. */
export class UnfinishedFilling extends Error {
  override readonly name = 'UnfinishedFilling'
  constructor(begun: string) {
    super(
      [
        `这个数据库的首次填充始于 ${begun}，一直没有完成，里面只有半座城市，因此不启动。`,
        '如果另一个进程正在填充，请等它完成；否则请新建一个空数据库（或删除并重建这一个），再启动。程序不会删除任何东西。',
        `The first filling of this database began at ${begun} and has not ended, so it holds half a city: not started.`,
        'If another process is filling it, wait for that one; otherwise create an empty database (or drop and create this one), and start again. Nothing is deleted for you.',
      ].join('\n'),
    )
  }
}

/** When the filling that never ended began, in words; undefined for a database that is whole, or empty. */
export async function unfinishedSince(connection: Connection): Promise<string | undefined> {
  const found = await sql<{ begun: string | null }>`
    select obj_description(to_regclass(${mark}), 'pg_class') as begun`.execute(connection)
  return found.rows[0]?.begun ?? undefined
}

/**
 * Fills an empty database. When the work fails or the process dies, the mark stays.
 *
 * @throws {UnfinishedFilling} when another process has begun meanwhile
 */
export async function fillOnce(
  database: Database,
  fill: (database: Database) => Promise<void>,
): Promise<void> {
  const now = new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
  try {
    await database.executeScript(`create table ${mark} (); comment on table ${mark} is '${now}'`)
  } catch (error) {
    const begun = await unfinishedSince(database.kysely)
    throw begun === undefined ? error : new UnfinishedFilling(begun)
  }
  await fill(database)
  await database.executeScript(`drop table ${mark}`)
}
