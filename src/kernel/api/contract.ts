/**
 * The contract side of the API, without server code, so that pages import it too. Every procedure is made
 * here and therefore declares who may call it; what does not come from here does not mount.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Message } from '../language/messages.ts'

/** `public` needs no sign-in, `signed-in` needs a session only; anything else is a permission. */
export type RequiredPermission = 'public' | 'signed-in' | (string & {})

export interface ProcedureMeta {
  readonly permission?: RequiredPermission
  /** Largest request body in MB; 1 unless the procedure takes files. */
  readonly bodyLimit?: number
  /** False for procedures that must not hold a transaction (streams). */
  readonly transaction?: boolean
  /** True for procedures that change nothing: the database refuses it, and the answer does not wait for the end. */
  readonly readOnly?: boolean
}

export interface ProcedureDeclaration {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below `/api`, with `{parameter}` segments. */
  readonly path: `/${string}`
  readonly permission: RequiredPermission
  readonly summary: Message
  readonly tags: readonly string[]
  readonly bodyLimit?: number
  readonly transaction?: boolean
  readonly readOnly?: boolean
  readonly successStatus?: number
}

/**
 * Declares an API procedure. Chain `.input(schema)` and `.output(schema)`.
 *
 * @example
 * const getPlan = procedure({ method: 'GET', path: '/plans/{planId}', permission: 'plans.read',
 *   summary: { zh: '查看规划', en: 'Read a plan' }, tags: ['plans'] })
 *   .input(z.object({ planId: z.uuid() })).output(Plan)
 */
export function procedure(declaration: ProcedureDeclaration) {
  const { method, path, permission, summary, tags, successStatus, bodyLimit, transaction, readOnly } =
    declaration
  return oc
    .$meta<ProcedureMeta>({
      permission,
      ...(bodyLimit === undefined ? {} : { bodyLimit }),
      ...(transaction === undefined ? {} : { transaction }),
      ...(readOnly === undefined ? {} : { readOnly }),
    })
    .route({
      method,
      path,
      tags,
      summary: `${summary.zh} / ${summary.en}`,
      description: `Permission: \`${permission}\``,
      ...(successStatus === undefined ? {} : { successStatus }),
    })
}

/** A page of a list read by key: `next` opens the following page and is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** Request half of a paged list. */
export const PageRequest = z.object({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A yes or no that may come in a query string. */
export const QueryFlag = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
])

/** The body of every failed answer: RFC 9457 problem details with our stable code. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  requestId: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
