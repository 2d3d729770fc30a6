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

/**
 * A method as the catalogue lists it. `run` receives all rows of a table (already parsed by `row`) and the
 * parsed options and returns the result table; methods that work row by row return one result per row.
 */
export interface Method<Row = never, Options = never> {
  /** Kebab-case name used by `zhiheng methods <name>` and the documentation page. */
  readonly name: string
  readonly title: BilingualText
  readonly summary: BilingualText
  readonly formula?: string
  readonly sources: readonly MethodSource[]
  /** One input row; CSV cells arrive as strings, so use `z.coerce` and optional fields for blanks. */
  readonly row: z.ZodType<Row>
  readonly options: z.ZodType<Options>
  readonly run: (rows: readonly Row[], options: Options) => MethodRow[]
  readonly examples: readonly MethodExample[]
}

/** A method whose row and option types have been closed over, so that unlike methods fit in one list. */
export interface CatalogueMethod {
  readonly name: string
  readonly title: BilingualText
  readonly summary: BilingualText
  readonly formula?: string
  readonly sources: readonly MethodSource[]
  readonly row: z.ZodType
  readonly options: z.ZodType
  readonly examples: readonly MethodExample[]
  /** Parses raw CSV cells and options, then runs. Throws `z.ZodError` on input that does not fit. */
  readonly runRaw: (
    rows: readonly Readonly<Record<string, string>>[],
    options: Readonly<Record<string, string>>,
  ) => MethodRow[]
}

/** Closes a typed method into a catalogue entry. */
export function defineMethod<Row, Options>(method: Method<Row, Options>): CatalogueMethod {
  const { run, ...description } = method
  return {
    ...description,
    runRaw: (rows, options) =>
      run(
        rows.map((row) => method.row.parse(row)),
        method.options.parse(options),
      ),
  }
}
