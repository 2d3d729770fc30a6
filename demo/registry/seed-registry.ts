/** Fills the register of the demo city: whole batches, each with its figures and vocabulary. */

import type { EnterpriseFields } from '#domains/registry/contract.ts'
import { finishFirstFilling, type TakingIn, takeInBatch } from '#domains/registry/enterprises/bulk-service.ts'
import { Vocabulary } from '#domains/registry/enterprises/prepared-rows.ts'
import type { Database } from '#kernel/db/database.ts'
import { systemIdentity } from '#kernel/db/scope.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { demoCity } from '../city.ts'
import { generateEnterprises } from './generate-enterprises.ts'
import { demoTowns } from './towns.ts'
import { withoutIndexes } from './without-indexes.ts'

/** How many firms the demo has. */
export const registrySizes = { small: 2000, full: 200_000 } as const

const batch = 20_000

/** Adds the towns and the firms. Large, therefore in transactions of its own: comes before the rest of the demo. */
export async function seedRegistry(
  database: Database,
  options: {
    readonly count: number
    readonly now: Date
    /** Grid cell by town. */
    readonly cellOfTown?: ReadonlyMap<string, string>
  },
): Promise<void> {
  await addFictionalRegions(database, demoTowns)
  const identity = systemIdentity(demoCity.code, '示范数据')
  const work: TakingIn = {
    database,
    identity,
    now: options.now,
    kind: 'import',
    reason: null,
    vocabulary: new Vocabulary(),
    firstFilling: true,
  }
  const today = options.now.toISOString().slice(0, 10)
  const fill = async (): Promise<void> => {
    let rows: EnterpriseFields[] = []
    // The next batch is made up while the database writes two, as many as a small server has cores.
    const writing: Array<Promise<unknown>> = []
    for (const firm of generateEnterprises({ count: options.count, today })) {
      rows.push({ ...firm, gridCellId: options.cellOfTown?.get(firm.region) ?? null })
      if (rows.length < batch) continue
      if (writing.length === 2) await writing.shift()
      writing.push(takeInBatch(work, rows))
      rows = []
    }
    await Promise.all(writing)
    if (rows.length > 0) await takeInBatch(work, rows)
  }
  // A few rows are there before the indexes are away.
  await (options.count > batch ? withoutIndexes(database, ['enterprise'], fill) : fill())
  await finishFirstFilling(work, work.vocabulary)
  await database.executeScript('analyze enterprise_pair')
}
