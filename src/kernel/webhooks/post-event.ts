/** One call to a receiver outside. */
import { type LookupAddress, lookup } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { webhookSignature } from '../notify/channels.ts'
import { literalAddress, mayBeCalled, type Network } from './addresses.ts'

/** Milliseconds until the receiver must have answered. */
const timeLimit = 10_000
const answerBytes = 2_000
const answerLength = 300

/** Why a call was no delivery. */
export type CallFailure = 'refused' | 'redirect' | 'time-limit' | 'address' | 'connection' | 'secret'

export interface CallOutcome {
  /** HTTP status, null when none came. */
  readonly status: number | null
  /** Null when the receiver accepted. */
  readonly failure: CallFailure | null
  /** Beginning of the answer, or what went wrong. */
  readonly answer: string
}

class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/**
 * Looks a name up and refuses it when any of its addresses may not be called. The connection is made to the very
 * addresses that were checked, so a name that answers differently a moment later gains nothing (DNS rebinding).
 */
function guardedLookup(networks: readonly Network[], encrypted: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, [])
      const refused = addresses.find(({ address }) => !mayBeCalled(address, networks, encrypted))
      if (refused) return callback(new AddressRefused(refused.address), [])
      const [first] = addresses
      if (options.all || !first) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}

const shortened = (text: string): string =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, answerLength)

/** The beginning of an answer; what breaks off while it is read is left out, since the status says all that counts. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes)
      length += bytes.length
      if (length >= answerBytes) break
    }
  } catch {
    // See above.
  }
  response.destroy()
  return shortened(Buffer.concat(chunks).toString('utf8'))
}

function outcomeOf(status: number, answer: string): CallOutcome {
  if (status >= 200 && status < 300) return { status, failure: null, answer }
  return { status, failure: status >= 300 && status < 400 ? 'redirect' : 'refused', answer }
}

function failureOf(error: unknown): CallFailure {
  if (!(error instanceof Error)) return 'connection'
  if (error instanceof AddressRefused) return 'address'
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'time-limit' : 'connection'
}

/** What goes over the wire. */
export interface SignedEvent {
  readonly id: string
  /** The CloudEvent as JSON text. */
  readonly body: string
  readonly secret: string
  readonly at: Date
}

/**
 * Posts an event in the structured mode of CloudEvents 1.0 (JSON format), signed by Standard Webhooks 1.0. Follows no
 * redirect, waits ten seconds at most, and calls only addresses that may be called. Never throws.
 */
export async function postEvent(
  address: string,
  event: SignedEvent,
  networks: readonly Network[],
): Promise<CallOutcome> {
  const url = new URL(address)
  const encrypted = url.protocol === 'https:'
  const literal = literalAddress(url)
  if (literal !== undefined && !mayBeCalled(literal, networks, encrypted))
    return { status: null, failure: 'address', answer: literal }
  const timestamp = Math.floor(event.at.getTime() / 1000)
  const request = (encrypted ? httpsRequest : httpRequest)(url, {
    method: 'POST',
    // No shared connections: each is made to addresses checked for this call.
    agent: false,
    lookup: guardedLookup(networks, encrypted),
    signal: AbortSignal.timeout(timeLimit),
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'content-length': Buffer.byteLength(event.body),
      'user-agent': 'zhiheng',
      'webhook-id': event.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(event.secret, event.id, timestamp, event.body),
    },
  })
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('error', reject)
      request.on('response', resolve)
      request.end(event.body)
    })
    return outcomeOf(response.statusCode ?? 0, await beginningOf(response))
  } catch (error) {
    return { status: null, failure: failureOf(error), answer: shortened(String(error)) }
  }
}
