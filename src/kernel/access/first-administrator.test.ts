import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { orgModule } from '../org/org-module.ts'
import { requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { accessModule } from './access-module.ts'
import { createAuthentication } from './authentication.ts'
import {
  createFirstAdministratorToken,
  type FirstSetUp,
  findInstallationCity,
} from './first-administrator.ts'
import { accessRouter } from './router.ts'

const modules = [auditModule, orgModule, accessModule]
const city = { code: '990100', name: '衡安市', shortName: '衡安' }
const administrators: FirstSetUp['administrators'] = {
  system: { username: 'xitong', name: '甲', password: 'Zhi-heng-2026' },
  security: { username: 'anquan', name: '乙', password: 'Zhi-heng-2027' },
  audit: { username: 'shenji', name: '丙', password: 'Zhi-heng-2028' },
}

describe.each(databaseKinds)('the first administrators on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const claim = (setUp: FirstSetUp, now = new Date()) =>
    call(accessRouter.claimFirstAdministrators, setUp, {
      context: { ...requestContext(database(), modules, undefined), now },
    })
  const invalid = { code: 'access.setup-link-invalid' }

  it('come by a link that works once, within an hour, and makes three separate accounts', async () => {
    const start = new Date()
    const outdated = await createFirstAdministratorToken(database(), start)
    const token = await createFirstAdministratorToken(database(), start)
    if (outdated === undefined || token === undefined) throw new Error('no token')
    await expect(claim({ token: 'x'.repeat(32), city, administrators })).rejects.toMatchObject(invalid)
    await expect(claim({ token: outdated, city, administrators })).rejects.toMatchObject(invalid)
    const late = new Date(start.getTime() + 3_600_001)
    await expect(claim({ token, city, administrators }, late)).rejects.toMatchObject(invalid)
    await expect(
      claim({ token, city, administrators: { ...administrators, audit: administrators.system } }),
    ).rejects.toMatchObject({ code: 'access.three-accounts-needed' })
    // A refusal half way leaves nothing behind, and the link still works.
    const weak = { ...administrators, audit: { ...administrators.audit, password: 'weak' } }
    await expect(claim({ token, city, administrators: weak })).rejects.toMatchObject({
      code: 'access.weak-password',
      fields: [{ path: 'administrators.audit.password' }, { path: 'administrators.audit.password' }],
    })
    expect(await findInstallationCity(database())).toBeUndefined()

    await claim({ token, city, administrators })
    expect(await findInstallationCity(database())).toEqual({ code: '990100', name: '衡安市' })
    await expect(claim({ token, city, administrators })).rejects.toMatchObject({
      code: 'access.already-set-up',
    })
    expect(await createFirstAdministratorToken(database())).toBeUndefined()

    const authentication = await createAuthentication(database(), {
      permissions: accessModule.permissions,
      defaultCity: city.code,
    })
    for (const [person, role] of [
      [administrators.system, 'system-administrator'],
      [administrators.security, 'security-administrator'],
      [administrators.audit, 'audit-administrator'],
    ] as const) {
      const response = await authentication.handler(
        new Request('http://127.0.0.1:8787/api/auth/sign-in/username', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: person.username, password: person.password }),
        }),
      )
      const cookie = response.headers
        .getSetCookie()
        .map((text) => text.split(';', 1)[0])
        .join('; ')
      const identity = await authentication.identityOf(new Headers({ cookie }))
      expect(identity?.roles).toEqual([role])
      const me = await call(accessRouter.whoAmI, undefined, {
        context: requestContext(database(), modules, identity),
      })
      expect(me).toMatchObject({ city, required: { passwordChange: false, secondFactor: false } })
    }
  })
})
