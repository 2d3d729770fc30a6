/** Runs an operator's command: through the server that holds the data folder, else on the database itself. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FolderInUse, folderHolder, lockFolder } from '#server/data-folder.ts'
import { operatorCommands } from '#server/operator.ts'
import { readSettings, SettingsError } from '#server/settings.ts'
import { openConfiguredDatabase } from '#server/start.ts'

/**
 * @throws FolderInUse when a server holds the folder but does not answer yet
 * @throws Error naming the status when the server refuses
 */
export async function runOperatorCommand(name: string, argument = ''): Promise<unknown> {
  const settings = readSettings(process.env)
  const holder = folderHolder(settings.dataFolder)
  if (holder) {
    if (!holder.url) throw new FolderInUse(settings.dataFolder, holder)
    const answer = await fetch(`${holder.url}/operator/${name}?argument=${encodeURIComponent(argument)}`, {
      method: 'POST',
      headers: { 'x-operator-token': holder.operatorToken },
    })
    if (!answer.ok) throw new Error(`The server at ${holder.url} answered ${answer.status}`)
    const body: unknown = await answer.json()
    return body !== null && typeof body === 'object' && 'result' in body ? body.result : undefined
  }
  if (!settings.databaseUrl && !existsSync(join(settings.dataFolder, 'database')))
    throw new SettingsError(
      `${settings.dataFolder} 中没有质衡的数据,请用 ZHIHENG_DATA 指明数据目录。There is no Zhiheng data in ${settings.dataFolder}; name the folder with ZHIHENG_DATA.`,
    )
  const command = operatorCommands[name]
  if (!command) throw new TypeError(`There is no command ${name}`)
  // With a PostgreSQL server several processes may work at once; the folder of PGlite admits one.
  const lock = settings.databaseUrl ? undefined : lockFolder(settings.dataFolder)
  try {
    const database = await openConfiguredDatabase(settings)
    try {
      return await command(database, argument)
    } finally {
      await database.close()
    }
  } finally {
    lock?.release()
  }
}
