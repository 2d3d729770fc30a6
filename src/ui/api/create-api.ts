/** The typed client of one module's contract, with TanStack Query's options for each procedure. */
import { createORPCClient, ORPCError } from '@orpc/client'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query'
import { currentLocale, languageTag } from '../language/language.ts'
import { backgroundHeaders } from './activity.ts'
import { ApiProblem, readProblem } from './problem.ts'

/** What {@link createApi} returns for a contract. */
export type Api<Contract extends AnyContractRouter> = RouterUtils<
  JsonifiedClient<ContractRouterClient<Contract>>
>

/**
 * Makes the client of a contract. Make it once, beside the pages that use it, so that the contract loads with them.
 * Failures reject with {@link ApiProblem}.
 *
 * @param name the module's name: first part of every query key, so `queryClient.invalidateQueries({ queryKey:
 *   plansApi.key() })` refreshes what the module shows.
 *
 * @example
 * const plansApi = createApi('plans', plansContract)
 * const plan = useQuery(plansApi.getPlan.queryOptions({ input: { planId } }))
 * const publish = useMutation(plansApi.publishPlan.mutationOptions())
 */
export function createApi<Contract extends AnyContractRouter>(
  name: string,
  contract: Contract,
): Api<Contract> {
  const link = new OpenAPILink(contract, {
    url: `${globalThis.location.origin}/api`,
    headers: () => ({ 'accept-language': languageTag(currentLocale()), ...backgroundHeaders() }),
    fetch: fetchOrProblem,
    customErrorResponseBodyDecoder: (body, response) => {
      const problem = readProblem(body, response.status)
      // The link throws what is returned here, and its type wants its own error: the problem travels as its cause.
      return problem ? new ORPCError(problem.code, { status: problem.status, cause: problem }) : null
    },
    interceptors: [
      async ({ next }) => {
        try {
          return await next()
        } catch (error) {
          throw toProblem(error)
        }
      },
    ],
  })
  const client: JsonifiedClient<ContractRouterClient<Contract>> = createORPCClient(link)
  return createTanstackQueryUtils(client, { path: [name] })
}

async function fetchOrProblem(request: Request, init: RequestInit): Promise<Response> {
  try {
    return readable(await fetch(request, { ...init, credentials: 'same-origin' }))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem({ title: 'The server cannot be reached', status: 0, code: 'ui.unreachable' })
  }
}

/** Problem details are JSON, but the link reads only what calls itself so: else the server's words would be lost. */
function readable(response: Response): Response {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

function toProblem(error: unknown): unknown {
  if (error instanceof ApiProblem) return error
  if (!(error instanceof ORPCError)) return error
  if (error.cause instanceof ApiProblem) return error.cause
  return new ApiProblem({ title: error.message, status: error.status, code: error.code })
}
