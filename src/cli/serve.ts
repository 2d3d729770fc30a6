/** `zhiheng serve`: starts the server, says where it is and who can sign in, and ends it on Ctrl-C or SIGTERM. */

import { createFirstAdministratorToken } from '#kernel/access/first-administrator.ts'
import { roleTitles } from '#kernel/access/roles.ts'
import { readSettings, type Settings } from '#server/settings.ts'
import { type RunningServer, startServer } from '#server/start.ts'
import { demoAccounts, demoPassword } from '../../demo/accounts.ts'
import { seedDemoCity } from '../../demo/seed.ts'
import { copyDemoTemplate } from '../../demo/template.ts'
import { padEnd } from './text-table.ts'

function printDemoAccounts(password: string): void {
  console.log(`\n  示范账号 Demo accounts — 密码 password: ${password}`)
  for (const account of demoAccounts) {
    const titles = account.roles.map((role) => `${roleTitles[role].zh} ${roleTitles[role].en}`).join(', ')
    console.log(
      `    ${padEnd(account.username, 18)}${padEnd(account.name, 10)}${titles}${account.unit ? ` · ${account.unit}` : ''}`,
    )
  }
}

async function welcome(server: RunningServer, settings: Settings, demo: boolean): Promise<void> {
  console.log(`\n  质衡 Zhiheng  ${server.url}`)
  if (demo) printDemoAccounts(demoPassword(settings.dataFolder, process.env.ZHIHENG_DEMO_PASSWORD))
  if (server.isEmpty) {
    const token = await createFirstAdministratorToken(server.database)
    console.log(`\n  这里还没有账号。请在一小时内打开下面的一次性链接,设立三位管理员:`)
    console.log(
      `  No accounts yet. Open this one-time link within an hour to set up the three administrators:`,
    )
    console.log(`  ${server.url}/welcome?token=${token}`)
  }
  console.log('')
}

function sayThatFullTakesTime(): void {
  console.log('\n  正在生成二十万家企业和两年的工作，需要几分钟。')
  console.log('  Making 200,000 enterprises and two years of work: this takes some minutes.')
}

function sayThatItStartsOver(begun: string): void {
  console.log(`\n  上次生成示范城市（始于 ${begun}）没有完成，现在从头开始。`)
  console.log(`  The last filling of the demo city (begun at ${begun}) was cut off: starting over.`)
}

/** Runs until a signal; returns the exit status. */
export async function serve(options: { demo?: boolean; full?: boolean; empty?: boolean }): Promise<number> {
  const started = performance.now()
  try {
    const settings = readSettings(process.env)
    let seeded = false
    const server = await startServer(settings, {
      content: options.empty ? 'empty' : 'demo',
      seedDemo: async (database) => {
        if (options.full) sayThatFullTakesTime()
        await seedDemoCity(database, {
          password: demoPassword(settings.dataFolder, process.env.ZHIHENG_DEMO_PASSWORD),
          now: new Date(),
          size: options.full ? 'full' : 'small',
        })
        seeded = true
      },
      onStartOver: sayThatItStartsOver,
      // The template made at installation is the small city.
      ...(options.full ? {} : { copyDemo: copyDemoTemplate }),
    })
    await welcome(server, settings, seeded || (await isDemo(server)))
    console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await server.stop()
    return 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      console.error(`${error.message}. Choose another with PORT=…`)
      return 1
    }
    throw error
  }
}

/** A demo that was made at an earlier start says its accounts again. */
async function isDemo(server: RunningServer): Promise<boolean> {
  const { listCities } = await import('#kernel/org/store.ts')
  const { demoCity } = await import('../../demo/city.ts')
  return (await listCities(server.database.kysely)).some((city) => city.code === demoCity.code)
}
