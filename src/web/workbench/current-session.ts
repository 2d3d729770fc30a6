/** Who is signed in, asked once and kept fresh. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Myself } from '#kernel/access/contract.ts'
import { postJson } from '#ui/api/post-json.ts'
import { ApiProblem } from '#ui/api/problem.ts'
import type { Session } from '#ui/session/session.tsx'
import { accessApi } from '../pages/access/access-api.ts'

/** What has to be done before anything else, in this order. */
export type Duty = 'change-password' | 'set-second-factor' | undefined

/** The session as pages see it, from what the server says about the caller. */
export function sessionOf(myself: Myself): Session {
  return {
    personId: myself.user.id,
    username: myself.user.username,
    name: myself.user.name,
    city: myself.city.code,
    cityTitle: myself.city.name,
    roleTitles: myself.roles.map((role) => role.title),
    units: myself.units,
    permissions: new Set(myself.permissions.map(({ permission }) => permission)),
  }
}

/** The first thing that has to be done before anything else is allowed. */
export function dutyOf(myself: Myself): Duty {
  if (myself.required.passwordChange) return 'change-password'
  return myself.required.secondFactor ? 'set-second-factor' : undefined
}

/** The caller; `data` is null when nobody is signed in, undefined while that is not known. */
export function useMyself() {
  return useQuery({
    queryKey: accessApi.whoAmI.queryKey(),
    queryFn: async ({ signal }) => {
      try {
        return await accessApi.whoAmI.call(undefined, { signal })
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null
        throw error
      }
    },
    staleTime: 5 * 60_000,
  })
}

/** Ends the session and goes to the sign-in page by a full load, so that nothing stays in memory. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await postJson('/api/auth/sign-out', {})
    client.clear()
    globalThis.location.assign('/sign-in')
  }
}
