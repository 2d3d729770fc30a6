/**
 * The secrets that sign events. The program must have them in clear to sign, so they are encrypted (AES-256-GCM) with a
 * key that comes from `ZHIHENG_SECRET` or, where that is not set, from a secret of the installation in the database.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { installationSecret } from '../access/sign-in-store.ts'
import type { Scope } from '../db/scope.ts'

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

async function keyOf(scope: Scope): Promise<Uint8Array> {
  const secret =
    process.env.ZHIHENG_SECRET ||
    (await installationSecret(scope.tx, 'webhooks', () => randomBytes(48).toString('base64url')))
  return new Uint8Array(hkdfSync('sha256', secret, '', 'zhiheng webhooks', 32))
}

/** A new secret as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** Encrypts a secret for one subscription; it cannot be read for another. */
export async function sealSecret(scope: Scope, webhookId: string, secret: string): Promise<string> {
  const iv = randomBytes(ivBytes)
  const sealing = createCipheriv(cipher, await keyOf(scope), iv).setAAD(Buffer.from(webhookId))
  const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()])
  return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64')
}

/** Reads a secret, or undefined when the installation's key is no longer the one that it was encrypted with. */
export async function openSecret(
  scope: Scope,
  webhookId: string,
  sealed: string,
): Promise<string | undefined> {
  const bytes = Buffer.from(sealed, 'base64')
  const opening = createDecipheriv(cipher, await keyOf(scope), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(webhookId))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  try {
    return opening.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + opening.final('utf8')
  } catch {
    return undefined
  }
}
