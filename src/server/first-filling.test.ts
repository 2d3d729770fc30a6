import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { listCities } from '#kernel/org/store.ts'
import { setCityProfile } from '#kernel/org/units.ts'
import { demoCity, demoRegions } from '../../demo/city.ts'
import { UnfinishedFilling } from './first-filling.ts'
import { readSettings } from './settings.ts'
import { startServer } from './start.ts'

async function fill(database: Database, name: string): Promise<void> {
  await addFictionalRegions(database, demoRegions)
  await withScope(database, systemIdentity(demoCity.code, 'test'), (scope) =>
    setCityProfile(scope, name, name),
  )
}

const fillHalf = async (database: Database): Promise<void> => {
  await fill(database, '半座城市')
  throw new Error('cut off')
}

describe('a first filling that is cut off', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhiheng-filling-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const settingsFor = (databaseUrl: string) =>
    readSettings({
      ZHIHENG_DATA: join(folder, databaseUrl ? 'server' : 'embedded'),
      PORT: '0',
      ZHIHENG_LOG: 'silent',
      DATABASE_URL: databaseUrl,
    })

  it('is begun again from nothing on the embedded database, and said', async () => {
    const settings = settingsFor('')
    await expect(startServer(settings, { content: 'demo', seedDemo: fillHalf })).rejects.toThrow('cut off')
    const said: string[] = []
    const server = await startServer(settings, {
      content: 'demo',
      seedDemo: (database) => fill(database, '整座城市'),
      onStartOver: (begun) => said.push(begun),
    })
    expect((await listCities(server.database.kysely)).map(({ name }) => name)).toEqual(['整座城市'])
    expect(said).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)])
    await server.stop()
    const again = await startServer(settings, {
      content: 'empty',
      seedDemo: fillHalf,
      onStartOver: (begun) => said.push(begun),
    })
    onTestFinished(again.stop)
    expect(await listCities(again.database.kysely)).toHaveLength(1)
    expect(said).toHaveLength(1)
  }, 120_000)

  it('keeps a database on a server from starting, and leaves what is in it alone', async () => {
    const administration = await openDatabase({ kind: 'postgres', url: inject('postgresUrl') })
    const name = `filling_${randomUUID().replaceAll('-', '')}`
    await administration.executeScript(`create database ${name}`)
    await administration.close()
    const url = new URL(inject('postgresUrl'))
    url.pathname = `/${name}`
    const settings = settingsFor(url.href)
    await expect(startServer(settings, { content: 'demo', seedDemo: fillHalf })).rejects.toThrow('cut off')
    for (const content of ['demo', 'empty'] as const)
      await expect(startServer(settings, { content, seedDemo: fillHalf })).rejects.toThrow(UnfinishedFilling)
    const database = await openDatabase({ kind: 'postgres', url: url.href })
    onTestFinished(database.close)
    expect((await listCities(database.kysely)).map((city) => city.name)).toEqual(['半座城市'])
  }, 120_000)
})
