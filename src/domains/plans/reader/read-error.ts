/** Why a file could not be read. The texts for people are in `messages.ts`. */
export type PlanReadErrorCode =
  | 'empty'
  | 'too-large'
  | 'binary'
  | 'encrypted'
  | 'damaged'
  | 'no-text'
  | 'old-word'
  | 'unsupported'

/** A file that is no plan document the reader can read. */
export class PlanReadError extends Error {
  readonly code: PlanReadErrorCode
  /** Name of the file as given. */
  readonly file: string

  constructor(code: PlanReadErrorCode, file: string, cause?: unknown) {
    super(`${file}: ${code}`, cause === undefined ? undefined : { cause })
    this.name = 'PlanReadError'
    this.code = code
    this.file = file
  }
}
