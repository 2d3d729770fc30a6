/**
 * The HTTP face of the program: pages, API, sign-in, health and figures. Everything it needs comes in as a
 * value; it opens nothing itself.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import rateLimit from '@fastify/rate-limit'
import staticFiles from '@fastify/static'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import helmet from 'helmet'
import type { Database } from '#kernel/db/database.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { addApi } from './api.ts'
import { headersOf } from './headers.ts'
import { addHealth } from './health.ts'
import { addMetrics } from './metrics.ts'
import { addOperatorCommands } from './operator.ts'
import { problemOf, requestLocale } from './problem.ts'
import type { Runtime } from './runtime.ts'
import type { Settings } from './settings.ts'

/** Answers with a problem document. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = problemOf(error, requestLocale(headersOf(request)), request.id)
  if (problem.code === 'kernel.internal') request.log.error({ err: error }, 'unexpected error')
  return reply.status(problem.status).header('content-type', 'application/problem+json').send(problem)
}

// A server that answers this late, in milliseconds, does better to refuse.
const latest = 5_000

/** Headers that every answer has. */
function protectiveHeaders(settings: Settings): OutgoingHttpHeaders {
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The component library writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    // Over plain HTTP (a trial on one machine, or behind a proxy that adds it) the header would do harm.
    strictTransportSecurity: settings.publicUrl?.startsWith('https:') ?? false,
  })
  const answer = new ServerResponse(new IncomingMessage(new Socket()))
  setHeaders(answer.req, answer, (problem?: unknown) => {
    if (problem !== undefined) throw problem
  })
  return { ...answer.getHeaders() }
}

async function addProtection(
  app: FastifyInstance,
  settings: Settings,
  kind: Database['kind'],
): Promise<void> {
  // Made once, and given along with the answer's own: Node takes those that are set beforehand one by one.
  const headers = protectiveHeaders(settings)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
  await app.register(rateLimit, {
    max: settings.requestsPerMinute,
    timeWindow: '1 minute',
    // A first visit takes a hundred built files: an office behind one address would be refused the pages themselves.
    allowList: (request) => request.url.startsWith('/assets/'),
    errorResponseBuilder: (_request, context) =>
      kernelError('kernel.too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  await app.register(underPressure, {
    // The embedded database works in this process: how late it is then says nothing of how many ask.
    maxEventLoopDelay: kind === 'pglite' ? 0 : latest,
    // Built files are given all the same: a page whose parts are refused cannot even say that the system is busy.
    pressureHandler: (request) => {
      if (request.url.startsWith('/api/')) throw kernelError('kernel.overloaded')
    },
  })
}

const webFolder = fileURLToPath(new URL('../../dist/web/', import.meta.url))

async function addPages(app: FastifyInstance): Promise<void> {
  if (!existsSync(webFolder)) {
    app.log.warn(`no built pages in ${webFolder}: run "npm run build:web"`)
    return
  }
  await app.register(staticFiles, {
    root: webFolder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry a hash in their names; the page that names them must stay fresh.
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
}

function addNotFound(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|operator|assets)\b/.test(request.url)
    if (isPage && existsSync(webFolder))
      return reply.header('cache-control', 'no-cache').sendFile('index.html', webFolder)
    return sendProblem(request, reply, kernelError('kernel.not-found'))
  })
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
    if (status === 413) return sendProblem(request, reply, kernelError('kernel.too-large', { limit: 1 }))
    return sendProblem(request, reply, error)
  })
}

/** Builds the application; the caller listens and closes. */
export async function buildApplication(
  runtime: Runtime,
  settings: Settings,
  modules: readonly DomainDefinition[],
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: settings.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: settings.trustProxy,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  addNotFound(app)
  await addProtection(app, settings, runtime.database.kind)
  addMetrics(app)
  addHealth(app, runtime)
  await addApi(app, runtime, modules)
  addOperatorCommands(app, runtime)
  await addPages(app)
  return app
}
