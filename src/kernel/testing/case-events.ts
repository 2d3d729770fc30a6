/** Cases moved on in tests as their pages move them. */
import { call } from '@orpc/server'
import type { RequestContext } from '../api/router.ts'
import { casesRouter } from '../cases/router.ts'

/** Sends an event to a case as it stands, with what the form of the event would hold. */
export async function sendToCase(
  caseId: string,
  event: string,
  input: Record<string, unknown>,
  who: { readonly context: RequestContext },
) {
  const { version } = await call(casesRouter.getCase, { id: caseId }, who)
  return call(casesRouter.sendCaseEvent, { id: caseId, version, event, input }, who)
}
