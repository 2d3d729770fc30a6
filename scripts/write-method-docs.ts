/** Writes docs/methods/ from the methods catalogue: one page a method and an index. Run after changing a method. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { methodPages } from '../src/methods/method-pages.ts'

const folder = path.join(import.meta.dirname, '..', 'docs', 'methods')
const pages = methodPages()

await mkdir(folder, { recursive: true })
for (const name of await readdir(folder)) {
  if (name.endsWith('.md') && !pages.has(name)) await rm(path.join(folder, name))
}
for (const [name, text] of pages) await writeFile(path.join(folder, name), text)
console.log(`${pages.size} pages in docs/methods`)
