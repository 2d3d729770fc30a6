/** Text in columns for a terminal, where Chinese characters are two cells wide. */

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** Cells that a text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += wide.test(character) || (character.codePointAt(0) ?? 0) > 0xffff ? 2 : 1
  return width
}

/** The text followed by blanks up to the width in cells; never cut. */
export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)))
