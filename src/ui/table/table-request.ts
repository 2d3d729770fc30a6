/** What a table asks the server for, and how it is kept in the page's address. */

export interface TableSort {
  readonly key: string
  readonly descending: boolean
}

/** The part of a request that the person chooses; kept in the address, so that it can be sent on and gone back to. */
export interface TableView {
  /** Never empty. */
  readonly search: string | undefined
  readonly sort: TableSort | undefined
  /** Values chosen per filter key; of a date range the first and the last day (one of them may be empty). */
  readonly filters: Readonly<Record<string, readonly string[]>>
}

export interface TableRequest extends TableView {
  /** Where the next page starts; undefined for the first. */
  readonly after: string | undefined
  readonly limit: number
}

export const emptyView: TableView = { search: undefined, sort: undefined, filters: {} }

/** The short form in the address: `{ q, sort: '-date', f: { unit: ['a'] } }`, empty parts left out. */
export function viewToAddress(view: TableView): Readonly<Record<string, unknown>> | undefined {
  const filters = Object.entries(view.filters).filter(([, values]) => values.some((value) => value !== ''))
  const address = {
    ...(view.search ? { q: view.search } : {}),
    ...(view.sort ? { sort: `${view.sort.descending ? '-' : ''}${view.sort.key}` } : {}),
    ...(filters.length > 0 ? { f: Object.fromEntries(filters) } : {}),
  }
  return Object.keys(address).length > 0 ? address : undefined
}

/** Reads the address back; anything that does not fit is left out, since people edit addresses. */
export function viewFromAddress(address: unknown): TableView {
  if (!isRecord(address)) return emptyView
  const sort = typeof address.sort === 'string' && address.sort !== '' ? address.sort : undefined
  return {
    search: typeof address.q === 'string' && address.q !== '' ? address.q : undefined,
    sort: sort ? { key: sort.replace(/^-/, ''), descending: sort.startsWith('-') } : undefined,
    filters: isRecord(address.f) ? readFilters(address.f) : {},
  }
}

function readFilters(
  filters: Readonly<Record<string, unknown>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(filters)
      .flatMap(([key, values]) =>
        Array.isArray(values)
          ? [[key, values.filter((value): value is string => typeof value === 'string')] as const]
          : [],
      )
      .filter(([, values]) => values.some((value) => value !== '')),
  )
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
