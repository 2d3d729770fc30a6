/** What sign-in needs to know about the installation, and how it is read from the environment. */
import type { CityCode } from '../db/scope.ts'
import type { PermissionDeclarations } from './roles.ts'

/** An OpenID Connect provider whose users may sign in with the account that bears their user name. */
export interface IdentityProvider {
  /** Short id in paths, `/api/auth/callback/{id}`. */
  readonly id: string
  /** Name on the button of the sign-in page. */
  readonly name: string
  /** Discovery document, `https://…/.well-known/openid-configuration`. */
  readonly discoveryUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** Claim that holds our user name; `preferred_username` unless given. */
  readonly usernameClaim: string
}

export interface AuthenticationSettings {
  /** All permissions of all modules, for what a caller's roles add up to. */
  readonly permissions: PermissionDeclarations
  /** City whose trail takes refused sign-ins of names that no account bears. */
  readonly defaultCity: CityCode
  /** Public address, `https://quality.example.cn`; taken from each request when absent. Cookies are `Secure` with https. */
  readonly baseUrl?: string | undefined
  /** Key of the cookies and of the second factors' secrets, at least 32 characters; made and kept in the database when absent. */
  readonly secret?: string | undefined
  readonly identityProviders?: readonly IdentityProvider[]
  /** The clock, for tests. */
  readonly now?: () => Date
}

/**
 * Reads `ZHIHENG_URL`, `ZHIHENG_SECRET` and one identity provider from `ZHIHENG_OIDC_DISCOVERY_URL`,
 * `ZHIHENG_OIDC_CLIENT_ID`, `ZHIHENG_OIDC_CLIENT_SECRET`, `ZHIHENG_OIDC_NAME`, `ZHIHENG_OIDC_USERNAME_CLAIM`.
 *
 * @throws {TypeError} when a provider is given by halves or the secret is too short.
 */
export function authenticationFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<AuthenticationSettings, 'baseUrl' | 'secret' | 'identityProviders'> {
  const secret = environment.ZHIHENG_SECRET
  if (secret !== undefined && secret.length < 32)
    throw new TypeError('ZHIHENG_SECRET must have at least 32 characters')
  const discoveryUrl = environment.ZHIHENG_OIDC_DISCOVERY_URL
  const clientId = environment.ZHIHENG_OIDC_CLIENT_ID
  const clientSecret = environment.ZHIHENG_OIDC_CLIENT_SECRET
  const base = { baseUrl: environment.ZHIHENG_URL, secret }
  if (!discoveryUrl && !clientId && !clientSecret) return base
  if (!discoveryUrl || !clientId || !clientSecret)
    throw new TypeError(
      'An identity provider needs ZHIHENG_OIDC_DISCOVERY_URL, ZHIHENG_OIDC_CLIENT_ID and ZHIHENG_OIDC_CLIENT_SECRET together',
    )
  const provider: IdentityProvider = {
    id: 'oidc',
    name: environment.ZHIHENG_OIDC_NAME ?? '统一身份认证',
    discoveryUrl,
    clientId,
    clientSecret,
    usernameClaim: environment.ZHIHENG_OIDC_USERNAME_CLAIM ?? 'preferred_username',
  }
  return { ...base, identityProviders: [provider] }
}
