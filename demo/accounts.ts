/** The demo city's accounts: one for each role, and liaisons of three units. All people are invented. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role } from '#kernel/access/roles.ts'

export interface DemoAccount {
  readonly username: string
  readonly name: string
  readonly roles: readonly Role[]
  /** Short name of the unit it belongs to. */
  readonly unit?: string
}

export const demoAccounts: readonly DemoAccount[] = [
  { username: 'clerk', name: '闻知微', roles: ['clerk'], unit: '市质量强市建设领导小组办公室' },
  { username: 'liaison', name: '穆清和', roles: ['liaison'], unit: '市市场监管局' },
  { username: 'liaison-industry', name: '郁言川', roles: ['liaison'], unit: '市工业和信息化局' },
  { username: 'liaison-housing', name: '荀墨白', roles: ['liaison'], unit: '市住房城乡建设局' },
  { username: 'leader', name: '闵思远', roles: ['leader'] },
  { username: 'inspector', name: '骆亦舟', roles: ['inspector'], unit: '市市场监管局' },
  { username: 'reviewer', name: '桑若谷', roles: ['reviewer'] },
  { username: 'enterprise', name: '卓明澈', roles: ['enterprise'] },
  { username: 'institution', name: '邰书衡', roles: ['institution'], unit: '市产品质检院' },
  { username: 'system', name: '鄢守正', roles: ['system-administrator'] },
  { username: 'security', name: '晏知止', roles: ['security-administrator'] },
  { username: 'audit', name: '祁照临', roles: ['audit-administrator'] },
]

/** Where an installation keeps its demo password. */
export const demoPasswordFile = (dataFolder: string): string => join(dataFolder, 'demo-password')

/**
 * The password of all demo accounts of an installation: `ZHIHENG_DEMO_PASSWORD`, else one drawn at the first start
 * and kept beside the data, so that no known password opens a demo that somebody left on a network.
 */
export function demoPassword(dataFolder: string, given: string | undefined): string {
  if (given) return given
  const path = demoPasswordFile(dataFolder)
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  const password = `Zh-${randomBytes(6).toString('hex')}`
  writeFileSync(path, password, { mode: 0o600 })
  return password
}
