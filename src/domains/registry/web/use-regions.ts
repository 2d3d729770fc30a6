import { useQuery } from '@tanstack/react-query'
import { orgApi } from '#kernel/org/web/unit-select.tsx'
import { useSession } from '#ui/session/session.tsx'

/** The city's districts and counties: to choose from, and to name a code by. */
export function useRegions(): {
  readonly counties: ReadonlyArray<{ readonly value: string; readonly label: string }>
  readonly nameOf: (code: string) => string
} {
  const { city, cityTitle } = useSession()
  const regions = useQuery(
    orgApi.listRegions.queryOptions({
      input: { within: city, level: 'county', limit: 200 },
      staleTime: 3_600_000,
    }),
  )
  const counties = (regions.data?.items ?? []).map((region) => ({ value: region.code, label: region.name }))
  const names = new Map(counties.map((county) => [county.value, county.label]))
  return {
    counties,
    nameOf: (code) => names.get(code.slice(0, 6)) ?? (code === city ? cityTitle : code),
  }
}
