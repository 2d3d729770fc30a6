import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isBadAddress } from '../api/problem.ts'
import { ErrorState, Loading, NothingThere } from './page-states.tsx'

/**
 * Draws what a query brought, its skeleton until then and its failure with a way to try again. Data that is already
 * there stays on the page when a later refresh fails.
 *
 * @example
 * <QueryState query={plan}>{(plan) => <PlanOutline plan={plan} />}</QueryState>
 */
export function QueryState<Data>(props: {
  readonly query: UseQueryResult<Data, unknown>
  readonly lines?: number
  readonly children: (data: Data) => ReactNode
}) {
  const { query } = props
  if (query.data !== undefined) return props.children(query.data)
  if (query.isError && isBadAddress(query.error)) return <NothingThere />
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  return <Loading {...(props.lines === undefined ? {} : { lines: props.lines })} />
}
