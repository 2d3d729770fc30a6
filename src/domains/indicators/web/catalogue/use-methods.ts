import { useQuery } from '@tanstack/react-query'
import type { CallableMethod, Computation } from '../../contract.ts'
import { indicatorsApi } from '../indicators-api.ts'

/** The methods that definitions may name; asked for only where one of these does. Empty until they are there. */
export function useMethods(computations: readonly Computation[]): readonly CallableMethod[] {
  const methods = useQuery({
    ...indicatorsApi.listMethods.queryOptions(),
    enabled: computations.some((one) => one.kind === 'method'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return methods.data?.items ?? []
}
