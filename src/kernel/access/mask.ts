/**
 * Personal data as others may see it: enough to recognise, too little to use (GB/T 35273-2020, 7.2;
 * PIPL art. 51). Reading the unmasked value is a right of its own and leaves an audit entry.
 */

const stars = (count: number): string => '*'.repeat(Math.max(0, count))

/**
 * A person's name: the first character stays; of three and more the last one too.
 *
 * @example maskName('张三') // '张*'
 * @example maskName('张小丰') // '张*丰'
 */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  const [first = ''] = characters
  if (characters.length <= 1) return stars(characters.length)
  if (characters.length === 2) return `${first}*`
  return `${first}${stars(characters.length - 2)}${characters.at(-1)}`
}

/**
 * A telephone number: three digits in front and four at the end stay.
 *
 * @example maskPhone('13812341234') // '138****1234'
 */
export function maskPhone(phone: string): string {
  const compact = phone.replace(/[\s-]/g, '')
  if (compact.length < 8) return stars(compact.length)
  return `${compact.slice(0, 3)}${stars(compact.length - 7)}${compact.slice(-4)}`
}

/**
 * An identity number (GB 11643: 18 digits): the first four and the last four stay.
 *
 * @example maskIdentityNumber('330102199001011234') // '3301**********1234'
 */
export function maskIdentityNumber(number: string): string {
  if (number.length < 9) return stars(number.length)
  return `${number.slice(0, 4)}${stars(number.length - 8)}${number.slice(-4)}`
}

/**
 * An e-mail address: the first character and the domain stay.
 *
 * @example maskEmail('amy.wang@example.cn') // 'a***@example.cn'
 */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return stars(email.length)
  return `${[...email][0]}***${email.slice(at)}`
}
