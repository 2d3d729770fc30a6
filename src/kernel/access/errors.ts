/** Refusals of sign-in and account administration. */
import { defineErrors } from '../language/errors.ts'

export const accessError = defineErrors({
  'access.wrong-credentials': {
    status: 401,
    zh: '用户名或密码不正确，还可尝试 {left} 次。',
    en: 'The user name or the password is wrong; {left} attempts left.',
  },
  'access.locked': {
    status: 423,
    zh: '登录失败次数过多，该账号已锁定，请 {minutes} 分钟后再试，或联系安全管理员解锁。',
    en: 'Too many failed sign-ins: the account is locked. Try again in {minutes} minutes, or ask the security administrator.',
  },
  'access.wrong-code': {
    status: 401,
    zh: '动态口令不正确或已过期，还可尝试 {left} 次。',
    en: 'The one-time code is wrong or has run out; {left} attempts left.',
  },
  'access.account-disabled': {
    status: 403,
    zh: '该账号已停用，请联系系统管理员。',
    en: 'This account has been disabled; ask the system administrator.',
  },
  'access.sign-in-failed': {
    status: 400,
    zh: '登录未能完成，请重新登录。({reason})',
    en: 'The sign-in could not be completed; please start again. ({reason})',
  },
  'access.no-such-path': {
    status: 404,
    zh: '没有这个登录接口。',
    en: 'There is no such sign-in endpoint.',
  },
  'access.wrong-password': {
    status: 422,
    zh: '原密码不正确。',
    en: 'The current password is wrong.',
  },
  'access.weak-password': {
    status: 422,
    zh: '新密码不符合要求，请按提示修改。',
    en: 'The new password does not meet the rules shown.',
  },
  'access.password-used-before': {
    status: 422,
    zh: '新密码不得与最近 {count} 次用过的密码相同。',
    en: 'The new password must differ from the last {count} ones.',
  },
  'access.username-taken': {
    status: 409,
    zh: '用户名“{username}”已被使用。',
    en: 'The user name "{username}" is taken.',
  },
  'access.roles-conflict': {
    status: 409,
    zh: '三员分立：一个账号不得兼任两种管理员，管理员也不得兼任业务角色。',
    en: 'Administrators are separate: no account may hold two administrator roles, nor one together with a working role.',
  },
  'access.own-account': {
    status: 409,
    zh: '不能对自己的账号进行此项操作。',
    en: 'You cannot do this to your own account.',
  },
  'access.last-administrator': {
    status: 409,
    zh: '这是最后一名{role}，请先指定他人担任。',
    en: 'This is the last {role}; appoint another one first.',
  },
  'access.administrator-password': {
    status: 409,
    zh: '管理员的密码不能由另一名管理员重置，请在服务器上用命令重置。',
    en: "An administrator's password cannot be reset by another administrator; use the command on the server.",
  },
  'access.setup-link-invalid': {
    status: 410,
    zh: '初始化链接无效或已过期，请在服务器上重新生成。',
    en: 'The set-up link is invalid or has run out; make a new one on the server.',
  },
  'access.already-set-up': {
    status: 409,
    zh: '系统已完成初始化。',
    en: 'The system has already been set up.',
  },
  'access.three-accounts-needed': {
    status: 422,
    zh: '系统管理员、安全管理员、审计管理员须为三个不同的账号。',
    en: 'System, security and audit administrator must be three different accounts.',
  },
})
