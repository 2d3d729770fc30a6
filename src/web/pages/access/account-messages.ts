import { defineMessages } from '#kernel/language/messages.ts'

export const accountMessages = defineMessages({
  'accounts.title': { zh: '账号', en: 'Accounts' },
  'accounts.account': { zh: '账号详情', en: 'Account' },
  'accounts.lead': {
    zh: '系统管理员建立和停用账号，安全管理员授予角色和所属单位。两者互不代办。',
    en: 'The system administrator makes and disables accounts; the security administrator gives roles and units. Neither does the other’s work.',
  },
  'accounts.search': { zh: '按姓名或用户名搜索', en: 'Search name or user name' },
  'accounts.empty': { zh: '还没有账号', en: 'There are no accounts yet' },
  'accounts.username': { zh: '用户名', en: 'User name' },
  'accounts.name': { zh: '姓名', en: 'Name' },
  'accounts.phone': { zh: '电话', en: 'Phone' },
  'accounts.email': { zh: '邮箱', en: 'E-mail' },
  'accounts.roles': { zh: '角色', en: 'Roles' },
  'accounts.units': { zh: '所属单位', en: 'Units' },
  'accounts.state': { zh: '状态', en: 'State' },
  'accounts.active': { zh: '启用', en: 'Active' },
  'accounts.disabled': { zh: '已停用', en: 'Disabled' },
  'accounts.locked': { zh: '已锁定', en: 'Locked' },
  'accounts.last-sign-in': { zh: '最近登录', en: 'Last sign-in' },
  'accounts.created': { zh: '建立时间', en: 'Made' },
  'accounts.no-roles': { zh: '尚未授权', en: 'No roles yet' },
  'accounts.second-factor': { zh: '动态口令', en: 'Second factor' },
  'accounts.on': { zh: '已启用', en: 'On' },
  'accounts.off': { zh: '未启用', en: 'Off' },

  'accounts.create': { zh: '新建账号', en: 'New account' },
  'accounts.create-submit': { zh: '建立账号', en: 'Make the account' },
  'accounts.created-title': { zh: '账号“{username}”已建立', en: 'The account “{username}” has been made' },
  'accounts.temporary-password': { zh: '临时密码', en: 'Temporary password' },
  'accounts.temporary-hint': {
    zh: '只显示这一次，请当面或以其他安全方式交给本人；首次登录须修改。角色由安全管理员授予。',
    en: 'Shown this once: hand it over in person or by another safe way. It must be changed at the first sign-in. Roles are given by the security administrator.',
  },

  'accounts.edit': { zh: '修改', en: 'Change' },
  'accounts.disable': { zh: '停用账号', en: 'Disable' },
  'accounts.disable-title': { zh: '停用“{name}”的账号？', en: 'Disable the account of “{name}”?' },
  'accounts.disable-consequence': {
    zh: '立即退出登录，不能再登录；记录和办理历史保留。',
    en: 'Signed out at once and kept out; records and history stay.',
  },
  'accounts.enable': { zh: '启用账号', en: 'Enable' },
  'accounts.enable-title': { zh: '启用“{name}”的账号？', en: 'Enable the account of “{name}”?' },
  'accounts.enable-consequence': {
    zh: '可以再次登录，原有角色恢复有效。',
    en: 'They may sign in again with the roles they had.',
  },
  'accounts.reset-password': { zh: '重置密码', en: 'Reset the password' },
  'accounts.reset-title': { zh: '为“{name}”重置密码？', en: 'Reset the password of “{name}”?' },
  'accounts.reset-consequence': {
    zh: '原密码失效并退出登录；生成一个临时密码，由您交给本人。',
    en: 'The old password ends and they are signed out; you hand over a temporary one.',
  },
  'accounts.unlock': { zh: '解除锁定', en: 'Unlock' },
  'accounts.unlock-title': { zh: '解除“{name}”的登录锁定？', en: 'Unlock the account of “{name}”?' },
  'accounts.unlock-consequence': {
    zh: '可立即再次尝试登录。请先向本人核实失败登录是否为其本人操作。',
    en: 'They may try again at once. First ask whether the failed sign-ins were theirs.',
  },
  'accounts.reset-factor': { zh: '解除动态口令', en: 'Take the second factor off' },
  'accounts.reset-factor-title': {
    zh: '解除“{name}”的动态口令？',
    en: 'Take the second factor of “{name}” off?',
  },
  'accounts.reset-factor-consequence': {
    zh: '只凭密码即可登录，直到本人重新设置。仅用于设备遗失，请先核实身份。',
    en: 'The password alone signs in until they set it up again. Only for a lost device; make sure who asks.',
  },
  'accounts.reveal': { zh: '查看完整联系方式', en: 'Show the contact in full' },
  'accounts.reveal-consequence': {
    zh: '此次查看连同理由会记入审计记录。',
    en: 'This look and its reason go into the audit trail.',
  },
  'accounts.set-roles': { zh: '授予角色', en: 'Give roles' },
  'accounts.set-units': { zh: '设置所属单位', en: 'Set units' },
  'accounts.roles-help': {
    zh: '三员分立：系统、安全、审计管理员须为不同的人，且不得兼任业务角色。',
    en: 'System, security and audit administrator must be different people and hold no working role.',
  },
  'accounts.units-help': { zh: '输入单位名称查找', en: 'Type to look for units' },

  'roles.title': { zh: '角色与权限', en: 'Roles and rights' },
  'roles.lead': {
    zh: '角色由制度规定，每项权限的范围为：全市、所在区域或所在单位。',
    en: 'Roles are fixed; each right reaches the whole city, the district or the unit.',
  },
  'roles.permission': { zh: '权限', en: 'Right' },
  'roles.reach.city': { zh: '全市', en: 'city' },
  'roles.reach.district': { zh: '本区域', en: 'district' },
  'roles.reach.unit': { zh: '本单位', en: 'unit' },
})
