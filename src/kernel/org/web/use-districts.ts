import { useQuery } from '@tanstack/react-query'
import { useSessionIfAny } from '#ui/session/session.tsx'
import { orgApi } from './org-api.ts'

/** What {@link useDistricts} gives. */
export interface Districts {
  /** By code: as the choices of a select and of a table's filter. */
  readonly districts: Array<{ readonly value: string; readonly label: string }>
  /** A town is called by its district, the city by its name; what is unknown, by its code. */
  readonly nameOf: (code: string) => string
}

/**
 * The divisions right below the city, its districts and counties (towns, where it has none): to choose from, and to
 * name the region of a record by. None yet while they load, and none without a session.
 */
export function useDistricts(): Districts {
  const session = useSessionIfAny()
  const regions = useQuery(
    orgApi.listRegions.queryOptions({
      input: { parent: session?.city, limit: 200 },
      enabled: session !== null,
      staleTime: 3_600_000,
    }),
  )
  const districts = (regions.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))
  const names = new Map(districts.map(({ value, label }) => [value, label]))
  return {
    districts,
    nameOf: (code) =>
      names.get(code) ?? names.get(code.slice(0, 6)) ?? (code === session?.city ? session.cityTitle : code),
  }
}
