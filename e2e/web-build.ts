/** The built pages: made anew when a source is newer than they are. */
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
export const webFolder = `${root}dist/web/`

async function newestSource(): Promise<number> {
  const entries = await readdir(`${root}src`, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.(tsx?|css|html|svg)$/.test(entry.name))
  const times = await Promise.all(
    files.map(async (file) => (await stat(`${file.parentPath}/${file.name}`)).mtimeMs),
  )
  return Math.max(...times)
}

/** Builds `dist/web/` unless it is newer than every source. */
export async function ensureWebBuilt(): Promise<void> {
  const index = `${webFolder}index.html`
  if (existsSync(index) && (await stat(index)).mtimeMs > (await newestSource())) return
  await build({ root: `${root}src/web`, configFile: `${root}vite.config.ts`, logLevel: 'warn' })
}
