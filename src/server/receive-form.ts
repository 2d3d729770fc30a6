/** Forms with files: written to disk while they come in, since a table of a register may be larger than the memory. */
import { openAsBlob } from 'node:fs'
import multipart, { type MultipartValue } from '@fastify/multipart'
import { ORPCError } from '@orpc/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Lets the application read such forms. How large a body may be is checked before, by its declared length. */
export async function addForms(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits: { fileSize: Number.POSITIVE_INFINITY, files: 100 } })
}

const isValue = (part: unknown): part is MultipartValue =>
  typeof part === 'object' && part !== null && 'type' in part && part.type === 'field'

/**
 * The form of a request; its files lie on disk, are read from there in pieces, and are gone when the request has its
 * answer.
 *
 * @throws ORPCError 400 when the body is no such form or ends too early
 */
export async function receiveForm(request: FastifyRequest): Promise<FormData> {
  const form = new FormData()
  const received = await request.saveRequestFiles().catch((cause: unknown) => {
    throw new ORPCError('BAD_REQUEST', { cause })
  })
  for (const part of Object.values(received.values).flat())
    if (isValue(part)) form.append(part.fieldname, String(part.value))
  for (const { fieldname, filepath, filename, mimetype } of received.files)
    form.append(fieldname, new File([await openAsBlob(filepath)], filename, { type: mimetype }))
  return form
}
