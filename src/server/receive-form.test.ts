import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestDatabase } from '#kernel/testing/test-database.ts'
import { modules } from './domains.ts'
import { formBytes } from './testing/form-bytes.ts'
import { buildTestApplication, type TestApplication } from './testing/test-application.ts'

const Attachment = z.object({ id: z.string(), name: z.string(), size: z.number() })

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

/** A form of one text file, larger than what comes in at once. */
function formOf(name: string): FormData {
  const form = new FormData()
  form.append('file', new File(['澄'.repeat(300_000)], name, { type: 'text/plain' }))
  return form
}

describe('forms with files', () => {
  let application: TestApplication
  let folder = ''
  let url = ''
  let clerk = ''
  let close: () => Promise<void> = async () => {}
  const before = process.env.TMPDIR

  beforeAll(async () => {
    const database = await openTestDatabase('pglite', modules)
    application = await buildTestApplication(database)
    clerk = await application.signIn('clerk')
    url = await application.app.listen({ port: 0, host: '127.0.0.1' })
    // From here on: the test database has a file of its own among the temporary ones.
    folder = await mkdtemp(join(tmpdir(), 'zhiheng-forms-'))
    process.env.TMPDIR = folder
    close = async () => {
      await application.close()
      await database.close()
    }
  })
  afterAll(async () => {
    await close()
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    await rm(folder, { recursive: true })
  })

  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/files`, { method: 'POST', body, headers: { cookie: clerk, ...headers } })

  /** Waits until nothing of a form lies on disk; true unless something stays. */
  async function nothingStays(): Promise<boolean> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if ((await readdir(folder)).length === 0) return true
      await pause()
    }
    return false
  }

  it('takes a file in under its Chinese name and keeps nothing beside the store', async () => {
    const sent = await formBytes(formOf('责任单位"自查"报告.txt'))
    const answer = await post(sent.bytes, { 'content-type': sent.type })
    expect(answer.status).toBe(201)
    const stored = Attachment.parse(await answer.json())
    expect(stored).toMatchObject({
      size: 900_000,
      name: expect.stringMatching(/^责任单位.*自查.*报告\.txt$/),
    })
    const read = await fetch(`${url}/api/files/${stored.id}`, { headers: { cookie: clerk } })
    expect(await read.text()).toBe('澄'.repeat(300_000))
    expect(await nothingStays()).toBe(true)
  })

  it('reads nothing of somebody who is not signed in', async () => {
    const { bytes, type } = await formBytes(formOf('a.txt'))
    const answer = await post(bytes, { 'content-type': type, cookie: '' })
    expect([answer.status, await answer.json()]).toEqual([
      401,
      expect.objectContaining({ code: 'kernel.not-signed-in' }),
    ])
    expect(await readdir(folder)).toEqual([])
  })

  it('says that a form without end or without a boundary is malformed', async () => {
    const { bytes, type } = await formBytes(formOf('a.txt'))
    for (const [body, mediaType] of [
      [bytes.slice(0, -40), type],
      [bytes, 'multipart/form-data'],
      ['nothing of a form', type],
    ] as const) {
      const answer = await post(body, { 'content-type': mediaType })
      expect([answer.status, await answer.json()]).toEqual([
        422,
        expect.objectContaining({ code: 'kernel.bad-input' }),
      ])
    }
    expect(await nothingStays()).toBe(true)
  })

  it('throws away what came of a form whose sender went away', async () => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /api/files HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${clerk}\r\ncontent-length: 5000000\r\n` +
        'content-type: multipart/form-data; boundary=b\r\n\r\n--b\r\n' +
        'content-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n',
    )
    socket.write('x'.repeat(1_000_000))
    while ((await readdir(folder)).length === 0) await pause()
    socket.destroy()
    expect(await nothingStays()).toBe(true)
  })
})
