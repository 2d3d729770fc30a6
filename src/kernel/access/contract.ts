/**
 * Accounts and rights over the API. Signing in and out is not here: the pages post to `/api/auth/sign-in/username`
 * `{ username, password }` and `/api/auth/sign-out`, and read `/api/auth/options`.
 */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '../api/contract.ts'
import { AccessPolicy } from './policy.ts'
import { roles } from './roles.ts'

const tags = ['access'] as const

const RoleName = z.enum(roles)
const ReachName = z.enum(['unit', 'district', 'city'])
const LocaleName = z.enum(['zh', 'en'])
const Text = z.object({ zh: z.string(), en: z.string() })
const UnitName = z.object({ id: z.uuid(), name: z.string(), shortName: z.string(), region: z.string() })

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,29}$/)
const PersonName = z.string().trim().min(1).max(60)
const Phone = z
  .string()
  .trim()
  .regex(/^[+\d][\d\s-]{4,24}$/)
const Email = z.email().max(200)
const NewPassword = z.string().min(1).max(128)
const Reason = z.string().trim().min(2).max(200)

/** Answer of `GET /api/auth/options`. */
export const SignInOptions = z.object({
  /** False on an empty installation, which waits for its one-time link. */
  setUp: z.boolean(),
  /** Others that may vouch for a user: `POST /api/auth/sign-in/social` with `{ provider: id, callbackURL }`. */
  identityProviders: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type SignInOptions = z.infer<typeof SignInOptions>

export const Myself = z.object({
  user: z.object({ id: z.uuid(), username: z.string(), name: z.string(), locale: LocaleName }),
  city: z.object({ code: z.string(), name: z.string(), shortName: z.string() }),
  roles: z.array(z.object({ role: RoleName, title: Text })),
  permissions: z.array(z.object({ permission: z.string(), reach: ReachName })),
  units: z.array(UnitName),
  /** What has to be done before anything else is allowed; permissions are empty until then. */
  required: z.object({ passwordChange: z.boolean(), secondFactor: z.boolean() }),
  secondFactorEnabled: z.boolean(),
  /** Null when passwords do not run out. */
  passwordExpiresAt: z.iso.datetime().nullable(),
  idleMinutes: z.number().int(),
})
export type Myself = z.infer<typeof Myself>

export const AccountView = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  /** Masked; `revealContact` gives the whole. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  mustChangePassword: z.boolean(),
  secondFactorEnabled: z.boolean(),
  lockedUntil: z.iso.datetime().nullable(),
  lastSignInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  roles: z.array(RoleName),
  units: z.array(UnitName),
})
export type AccountView = z.infer<typeof AccountView>

const NewAdministrator = z.object({ username: Username, name: PersonName, password: NewPassword })

const AccountId = z.object({ accountId: z.uuid() })

const mine = {
  whoAmI: procedure({
    method: 'GET',
    path: '/me',
    permission: 'signed-in',
    summary: { zh: '当前用户及其权限', en: 'The caller and their rights' },
    tags,
  }).output(Myself),
  changePassword: procedure({
    method: 'POST',
    path: '/me/password',
    permission: 'signed-in',
    summary: { zh: '修改本人密码', en: "Change one's own password" },
    tags,
    transaction: false,
  })
    .input(z.object({ current: z.string().max(128), next: NewPassword }))
    .output(z.object({})),
  setLocale: procedure({
    method: 'PUT',
    path: '/me/locale',
    permission: 'signed-in',
    summary: { zh: '设置本人界面语言', en: "Set one's own language" },
    tags,
  })
    .input(z.object({ locale: LocaleName }))
    .output(z.object({ locale: LocaleName })),
  getAccessPolicy: procedure({
    method: 'GET',
    path: '/access-policy',
    permission: 'signed-in',
    summary: { zh: '查看密码与会话规则', en: 'Read the rules for passwords and sessions' },
    tags,
  }).output(AccessPolicy),
}

const systemAdministration = {
  createAccount: procedure({
    method: 'POST',
    path: '/accounts',
    permission: 'access.manage-accounts',
    summary: {
      zh: '新建账号（系统管理员；不含授权）',
      en: 'Add an account (system administrator; gives no rights)',
    },
    tags,
    transaction: false,
    successStatus: 201,
  })
    .input(
      z.object({
        username: Username,
        name: PersonName,
        phone: Phone.optional(),
        email: Email.optional(),
        locale: LocaleName.optional(),
      }),
    )
    /** The password is shown this once and must be changed at the first sign-in. */
    .output(z.object({ account: AccountView, temporaryPassword: z.string() })),
  updateAccount: procedure({
    method: 'PATCH',
    path: '/accounts/{accountId}',
    permission: 'access.manage-accounts',
    summary: { zh: '修改账号的姓名与联系方式', en: "Change an account's name and contact" },
    tags,
  })
    .input(
      AccountId.extend({
        name: PersonName.optional(),
        phone: Phone.nullable().optional(),
        email: Email.nullable().optional(),
      }),
    )
    .output(AccountView),
  setAccountActive: procedure({
    method: 'PUT',
    path: '/accounts/{accountId}/active',
    permission: 'access.manage-accounts',
    summary: { zh: '停用或启用账号', en: 'Disable or enable an account' },
    tags,
  })
    .input(AccountId.extend({ active: z.boolean(), reason: Reason }))
    .output(AccountView),
  resetPassword: procedure({
    method: 'POST',
    path: '/accounts/{accountId}/temporary-password',
    permission: 'access.manage-accounts',
    summary: { zh: '重置为临时密码', en: 'Give a temporary password' },
    tags,
    transaction: false,
  })
    .input(AccountId)
    .output(z.object({ temporaryPassword: z.string() })),
  revealContact: procedure({
    method: 'POST',
    path: '/accounts/{accountId}/contact',
    permission: 'access.reveal-contact',
    summary: { zh: '查看完整联系方式（留痕）', en: 'Read the contact unmasked (leaves a trace)' },
    tags,
  })
    .input(AccountId.extend({ reason: Reason }))
    .output(z.object({ phone: z.string().nullable(), email: z.string().nullable() })),
}

const securityAdministration = {
  setRoles: procedure({
    method: 'PUT',
    path: '/accounts/{accountId}/roles',
    permission: 'access.grant-roles',
    summary: { zh: '授予角色（安全管理员）', en: 'Set the roles (security administrator)' },
    tags,
  })
    .input(AccountId.extend({ roles: z.array(RoleName).max(roles.length) }))
    .output(AccountView),
  setUnits: procedure({
    method: 'PUT',
    path: '/accounts/{accountId}/units',
    permission: 'access.grant-roles',
    summary: { zh: '设置所属单位（安全管理员）', en: 'Set the units (security administrator)' },
    tags,
  })
    .input(AccountId.extend({ unitIds: z.array(z.uuid()).max(50) }))
    .output(AccountView),
  unlockAccount: procedure({
    method: 'POST',
    path: '/accounts/{accountId}/unlock',
    permission: 'access.unlock-accounts',
    summary: { zh: '解除登录锁定', en: 'Lift the lock after failed sign-ins' },
    tags,
  })
    .input(AccountId)
    .output(AccountView),
  resetSecondFactor: procedure({
    method: 'DELETE',
    path: '/accounts/{accountId}/second-factor',
    permission: 'access.unlock-accounts',
    summary: { zh: '解除动态口令（设备遗失）', en: 'Take the second factor off (device lost)' },
    tags,
  })
    .input(AccountId)
    .output(AccountView),
  setAccessPolicy: procedure({
    method: 'PUT',
    path: '/access-policy',
    permission: 'access.manage-policy',
    summary: { zh: '设置密码与会话规则', en: 'Set the rules for passwords and sessions' },
    tags,
  })
    .input(AccessPolicy)
    .output(AccessPolicy),
}

export const accessContract = {
  ...mine,
  ...systemAdministration,
  ...securityAdministration,
  listAccounts: procedure({
    method: 'GET',
    path: '/accounts',
    permission: 'access.read-accounts',
    summary: { zh: '查询账号', en: 'List accounts' },
    tags,
  })
    .input(
      PageRequest.extend({
        /** Part of the name or of the user name. */
        search: z.string().trim().min(1).max(60).optional(),
        role: RoleName.optional(),
        unitId: z.uuid().optional(),
        active: QueryFlag.optional(),
      }),
    )
    .output(pageOf(AccountView)),
  getAccount: procedure({
    method: 'GET',
    path: '/accounts/{accountId}',
    permission: 'access.read-accounts',
    summary: { zh: '查看账号', en: 'Read an account' },
    tags,
  })
    .input(AccountId)
    .output(AccountView),
  listPermissions: procedure({
    method: 'GET',
    path: '/permissions',
    permission: 'access.read-accounts',
    summary: { zh: '各角色的权限', en: 'What each role may do' },
    tags,
  }).output(
    z.object({
      roles: z.array(z.object({ role: RoleName, title: Text })),
      permissions: z.array(
        z.object({
          permission: z.string(),
          title: Text,
          module: Text,
          roles: z.array(z.object({ role: RoleName, reach: ReachName })),
        }),
      ),
    }),
  ),
  describePermission: procedure({
    method: 'GET',
    path: '/permissions/{permission}',
    permission: 'signed-in',
    summary: { zh: '一项权限的名称', en: 'What a permission is called' },
    tags,
  })
    .input(z.object({ permission: z.string().max(100) }))
    .output(z.object({ permission: z.string(), title: Text })),
  claimFirstAdministrators: procedure({
    method: 'POST',
    path: '/installation/administrators',
    permission: 'public',
    summary: {
      zh: '用一次性链接初始化系统（城市与三名管理员）',
      en: 'Set the system up with the one-time link: the city and its three administrators',
    },
    tags,
    transaction: false,
    successStatus: 201,
  })
    .input(
      z.object({
        token: z.string().min(20).max(100),
        city: z.object({
          code: z.string().regex(/^\d{6}$/),
          name: z.string().trim().min(2).max(60),
          shortName: z.string().trim().min(1).max(20),
        }),
        administrators: z.object({
          system: NewAdministrator,
          security: NewAdministrator,
          audit: NewAdministrator,
        }),
      }),
    )
    .output(z.object({})),
}
