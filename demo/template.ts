/** The demo city as a database made at installation, so that the first start need not make it. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyTemplate, makeTemplate, type Template, templateFolder } from '#server/database-template.ts'
import { modules } from '#server/domains.ts'
import { syncReferenceData } from '#server/start.ts'
import { demoPassword, demoPasswordFile } from './accounts.ts'
import { seedDemoCity } from './seed.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Changes when a file of the demo does: its name, size and time. */
function demoMark(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const { size, mtimeMs } = statSync(join(folder, name))
    hash.update(`${name} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const demoTemplate = (): Template => ({ name: 'demo', modules, content: demoMark() })

/** Makes the template, with a password of its own kept beside it. */
export async function makeDemoTemplate(): Promise<void> {
  await makeTemplate(demoTemplate(), async (database) => {
    await syncReferenceData(database)
    const password = demoPassword(templateFolder('demo'), undefined)
    await seedDemoCity(database, { password, now: new Date() })
  })
}

/** Copies the template and its password to where a first start looks for its database. A demo with a given password is made anew. */
export async function copyDemoTemplate(databaseFolder: string): Promise<void> {
  const password = demoPasswordFile(templateFolder('demo'))
  if (process.env.ZHIHENG_DEMO_PASSWORD || !existsSync(password)) return
  if (await copyTemplate(demoTemplate(), databaseFolder))
    copyFileSync(password, demoPasswordFile(dirname(databaseFolder)))
}
