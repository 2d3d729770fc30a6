/** Rebuilding and verifying the figures of every city, for the person who runs the machine. */
import type { Database } from '../db/database.ts'
import type { DomainDefinition } from '../domain.ts'
import { listCities } from '../org/store.ts'
import { type CellMismatch, rebuildCells, verifyCells } from './fold.ts'

/** What came of one fact view in one city. */
export interface ViewReport {
  readonly city: string
  readonly view: string
  /** Blocks written by a rebuild: one per measure, combination of dimensions and year. */
  readonly blocks?: number
  /** Cells whose kept value differs from the records; at most 100. */
  readonly mismatches?: readonly CellMismatch[]
}

async function forEachView(
  database: Database,
  modules: readonly DomainDefinition[],
  work: (city: string, view: DomainDefinition['facts'][number]) => Promise<Omit<ViewReport, 'city' | 'view'>>,
): Promise<ViewReport[]> {
  const reports: ViewReport[] = []
  for (const { code: city } of await listCities(database.kysely))
    for (const view of modules.flatMap((module) => module.facts))
      reports.push({ city, view: view.view, ...(await work(city, view)) })
  return reports
}

/** Makes all sums anew from the records; writers go on meanwhile. */
export const rebuildAllCells = (
  database: Database,
  modules: readonly DomainDefinition[],
): Promise<ViewReport[]> =>
  forEachView(database, modules, async (city, view) => ({ blocks: await rebuildCells(database, city, view) }))

/** Compares all sums and the ledger with the records. */
export const verifyAllCells = (
  database: Database,
  modules: readonly DomainDefinition[],
): Promise<ViewReport[]> =>
  forEachView(database, modules, async (city, view) => ({
    mismatches: await verifyCells(database, city, view),
  }))
