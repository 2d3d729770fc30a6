import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, inject, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { type Database, type DatabaseLocation, openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrations.ts'
import { folderBlobStore } from '../files/folder-blob-store.ts'
import { databaseKinds } from '../testing/test-database.ts'
import { crashJob, crashModule } from './crash.fixture.ts'
import { jobsModule } from './jobs-module.ts'
import { createJobWorker } from './worker.ts'

const modules = [auditModule, jobsModule]

async function emptyDatabase(kind: 'pglite' | 'postgres', folder: string): Promise<DatabaseLocation> {
  if (kind === 'pglite') return { kind, folder: join(folder, 'data') }
  const server = new URL(inject('postgresUrl'))
  const administration = await openDatabase({ kind: 'postgres', url: server.href })
  const name = `crash_${crypto.randomUUID().replaceAll('-', '')}`
  await sql`create database ${sql.id(name)}`.execute(administration.kysely)
  await administration.close()
  server.pathname = `/${name}`
  return { kind: 'postgres', url: server.href }
}

/** Runs the program until its job is under way, then kills it without warning. */
async function startAndKill(location: DatabaseLocation): Promise<void> {
  const place = location.kind === 'postgres' ? location.url : 'folder' in location ? location.folder : ''
  const fixture = new URL('./crash.fixture.ts', import.meta.url).pathname
  const program = spawn(process.execPath, [fixture, location.kind, place], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => program.once('exit', () => resolve()))
  let complaints = ''
  program.stderr.on('data', (data) => {
    complaints += String(data)
  })
  const running = new Promise<void>((resolve) => program.stdout.once('data', () => resolve()))
  await Promise.race([
    running,
    exited.then(() => {
      throw new Error(`The program ended by itself: ${complaints}`)
    }),
  ])
  program.kill('SIGKILL')
  await exited
}

const runState = async (database: Database) => {
  const { rows } = await sql<{
    state: string
    attempts: number
  }>`select state, attempts from job_run`.execute(database.kysely)
  return rows
}

describe.each(databaseKinds)('a program killed in the middle of a job, on %s', (kind) => {
  it('has its job done by the next one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-crash-'))
    const location = await emptyDatabase(kind, folder)
    const prepared = await openDatabase(location)
    await migrate(prepared, modules)
    await prepared.close()
    await startAndKill(location)
    const database = await openDatabase(location)
    expect(await runState(database)).toEqual([{ state: 'running', attempts: 1 }])
    const worker = createJobWorker(database, [crashModule(crashJob(async () => 'done'))], {
      blobs: folderBlobStore(tmpdir()),
      cities: async () => [],
      onError: (error) => {
        throw error
      },
      heartbeat: 10,
      retryDelay: 1,
    })
    await worker.start()
    // PostgreSQL cannot know that the other program is gone before its signs of life stop: 10 s and a look.
    await expect
      .poll(() => runState(database), { timeout: 60_000, interval: 250 })
      .toEqual([{ state: 'succeeded', attempts: 2 }])
    await worker.stop()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }, 120_000)
})
