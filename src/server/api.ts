/** Mounts the modules' routers under `/api`, sign-in under `/api/auth`, and the API's own description. */
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ProcedureMeta } from '#kernel/api/contract.ts'
import type { RequestContext } from '#kernel/api/router.ts'
import type { Locale } from '#kernel/db/scope.ts'
import { type DomainDefinition, permissionTitle } from '#kernel/domain.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { addApiReference } from './api-reference.ts'
import { headersOf } from './headers.ts'
import { openApiDocument } from './openapi.ts'
import { problemOf, requestLocale, withNamedRight } from './problem.ts'
import { addForms, receiveForm } from './receive-form.ts'
import type { Runtime } from './runtime.ts'

/** One procedure of the mounted API, for the mounting check and the walk over all rights. */
export interface MountedProcedure {
  readonly module: string
  readonly name: string
  readonly method: string
  readonly path: string
  readonly meta: ProcedureMeta
}

/** Every procedure of every module's contract. */
export function mountedProcedures(modules: readonly DomainDefinition[]): MountedProcedure[] {
  const found: MountedProcedure[] = []
  const walk = (module: string, name: string, node: unknown): void => {
    if (isContractProcedure(node)) {
      const { meta, route } = (node as AnyContractProcedure)['~orpc']
      found.push({ module, name, method: route.method ?? 'POST', path: route.path ?? '', meta })
    } else if (node !== null && typeof node === 'object') {
      for (const [key, child] of Object.entries(node)) walk(module, name ? `${name}.${key}` : key, child)
    }
  }
  for (const module of modules) walk(module.name, '', module.contract)
  return found
}

/** @throws TypeError when a procedure declares no permission, an unknown one, or shares its address with another */
export function checkProcedures(modules: readonly DomainDefinition[]): void {
  const known = new Set(modules.flatMap((module) => Object.keys(module.permissions)))
  const addresses = new Set<string>()
  for (const procedure of mountedProcedures(modules)) {
    const name = `${procedure.module}.${procedure.name}`
    const { permission } = procedure.meta
    if (permission === undefined) throw new TypeError(`${name} declares no permission`)
    if (permission !== 'public' && permission !== 'signed-in' && !known.has(permission))
      throw new TypeError(`${name} asks for the permission ${permission}, which no module declares`)
    const address = `${procedure.method} ${procedure.path.replaceAll(/\{[^}]+\}/g, '{}')}`
    if (addresses.has(address)) throw new TypeError(`${name}: another procedure is already at ${address}`)
    addresses.add(address)
  }
}

const megabyte = 1024 * 1024

/** Refuses bodies of unknown or too large size before any of it is read. */
function limitBodies(app: FastifyInstance, modules: readonly DomainDefinition[]): void {
  const large = mountedProcedures(modules)
    .filter((procedure) => procedure.meta.bodyLimit !== undefined)
    .map((procedure) => ({
      limit: procedure.meta.bodyLimit ?? 1,
      method: procedure.method,
      pattern: new RegExp(`^/api${procedure.path.replaceAll(/\{[^}]+\}/g, '[^/]+')}/?(\\?|$)`),
    }))
  const refusal = (request: FastifyRequest): ApplicationError | undefined => {
    if (request.method === 'GET' || request.method === 'HEAD') return undefined
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    if (length === undefined)
      return encoding === undefined ? undefined : kernelError('kernel.length-required')
    const rule = large.find((one) => one.method === request.method && one.pattern.test(request.url))
    const limit = rule?.limit ?? 1
    return Number(length) > limit * megabyte ? kernelError('kernel.too-large', { limit }) : undefined
  }
  app.addHook('onRequest', (request, _reply, done) => done(refusal(request)))
}

interface FailureContext {
  readonly locale: Locale
  readonly requestId: string
  readonly log: (error: unknown) => void
  /** Whether the request was understood so far that its procedure was called. */
  called: boolean
}

/** What fails before a procedure is called fails for what was sent: a body that is no JSON, a broken form. */
const unreadable = (failure: unknown): unknown =>
  failure instanceof ApplicationError || failure instanceof ORPCError
    ? failure
    : new ORPCError('BAD_REQUEST', { cause: failure })

/** Adds the API to the application. */
export async function addApi(
  app: FastifyInstance,
  runtime: Runtime,
  modules: readonly DomainDefinition[],
): Promise<void> {
  checkProcedures(modules)
  limitBodies(app, modules)
  const titleOfRight = (permission: string) => permissionTitle(modules, permission)
  const router = Object.fromEntries(modules.map((module) => [module.name, module.router]))
  const handler = new OpenAPIHandler<RequestContext & FailureContext>(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    customErrorResponseBodyEncoder: (error) => error.data,
    clientInterceptors: [
      ({ next, context }) => {
        context.called = true
        return next()
      },
    ],
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next()
        } catch (failure) {
          const error = context.called ? failure : unreadable(failure)
          const named = withNamedRight(error, titleOfRight, context.locale)
          const problem = problemOf(named, context.locale, context.requestId)
          if (problem.code === 'kernel.internal') context.log(error)
          throw new ORPCError(problem.code, { status: problem.status, message: problem.title, data: problem })
        }
      },
    ],
  })
  const contextOf = async (request: FastifyRequest): Promise<RequestContext & FailureContext> => {
    const headers = headersOf(request)
    const locale = requestLocale(headers)
    const [identity, publicIdentity] = await Promise.all([
      runtime.authentication.identityOf(headers),
      runtime.publicIdentity(),
    ])
    return {
      database: runtime.database,
      blobs: runtime.blobs,
      modules,
      identity: identity && { ...identity, locale },
      publicIdentity: { ...publicIdentity, locale },
      requestId: request.id,
      headers,
      address: request.ip,
      now: new Date(),
      locale,
      log: (error) => request.log.error({ err: error }, 'unexpected error'),
      called: false,
    }
  }
  await app.register(async (api) => {
    // The handler reads bodies itself, by the contract.
    api.removeAllContentTypeParsers()
    api.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    await addForms(api)
    api.addHook('onSend', (_request, reply, payload, done) => {
      if (reply.statusCode >= 400 && String(reply.getHeader('content-type')).startsWith('application/json'))
        reply.header('content-type', 'application/problem+json')
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      done(null, payload)
    })
    addSignIn(api, runtime)
    addDescription(api, modules)
    api.all('/api/*', async (request, reply) => {
      const context = await contextOf(request)
      if (request.isMultipart()) {
        // Before a byte is kept: nobody fills the disk who is not signed in.
        if (!context.identity) throw kernelError('kernel.not-signed-in')
        request.body = await receiveForm(request)
      }
      const { matched } = await handler.handle(request, reply, { prefix: '/api', context })
      if (!matched) throw kernelError('kernel.not-found')
      return reply
    })
  })
  await addApiReference(app)
}

function addSignIn(api: FastifyInstance, runtime: Runtime): void {
  api.all(
    '/api/auth/*',
    { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await readBody(request)
      const answer = await runtime.authentication.handler(
        new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
          method: request.method,
          headers: headersOf(request),
          body: body ?? null,
        }),
        { address: request.ip },
      )
      reply.status(answer.status)
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.send(Buffer.from(await answer.arrayBuffer()))
    },
  )
}

async function readBody(request: FastifyRequest): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = []
  for await (const part of request.raw) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

function addDescription(api: FastifyInstance, modules: readonly DomainDefinition[]): void {
  let document: ReturnType<typeof openApiDocument> | undefined
  api.get('/api/openapi.json', async () => {
    document ??= openApiDocument(modules)
    return document
  })
}
