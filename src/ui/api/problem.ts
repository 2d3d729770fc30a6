/** A failed answer of the API as pages handle it: words for the person, a code for the program, an id to quote. */

export interface ProblemField {
  /** Path of the field in the request body, dotted: `contact.phone`. */
  readonly path: string
  /** What does not fit, in the person's language. */
  readonly message: string
}

/** The server answered with problem details (RFC 9457), or did not answer at all (`status` 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly fields: readonly ProblemField[]

  constructor(problem: {
    readonly title: string
    readonly status: number
    readonly code: string
    readonly requestId?: string | undefined
    readonly fields?: readonly ProblemField[]
  }) {
    super(problem.title)
    this.status = problem.status
    this.code = problem.code
    this.requestId = problem.requestId
    this.fields = problem.fields ?? []
  }
}

/** Whether what was asked for cannot exist: of a page that sends no more than its address, the address is wrong. */
export const isBadAddress = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'kernel.bad-input'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a problem body; undefined when it is none (a proxy's page, say). */
export function readProblem(body: unknown, status: number): ApiProblem | undefined {
  if (!isRecord(body) || typeof body.code !== 'string') return undefined
  const title =
    typeof body.title === 'string' ? body.title : typeof body.message === 'string' ? body.message : body.code
  return new ApiProblem({
    title,
    status: typeof body.status === 'number' ? body.status : status,
    code: body.code,
    requestId: typeof body.requestId === 'string' ? body.requestId : undefined,
    fields: readFields(body.fields),
  })
}

function readFields(fields: unknown): readonly ProblemField[] {
  if (!Array.isArray(fields)) return []
  return fields.flatMap((field: unknown) =>
    isRecord(field) && typeof field.path === 'string' && typeof field.message === 'string'
      ? [{ path: field.path, message: field.message }]
      : [],
  )
}
