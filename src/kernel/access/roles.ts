/**
 * The roles of the system, and how a module says which of them may do what. Roles are fixed because the law
 * and the organisation name them; what each may do is declared beside the work it concerns.
 */
import type { Reach } from '../db/scope.ts'
import type { Message } from '../language/messages.ts'

/**
 * The three administrators are separate people (三员分立, GB/T 22239-2019 level 3): nobody may hold two of
 * these roles, nor one of them together with a working role.
 */
export const administratorRoles = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const

export const workingRoles = [
  'clerk',
  'liaison',
  'leader',
  'inspector',
  'reviewer',
  'enterprise',
  'institution',
] as const

export const roles = [...workingRoles, ...administratorRoles] as const
export type Role = (typeof roles)[number]

/** What an account is for: work, or being one of the three administrators. Roles of two duties never meet. */
export type Duty = 'work' | (typeof administratorRoles)[number]

/** The duty that a role belongs to. */
export function dutyOf(role: Role): Duty {
  return administratorRoles.find((administrator) => administrator === role) ?? 'work'
}

export const roleTitles: Readonly<Record<Role, Message>> = {
  clerk: { zh: '质强办工作人员', en: 'Quality office clerk' },
  liaison: { zh: '责任单位联络员', en: 'Unit liaison' },
  leader: { zh: '领导', en: 'Leader' },
  inspector: { zh: '执法人员', en: 'Inspector' },
  reviewer: { zh: '评审专家', en: 'Reviewer' },
  enterprise: { zh: '企业用户', en: 'Enterprise' },
  institution: { zh: '技术机构', en: 'Technical institution' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  'audit-administrator': { zh: '审计管理员', en: 'Audit administrator' },
}

/** One permission: what it allows, and which roles have it by default, how far. */
export interface PermissionDeclaration {
  readonly title: Message
  readonly roles: Readonly<Partial<Record<Role, Reach>>>
}

export type PermissionDeclarations = Readonly<Record<string, PermissionDeclaration>>

/** The permissions that a set of roles adds up to; of two reaches the wider one holds. */
export function permissionsOf(
  declarations: PermissionDeclarations,
  held: readonly string[],
): ReadonlyMap<string, Reach> {
  const width: Record<Reach, number> = { unit: 0, district: 1, city: 2 }
  const result = new Map<string, Reach>()
  for (const [permission, declaration] of Object.entries(declarations)) {
    for (const role of roles) {
      const reach = declaration.roles[role]
      if (!reach || !held.includes(role)) continue
      const before = result.get(permission)
      if (!before || width[reach] > width[before]) result.set(permission, reach)
    }
  }
  return result
}
