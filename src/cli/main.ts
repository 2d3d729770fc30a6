/** The `zhiheng` command: composition root of the command line. Each subcommand loads on demand. */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'

// Keeps compiled modules beside the build, so that the next start need not compile them again.
enableCompileCache(fileURLToPath(new URL('../../dist/compile-cache/', import.meta.url)))

const program = new Command('zhiheng').description(
  '质衡 Zhiheng: the open digital quality-governance system of a city',
)

program
  .command('plan')
  .description('read plan documents')
  .command('read')
  .argument('<files...>')
  .option('--json', 'one JSON document a line')
  .action(async (files: string[], options: { json?: boolean }) => {
    const { planRead } = await import('./plan-read.ts')
    process.exitCode = await planRead(files, options)
  })

program
  .command('methods')
  .description('list the methods, or run one on a CSV file')
  .argument('[name]')
  .argument('[file]')
  .option('--option <key=value...>', 'an option of the method')
  .option('--json', 'print JSON instead of CSV')
  .action(
    async (
      name: string | undefined,
      file: string | undefined,
      options: { option?: string[]; json?: boolean },
    ) => {
      const { runMethods } = await import('./methods.ts')
      process.exitCode = await runMethods(name, file, options)
    },
  )

program
  .command('serve')
  .description('start the server; an empty database is filled with the demo city unless --empty')
  .option('--demo', 'fill an empty database with the generated demo city (the default)')
  .option('--full', 'fill an empty database with the large demo city: 200,000 enterprises, two years of work')
  .option('--empty', 'leave an empty database empty and print a one-time link for the first administrators')
  .action(async (options: { demo?: boolean; full?: boolean; empty?: boolean }) => {
    const { serve } = await import('./serve.ts')
    process.exitCode = await serve(options)
  })

program
  .command('audit')
  .description('the audit trail')
  .command('verify')
  .description("recompute every city's chain and name the first entry that was changed, removed or inserted")
  .action(async () => {
    const { auditVerify } = await import('./audit-verify.ts')
    process.exitCode = await auditVerify()
  })

const measures = program.command('measures').description('the figures kept from records')
measures
  .command('rebuild')
  .description('make the figures of every city anew from the records; writers go on meanwhile')
  .action(async () => {
    const { measuresRebuild } = await import('./measures.ts')
    process.exitCode = await measuresRebuild()
  })
measures
  .command('verify')
  .description('compare the figures of every city with the records and name those that differ')
  .action(async () => {
    const { measuresVerify } = await import('./measures.ts')
    process.exitCode = await measuresVerify()
  })

program
  .command('draw')
  .description('random draws')
  .command('verify')
  .argument('<file>')
  .option('--commitment <hex>', 'the commitment as it was published before the draw')
  .option('--json', 'print what was found as JSON')
  .description('replay a published draw from its file alone and name what differs; status 0 when it holds')
  .action(async (file: string, options: { commitment?: string; json?: boolean }) => {
    const { drawVerify } = await import('./draw-verify.ts')
    process.exitCode = await drawVerify(file, options)
  })

program
  .command('account')
  .description('accounts of people')
  .command('reset-password')
  .argument('<name>')
  .description('give an account a temporary password, for an administrator who has lost theirs')
  .action(async (name: string) => {
    const { resetPassword } = await import('./account.ts')
    process.exitCode = await resetPassword(name)
  })

try {
  await program.parseAsync()
} catch (error) {
  // Failures that a person can mend are told in a sentence; anything else is a defect and shows where.
  if (
    !(error instanceof Error) ||
    !['SettingsError', 'FolderInUse', 'MigrationConflict', 'UnfinishedFilling'].includes(error.name)
  )
    throw error
  console.error(error.message)
  process.exitCode = 1
}
