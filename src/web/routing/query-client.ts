import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '#ui/api/problem.ts'

/** The store of what the server said: fresh for half a minute, asked again twice when the network failed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal stays a refusal; only a network or a busy server may answer differently the next time.
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status === 503),
      },
    },
  })
}
