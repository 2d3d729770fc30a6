/** Binds the org contract to the service. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { getBoundaries, removeBoundaries, setBoundaries } from './boundaries.ts'
import { orgContract, type RegionView, type UnitView } from './contract.ts'
import { findRegions, listRegions, type RegionRow } from './store.ts'
import {
  changeUnit,
  cityProfile,
  createUnit,
  getUnit,
  resolveUnitNames,
  setCityProfile,
  setUnitActive,
  type Unit,
  unitPage,
} from './units.ts'

const os = implement(orgContract).$context<RequestContext>().use(scoped)

const regionView = (row: RegionRow): RegionView => ({
  code: row.code,
  name: row.name,
  level: row.level,
  parentCode: row.parent_code,
})

const unitView = (unit: Unit): UnitView => ({
  ...unit,
  type: unit.type ?? null,
  parentId: unit.parentId ?? null,
})

export const orgRouter = os.router({
  listRegions: os.listRegions.handler(async ({ input, context: { scope } }) => {
    const { after, limit, ...filter } = input
    const rows = await listRegions(scope, filter, after, limit + 1)
    const items = rows.slice(0, limit)
    return { items: items.map(regionView), next: rows.length > limit ? (items.at(-1)?.code ?? null) : null }
  }),
  getRegion: os.getRegion.handler(async ({ input, context: { scope } }) => {
    const { code } = input
    const above = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code.slice(0, 6), code]
    const rows = await findRegions(scope.tx, [...new Set(above)])
    if (!rows.some((row) => row.code === code)) throw kernelError('kernel.not-found')
    return { path: rows.toSorted((a, b) => a.code.localeCompare(b.code)).map(regionView) }
  }),
  getCity: os.getCity.handler(({ context: { scope } }) => cityProfile(scope)),
  updateCity: os.updateCity.handler(async ({ input, context: { scope } }) => {
    await setCityProfile(scope, input.name, input.shortName)
    return cityProfile(scope)
  }),
  listUnits: os.listUnits.handler(async ({ input, context: { scope } }) => {
    const { after, limit, ...filter } = input
    const page = await unitPage(scope, filter, after, limit)
    return { items: page.items.map(unitView), next: page.next }
  }),
  getUnit: os.getUnit.handler(async ({ input, context: { scope } }) =>
    unitView(await getUnit(scope, input.unitId)),
  ),
  createUnit: os.createUnit.handler(async ({ input, context: { scope } }) =>
    unitView(await createUnit(scope, input)),
  ),
  updateUnit: os.updateUnit.handler(async ({ input, context: { scope } }) => {
    const { unitId, ...change } = input
    return unitView(await changeUnit(scope, unitId, change))
  }),
  setUnitActive: os.setUnitActive.handler(async ({ input, context: { scope } }) =>
    unitView(await setUnitActive(scope, input.unitId, input.active)),
  ),
  resolveUnits: os.resolveUnits.handler(async ({ input, context: { scope } }) => {
    const found = await resolveUnitNames(scope, input.names)
    return {
      units: input.names.map((name) => {
        const unit = found.get(name)
        return { name, unit: unit ? unitView(unit) : null }
      }),
    }
  }),
  getBoundaries: os.getBoundaries.handler(async ({ context: { scope } }) => ({
    boundaries: await getBoundaries(scope),
  })),
  setBoundaries: os.setBoundaries.handler(({ input, context: { scope } }) => setBoundaries(scope, input)),
  removeBoundaries: os.removeBoundaries.handler(async ({ context: { scope } }) => ({
    removed: await removeBoundaries(scope),
  })),
})
