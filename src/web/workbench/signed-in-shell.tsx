import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
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
  const path = useRouterState({ select: (state) => state.location.pathname })
  const myself = query.data
  const session = useMemo(() => (myself ? sessionOf(myself) : null), [myself])
  if (query.isError && !myself) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (myself === undefined) return <Loading lines={8} />
  if (myself === null || !session) return <ToSignIn />
  const duty = dutyOf(myself)
  if (duty && path !== dutyPaths[duty]) return <ToDuty to={dutyPaths[duty]} />
  return (
    <SessionProvider session={session}>
      <Shell />
    </SessionProvider>
  )
}

/** Goes to the sign-in page once, with the address to come back to; the page itself may take a while to load. */
function ToSignIn() {
  const navigate = useNavigate()
  const router = useRouter()
  useEffect(() => {
    const here = router.state.location.href
    void navigate({ to: '/sign-in', search: here === '/' ? {} : { next: here }, replace: true })
  }, [navigate, router])
  return <Loading lines={8} />
}

function ToDuty(props: { readonly to: string }) {
  const navigate = useNavigate()
  const { to } = props
  useEffect(() => void navigate({ to, replace: true }), [navigate, to])
  return <Loading lines={8} />
}
