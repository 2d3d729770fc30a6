import { useQuery } from '@tanstack/react-query'

/** The city's name, read without the typed client, which the first load of the portal does without. */
export function useCityName(): string | undefined {
  const city = useQuery({
    queryKey: ['city'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch('/api/city', { signal })
      const answer: unknown = response.ok ? await response.json() : undefined
      return typeof answer === 'object' &&
        answer !== null &&
        'name' in answer &&
        typeof answer.name === 'string'
        ? answer.name
        : null
    },
  })
  return city.data ?? undefined
}
