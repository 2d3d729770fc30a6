import { Navigate, useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'
import { SessionProvider } from '#ui/session/session.tsx'
import { ErrorState, Loading } from '#ui/states/page-states.tsx'
import { dutyOf, sessionOf, useMyself } from './current-session.ts'
import { Shell } from './shell.tsx'

const dutyPaths = {
  'change-password': '/account/password',
  'set-second-factor': '/account/second-factor',
} as const

/** The shell for whoever is signed in; all others go to the sign-in page and come back here afterwards. */
export function SignedInShell() {
  const query = useMyself()
  const here = useRouterState({ select: (state) => state.location.href })
  const path = useRouterState({ select: (state) => state.location.pathname })
  const myself = query.data
  const session = useMemo(() => (myself ? sessionOf(myself) : null), [myself])
  if (query.isError && !myself) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (myself === undefined) return <Loading lines={8} />
  if (myself === null || !session)
    return <Navigate to="/sign-in" search={here === '/' ? {} : { next: here }} replace />
  const duty = dutyOf(myself)
  if (duty && path !== dutyPaths[duty]) return <Navigate to={dutyPaths[duty]} replace />
  return (
    <SessionProvider session={session}>
      <Shell />
    </SessionProvider>
  )
}
