/** Regions, the city's units and the city itself over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '../api/contract.ts'
import { boundariesContract } from './boundaries-contract.ts'
import { regionLevels } from './region-codes.ts'

const tags = ['org'] as const

export const RegionCode = z.string().regex(/^\d{6}(\d{3})?$/)

export const RegionView = z.object({
  code: RegionCode,
  name: z.string(),
  level: z.enum(regionLevels),
  parentCode: RegionCode.nullable(),
})
export type RegionView = z.infer<typeof RegionView>

export const UnitView = z.object({
  id: z.uuid(),
  name: z.string(),
  shortName: z.string(),
  /** Key of a canonical type (`unit-types.ts`); null for a unit of none. */
  type: z.string().nullable(),
  parentId: z.uuid().nullable(),
  region: RegionCode,
  active: z.boolean(),
})
export type UnitView = z.infer<typeof UnitView>

export const CityView = z.object({ code: RegionCode, name: z.string(), shortName: z.string() })
export type CityView = z.infer<typeof CityView>

const UnitFields = z.object({
  name: z.string().trim().min(2).max(120),
  shortName: z.string().trim().min(1).max(60).optional(),
  type: z.string().max(60).nullable().optional(),
  parentId: z.uuid().nullable().optional(),
  region: RegionCode.optional(),
})

export const orgContract = {
  listRegions: procedure({
    method: 'GET',
    path: '/regions',
    permission: 'public',
    summary: { zh: '查询行政区划', en: 'List administrative divisions' },
    tags,
  })
    .input(
      PageRequest.extend({
        /** Code of the division whose direct parts are wanted. */
        parent: RegionCode.optional(),
        /** Code of the division in which to look, at any depth. */
        within: RegionCode.optional(),
        level: z.enum(regionLevels).optional(),
        search: z.string().trim().min(1).max(40).optional(),
      }),
    )
    .output(pageOf(RegionView)),
  getRegion: procedure({
    method: 'GET',
    path: '/regions/{code}',
    permission: 'public',
    summary: { zh: '查看一个行政区划及其上级', en: 'Read a division with those above it' },
    tags,
  })
    .input(z.object({ code: RegionCode }))
    /** From the province down to the division itself. */
    .output(z.object({ path: z.array(RegionView) })),
  getCity: procedure({
    method: 'GET',
    path: '/city',
    permission: 'public',
    summary: { zh: '查看本市名称', en: "Read the city's name" },
    tags,
  }).output(CityView),
  updateCity: procedure({
    method: 'PUT',
    path: '/city',
    permission: 'org.manage-city',
    summary: { zh: '设置本市名称', en: "Set the city's name" },
    tags,
  })
    .input(z.object({ name: z.string().trim().min(2).max(60), shortName: z.string().trim().min(1).max(20) }))
    .output(CityView),
  listUnits: procedure({
    method: 'GET',
    path: '/units',
    permission: 'org.read-units',
    summary: { zh: '查询单位', en: 'List units' },
    tags,
  })
    .input(
      PageRequest.extend({
        search: z.string().trim().min(1).max(60).optional(),
        type: z.string().max(60).optional(),
        region: RegionCode.optional(),
        parentId: z.uuid().optional(),
        active: QueryFlag.optional(),
      }),
    )
    .output(pageOf(UnitView)),
  getUnit: procedure({
    method: 'GET',
    path: '/units/{unitId}',
    permission: 'org.read-units',
    summary: { zh: '查看单位', en: 'Read a unit' },
    tags,
  })
    .input(z.object({ unitId: z.uuid() }))
    .output(UnitView),
  createUnit: procedure({
    method: 'POST',
    path: '/units',
    permission: 'org.manage-units',
    summary: { zh: '新增单位', en: 'Add a unit' },
    tags,
    successStatus: 201,
  })
    .input(UnitFields)
    .output(UnitView),
  updateUnit: procedure({
    method: 'PATCH',
    path: '/units/{unitId}',
    permission: 'org.manage-units',
    summary: { zh: '修改单位', en: 'Change a unit' },
    tags,
  })
    .input(UnitFields.partial().extend({ unitId: z.uuid() }))
    .output(UnitView),
  setUnitActive: procedure({
    method: 'PUT',
    path: '/units/{unitId}/active',
    permission: 'org.manage-units',
    summary: { zh: '停用或恢复单位', en: 'Close a unit or open it again' },
    tags,
  })
    .input(z.object({ unitId: z.uuid(), active: z.boolean() }))
    .output(UnitView),
  resolveUnits: procedure({
    method: 'POST',
    path: '/units/resolve',
    permission: 'org.read-units',
    summary: { zh: '按文件中的写法查找单位', en: 'Find the units that names in a document mean' },
    tags,
  })
    .input(z.object({ names: z.array(z.string().min(1).max(120)).max(500) }))
    .output(z.object({ units: z.array(z.object({ name: z.string(), unit: UnitView.nullable() })) })),
  ...boundariesContract,
}
