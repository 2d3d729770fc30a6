import { createRouterClient } from '@orpc/server'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { type Identity, systemIdentity, withScope } from '../db/scope.ts'
import { orgModule } from '../org/org-module.ts'
import { createUnit } from '../org/units.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { accessModule } from './access-module.ts'
import { createAccount, resetPasswordOnServer } from './accounts.ts'
import { inReach, unitsInReach } from './data-reach.ts'
import { type Role, roles } from './roles.ts'
import { accessRouter } from './router.ts'
import { findAccount, listAccounts } from './store.ts'

const city = '990100'
const otherCity = '990200'
const modules = [auditModule, orgModule, accessModule]

describe.each(databaseKinds)('accounts on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let counter = 0
  const newName = (): string => `person${++counter}`
  const newAccount = async (...held: Role[]): Promise<string> =>
    createAccount(database(), {
      city,
      username: newName(),
      name: '测试员',
      password: 'Zhi-heng-2026',
      roles: held,
    })
  const person = (role: Role, userId = v7(), inCity = city): Identity =>
    personIdentity(inCity, modules, { userId, roles: [role] })
  const client = (identity: Identity | undefined) =>
    createRouterClient(accessRouter, { context: requestContext(database(), modules, identity) })
  const system = () => client(person('system-administrator'))
  const security = () => client(person('security-administrator'))
  const trailOf = async (objectId: string) => {
    const { rows } = await sql<{ action: string; detail: unknown }>`
      select action, detail from audit_entry where object_id = ${objectId} order by sequence`.execute(
      database().kysely,
    )
    return rows
  }

  it('are made by the system administrator and given rights by the security administrator', async () => {
    const made = await system().createAccount({ username: 'Li.Na', name: '李娜', phone: '13812341234' })
    expect(made.account).toMatchObject({
      username: 'li.na',
      phone: '138****1234',
      mustChangePassword: true,
      roles: [],
    })
    expect(made.temporaryPassword).toMatch(/^[A-Z][a-z]\d(-\w{4}){3}$/)
    const accountId = made.account.id
    const unit = await withScope(database(), systemIdentity(city, 'test'), (scope) =>
      createUnit(scope, { name: '衡安市科学技术局' }),
    )
    await security().setRoles({ accountId, roles: ['liaison', 'reviewer'] })
    const granted = await security().setUnits({ accountId, unitIds: [unit.id] })
    expect(granted).toMatchObject({ roles: ['liaison', 'reviewer'], units: [{ name: '衡安市科学技术局' }] })
    expect((await trailOf(accountId)).map((entry) => entry.action)).toEqual([
      'access.create-account',
      'access.grant-roles',
      'access.assign-units',
    ])
    expect((await system().listAccounts({ unitId: unit.id })).items.map((one) => one.id)).toEqual([accountId])
    expect((await system().listAccounts({ role: 'reviewer', search: '李' })).items).toHaveLength(1)
    expect((await system().listAccounts({ role: 'leader', unitId: unit.id })).items).toEqual([])
  })
  it('have names that nobody else in the installation has', async () => {
    await system().createAccount({ username: 'twice', name: '甲' })
    const elsewhere = client(person('system-administrator', v7(), otherCity))
    await expect(elsewhere.createAccount({ username: 'twice', name: '乙' })).rejects.toMatchObject({
      code: 'access.username-taken',
    })
  })

  describe('the three administrators', () => {
    const excluded: Role[][] = [
      ['system-administrator', 'security-administrator'],
      ['security-administrator', 'audit-administrator'],
      ['system-administrator', 'clerk'],
      ['audit-administrator', 'leader'],
    ]
    it.each(excluded)('keep %s and %s apart in the service', async (...held) => {
      const accountId = await newAccount()
      await expect(security().setRoles({ accountId, roles: held })).rejects.toMatchObject({
        code: 'access.roles-conflict',
      })
    })
    it.each(excluded)('keep %s and %s apart in the database, whatever wrote the rows', async (one, other) => {
      const accountId = await newAccount(one ?? 'clerk')
      const grant = (duty: string) =>
        sql`insert into role_grant (city, account_id, role, granted_at)
            values (${city}, ${accountId}::uuid, ${other}, now())`
          .execute(database().kysely)
          .then(() => duty)
      await expect(grant('straight')).rejects.toThrow(/foreign key/)
      // Not even by turning the account's duty first.
      await expect(
        sql`update account_duty set duty = case when ${other} like '%-administrator' then ${other} else 'work' end
            where account_id = ${accountId}::uuid`.execute(database().kysely),
      ).rejects.toThrow(/foreign key/)
    })
    it('may be turned into one another when the former role is given up', async () => {
      await newAccount('audit-administrator')
      const accountId = await newAccount('audit-administrator')
      expect((await security().setRoles({ accountId, roles: ['clerk'] })).roles).toEqual(['clerk'])
      expect((await security().setRoles({ accountId, roles: [] })).roles).toEqual([])
      expect((await security().setRoles({ accountId, roles: ['system-administrator'] })).roles).toEqual([
        'system-administrator',
      ])
    })
    it('never lose the last of a kind', async () => {
      const alone = '990400'
      const [first, accountId] = await Promise.all(
        [newName(), newName()].map((username) =>
          createAccount(database(), {
            city: alone,
            username,
            name: '测试员',
            password: 'Zhi-heng-2026',
            roles: ['security-administrator'],
          }),
        ),
      )
      const systemThere = client(person('system-administrator', v7(), alone))
      const securityThere = client(person('security-administrator', v7(), alone))
      const last = { code: 'access.last-administrator' }
      await systemThere.setAccountActive({ accountId: first ?? '', active: false, reason: '调离' })
      await expect(securityThere.setRoles({ accountId: accountId ?? '', roles: [] })).rejects.toMatchObject(
        last,
      )
      await expect(
        systemThere.setAccountActive({ accountId: accountId ?? '', active: false, reason: '调离' }),
      ).rejects.toMatchObject(last)
    })
    it('cannot raise themselves, nor take over each other', async () => {
      const accountId = await newAccount('security-administrator')
      const self = client(person('security-administrator', accountId))
      await expect(self.setRoles({ accountId, roles: ['system-administrator'] })).rejects.toMatchObject({
        code: 'access.own-account',
      })
      await expect(system().resetPassword({ accountId })).rejects.toMatchObject({
        code: 'access.administrator-password',
      })
      const { username } = await system().getAccount({ accountId })
      expect(await resetPasswordOnServer(database(), city, username)).toMatch(/^[A-Z]/)
      expect((await system().getAccount({ accountId })).mustChangePassword).toBe(true)
    })
  })

  it('show contacts unmasked only with a reason, which the trail keeps', async () => {
    const { account } = await system().createAccount({
      username: newName(),
      name: '王敏',
      phone: '13912345678',
      email: 'wang@example.cn',
    })
    const accountId = account.id
    expect(await system().revealContact({ accountId, reason: '通知开会' })).toEqual({
      phone: '13912345678',
      email: 'wang@example.cn',
    })
    const changed = await system().updateAccount({ accountId, phone: null })
    expect(changed).toMatchObject({ phone: null, email: 'w***@example.cn', name: '王敏' })
    const trail = await trailOf(accountId)
    expect(trail.map((entry) => entry.action)).toEqual([
      'access.create-account',
      'access.reveal-contact',
      'access.update-account',
    ])
    expect(trail[1]?.detail).toEqual({ reason: '通知开会' })
    expect(JSON.stringify(trail)).not.toMatch(/13912345678|wang@/)
  })

  it('come page by page, none lost and none twice', async () => {
    const inCity = '990300'
    const names = Array.from({ length: 7 }, (_, index) => `page${kind}${index}`).map((name) =>
      name.toLowerCase(),
    )
    for (const username of names)
      await createAccount(database(), {
        city: inCity,
        username,
        name: '页',
        password: 'Zhi-heng-2026',
        roles: [],
      })
    const there = client(person('system-administrator', v7(), inCity))
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await there.listAccounts({ limit: 3, ...(after ? { after } : {}) })
      seen.push(...page.items.map((account) => account.username))
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toEqual(names)
  })

  const rights: ReadonlyArray<
    readonly [string, ReadonlySet<Role>, (as: ReturnType<typeof client>, id: string) => Promise<unknown>]
  > = [
    [
      'listAccounts',
      new Set(['system-administrator', 'security-administrator']),
      (as) => as.listAccounts({}),
    ],
    [
      'getAccount',
      new Set(['system-administrator', 'security-administrator']),
      (as, accountId) => as.getAccount({ accountId }),
    ],
    [
      'listPermissions',
      new Set(['system-administrator', 'security-administrator']),
      (as) => as.listPermissions(),
    ],
    [
      'createAccount',
      new Set(['system-administrator']),
      (as) => as.createAccount({ username: newName(), name: '新' }),
    ],
    [
      'updateAccount',
      new Set(['system-administrator']),
      (as, accountId) => as.updateAccount({ accountId, name: '改' }),
    ],
    [
      'setAccountActive',
      new Set(['system-administrator']),
      (as, accountId) => as.setAccountActive({ accountId, active: true, reason: '复职' }),
    ],
    ['resetPassword', new Set(['system-administrator']), (as, accountId) => as.resetPassword({ accountId })],
    [
      'revealContact',
      new Set(['system-administrator']),
      (as, accountId) => as.revealContact({ accountId, reason: '联系' }),
    ],
    [
      'setRoles',
      new Set(['security-administrator']),
      (as, accountId) => as.setRoles({ accountId, roles: ['clerk'] }),
    ],
    [
      'setUnits',
      new Set(['security-administrator']),
      (as, accountId) => as.setUnits({ accountId, unitIds: [] }),
    ],
    [
      'unlockAccount',
      new Set(['security-administrator']),
      (as, accountId) => as.unlockAccount({ accountId }),
    ],
    [
      'resetSecondFactor',
      new Set(['security-administrator']),
      (as, accountId) => as.resetSecondFactor({ accountId }),
    ],
    [
      'setAccessPolicy',
      new Set(['security-administrator']),
      async (as) => as.setAccessPolicy(await as.getAccessPolicy()),
    ],
  ]
  it.each(rights)('let only the right role do %s', async (_name, allowed, act) => {
    const accountId = await newAccount('clerk')
    for (const role of roles) {
      const attempt = act(client(person(role)), accountId)
      if (allowed.has(role)) await expect(attempt).resolves.toBeDefined()
      else await expect(attempt, role).rejects.toMatchObject({ code: 'kernel.no-right' })
    }
    await expect(act(client(undefined), accountId)).rejects.toMatchObject({ code: 'kernel.not-signed-in' })
  })
  it('show what each role may do', async () => {
    const { permissions } = await security().listPermissions()
    expect(permissions).toContainEqual(
      expect.objectContaining({
        permission: 'access.grant-roles',
        roles: [{ role: 'security-administrator', reach: 'city' }],
      }),
    )
  })

  it('of another city are out of sight even when the store forgets to filter', async () => {
    const accountId = await newAccount('clerk')
    const elsewhere = person('system-administrator', v7(), otherCity)
    await expect(client(elsewhere).getAccount({ accountId })).rejects.toMatchObject({
      code: 'kernel.not-found',
    })
    await withScope(database(), elsewhere, async (scope) => {
      expect(await findAccount(scope, accountId)).toBeUndefined()
      expect(await listAccounts(scope, { ids: [accountId] }, undefined, 10)).toEqual([])
      for (const table of ['account', 'role_grant', 'account_duty']) {
        const { rows } = await sql`select * from ${sql.table(table)} where city = ${city}`.execute(scope.tx)
        expect(rows, table).toEqual([])
      }
      const { numAffectedRows } = await sql`update account set active = false`.execute(scope.tx)
      expect(Number(numAffectedRows)).toBe((await listAccounts(scope, {}, undefined, 200)).length)
    })
    expect((await system().getAccount({ accountId })).active).toBe(true)
  })

  it('reach as far as the condition of a store says', async () => {
    const inside = await withScope(database(), systemIdentity(city, 'test'), (scope) =>
      createUnit(scope, { name: '衡安市水利局' }),
    )
    const scopeOf = (reach: 'unit' | 'district' | 'city', units: string[], regions: string[]): Identity => ({
      ...systemIdentity(city, 'test'),
      permissions: new Map([['x.read', reach]]),
      units,
      regions,
    })
    const visible = (identity: Identity) =>
      withScope(database(), identity, async (scope) => {
        const condition = inReach(unitsInReach(scope, 'x.read'), { unit: 'unit.id', region: 'unit.region' })
        const { rows } = await sql<{ id: string }>`
          select id from unit where id = ${inside.id}::uuid and ${condition}`.execute(scope.tx)
        return rows.length === 1
      })
    expect(await visible(scopeOf('city', [], []))).toBe(true)
    expect(await visible(scopeOf('unit', [inside.id], []))).toBe(true)
    expect(await visible(scopeOf('unit', [v7()], [city]))).toBe(false)
    expect(await visible(scopeOf('district', [], ['990000']))).toBe(true)
    expect(await visible(scopeOf('district', [], ['990102']))).toBe(false)
  })
})
