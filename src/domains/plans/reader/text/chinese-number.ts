/** Chinese numerals: 三, 十二, 一百零五, 两千, 三万, 二〇二五. */
const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** Value of a Chinese numeral below 10^12; undefined when the string is none. */
export function chineseNumber(text: string): number | undefined {
  if (text === '' || text.length > 16) return undefined
  if (!/[十百千万亿]/.test(text)) return positional(text)
  // Whole 亿, then whole 万, then what is left.
  let total = 0
  let section = 0
  let digit: number | undefined
  for (const char of text) {
    const power = POWERS[char]
    if (power !== undefined) {
      section += (digit ?? 1) * power
      digit = undefined
    } else if (char === '万' || char === '亿') {
      const part = section + (digit ?? 0)
      const factor = char === '万' ? 10_000 : 100_000_000
      // 三万亿: what stands before belongs to the 亿 as a whole.
      total = char === '亿' && total > 0 ? (total + part) * factor : total + (part || 1) * factor
      section = 0
      digit = undefined
    } else {
      const value = DIGITS[char]
      if (value === undefined) return undefined
      digit = value
    }
  }
  return total + section + (digit ?? 0)
}

function positional(text: string): number | undefined {
  let value = 0
  for (const char of text) {
    const digit = DIGITS[char]
    if (digit === undefined) return undefined
    value = value * 10 + digit
  }
  return value
}
