/** How far the person's right to read plans goes: the whole city, or the own units only. */
import { useQuery } from '@tanstack/react-query'
import { accessApi } from './plans-api.ts'

/** The person with units and reaches; asked once per visit. */
export function useMyself() {
  return useQuery(accessApi.whoAmI.queryOptions({ staleTime: 300_000 }))
}

/** `unit`, `district` or `city`; undefined until known. */
export function useReach(): 'unit' | 'district' | 'city' | undefined {
  const myself = useMyself()
  return myself.data?.permissions.find((one) => one.permission === 'plans.read')?.reach
}
