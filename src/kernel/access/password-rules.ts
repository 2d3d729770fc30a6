/** What a password must be like (GB/T 22239-2019, 8.1.4.1 a: complexity). */
import type { Message } from '../language/messages.ts'
import { formatMessage } from '../language/messages.ts'
import type { AccessPolicy } from './policy.ts'

/** Longer ones would only cost time to hash. */
export const longestPassword = 128

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

const filled = (message: Message, parameters: Record<string, number>): Message => ({
  zh: formatMessage(message, 'zh', parameters),
  en: formatMessage(message, 'en', parameters),
})

/**
 * What keeps a text from being a password; empty when it will do.
 *
 * @example passwordProblems('abc', 'wang.min', defaultAccessPolicy).length // 2: too short, one class only
 */
export function passwordProblems(password: string, username: string, policy: AccessPolicy): Message[] {
  const problems: Message[] = []
  const length = [...password].length
  if (length < policy.passwordLength)
    problems.push(
      filled(
        { zh: '密码至少 {count} 位。', en: 'At least {count} characters.' },
        { count: policy.passwordLength },
      ),
    )
  if (length > longestPassword)
    problems.push(
      filled({ zh: '密码至多 {count} 位。', en: 'At most {count} characters.' }, { count: longestPassword }),
    )
  if (classes.filter((pattern) => pattern.test(password)).length < policy.passwordClasses)
    problems.push(
      filled(
        {
          zh: '大写字母、小写字母、数字、其他符号四类中至少要有 {count} 类。',
          en: 'Mix at least {count} of: upper case, lower case, digits, other characters.',
        },
        { count: policy.passwordClasses },
      ),
    )
  if (username !== '' && password.toLowerCase().includes(username.toLowerCase()))
    problems.push({ zh: '密码不得包含用户名。', en: 'It must not contain the user name.' })
  return problems
}

const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const lower = 'abcdefghijkmnpqrstuvwxyz'
const digits = '23456789'

/**
 * A password for one use, without the characters that are easily taken for each other (0 O, 1 l I). It has all
 * four classes whatever the draw.
 *
 * @param draw gives a random whole number in [0, bound).
 */
export function temporaryPassword(draw: (bound: number) => number): string {
  const pick = (alphabet: string): string => alphabet.charAt(draw(alphabet.length))
  const group = (): string => Array.from({ length: 4 }, () => pick(upper + lower + digits)).join('')
  return `${pick(upper)}${pick(lower)}${pick(digits)}-${group()}-${group()}-${group()}`
}
