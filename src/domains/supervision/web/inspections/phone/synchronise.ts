/**
 * Sends what waits on the phone: of each inspection the pictures first, then its steps in the order they were made.
 * Every step and picture carries an id made on the phone, so sending again after a lost answer changes nothing.
 */
import type { Answer, KeptPicture, Operation, PhoneStore, WaitingOperation } from './phone-store.ts'

/** The server as the phone reaches it. */
export interface InspectionServer {
  readonly sendOperation: (operation: Operation) => Promise<Answer>
  readonly sendPicture: (picture: KeptPicture) => Promise<unknown>
  /** Why it failed: `unreachable` is tried again later, `refused` waits for the person. */
  readonly failureOf: (error: unknown) => { readonly kind: 'unreachable' | 'refused'; readonly words: string }
}

/** What a round of sending did. */
export interface SendingReport {
  readonly sent: number
  /** False when the network failed on the way. */
  readonly reached: boolean
}

/** Sends all that waits. An inspection whose step was refused or is in conflict waits; the others go on. */
export async function synchronise(store: PhoneStore, server: InspectionServer): Promise<SendingReport> {
  const outbox = await store.getAll('outbox')
  const held = new Set(outbox.filter((one) => one.state !== 'waiting').map((one) => one.inspectionId))
  let sent = 0
  for (const waiting of outbox) {
    if (held.has(waiting.inspectionId)) continue
    const outcome = await sendOne(store, server, waiting)
    if (outcome === 'unreachable') return { sent, reached: false }
    if (outcome === 'held') held.add(waiting.inspectionId)
    else sent += 1
  }
  return { sent, reached: true }
}

async function sendOne(
  store: PhoneStore,
  server: InspectionServer,
  waiting: WaitingOperation,
): Promise<'sent' | 'held' | 'unreachable'> {
  try {
    for (const picture of await store.getAllFromIndex('pictures', 'inspection', waiting.inspectionId)) {
      if (picture.sent || !isUsed(waiting.operation, picture.id)) continue
      await server.sendPicture(picture)
      await store.put('pictures', { ...picture, sent: true })
    }
    const answer = await server.sendOperation(waiting.operation)
    if (answer.result === 'conflict') {
      await store.put('outbox', { ...waiting, state: 'conflict', theirs: answer.theirs })
      return 'held'
    }
    const task = await store.get('tasks', waiting.inspectionId)
    if (task) await store.put('tasks', { ...task, state: answer.state })
    await store.delete('outbox', waiting.id)
    return 'sent'
  } catch (error) {
    const failure = server.failureOf(error)
    if (failure.kind === 'unreachable') return 'unreachable'
    await store.put('outbox', { ...waiting, state: 'refused', problem: failure.words })
    return 'held'
  }
}

/** Whether a step needs a picture to be there; one that was taken out of the form again is not sent. */
function isUsed(operation: Operation, pictureId: string): boolean {
  if (operation.kind === 'unable') return operation.unable.photos.includes(pictureId)
  if (operation.kind !== 'record') return false
  const { answers, signature } = operation.record
  return (
    signature?.fileId === pictureId ||
    Object.values(answers).some((answer) => answer.photos.includes(pictureId))
  )
}

/** What the person decides on a step that is held: mine stands, theirs stands, or try again as it is. */
export async function decide(
  store: PhoneStore,
  waiting: WaitingOperation,
  decision: 'mine' | 'theirs' | 'again',
): Promise<void> {
  if (decision === 'theirs') {
    await store.delete('outbox', waiting.id)
    return
  }
  const { operation } = waiting
  const replaces = decision === 'mine' && (operation.kind === 'record' || operation.kind === 'unable')
  await store.put('outbox', {
    ...waiting,
    state: 'waiting',
    problem: '',
    theirs: null,
    operation: replaces ? { ...operation, replace: true } : operation,
  })
}
