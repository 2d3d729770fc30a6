import { z } from 'zod'
import { cityTable, localCityTable, localTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { defineJob } from '../jobs/job.ts'
import { accessContract } from './contract.ts'
import type { PermissionDeclarations } from './roles.ts'
import { accessRouter } from './router.ts'
import { deleteExpired } from './sign-in-store.ts'

/** The system administrator makes accounts, the security administrator gives rights; neither does the other's. */
const permissions: PermissionDeclarations = {
  'access.read-accounts': {
    title: { zh: '查看账号', en: 'Read accounts' },
    roles: { 'system-administrator': 'city', 'security-administrator': 'city' },
  },
  'access.manage-accounts': {
    title: { zh: '新建、停用账号，重置密码', en: 'Add and disable accounts, reset passwords' },
    roles: { 'system-administrator': 'city' },
  },
  'access.reveal-contact': {
    title: { zh: '查看完整联系方式', en: 'Read contacts unmasked' },
    roles: { 'system-administrator': 'city' },
  },
  'access.grant-roles': {
    title: { zh: '授予角色、设置所属单位', en: 'Grant roles, set units' },
    roles: { 'security-administrator': 'city' },
  },
  'access.unlock-accounts': {
    title: { zh: '解除登录锁定与动态口令', en: 'Lift locks and second factors' },
    roles: { 'security-administrator': 'city' },
  },
  'access.manage-policy': {
    title: { zh: '设置密码与会话规则', en: 'Set the rules for passwords and sessions' },
    roles: { 'security-administrator': 'city' },
  },
}

/** Accounts, roles and sign-in. */
export const accessModule = defineDomain({
  name: 'access',
  title: { zh: '账号与权限', en: 'Accounts and rights' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    account: localCityTable,
    account_credential: localTable,
    account_former_password: localTable,
    account_session: localTable,
    account_second_factor: localTable,
    account_verification: localTable,
    sign_in_failure: localTable,
    installation_secret: localTable,
    account_duty: cityTable,
    role_grant: cityTable,
    access_policy: cityTable,
  },
  permissions,
  contract: accessContract,
  router: accessRouter,
  jobs: [
    defineJob({
      name: 'access.delete-expired',
      title: { zh: '清理过期会话', en: 'Delete what has expired' },
      input: z.object({}).default({}),
      run: async (_input, { database, now }) => ({ deleted: await deleteExpired(database.kysely, now()) }),
      schedule: '17 * * * *',
    }),
  ],
})
