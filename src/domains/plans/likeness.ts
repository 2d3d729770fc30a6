/** How alike two indicator names are: used to recognise the same commitment in an amendment and across plans. */

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s“”"'‘’「」『』《》〈〉()【】,、;:。.·—-]/g, '')
    .toLowerCase()

function bigrams(text: string): Set<string> {
  const found = new Set<string>()
  if (text.length === 1) found.add(text)
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2))
  return found
}

// Words that say where or of whom, not what is measured.
const places = /^(全市|全区|全县|全省|我市|我区|我县|本市|城市|市区|累计|新增|全社会|规模以上|规上)+/

/** The name without punctuation and without words for the place, for comparing names. */
export function indicatorKey(name: string): string {
  const text = plain(name)
  return text.replace(places, '') || text
}

/** Share of bigrams that two names have in common, from 0 to 1 (Dice). */
export function likeness(a: string, b: string): number {
  const [x, y] = [bigrams(indicatorKey(a)), bigrams(indicatorKey(b))]
  if (x.size === 0 || y.size === 0) return 0
  let shared = 0
  for (const gram of x) if (y.has(gram)) shared++
  return (2 * shared) / (x.size + y.size)
}
