/** The built pages: made anew when a source is newer than they are. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { PreviewServer } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
const viteCommand = `${root}node_modules/vite/bin/vite.js`
export const webFolder = `${root}dist/web/`

async function newestSource(): Promise<number> {
  const entries = await readdir(`${root}src`, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.(tsx?|js|css|html|svg)$/.test(entry.name))
  const times = await Promise.all(
    files.map(async (file) => (await stat(`${file.parentPath}/${file.name}`)).mtimeMs),
  )
  return Math.max(...times)
}

/** Builds `dist/web/` unless it is newer than every source. */
export async function ensureWebBuilt(): Promise<void> {
  const index = `${webFolder}index.html`
  if (existsSync(index) && (await stat(index)).mtimeMs > (await newestSource())) return
  // In a process of its own: inside a test run NODE_ENV says `test`, and React would be built for development.
  await promisify(execFile)(process.execPath, [viteCommand, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

/** Serves the built pages by themselves, without the program. The caller closes it. */
export async function serveWebBuild(): Promise<PreviewServer> {
  await ensureWebBuilt()
  // The journeys that serve the program itself do without Vite.
  const { preview } = await import('vite')
  return preview({
    configFile: './vite.config.ts',
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'silent',
  })
}
