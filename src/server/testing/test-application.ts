/** The whole application over a test database, with the demo city in it and people signed in for real. */
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createAuthentication } from '#kernel/access/authentication.ts'
import type { Database } from '#kernel/db/database.ts'
import { systemIdentity } from '#kernel/db/scope.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import { createJobWorker, type JobWorker } from '#kernel/jobs/worker.ts'
import { memoryBlobs } from '#kernel/testing/request-context.ts'
import { demoCity } from '../../../demo/city.ts'
import { seedDemoCity } from '../../../demo/seed.ts'
import { buildApplication } from '../application.ts'
import { modules as programModules } from '../domains.ts'
import { readSettings } from '../settings.ts'
import { declaredPermissions, syncReferenceData } from '../start.ts'

export const testPassword = 'Zhiheng-2026-test'
export const operatorToken = 'operator-token-of-the-test'

export interface TestApplication {
  readonly app: FastifyInstance
  readonly worker: JobWorker
  /** The session cookie of a demo account. */
  readonly signIn: (username: string) => Promise<string>
  /** Sends a JSON request as the holder of a cookie. */
  readonly send: (
    method: InjectOptions['method'],
    path: string,
    options?: { cookie?: string | undefined; body?: unknown; language?: 'zh' | 'en' },
  ) => Promise<{ status: number; headers: Record<string, unknown>; body: unknown; raw: Buffer }>
  readonly close: () => Promise<void>
}

const origin = 'http://127.0.0.1:8787'

/** Builds it; the caller closes it and the database. */
export async function buildTestApplication(
  database: Database,
  environment: Readonly<Record<string, string>> = {},
  modules: readonly DomainDefinition[] = programModules,
): Promise<TestApplication> {
  await syncReferenceData(database)
  await seedDemoCity(database, { password: testPassword, now: new Date() })
  const blobs = memoryBlobs()
  const authentication = await createAuthentication(database, {
    permissions: declaredPermissions(),
    defaultCity: demoCity.code,
  })
  const settings = readSettings({
    ZHIHENG_LOG: 'silent',
    ZHIHENG_REQUESTS_PER_MINUTE: '100000',
    ...environment,
  })
  const app = await buildApplication(
    {
      database,
      blobs,
      authentication,
      publicIdentity: async () => systemIdentity(demoCity.code, '访客'),
      operatorToken,
    },
    settings,
    modules,
  )
  const worker = createJobWorker(database, modules, {
    blobs,
    cities: async () => [],
    onError: (error) => console.error(error),
  })
  const send: TestApplication['send'] = async (method, path, { cookie, body, language } = {}) => {
    const answer = await app.inject({
      method: method ?? 'GET',
      url: path,
      headers: {
        host: '127.0.0.1:8787',
        origin,
        ...(cookie === undefined ? {} : { cookie }),
        ...(language === undefined ? {} : { 'accept-language': language }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: parse(answer.payload),
      raw: answer.rawPayload,
    }
  }
  return {
    app,
    worker,
    send,
    signIn: async (username) => {
      const answer = await send('POST', '/api/auth/sign-in/username', {
        body: { username, password: testPassword },
      })
      if (answer.status !== 200)
        throw new Error(`${username} could not sign in: ${JSON.stringify(answer.body)}`)
      const cookies = answer.headers['set-cookie']
      return (Array.isArray(cookies) ? cookies : [String(cookies)])
        .map((one: string) => one.split(';', 1)[0])
        .join('; ')
    },
    close: async () => {
      await app.close()
    },
  }
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return payload
  }
}
