import { cityTable, localCityTable, localTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'

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
})
