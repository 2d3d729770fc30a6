/** The rows of the access tables, for the stores of this folder. */
import type { ColumnType, GeneratedAlways } from 'kysely'
import type { Connection } from '../db/database.ts'
import type { Locale } from '../db/scope.ts'
import type { Role } from './roles.ts'

export type AccountRow = {
  id: string
  city: string
  username: string
  name: string
  phone: string | null
  email: string | null
  locale: Locale
  active: boolean
  must_change_password: boolean
  password_changed_at: Date
  second_factor_enabled: ColumnType<boolean, boolean | undefined, boolean>
  last_sign_in_at: Date | null
  created_at: Date
  updated_at: Date
}

type CredentialRow = {
  id: string
  account_id: string
  provider_id: string
  provider_account_id: string
  password: string | null
  created_at: Date
  updated_at: Date
}

type SessionRow = {
  id: string
  account_id: string
  token: string
  expires_at: Date
  last_active_at: Date
  created_at: Date
}

export type PolicyRow = {
  city: string
  password_length: number
  password_classes: number
  passwords_remembered: number
  password_days: number
  failures_allowed: number
  failure_minutes: number
  idle_minutes: number
  second_factor_roles: Role[]
  updated_at: Date
}

export type AccessTables = {
  account: AccountRow
  account_credential: CredentialRow
  account_former_password: { account_id: string; replaced_at: Date; password: string }
  account_session: SessionRow
  account_second_factor: { id: string; account_id: string }
  account_verification: { id: string; expires_at: Date }
  sign_in_failure: { username: string; failed_at: Date[]; locked_until: Date | null }
  installation_secret: { name: string; value: string; expires_at: Date | null; created_at: Date }
  account_duty: { city: string; account_id: string; duty: string }
  role_grant: {
    city: string
    account_id: string
    role: Role
    duty: GeneratedAlways<string>
    granted_at: Date
    granted_by: string | null
  }
  access_policy: PolicyRow
}

/** A connection or transaction that knows these tables. */
export const accessTables = (connection: Connection) => connection.withTables<AccessTables>()
