/** From rows to what callers see; personal data masked. */
import { maskName, maskPhone } from '#kernel/access/mask.ts'
import type {
  Enterprise,
  EnterpriseChange,
  EnterpriseDetail,
  EnterpriseFields,
} from './enterprise-schemas.ts'
import type { ListedRow } from './enterprise-store.ts'
import type { EnterpriseChangeRow, EnterpriseRow } from './enterprise-tables.ts'

export const toEnterprise = (row: ListedRow): Enterprise => ({
  id: row.id,
  creditCode: row.credit_code,
  name: row.name,
  status: row.status,
  region: row.region,
  industry: row.industry,
  size: row.size,
  tags: row.tags,
  establishedOn: row.established_on,
  mergedInto: row.merged_into,
  gridCellId: row.grid_cell_id,
})

export const toDetail = (row: EnterpriseRow): EnterpriseDetail => ({
  ...toEnterprise(row),
  formerNames: row.former_names,
  aliases: row.aliases,
  statusSince: row.status_since,
  registeredCapital: row.registered_capital,
  address: row.address,
  legalRepresentative: row.legal_representative && maskName(row.legal_representative),
  phone: row.phone && maskPhone(row.phone),
  version: row.version,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  changedAt: row.changed_at.toISOString(),
  changedBy: row.changed_by,
})

/** The fields of a row, for comparing with what is to be. */
export const toFields = (row: EnterpriseRow): EnterpriseFields => ({
  creditCode: row.credit_code,
  name: row.name,
  formerNames: row.former_names,
  aliases: row.aliases,
  status: row.status,
  statusSince: row.status_since,
  region: row.region,
  industry: row.industry,
  size: row.size,
  tags: row.tags,
  establishedOn: row.established_on,
  registeredCapital: row.registered_capital,
  address: row.address,
  legalRepresentative: row.legal_representative,
  phone: row.phone,
  gridCellId: row.grid_cell_id,
})

/** The columns of fields. */
export const columnsOf = (fields: EnterpriseFields) => ({
  credit_code: fields.creditCode,
  name: fields.name,
  former_names: fields.formerNames,
  aliases: fields.aliases,
  status: fields.status,
  status_since: fields.statusSince,
  region: fields.region,
  industry: fields.industry,
  size: fields.size,
  tags: fields.tags,
  established_on: fields.establishedOn,
  registered_capital: fields.registeredCapital,
  address: fields.address,
  legal_representative: fields.legalRepresentative,
  phone: fields.phone,
  grid_cell_id: fields.gridCellId,
})

type Values = EnterpriseChange['before']

const isValue = (value: unknown): value is Values[string] =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'number' ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'))

// History is kept under the names of the columns, callers know the fields.
const camel = (column: string): string =>
  column.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())

function shown(values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => {
      if (!isValue(value)) return [camel(column), null]
      if (column === 'phone' && typeof value === 'string') return ['phone', maskPhone(value)]
      if (column === 'legal_representative' && typeof value === 'string')
        return ['legalRepresentative', maskName(value)]
      return [camel(column), value]
    }),
  )
}

export const toChange = (row: EnterpriseChangeRow): EnterpriseChange => ({
  id: row.id,
  kind: row.kind,
  before: shown(row.before),
  after: shown(row.after),
  reason: row.reason,
  at: row.at.toISOString(),
  by: row.by_name,
})

/** The last entry of a history: the taking in, which the row itself tells. */
export const toCreation = (row: EnterpriseRow): EnterpriseChange => ({
  id: row.id,
  kind: 'created',
  before: {},
  after: {},
  reason: null,
  at: row.created_at.toISOString(),
  by: row.created_by,
})
