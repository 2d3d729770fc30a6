/** Starts the program: folder, database, schema, reference data, demo, worker, HTTP; and ends it cleanly. */
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { createAuthentication } from '#kernel/access/authentication.ts'
import { authenticationFromEnvironment } from '#kernel/access/authentication-settings.ts'
import type { PermissionDeclarations } from '#kernel/access/roles.ts'
import { hasAccounts } from '#kernel/access/sign-in-store.ts'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate } from '#kernel/db/migrations.ts'
import { type Identity, systemIdentity } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { bucketBlobStore } from '#kernel/files/bucket-blob-store.ts'
import { folderBlobStore } from '#kernel/files/folder-blob-store.ts'
import { createJobWorker, type JobWorker } from '#kernel/jobs/worker.ts'
import { startLive } from '#kernel/live/hub.ts'
import { loadRegions } from '#kernel/org/regions.ts'
import { listCities } from '#kernel/org/store.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { buildApplication } from './application.ts'
import { lockFolder } from './data-folder.ts'
import { copyTemplate, type Template } from './database-template.ts'
import { modules } from './domains.ts'
import { fillOnce, UnfinishedFilling, unfinishedSince } from './first-filling.ts'
import { startFollowingFigures } from './follow-figures.ts'
import type { Settings } from './settings.ts'

export interface StartOptions {
  /** What an empty database is filled with: the demo city unless `empty`. */
  readonly content: 'demo' | 'empty'
  /** Fills an empty database with the demo; handed in, since the demo lives above the server. */
  readonly seedDemo: (database: Database) => Promise<void>
  /** May put a database with the demo city at the folder, where none is yet. */
  readonly copyDemo?: (databaseFolder: string) => Promise<void>
  /** Told when an embedded database is made anew because its filling, begun then, was cut off. */
  readonly onStartOver?: (begun: string) => void
}

export interface RunningServer {
  readonly url: string
  readonly database: Database
  /** Whether the installation has no accounts yet. */
  readonly isEmpty: boolean
  readonly stop: () => Promise<void>
}

/** Every permission of every module. */
export const declaredPermissions = (): PermissionDeclarations =>
  Object.assign({}, ...modules.map((module) => module.permissions))

/** The database without a city that a first start copies. */
export const blankTemplate: Template = { name: 'blank', modules, content: '' }

const databaseFolder = (settings: Settings): string => join(settings.dataFolder, 'database')

/** Opens the database that the settings name. */
export async function openConfiguredDatabase(settings: Settings): Promise<Database> {
  if (settings.databaseUrl) return openDatabase({ kind: 'postgres', url: settings.databaseUrl })
  const folder = databaseFolder(settings)
  await copyTemplate(blankTemplate, folder)
  return openDatabase({ kind: 'pglite', folder })
}

/**
 * Opens the database to serve from. Half a city is of no use: the embedded database, which holds nothing else since
 * nobody could sign in before it was whole, is made anew; a PostgreSQL server is somebody's, and left alone.
 *
 * @throws {UnfinishedFilling} when the filling of a database on a server was cut off
 */
async function openWholeDatabase(settings: Settings, options: StartOptions): Promise<Database> {
  const folder = databaseFolder(settings)
  if (options.content === 'demo' && !settings.databaseUrl) await options.copyDemo?.(folder)
  const database = await openConfiguredDatabase(settings)
  const begun = await unfinishedSince(database.kysely)
  if (begun === undefined) return database
  await database.close()
  if (settings.databaseUrl) throw new UnfinishedFilling(begun)
  options.onStartOver?.(begun)
  // Moved before it is deleted, so that a crash never leaves half a cluster where the database is looked for.
  const discarded = `${folder}.unfinished`
  rmSync(discarded, { recursive: true, force: true })
  renameSync(folder, discarded)
  rmSync(discarded, { recursive: true, force: true })
  return openWholeDatabase(settings, options)
}

/** Brings rules, holidays and regions to what ships with this program. */
export async function syncReferenceData(database: Database): Promise<void> {
  await syncRules(
    database,
    modules.flatMap((module) => module.rules),
  )
  await syncCalendar(database)
  await loadRegions(database)
}

/** The first city is the one whose public pages this installation serves. */
async function servedCity(database: Database): Promise<string> {
  const [first] = await listCities(database.kysely)
  return first?.code ?? '000000'
}

/** What anybody may see, signed in or not. */
function publicIdentityOf(database: Database): () => Promise<Identity> {
  let city: string | undefined
  return async () => {
    if (city === undefined || city === '000000') city = await servedCity(database)
    return systemIdentity(city, '访客')
  }
}

function createWorker(database: Database, blobs: BlobStore, log: pino.Logger): JobWorker {
  return createJobWorker(database, modules, {
    blobs,
    cities: async () => (await listCities(database.kysely)).map((city) => city.code),
    onError: (error, run) => log.error({ err: error, run }, 'a job failed unexpectedly'),
  })
}

/**
 * Starts the server and returns once it answers.
 *
 * @throws FolderInUse when another process has the data folder; MigrationConflict when the schema is newer;
 * UnfinishedFilling when a database on a server holds half a city
 */
export async function startServer(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const log = pino({ level: settings.logLevel })
  const lock = lockFolder(settings.dataFolder)
  const undo: Array<() => unknown> = [lock.release]
  const stop = async (): Promise<void> => {
    for (const step of undo.toReversed()) await step()
    undo.length = 0
  }
  try {
    const database = await openWholeDatabase(settings, options)
    undo.push(database.close)
    await migrate(database, modules)
    await syncReferenceData(database)
    if (options.content === 'demo' && !(await hasAccounts(database.kysely)))
      await fillOnce(database, options.seedDemo)
    const blobs = settings.bucket
      ? bucketBlobStore(settings.bucket)
      : folderBlobStore(join(settings.dataFolder, 'files'))
    const authentication = await createAuthentication(database, {
      ...authenticationFromEnvironment(process.env),
      permissions: declaredPermissions(),
      defaultCity: await servedCity(database),
    })
    const runtime = {
      database,
      blobs,
      authentication,
      publicIdentity: publicIdentityOf(database),
      operatorToken: lock.operatorToken,
    }
    const worker = createWorker(database, blobs, log)
    await worker.start()
    undo.push(worker.stop)
    const app = await buildApplication(runtime, settings, modules)
    undo.push(() => app.close())
    undo.push(await startLive(database))
    undo.push(startFollowingFigures(database, modules, log))
    const url = await app.listen({ port: settings.port, host: settings.host })
    lock.announce(url)
    return { url, database, isEmpty: !(await hasAccounts(database.kysely)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
