/** Sets better-auth up over our tables: names of columns, limits, second factor, identity providers. */
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import { v7 } from 'uuid'
import type { Database } from '../db/database.ts'
import type { AuthenticationSettings, IdentityProvider } from './authentication-settings.ts'
import { longestPassword } from './password-rules.ts'
import { sessionHours } from './policy.ts'

/** User names: lower case, digits, dot, dash and underscore, 3–30 characters, as the table checks. */
export const usernamePattern = /^[a-z0-9][a-z0-9._-]{2,29}$/

/** Header by which our own handler tells the library the caller's address; never taken from outside. */
export const addressHeader = 'zhiheng-client-address'

const user = {
  modelName: 'account',
  fields: {
    // Officials are known by their user name; see the comment on the table.
    email: 'sign_in_address',
    emailVerified: 'sign_in_address_verified',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  additionalFields: {
    city: { type: 'string', required: true, input: false },
    locale: { type: 'string', required: true, input: false },
    active: { type: 'boolean', required: true, input: false },
    mustChangePassword: {
      type: 'boolean',
      required: true,
      input: false,
      fieldName: 'must_change_password',
    },
    passwordChangedAt: { type: 'date', required: true, input: false, fieldName: 'password_changed_at' },
  },
} as const

const session = {
  modelName: 'account_session',
  fields: {
    userId: 'account_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  additionalFields: {
    lastActiveAt: {
      type: 'date',
      required: true,
      input: false,
      fieldName: 'last_active_at',
      defaultValue: () => new Date(),
    },
  },
  // The library's limit is the absolute one; the idle limit is ours, since it moves with every request.
  expiresIn: sessionHours * 3600,
  disableSessionRefresh: true,
} as const

const account = {
  modelName: 'account_credential',
  fields: {
    userId: 'account_id',
    accountId: 'provider_account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
} as const

const verification = {
  modelName: 'account_verification',
  fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
} as const

const secondFactor = twoFactor({
  issuer: 'Zhiheng',
  // A remembered browser would be one factor again.
  trustDeviceMaxAge: 1,
  accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: 900 },
  schema: {
    user: { fields: { twoFactorEnabled: 'second_factor_enabled' } },
    twoFactor: {
      modelName: 'account_second_factor',
      fields: {
        userId: 'account_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
})

const providers = (list: readonly IdentityProvider[]) =>
  genericOAuth({
    config: list.map((provider) => ({
      providerId: provider.id,
      discoveryUrl: provider.discoveryUrl,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      scopes: ['openid', 'profile'],
      pkce: true,
      // Accounts are made by the system administrator, never by signing in.
      disableSignUp: true,
      mapProfileToUser: (profile: Record<string, unknown>) => ({
        email: String(profile[provider.usernameClaim] ?? '').toLowerCase(),
        emailVerified: true,
      }),
    })),
  })

/** The configured library. Everything that asks or answers goes through `authentication.ts`. */
export function createSignInLibrary(database: Database, secret: string, settings: AuthenticationSettings) {
  const list = settings.identityProviders ?? []
  return betterAuth({
    appName: 'Zhiheng',
    basePath: '/api/auth',
    ...(settings.baseUrl === undefined ? {} : { baseURL: settings.baseUrl }),
    secret,
    database: { db: database.kysely, type: 'postgres', transaction: false },
    user,
    session,
    account: {
      ...account,
      accountLinking: { enabled: true, trustedProviders: list.map((provider) => provider.id) },
    },
    verification,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: longestPassword,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (created, context) => {
            const owner = await context?.context.internalAdapter.findUserById(created.userId)
            if (owner && 'active' in owner && owner.active === true) return
            throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'disabled' })
          },
        },
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'zhiheng',
      useSecureCookies: settings.baseUrl?.startsWith('https:') ?? false,
      // Session and account come in one query.
      database: { generateId: () => v7(), joins: true },
      // Said aloud, since the library turns them off by itself where it believes to be under test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 3,
        maxUsernameLength: 30,
        usernameValidator: (name) => usernamePattern.test(name.toLowerCase()),
      }),
      secondFactor,
      ...(list.length > 0 ? [providers(list)] : []),
    ],
  })
}

export type SignInLibrary = ReturnType<typeof createSignInLibrary>
