/** The `zhiheng` command: composition root of the command line. Each subcommand loads on demand. */
import { Command } from 'commander'

const program = new Command('zhiheng').description('质衡 Zhiheng: the open digital quality-governance system of a city')

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
  .action(async (name: string | undefined, file: string | undefined, options: { option?: string[]; json?: boolean }) => {
    const { runMethods } = await import('./methods.ts')
    process.exitCode = await runMethods(name, file, options)
  })

await program.parseAsync()
