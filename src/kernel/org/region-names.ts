/** What regions are called, beside their codes. */
import type { Scope } from '../db/scope.ts'
import { findRegions } from './store.ts'

/** A region with its name; one that is unknown is called by its code. */
export type RegionNames = (code: string) => { code: string; name: string }

/** Reads the names of these regions, in one statement. */
export async function readRegionNames(scope: Scope, codes: Iterable<string>): Promise<RegionNames> {
  const names = new Map(
    (await findRegions(scope.tx, [...new Set(codes)])).map((region) => [region.code, region.name]),
  )
  return (code) => ({ code, name: names.get(code) ?? code })
}
