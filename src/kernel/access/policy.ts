/**
 * Limits on passwords, failures and sessions. The standard asks for them without figures (GB/T 22239-2019,
 * 8.1.4.1); the defaults are what evaluators usually accept, and the security administrator may change them
 * within the bounds given here and in the table.
 */
import { z } from 'zod'
import { type Role, roles } from './roles.ts'

/** Shape and bounds of the policy, for forms too. */
export const AccessPolicy = z.object({
  /** Fewest characters of a password. */
  passwordLength: z.number().int().min(8).max(64),
  /** How many of upper case, lower case, digits and other characters a password must mix. */
  passwordClasses: z.number().int().min(3).max(4),
  /** How many former passwords may not come back. */
  passwordsRemembered: z.number().int().min(0).max(24),
  /** Days after which a password must be changed; 0 = never. */
  passwordDays: z.number().int().min(0).max(3650),
  /** Failed sign-ins within `failureMinutes` that lock the account for as long. */
  failuresAllowed: z.number().int().min(3).max(10),
  failureMinutes: z.number().int().min(5).max(1440),
  /** Minutes without a request after which a session ends. */
  idleMinutes: z.number().int().min(5).max(120),
  /** Roles whose holders must have set up a second factor before they may do anything else. */
  secondFactorRoles: z.array(z.enum(roles)).max(roles.length),
})
export type AccessPolicy = z.infer<typeof AccessPolicy>

export const defaultAccessPolicy: AccessPolicy = {
  passwordLength: 8,
  passwordClasses: 3,
  passwordsRemembered: 5,
  passwordDays: 90,
  failuresAllowed: 5,
  failureMinutes: 15,
  idleMinutes: 30,
  secondFactorRoles: [],
}

/** Hours after which a session ends whatever happens. */
export const sessionHours = 12

/** Whether the age of a password has passed the limit. */
export function isPasswordExpired(policy: AccessPolicy, changedAt: Date, now: Date): boolean {
  return policy.passwordDays > 0 && now.getTime() - changedAt.getTime() > policy.passwordDays * 86_400_000
}

/** Whether someone with these roles must have a second factor. */
export function isSecondFactorRequired(policy: AccessPolicy, held: readonly Role[]): boolean {
  return held.some((role) => policy.secondFactorRoles.includes(role))
}
