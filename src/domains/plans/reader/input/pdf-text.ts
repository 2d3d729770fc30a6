/** The text of a PDF: its lines in reading order, put together to paragraphs. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { PlanReadError } from '../read-error.ts'

/** Text and whether pages without any text were met. */
export interface PdfText {
  readonly text: string
  readonly emptyPages: number
}

interface PdfLine {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly height: number
}

// Character maps and metrics of the fonts that viewers have, read from the package when a PDF needs them.
const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** Reads a PDF; throws PlanReadError when it is encrypted, damaged or without text. */
export async function pdfText(name: string, bytes: Uint8Array): Promise<PdfText> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${PDFJS}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${PDFJS}/standard_fonts/`,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  })
  try {
    const document = await task.promise
    const pages: PdfLine[][] = []
    let emptyPages = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const content = await page.getTextContent()
      const lines = linesOf(content.items)
      if (lines.length === 0) emptyPages++
      pages.push(lines.filter((line) => !/^[-—–\s]*\d{1,4}[-—–\s]*$/.test(line.text)))
      page.cleanup()
    }
    const text = paragraphsOfPages(pages)
    if (text.trim() === '') throw new PlanReadError('no-text', name)
    return { text, emptyPages }
  } catch (error) {
    if (error instanceof PlanReadError) throw error
    const kind = error instanceof Error ? error.name : ''
    throw new PlanReadError(kind === 'PasswordException' ? 'encrypted' : 'damaged', name, error)
  } finally {
    await task.destroy()
  }
}

interface TextPiece {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

const isPiece = (item: unknown): item is TextPiece =>
  typeof item === 'object' && item !== null && 'str' in item && 'transform' in item

function linesOf(items: readonly unknown[]): PdfLine[] {
  const lines: PdfLine[] = []
  let open: { text: string; left: number; right: number; y: number; height: number } | undefined
  for (const item of items) {
    if (!isPiece(item) || item.str === '') continue
    const [, , , , x = 0, y = 0] = item.transform
    const height = item.height || Math.abs(item.transform[3] ?? 0) || 10
    if (
      open !== undefined &&
      Math.abs(open.y - y) < Math.max(height, open.height) * 0.5 &&
      x >= open.left - 1
    ) {
      // A wide gap inside a line parts table cells.
      const gap = x - open.right
      open.text += (gap > height * 1.8 ? '\t' : '') + item.str
      open.right = x + item.width
      continue
    }
    if (open !== undefined && open.text.trim() !== '') lines.push(open)
    open = { text: item.str, left: x, right: x + item.width, y, height }
  }
  if (open !== undefined && open.text.trim() !== '') lines.push(open)
  return lines
}

const OPENER =
  /^(?:第[一二三四五六七八九十]{1,3}[章节]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|专栏|附件|——|—|[●■◆•])/

// A line that reaches the right edge goes on in the next one, unless that one is indented or opens a heading.
function paragraphsOfPages(pages: readonly (readonly PdfLine[])[]): string {
  const all = pages.flat()
  const edge = percentile(
    all.map((line) => line.right),
    0.9,
  )
  const start = percentile(
    all.map((line) => line.left),
    0.2,
  )
  let text = ''
  let previous: PdfLine | undefined
  for (const line of all) {
    const full = previous !== undefined && previous.right > edge - previous.height * 2.2
    const indented = line.left > start + line.height * 1.2
    const joins =
      previous !== undefined &&
      full &&
      !indented &&
      !OPENER.test(line.text.trim()) &&
      !previous.text.includes('\t') &&
      !line.text.includes('\t')
    text += (previous === undefined ? '' : joins ? '' : '\n') + line.text.trim()
    previous = line
  }
  return text
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)] ?? 0
}
