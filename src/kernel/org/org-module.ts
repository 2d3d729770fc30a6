import { cityTable, referenceTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'

/** Regions, the city's own units and who acts for them. */
export const orgModule = defineDomain({
  name: 'org',
  title: { zh: '区划与单位', en: 'Regions and units' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { region: referenceTable, city: cityTable, unit: cityTable, unit_member: cityTable },
})
