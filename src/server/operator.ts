/**
 * Commands for the person who runs the machine (`zhiheng audit verify`, …). PGlite admits one process, so a
 * command asks the running server over the loopback address with the token from the data folder, and only
 * opens the folder itself when no server runs.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { resetPasswordOnServer } from '#kernel/access/accounts.ts'
import { verifyAllChains } from '#kernel/audit/verify.ts'
import type { Database } from '#kernel/db/database.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { rebuildAllCells, verifyAllCells } from '#kernel/measures/all-measures.ts'
import { listCities } from '#kernel/org/store.ts'
import { modules } from './domains.ts'
import type { Runtime } from './runtime.ts'

/** What a command does with an open database and what was typed after its name; its result is small JSON. */
export type OperatorCommand = (database: Database, argument: string) => Promise<unknown>

/** Gives an account, of whichever city, a temporary password. */
async function resetPassword(database: Database, username: string): Promise<string> {
  for (const { code } of await listCities(database.kysely)) {
    const password = await resetPasswordOnServer(database, code, username).catch((error: unknown) => {
      if (error instanceof ApplicationError && error.code === 'kernel.not-found') return undefined
      throw error
    })
    if (password !== undefined) return password
  }
  throw kernelError('kernel.not-found')
}

export const operatorCommands: Readonly<Record<string, OperatorCommand>> = {
  'audit-verify': (database) => verifyAllChains(database.kysely),
  'account-reset-password': resetPassword,
  'measures-rebuild': (database) => rebuildAllCells(database, modules),
  'measures-verify': (database) => verifyAllCells(database, modules),
}

const loopback = /^(127\.|::1$|::ffff:127\.)/

/** Mounts the commands for callers on this machine who can read the token file. */
export function addOperatorCommands(app: FastifyInstance, runtime: Runtime): void {
  interface Call {
    Params: { command: string }
    Querystring: { argument?: string }
  }
  app.post<Call>('/operator/:command', async (request) => {
    const given = Buffer.from(String(request.headers['x-operator-token'] ?? ''))
    const expected = Buffer.from(runtime.operatorToken)
    const allowed =
      loopback.test(request.socket.remoteAddress ?? '') &&
      given.length === expected.length &&
      timingSafeEqual(given, expected)
    const command = operatorCommands[request.params.command]
    if (!allowed || !command) throw kernelError('kernel.not-found')
    return { result: (await command(runtime.database, request.query.argument ?? '')) ?? null }
  })
}
