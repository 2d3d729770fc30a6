/**
 * What every entry of the methods catalogue tells about itself, so that the command line, the
 * documentation pages and the tests can use each method the same way.
 */
import type { z } from 'zod'

/** A text in both languages of the interface. */
export interface BilingualText {
  readonly zh: string
  readonly en: string
}

/** The standard, law or paper a method follows, with the clause or equation. */
export interface MethodSource {
  /** Document number or bibliographic key, for example `GB/T 8170-2008` or `Tenenhaus et al. 2005`. */
  readonly document: string
  readonly clause?: string
  /** First day on which the document governs (ISO date); absent for papers. */
  readonly effectiveFrom?: string
  /** First day on which it no longer governs (ISO date). */
  readonly effectiveTo?: string
  /** `confirmed` when read in a source; `to be confirmed` when a table value still awaits the official text. */
  readonly confidence: 'confirmed' | 'to be confirmed'
  /** What exactly awaits the official text, shown beside the result; only with `to be confirmed`. */
  readonly note?: BilingualText
}

/** One worked example: what a reader can type and the figures the source prints for it. */
export interface MethodExample {
  readonly title: BilingualText
  /** CSV text with a header line; the columns are the keys of the method's row schema. */
  readonly csv: string
  readonly options?: Readonly<Record<string, string>>
  /** Expected result rows; numbers are compared with `tolerance`. */
  readonly expected: ReadonlyArray<Readonly<Record<string, string | number | boolean | null>>>
  readonly tolerance?: number
  /** Where the expected figures come from: never our own output. */
  readonly source: string
}

export type MethodCell = string | number | boolean | null
export type MethodRow = Readonly<Record<string, MethodCell>>

/** What a method tells about itself, whatever its row and option types are. */
export interface MethodDescription {
  /** Kebab-case name used by `zhiheng methods <name>` and the documentation page. */
  readonly name: string
  readonly title: BilingualText
  readonly summary: BilingualText
  readonly formula?: string
  /** For which inputs the result means something: ranges, units, sample sizes. */
  readonly validity?: BilingualText
  readonly sources: readonly MethodSource[]
  readonly examples: readonly MethodExample[]
}

/**
 * A method as the catalogue lists it. `run` receives all rows of a table (already parsed by `row`) and the
 * parsed options and returns the result table; methods that work row by row return one result per row.
 */
export interface Method<Row = never, Options = never> extends MethodDescription {
  /**
   * One input row; CSV cells arrive as strings, so use `z.coerce`. A blank cell arrives as an absent key, so
   * `.optional()` takes blanks and a required column refuses them. Give each column a `.describe()`: the
   * documentation page prints it.
   */
  readonly row: z.ZodType<Row>
  readonly options: z.ZodType<Options>
  readonly run: (rows: readonly Row[], options: Options) => MethodRow[]
}

/** A method whose row and option types have been closed over, so that unlike methods fit in one list. */
export interface CatalogueMethod extends MethodDescription {
  readonly row: z.ZodType
  readonly options: z.ZodType
  /**
   * Parses raw CSV cells and options, then runs. Blank cells count as absent.
   * @throws {MethodInputError} when rows or options do not fit, naming row and column
   */
  readonly runRaw: (
    rows: readonly Readonly<Record<string, string>>[],
    options: Readonly<Record<string, string>>,
  ) => MethodRow[]
}

/** One place where the input does not fit: `row` counts data rows from 1; absent for an option. */
export interface MethodInputIssue {
  readonly row?: number
  /** Column of the row, or name of the option when `row` is absent. */
  readonly column?: string
  readonly message: string
}

/** The input of a method does not fit; every place is named, so that a person can mend the table. */
export class MethodInputError extends Error {
  readonly issues: readonly MethodInputIssue[]

  constructor(issues: readonly MethodInputIssue[]) {
    super(issues.map(describeIssue).join('\n'))
    this.name = 'MethodInputError'
    this.issues = issues
  }
}

function describeIssue(issue: MethodInputIssue): string {
  const column =
    issue.column === undefined ? '' : `${issue.row === undefined ? 'option' : 'column'} ${issue.column}`
  const place = issue.row === undefined ? column : [`row ${issue.row}`, column].filter(Boolean).join(', ')
  return place === '' ? issue.message : `${place}: ${issue.message}`
}

/**
 * For methods that judge a whole row: runs `work` for each row and, when it throws, names the row.
 * @throws {MethodInputError} listing every row whose `work` threw a `RangeError` or `MethodInputError`
 */
export function mapRows<Row>(
  rows: readonly Row[],
  work: (row: Row, index: number) => MethodRow,
): MethodRow[] {
  const issues: MethodInputIssue[] = []
  const results: MethodRow[] = []
  for (const [index, row] of rows.entries()) {
    try {
      results.push(work(row, index))
    } catch (error) {
      if (error instanceof MethodInputError) {
        issues.push(...error.issues.map((issue) => ({ row: index + 1, ...issue })))
      } else if (error instanceof RangeError) {
        issues.push({ row: index + 1, message: error.message })
      } else throw error
    }
  }
  if (issues.length > 0) throw new MethodInputError(issues)
  return results
}

function withoutBlanks(cells: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell.trim() !== ''))
}

function issueOf(issue: z.core.$ZodIssue, row?: number): MethodInputIssue {
  const column = issue.path.map(String).join('.')
  return {
    ...(row === undefined ? {} : { row }),
    ...(column === '' ? {} : { column }),
    message: issue.message,
  }
}

/** Closes a typed method into a catalogue entry. */
export function defineMethod<Row, Options>(method: Method<Row, Options>): CatalogueMethod {
  const { run, ...description } = method
  return {
    ...description,
    runRaw: (rawRows, rawOptions) => {
      const options = method.options.safeParse(withoutBlanks(rawOptions))
      const rows: Row[] = []
      const issues = options.success ? [] : options.error.issues.map((issue) => issueOf(issue))
      for (const [index, cells] of rawRows.entries()) {
        const parsed = method.row.safeParse(withoutBlanks(cells))
        if (parsed.success) rows.push(parsed.data)
        else issues.push(...parsed.error.issues.map((issue) => issueOf(issue, index + 1)))
      }
      if (!options.success || issues.length > 0) throw new MethodInputError(issues)
      return run(rows, options.data)
    },
  }
}
