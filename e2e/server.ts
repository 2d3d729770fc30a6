/** The real program on a folder of its own and a free port, for the tests of one file. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureWebBuilt } from './web-build.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** The password of every demo account in the tests. */
export const demoPassword = 'Journey-2026-test'

export interface TestServer {
  readonly url: string
  /** What the program has printed so far. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

/** How long the program may take to seed the demo city and listen, in milliseconds; most of it on a busy machine. */
const patience = 170_000

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

/** Starts `zhiheng serve` with the demo city, or empty, and waits until it answers. */
export async function startTestServer(content: 'demo' | 'empty' = 'demo'): Promise<TestServer> {
  await ensureWebBuilt()
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-e2e-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['src/cli/main.ts', 'serve', `--${content}`], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      ZHIHENG_DATA: folder,
      ZHIHENG_DEMO_PASSWORD: demoPassword,
      ZHIHENG_LOG: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)))
  const stop = async () => {
    await stopChild(child)
    await rm(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await untilAnswers(child, url, () => printed)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, output: () => printed, stop }
}

async function untilAnswers(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  const end = Date.now() + patience
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}:\n${printed()}`)
    const answer = await fetch(`${url}/api/city`).catch(() => undefined)
    // The last line, with the seconds it took, comes after the accounts or the one-time link.
    if (answer && /\d+(\.\d+)? s\n/.test(printed())) return
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  throw new Error(`The program did not answer within ${patience / 1000} s:\n${printed()}`)
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(late)
}
