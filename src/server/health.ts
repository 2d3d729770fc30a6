/** `/healthz`: the process is alive. `/readyz`: it can also work, because the database answers. */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Runtime } from './runtime.ts'

export function addHealth(app: FastifyInstance, runtime: Runtime): void {
  app.get('/healthz', { config: { rateLimit: false } }, async () => ({ status: 'alive' }))
  app.get('/readyz', { config: { rateLimit: false } }, async (request, reply) => {
    try {
      await sql`select 1`.execute(runtime.database.kysely)
      return { status: 'ready', database: runtime.database.kind }
    } catch (error) {
      request.log.error({ err: error }, 'the database does not answer')
      return reply.status(503).send({ status: 'not ready', database: runtime.database.kind })
    }
  })
}
