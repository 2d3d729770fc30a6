/** How passwords are kept: scrypt (N 16384, r 16, p 1; RFC 7914) with a random salt, as the sign-in library checks them. */
import * as crypto from 'better-auth/crypto'

/** The hash of a password with its salt: some 60 ms of work off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return crypto.hashPassword(password)
}

/** Whether a hash is of this password. */
export function isPassword(password: string, hash: string): Promise<boolean> {
  return crypto.verifyPassword({ hash, password })
}
