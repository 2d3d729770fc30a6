import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { formBytes } from './testing/form-bytes.ts'

const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url))
const password = 'Zhiheng-2026-crash'
// How often the program is killed; a longer loop: CRASH_ROUNDS=20 npx vitest run src/server/crash.test.ts
const rounds = Number(process.env.CRASH_ROUNDS ?? 2)

const Import = z.object({ documentId: z.uuid(), state: z.string() })

/** A real server process on the embedded database of a folder. */
class ServerProcess {
  readonly url: string
  readonly #child: ChildProcess
  #cookie = ''

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  static async start(folder: string): Promise<ServerProcess> {
    const child = spawn(process.execPath, [main, 'serve'], {
      env: {
        ...process.env,
        ZHIHENG_DATA: folder,
        PORT: '0',
        ZHIHENG_LOG: 'error',
        ZHIHENG_DEMO_PASSWORD: password,
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await new Promise<string>((resolve, reject) => {
      let output = ''
      child.stdout?.on('data', (part: Buffer) => {
        output += part.toString('utf8')
        const found = /http:\/\/\S+/.exec(output)
        if (found) resolve(found[0])
      })
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
    })
    const server = new ServerProcess(child, url)
    await server.#signIn()
    return server
  }

  async #signIn(): Promise<void> {
    const answer = await fetch(`${this.url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify({ username: 'clerk', password }),
    })
    expect(answer.status).toBe(200)
    this.#cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ')
  }

  /** Sends a plan; the document's id once the server has acknowledged it, undefined when it died before. */
  async importPlan(text: string): Promise<string | undefined> {
    const body = new FormData()
    body.set('file', new File([text], 'plan.txt'))
    try {
      const { bytes, type } = await formBytes(body)
      const answer = await fetch(`${this.url}/api/plans/imports`, {
        method: 'POST',
        headers: {
          cookie: this.#cookie,
          origin: this.url,
          'content-type': type,
        },
        body: bytes,
      })
      return answer.status === 202 ? Import.parse(await answer.json()).documentId : undefined
    } catch {
      return undefined
    }
  }

  async importState(documentId: string): Promise<string> {
    const answer = await fetch(`${this.url}/api/plans/imports/${documentId}`, {
      headers: { cookie: this.#cookie },
    })
    return answer.ok ? Import.parse(await answer.json()).state : `HTTP ${answer.status}`
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', (code) => resolve(code)))
    this.#child.kill(signal)
    return ended
  }
}

describe('a killed server on the embedded database', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhiheng-crash-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('loses nothing that it acknowledged, finishes it after the next start, and ends cleanly when asked', async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < rounds; round++) {
      const server = await ServerProcess.start(folder)
      let alive = true
      const sending = (async () => {
        for (let i = 0; alive; i++) {
          const id = await server.importPlan(`到2030年，第${round}轮第${i}项指标达到${i + 1}家以上。`)
          if (id) acknowledged.push(id)
        }
      })()
      await new Promise((resolve) => setTimeout(resolve, 1500 + 700 * (round % 3)))
      await server.end('SIGKILL')
      alive = false
      await sending
    }
    expect(acknowledged.length).toBeGreaterThan(0)
    const server = await ServerProcess.start(folder)
    const deadline = Date.now() + 120_000
    let states: string[] = []
    do {
      states = await Promise.all(acknowledged.map((id) => server.importState(id)))
      if (states.every((state) => state === 'read')) break
      await new Promise((resolve) => setTimeout(resolve, 500))
    } while (Date.now() < deadline)
    expect(states.filter((state) => state !== 'read')).toEqual([])
    expect(await server.end('SIGTERM')).toBe(0)
  }, 600_000)
})
