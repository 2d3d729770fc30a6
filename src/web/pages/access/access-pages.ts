import { definePages } from '#ui/pages/define-pages.ts'
import { accessMessages } from './access-messages.ts'
import { accountMessages } from './account-messages.ts'

/** One's own account, and the accounts of the city for its administrators. */
export const accessPages = definePages({
  name: 'access',
  title: accountMessages['accounts.title'],
  menu: [
    { path: '/administration/accounts', title: accountMessages['accounts.title'], place: 'administration' },
    { path: '/administration/roles', title: accountMessages['roles.title'], place: 'administration' },
  ],
  routes: [
    {
      path: '/account/password',
      title: accessMessages['access.change-password'],
      permission: 'signed-in',
      load: async () => (await import('./change-password-page.tsx')).ChangePasswordPage,
    },
    {
      path: '/account/second-factor',
      title: accessMessages['access.second-factor'],
      permission: 'signed-in',
      load: async () => (await import('./second-factor-page.tsx')).SecondFactorPage,
    },
    {
      path: '/administration/accounts',
      title: accountMessages['accounts.title'],
      permission: 'access.read-accounts',
      load: async () => (await import('./accounts-page.tsx')).AccountsPage,
    },
    {
      path: '/administration/accounts/$accountId',
      title: accountMessages['accounts.account'],
      permission: 'access.read-accounts',
      load: async () => (await import('./account-page.tsx')).AccountPage,
    },
    {
      path: '/administration/roles',
      title: accountMessages['roles.title'],
      permission: 'access.read-accounts',
      load: async () => (await import('./roles-page.tsx')).RolesPage,
    },
  ],
})
