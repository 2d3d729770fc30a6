/** `zhiheng account reset-password NAME`: the way back for an administrator who has lost the password. */
import { ApplicationError } from '#kernel/language/errors.ts'
import { runOperatorCommand } from './operator-command.ts'

/** Prints a temporary password, which must be changed at the next sign-in. */
export async function resetPassword(username: string): Promise<number> {
  try {
    console.log(`${username}: ${String(await runOperatorCommand('account-reset-password', username))}`)
    console.log('临时密码,登录后须立即修改。A temporary password; it must be changed at the next sign-in.')
    return 0
  } catch (error) {
    const missing =
      error instanceof ApplicationError ? error.code === 'kernel.not-found' : String(error).includes(' 404')
    if (!missing) throw error
    console.error(`没有名为 ${username} 的账号。There is no account named ${username}.`)
    return 1
  }
}
