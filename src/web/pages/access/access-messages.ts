import { defineMessages } from '#kernel/language/messages.ts'

export const accessMessages = defineMessages({
  'access.sign-in': { zh: '登录', en: 'Sign in' },
  'access.username': { zh: '用户名', en: 'User name' },
  'access.password': { zh: '密码', en: 'Password' },
  'access.code': { zh: '动态口令', en: 'One-time code' },
  'access.code-help': {
    zh: '打开手机上的身份验证器，输入 6 位数字。手机不在身边时，输入一个备用码。',
    en: 'Open the authenticator on your phone and enter its 6 digits. Without the phone, enter a backup code.',
  },
  'access.code-submit': { zh: '验证并登录', en: 'Verify and sign in' },
  'access.other-account': { zh: '换一个账号', en: 'Use another account' },
  'access.forgotten': {
    zh: '忘记密码？请联系本单位的系统管理员重置。',
    en: 'Forgotten your password? Ask your system administrator to reset it.',
  },
  'access.change-password': { zh: '修改密码', en: 'Change password' },
  'access.must-change': {
    zh: '您的密码是临时密码或已到期，修改后才能继续使用系统。',
    en: 'Your password is temporary or has run out; change it to go on.',
  },
  'access.current-password': { zh: '原密码', en: 'Current password' },
  'access.new-password': { zh: '新密码', en: 'New password' },
  'access.repeat-password': { zh: '再次输入新密码', en: 'New password again' },
  'access.passwords-differ': { zh: '两次输入的新密码不一致。', en: 'The two new passwords differ.' },
  'access.password-rule': {
    zh: '至少 {length} 位，大写字母、小写字母、数字、其他符号中至少 {classes} 类，不得包含用户名，不得与近期用过的相同。',
    en: 'At least {length} characters from at least {classes} of upper case, lower case, digits and others; without the user name; unlike your recent ones.',
  },
  'access.password-changed': { zh: '密码已修改。', en: 'The password has been changed.' },

  'access.second-factor': { zh: '动态口令', en: 'Second factor' },
  'access.second-factor-lead': {
    zh: '登录时除密码外再输入手机上的 6 位动态口令，密码泄露也无法登录。',
    en: 'Besides the password, signing in takes 6 digits from your phone: a leaked password alone opens nothing.',
  },
  'access.second-factor-required': {
    zh: '您的角色必须使用动态口令，设置完成后才能继续。',
    en: 'Your role requires a second factor; set it up to go on.',
  },
  'access.second-factor-on': { zh: '动态口令已启用。', en: 'The second factor is on.' },
  'access.second-factor-start': { zh: '开始设置', en: 'Set it up' },
  'access.second-factor-off': { zh: '停用动态口令', en: 'Turn it off' },
  'access.second-factor-scan': {
    zh: '一、用手机上的身份验证器扫描二维码；不能扫描时，手工输入右侧的密钥。',
    en: '1. Scan the code with an authenticator on your phone, or type the key in by hand.',
  },
  'access.second-factor-key': { zh: '密钥', en: 'Key' },
  'access.second-factor-backup': {
    zh: '二、抄下备用码并妥善保管。手机不在身边时，每个备用码可登录一次；离开本页后不再显示。',
    en: '2. Write the backup codes down. Each signs you in once without the phone; they are not shown again.',
  },
  'access.second-factor-confirm': {
    zh: '三、输入身份验证器现在显示的 6 位数字。',
    en: '3. Enter the 6 digits that the authenticator shows now.',
  },
  'access.second-factor-finish': { zh: '启用', en: 'Turn it on' },
  'access.confirm-password': { zh: '请输入您的密码', en: 'Enter your password' },

  'access.welcome': { zh: '初始化系统', en: 'Set the system up' },
  'access.welcome-lead': {
    zh: '指定城市和三名管理员。三员分立：三个账号由三个人分别掌管，互不兼任（GB/T 22239-2019）。',
    en: 'Name the city and its three administrators: three people, none of whom holds another of these roles (GB/T 22239-2019).',
  },
  'access.welcome-no-token': {
    zh: '链接不完整：请使用服务器启动时显示的完整链接。',
    en: 'The link is incomplete: use the whole link that the server printed when it started.',
  },
  'access.city': { zh: '城市', en: 'City' },
  'access.city-code': { zh: '行政区划代码', en: 'Division code' },
  'access.city-code-help': { zh: '6 位数字', en: '6 digits' },
  'access.city-name': { zh: '城市名称', en: 'Name' },
  'access.city-short-name': { zh: '简称', en: 'Short name' },
  'access.administrator.system': {
    zh: '系统管理员：运行系统、建立账号，不授权',
    en: 'System administrator: runs it and makes accounts, gives no rights',
  },
  'access.administrator.security': {
    zh: '安全管理员：授予权限，不建账号',
    en: 'Security administrator: gives rights, makes no accounts',
  },
  'access.administrator.audit': {
    zh: '审计管理员：查看并校验审计记录',
    en: 'Audit administrator: reads and verifies the trail',
  },
  'access.person-name': { zh: '姓名', en: 'Name' },
  'access.username-help': {
    zh: '3–30 位小写字母、数字、点、横线或下划线，以字母或数字开头',
    en: '3–30 lower-case letters, digits, dots, dashes or underscores, starting with a letter or digit',
  },
  'access.welcome-done': {
    zh: '初始化完成，请用刚才建立的账号登录。',
    en: 'All set up. Sign in with one of the accounts.',
  },
})
