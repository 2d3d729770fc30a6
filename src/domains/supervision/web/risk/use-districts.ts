import { useQuery } from '@tanstack/react-query'
import { orgApi } from '#kernel/org/web/unit-select.tsx'
import { useSession } from '#ui/session/session.tsx'

/** The districts of the city: to choose from, and to name a code by. */
export function useDistricts(): {
  readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>
  readonly nameOf: (code: string) => string
} {
  const { city } = useSession()
  const regions = useQuery(
    orgApi.listRegions.queryOptions({
      input: { within: city, level: 'county', limit: 200 },
      staleTime: 3_600_000,
    }),
  )
  const options = (regions.data?.items ?? []).map((region) => ({ value: region.code, label: region.name }))
  const names = new Map(options.map((option) => [option.value, option.label]))
  return { options, nameOf: (code) => names.get(code.slice(0, 6)) ?? code }
}
