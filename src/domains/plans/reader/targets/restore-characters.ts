/** Names in the characters of the source: the rules work on simplified characters only. */
import type { Block } from '../outline/outline.ts'

/** Gives back the traditional characters of the source to words taken from the canonical text. */
export function restorer(source: string, block: Block): (words: string) => string {
  const { passage } = block.paragraph
  const written = new Map<string, string>()
  for (let i = 0; i < passage.text.length; i++) {
    const char = passage.text[i] ?? ''
    if (char < '一' || char > '龥') continue
    const original = source[passage.at[i] ?? 0]
    if (original !== undefined && original !== char) written.set(char, original)
  }
  if (written.size === 0) return (words) => words
  return (words) => [...words].map((char) => written.get(char) ?? char).join('')
}
