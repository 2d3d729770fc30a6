/** The state of the list's table as the request it stands for. */
import type { TableView } from '#ui/table/data-table.tsx'
import { EnterpriseSize, EnterpriseSort, EnterpriseStatus } from '../../contract.ts'

/** Key of the list's choices in the address. */
export const enterpriseTable = 'enterprises'

/** The day after a day, since the API's ranges are half open. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** What narrows the list, its counts and its file. */
export function filterOf(view: TableView) {
  const { filters, search } = view
  const status = EnterpriseStatus.options.filter((one) => filters.status?.includes(one))
  const size = EnterpriseSize.options.filter((one) => filters.size?.includes(one))
  const region = filters.county?.[0]
  const industry = filters.section?.[0]
  const gridCell = filters.gridCell?.[0]
  const [from, to] = filters.established ?? []
  return {
    search,
    region,
    industry,
    status: status.length > 0 ? status : undefined,
    size: size.length > 0 ? size : undefined,
    tag: filters.tag?.slice(0, 1),
    gridCell,
    establishedFrom: isDay(from) ? from : undefined,
    establishedBefore: isDay(to) ? dayAfter(to) : undefined,
  }
}

/** The order; that of taking in, newest first, unless chosen. */
export function orderOf(view: TableView) {
  const sort = EnterpriseSort.options.find((one) => one === view.sort?.key)
  return sort
    ? { sort, direction: view.sort?.descending ? ('descending' as const) : ('ascending' as const) }
    : {}
}
