import { useQuery } from '@tanstack/react-query'
import { useText } from '#ui/language/language.ts'
import { useSession } from '#ui/session/session.tsx'
import { orgApi } from '../indicators-api.ts'

/** What the city and the regions right below it are called; the code of others. */
export function useRegionNames(): (code: string) => string {
  const text = useText()
  const { city } = useSession()
  const below = useQuery(
    orgApi.listRegions.queryOptions({ input: { parent: city, limit: 200 }, staleTime: 600_000 }),
  )
  return (code) =>
    code === city
      ? text({ zh: '全市', en: 'Whole city' })
      : (below.data?.items.find((region) => region.code === code)?.name ?? code)
}
