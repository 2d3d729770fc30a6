/** When failed sign-ins lock an account: so many within so many minutes, counted over a sliding window. */
import type { AccessPolicy } from './policy.ts'

export interface SignInFailures {
  /** Instants of the failures that still count, oldest first. */
  readonly failedAt: readonly Date[]
  readonly lockedUntil: Date | undefined
}

export const noFailures: SignInFailures = { failedAt: [], lockedUntil: undefined }

/** Whole minutes, rounded up, that a lock still holds; 0 when open. */
export function minutesLocked(failures: SignInFailures, now: Date): number {
  if (!failures.lockedUntil) return 0
  return Math.max(0, Math.ceil((failures.lockedUntil.getTime() - now.getTime()) / 60_000))
}

/**
 * Counts an attempt as failed before its password is looked at, so that attempts sent all at once cannot
 * outrun the limit; a success takes the count back. During a lock nothing is counted: waiting is enough.
 */
export function countAttempt(failures: SignInFailures, policy: AccessPolicy, now: Date): SignInFailures {
  if (minutesLocked(failures, now) > 0) return failures
  const window = policy.failureMinutes * 60_000
  // An expired lock starts a fresh count: its failures have been paid for.
  const before = failures.lockedUntil ? [] : failures.failedAt
  const failedAt = [...before.filter((instant) => now.getTime() - instant.getTime() < window), now]
  const lockedUntil = failedAt.length >= policy.failuresAllowed ? new Date(now.getTime() + window) : undefined
  return { failedAt, lockedUntil }
}
