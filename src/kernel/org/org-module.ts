import { z } from 'zod'
import type { Role } from '../access/roles.ts'
import { roles } from '../access/roles.ts'
import type { Reach } from '../db/scope.ts'
import { cityTable, referenceTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { defineJob } from '../jobs/job.ts'
import { orgContract } from './contract.ts'
import { loadRegions } from './regions.ts'
import { orgRouter } from './router.ts'

// The audit administrator sees the trail alone.
const readers: Partial<Record<Role, Reach>> = Object.fromEntries(
  roles.filter((role) => role !== 'audit-administrator').map((role) => [role, 'city']),
)

/** Regions, the city's own units and who acts for them. */
export const orgModule = defineDomain({
  name: 'org',
  title: { zh: '区划与单位', en: 'Regions and units' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    region: referenceTable,
    city: cityTable,
    unit: cityTable,
    unit_member: cityTable,
    city_boundary: cityTable,
  },
  permissions: {
    'org.read-units': { title: { zh: '查看单位', en: 'Read units' }, roles: readers },
    'org.manage-units': {
      title: { zh: '维护单位', en: 'Keep the units' },
      roles: { clerk: 'city', 'system-administrator': 'city' },
    },
    'org.manage-city': {
      title: { zh: '设置本市信息', en: "Set the city's details" },
      roles: { 'system-administrator': 'city' },
    },
  },
  contract: orgContract,
  router: orgRouter,
  jobs: [
    defineJob({
      name: 'org.load-towns',
      title: { zh: '补全乡镇街道区划', en: 'Complete the towns of all regions' },
      input: z.object({}).default({}),
      run: async (_input, { database }) => ({ written: await loadRegions(database, 'all') }),
      schedule: '30 3 * * *',
    }),
  ],
})
