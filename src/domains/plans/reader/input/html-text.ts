/** The readable text of a web page: one block element a line, table rows with cells parted by tabs. */
import { load } from 'cheerio'

const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'aside',
  'nav',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'caption',
  'blockquote',
  'pre',
  'form',
  'figure',
  'hr',
  'br',
  'body',
])
const SILENT = 'script, style, noscript, template, iframe, svg, object, select, button, head > :not(title)'

type Nodes = ReturnType<ReturnType<typeof load>['root']>[number]['childNodes']

/** Text of an HTML document or fragment. */
export function htmlText(html: string): string {
  const $ = load(html)
  $(SILENT).remove()
  const lines: string[] = []
  let line = ''
  const flush = (): void => {
    const text = line.replace(/[ \t\r\n]+/g, ' ').trim()
    if (text !== '') lines.push(text)
    line = ''
  }
  // A stack of its own: pages nest deeper than the call stack.
  const stack: { nodes: Nodes; at: number; after: () => void }[] = []
  const enter = (nodes: Nodes, after: () => void): void => {
    stack.push({ nodes, at: 0, after })
  }
  enter($.root()[0]?.childNodes ?? [], () => {})
  while (stack.length > 0) {
    const top = stack[stack.length - 1]
    if (top === undefined) break
    const node = top.nodes[top.at++]
    if (node === undefined) {
      stack.pop()
      top.after()
    } else if (node.type === 'text') line += node.data
    else if (node.type === 'tag' && node.name === 'tr') {
      flush()
      const cells = $(node)
        .children('td, th')
        .toArray()
        .map((cell) => cellText($(cell).text()))
      if (cells.length === 1) lines.push(cells[0] ?? '')
      else if (cells.some((cell) => cell !== ''))
        lines.push(isLayout($(node).html() ?? '') ? $(node).text() : cells.join('\t'))
    } else if (node.type === 'tag' || node.type === 'root') {
      const isBlock = node.type === 'tag' && BLOCKS.has(node.name)
      if (isBlock) flush()
      if (node.type === 'tag' && node.name === 'li') line += listNumber(node)
      enter(node.childNodes, isBlock ? flush : () => {})
    }
  }
  flush()
  return lines.filter((text) => text.trim() !== '').join('\n')
}

const cellText = (text: string): string => text.replace(/\s+/g, ' ').trim()

// Old pages put whole articles into table cells.
const isLayout = (html: string): boolean => html.length > 20_000

// Word's numbered lists come as ordered lists: their numbers are headings' numbers.
function listNumber(node: { parent: unknown; prev: unknown }): string {
  const parent = node.parent
  if (typeof parent !== 'object' || parent === null || !('name' in parent) || parent.name !== 'ol') return ''
  let index = 1
  for (let at: unknown = node.prev; isNode(at); at = at.prev) if (at.name === 'li') index++
  return `${index}.`
}

const isNode = (value: unknown): value is { prev: unknown; name?: unknown } =>
  typeof value === 'object' && value !== null && 'prev' in value
