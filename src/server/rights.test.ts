import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, roles } from '#kernel/access/roles.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import type { TableDeclarations } from '#kernel/db/tables.ts'
import { openTestDatabase } from '#kernel/testing/test-database.ts'
import { demoAccounts } from '../../demo/accounts.ts'
import { mountedProcedures } from './api.ts'
import { modules } from './domains.ts'
import { declaredPermissions } from './start.ts'
import { buildTestApplication, type TestApplication } from './testing/test-application.ts'

const someId = '0190aaaa-0000-7000-8000-000000000000'
const addressOf = (path: string): string => `/api${path.replaceAll(/\{[^}]+\}/g, someId)}`

describe('rights', () => {
  let application: TestApplication
  let close: () => Promise<void> = async () => {}
  let database: Awaited<ReturnType<typeof openTestDatabase>>

  beforeAll(async () => {
    database = await openTestDatabase('pglite', modules)
    application = await buildTestApplication(database)
    close = async () => {
      await application.close()
      await database.close()
    }
  })
  afterAll(() => close())

  it('has a demo account for every role', () => {
    const held = new Set(demoAccounts.flatMap((account) => account.roles))
    expect(roles.filter((role) => !held.has(role))).toEqual([])
  })

  it('refuses every procedure that is not public to a caller without a session', async () => {
    for (const { method, path, meta } of mountedProcedures(modules)) {
      const answer = await application.send(
        method as 'GET',
        addressOf(path),
        method === 'GET' ? {} : { body: {} },
      )
      const refused = answer.status === 401
      expect([method, path, refused]).toEqual([method, path, meta.permission !== 'public'])
    }
  })

  it.each([...roles])(
    'gives %s what its role has and nothing else, on every procedure',
    async (role: Role) => {
      const account = demoAccounts.find((one) => one.roles.includes(role))
      const cookie = await application.signIn(account?.username ?? '')
      const declared = declaredPermissions()
      for (const { method, path, meta } of mountedProcedures(modules)) {
        const permission = meta.permission ?? ''
        const allowed =
          permission === 'public' ||
          permission === 'signed-in' ||
          declared[permission]?.roles[role] !== undefined
        const answer = await application.send(method as 'GET', addressOf(path), {
          cookie,
          ...(method === 'GET' ? {} : { body: {} }),
        })
        const code =
          answer.body !== null && typeof answer.body === 'object' && 'code' in answer.body
            ? answer.body.code
            : ''
        expect([method, path, code !== 'kernel.no-right']).toEqual([method, path, allowed])
        expect([method, path, answer.status]).not.toEqual([method, path, 500])
      }
    },
  )

  it('names the right that is missing in words', async () => {
    const cookie = await application.signIn('leader')
    const refused = await application.send('POST', '/api/indicators', { cookie, body: {} })
    expect(refused.body).toMatchObject({ code: 'kernel.no-right' })
    expect(JSON.stringify(refused.body)).not.toContain('indicators.manage')
    const words = declaredPermissions()['indicators.manage']?.title.zh ?? ''
    expect(JSON.stringify(refused.body)).toContain(words)
    const described = await application.send('GET', '/api/permissions/indicators.manage', { cookie })
    expect(described.body).toMatchObject({ title: { zh: words } })
    expect((await application.send('GET', '/api/permissions/none', { cookie })).status).toBe(404)
  })

  it('shows another city none of the rows of the demo city, in any table', async () => {
    const declared: TableDeclarations = Object.assign({}, ...modules.map((module) => module.tables))
    let filled = 0
    for (const [table, declaration] of Object.entries(declared)) {
      if (declaration.placement !== 'distributed' && !declaration.rowsByCity) continue
      if (declaration.readByEveryCity) continue
      const count = sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`
      const all = (await count.execute(database.kysely)).rows[0]?.rows ?? 0
      if (all > 0) filled += 1
      const seen = await withScope(database, systemIdentity('990200', 'other city'), (scope) =>
        count.execute(scope.tx),
      )
      expect([table, seen.rows[0]?.rows]).toEqual([table, 0])
    }
    // Empty tables would prove nothing.
    expect(filled).toBeGreaterThan(10)
  })
})
