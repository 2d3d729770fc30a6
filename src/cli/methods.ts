/** `zhiheng methods`: lists the methods, tells what one takes, or runs one on a CSV file. */
import { readFile } from 'node:fs/promises'
import { buffer as readAll } from 'node:stream/consumers'
import { findMethod, methodAreas } from '#methods/catalogue.ts'
import { type CsvTable, formatCsvTable, parseCsvTable } from '#methods/csv-table.ts'
import { type MethodFields, methodFields } from '#methods/describe-method.ts'
import { type CatalogueMethod, MethodInputError } from '#methods/method.ts'

/** Exit codes: done; the input or the options do not fit. */
const DONE = 0
const REFUSED = 1
/** More issues than this say the same thing again. */
const ISSUES_SHOWN = 20

export interface MethodsCommandOptions {
  /** `key=value` options of the method. */
  readonly option?: readonly string[]
  /** Print JSON instead of CSV. */
  readonly json?: boolean
}

/** Where the command writes; the process's own streams by default. */
export interface CommandOutput {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

const processOutput: CommandOutput = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}

/** A reader such as `head` may close the pipe early; that is no failure of ours. */
function stopOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(DONE)
  throw error
}

/**
 * Runs the command.
 * @param name a method; without one all are listed
 * @param file CSV in UTF-8 or GB18030, `-` for standard input; without one the method is described
 * @returns the exit code: 0, or 1 when the input does not fit
 */
export async function runMethods(
  name: string | undefined,
  file: string | undefined,
  options: MethodsCommandOptions,
  output: CommandOutput = processOutput,
): Promise<number> {
  if (output === processOutput) process.stdout.once('error', stopOnClosedPipe)
  if (name === undefined) return listMethods(options, output)
  const method = findMethod(name)
  if (method === undefined) {
    output.err(`no method is named "${name}"; \`zhiheng methods\` lists them\n`)
    return REFUSED
  }
  if (file === undefined) return describeMethod(method, options, output)
  try {
    const table = parseCsvTable(decodeText(await readInput(file)))
    return runOnTable(
      method,
      table,
      parseOptions(method, options.option ?? []),
      options.json === true,
      output,
    )
  } catch (error) {
    if (!(error instanceof Error)) throw error
    output.err(`${file}: ${error.message}\n`)
    return REFUSED
  }
}

/**
 * Text of a file as people save it: UTF-8 (with or without a byte-order mark), UTF-16 with one, or GB18030, which
 * spreadsheet programs on Chinese systems write.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8, so the other encoding Chinese text is kept in.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function readInput(file: string): Promise<Buffer> {
  return file === '-' ? readAll(process.stdin) : readFile(file)
}

function runOnTable(
  method: CatalogueMethod,
  table: CsvTable,
  options: Record<string, string>,
  json: boolean,
  output: CommandOutput,
): number {
  const { fields, open } = methodFields(method.row)
  const absent = fields.filter(({ name, required }) => required && !table.columns.includes(name))
  if (absent.length > 0) {
    output.err(`${method.name} needs the column ${absent.map(({ name }) => name).join(', ')}\n`)
    return REFUSED
  }
  const unused = table.columns.filter((column) => !open && !fields.some(({ name }) => name === column))
  if (unused.length > 0) output.err(`note: ${method.name} does not use the column ${unused.join(', ')}\n`)
  try {
    const results = method.runRaw(table.rows, options)
    output.out(json ? `${JSON.stringify(results, null, 2)}\n` : formatCsvTable(results))
  } catch (error) {
    if (!(error instanceof MethodInputError)) throw error
    output.err(describeIssues(error, table))
    return REFUSED
  }
  for (const source of method.sources) {
    if (source.confidence === 'confirmed') continue
    output.err(
      `to be confirmed: ${source.document}${source.note === undefined ? '' : `: ${source.note.zh} / ${source.note.en}`}\n`,
    )
  }
  return DONE
}

function describeIssues(error: MethodInputError, table: CsvTable): string {
  const shown = error.issues.slice(0, ISSUES_SHOWN).map(({ row, column, message }) => {
    const place = [
      ...(row === undefined ? [] : [`row ${row} (line ${table.lines[row - 1] ?? '?'})`]),
      ...(column === undefined ? [] : [`${row === undefined ? 'option' : 'column'} ${column}`]),
    ]
    return place.length === 0 ? message : `${place.join(', ')}: ${message}`
  })
  const more = error.issues.length - shown.length
  return `${[...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n')}\n`
}

function parseOptions(method: CatalogueMethod, pairs: readonly string[]): Record<string, string> {
  const { fields, open } = methodFields(method.options)
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      const key = at === -1 ? pair : pair.slice(0, at)
      if (at === -1) throw new RangeError(`the option ${pair} is not of the form key=value`)
      if (!open && !fields.some(({ name }) => name === key)) {
        const known = fields.map(({ name }) => name).join(', ') || 'none'
        throw new RangeError(`${method.name} has no option ${key}; it has: ${known}`)
      }
      return [key, pair.slice(at + 1)]
    }),
  )
}

function listMethods({ json }: MethodsCommandOptions, output: CommandOutput): number {
  if (json === true) {
    const listed = methodAreas.flatMap((area) =>
      area.methods.map(({ name, title, sources }) => ({
        name,
        area: area.name,
        title,
        standards: sources.map((source) => source.document),
      })),
    )
    output.out(`${JSON.stringify(listed, null, 2)}\n`)
    return DONE
  }
  const width = Math.max(...methodAreas.flatMap((area) => area.methods.map(({ name }) => name.length)))
  for (const area of methodAreas) {
    output.out(`\n${area.title.zh} ${area.title.en}\n`)
    for (const { name, title, sources } of area.methods) {
      const standards = sources.map(({ document }) => document).join('; ')
      output.out(`  ${name.padEnd(width)}  ${title.zh}  ${title.en}  [${standards}]\n`)
    }
  }
  return DONE
}

function describeMethod(
  method: CatalogueMethod,
  { json }: MethodsCommandOptions,
  output: CommandOutput,
): number {
  const row = methodFields(method.row)
  const options = methodFields(method.options)
  if (json === true) {
    const { name, title, summary, formula, validity, sources } = method
    output.out(
      `${JSON.stringify({ name, title, summary, formula, validity, sources, columns: row.fields, options: options.fields }, null, 2)}\n`,
    )
    return DONE
  }
  const standards = method.sources.map(({ document, clause }) =>
    clause === undefined ? document : `${document} ${clause}`,
  )
  output.out(
    [
      `${method.name}  ${method.title.zh}  ${method.title.en}`,
      method.summary.zh,
      method.summary.en,
      ...(method.formula === undefined ? [] : [method.formula]),
      `[${standards.join('; ')}]`,
      '',
      'columns:',
      ...fieldLines(row),
      ...(options.fields.length === 0 ? [] : ['options (--option key=value):', ...fieldLines(options)]),
      '',
    ].join('\n'),
  )
  return DONE
}

function fieldLines({ fields, open }: MethodFields): string[] {
  const lines = fields.map(({ name, type, required, defaultValue, description }) => {
    const need = required ? 'required' : defaultValue === undefined ? 'optional' : `default ${defaultValue}`
    return `  ${name} (${type}, ${need}) ${description}`
  })
  return open ? [...lines, '  and one column for each criterion, under a name of your own'] : lines
}
