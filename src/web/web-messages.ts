/** The words of the shells. */
import { defineMessages } from '#kernel/language/messages.ts'

export const webMessages = defineMessages({
  'web.name': { zh: '质衡', en: 'Zhiheng' },
  'web.purpose': { zh: '城市质量治理系统', en: 'Quality governance of the city' },
  'web.skip': { zh: '跳到正文', en: 'Skip to the content' },
  'web.menu': { zh: '主菜单', en: 'Main menu' },
  'web.menu-open': { zh: '打开菜单', en: 'Open the menu' },
  'web.menu.administration': { zh: '系统管理', en: 'Administration' },
  'web.language': { zh: 'English', en: '中文' },
  'web.language-label': { zh: '切换为英文 / Switch to English', en: 'Switch to Chinese / 切换为中文' },
  'web.user': { zh: '我的账号', en: 'My account' },
  'web.sign-out': { zh: '退出登录', en: 'Sign out' },
  'web.change-password': { zh: '修改密码', en: 'Change password' },
  'web.shortcuts': { zh: '键盘快捷键', en: 'Keyboard shortcuts' },
  'web.notifications': { zh: '消息', en: 'Notifications' },
  'web.notifications-unread': { zh: '消息，{count} 条未读', en: 'Notifications, {count} unread' },
  'web.home': { zh: '首页', en: 'Start' },
  'web.home-greeting': { zh: '{name}，您好', en: 'Welcome, {name}' },
  'web.home-daily': { zh: '日常', en: 'Every day' },
  'web.portal': { zh: '公众门户', en: 'Public portal' },
  'web.go-home': { zh: '前往首页', en: 'Go to the start page' },
  'web.go-inbox': { zh: '前往待办', en: 'Go to the inbox' },
  'web.go-notifications': { zh: '前往消息', en: 'Go to the notifications' },

  'web.portal.title': { zh: '质量强市公众门户', en: 'Quality city: public portal' },
  'web.portal.title-of': { zh: '{city}质量公众门户', en: '{city}: quality portal' },
  'web.portal.elder': { zh: '长辈版', en: 'Large text' },
  'web.portal.elder-off': { zh: '标准版', en: 'Normal text' },
  'web.portal.nav': { zh: '门户栏目', en: 'Sections of the portal' },
  'web.portal.empty': { zh: '本市还没有公开内容', en: 'The city has not published anything yet' },
  'web.portal.empty-hint': {
    zh: '规划目标、通报和办事入口发布后会出现在这里。',
    en: 'Targets, notices and services appear here once they are published.',
  },
  'web.portal.staff': { zh: '工作人员登录', en: 'Staff sign-in' },
  'web.portal.about': {
    zh: '本页面数据由各责任单位报送、经审核后公开，时间均为北京时间。',
    en: 'Figures are reported by the answerable units and reviewed before they are published. Times are Beijing time.',
  },
})
