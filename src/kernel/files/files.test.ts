import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '../db/scope.ts'
import { ApplicationError, messageOf } from '../language/errors.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { bucketBlobStore } from './bucket-blob-store.ts'
import { readStoredFile, storeFile } from './files.ts'
import { filesModule } from './files-module.ts'
import { folderBlobStore } from './folder-blob-store.ts'
import { fileKinds, inspectFile } from './inspect.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const contentTypes = (part: string): Uint8Array =>
  bytesOf(`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
    <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml"/></Types>`)
const wordFile = (extra: Record<string, Uint8Array> = {}, part = 'document.main'): Uint8Array =>
  zipSync({
    '[Content_Types].xml': contentTypes(part),
    'word/document.xml': bytesOf('<w:document/>'),
    ...extra,
  })

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'accepted'
  } catch (error) {
    if (error instanceof ApplicationError) return error.code
    throw error
  }
}

describe('inspectFile', () => {
  it.each([
    ['plan.txt', bytesOf('一、总体要求'), 'text'],
    // GB18030 for 质量
    ['plan.txt', new Uint8Array([0xd6, 0xca, 0xc1, 0xbf]), 'text'],
    ['figures.csv', bytesOf('a,b\n1,2'), 'csv'],
    ['page.htm', bytesOf('<!DOCTYPE html><html></html>'), 'html'],
    ['plan.docx', wordFile(), 'word'],
    ['plan.pdf', bytesOf('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj'), 'pdf'],
  ] as const)('takes %s for what its content is', async (name, bytes, kind) => {
    expect((await inspectFile(bytes, name, fileKinds)).kind).toBe(kind)
  })
  it.each([
    ['empty.txt', new Uint8Array(), 'files.empty'],
    ['program.txt', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), 'files.unknown-type'],
    ['renamed.docx', bytesOf('%PDF-1.7\n1 0 obj<</JS (app.alert(1))>>endobj'), 'files.has-macros'],
    ['cut-short.docx', wordFile().subarray(0, -30), 'files.unknown-type'],
    ['macro.docx', wordFile({ 'word/vbaProject.bin': bytesOf('x') }), 'files.has-macros'],
    [
      'old.doc',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
      'files.has-macros',
    ],
    [
      'bomb.docx',
      wordFile({ 'word/media.bin': new Uint8Array(201 * 1024 * 1024) }),
      'files.unpacks-too-large',
    ],
  ])('refuses %s', async (name, bytes, code) => {
    expect(await codeOf(inspectFile(bytes, name, fileKinds))).toBe(code)
  })
  it('refuses a kind the caller cannot use, naming what it is', async () => {
    const refusal = await inspectFile(wordFile(), 'x.xlsx', ['spreadsheet', 'csv']).catch((error) => error)
    if (!(refusal instanceof ApplicationError)) throw new TypeError('the file was taken')
    expect(refusal.code).toBe('files.not-accepted')
    expect(messageOf(refusal).zh).toBe('文件“x.xlsx”的内容是 Word (.docx)，这里只接受：Excel (.xlsx) / CSV。')
  })
})

describe.each(databaseKinds)('files on %s', (kind) => {
  const database = useTestDatabase(kind, [filesModule])
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhiheng-files-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const identity = systemIdentity('990100', 'test', ['plans.read'])
  const rules = { accepted: fileKinds, readPermission: 'plans.read' }

  it('gives back what was stored, and stores equal content once', async () => {
    const blobs = folderBlobStore(folder)
    const [first, second] = await withScope(database(), identity, async (scope) => [
      await storeFile(scope, blobs, { name: '../../规划.txt', bytes: bytesOf('质量强市') }, rules),
      await storeFile(scope, blobs, { name: 'copy.txt', bytes: bytesOf('质量强市') }, rules),
    ])
    expect(first?.name).toBe('规划.txt')
    expect(second?.sha256).toBe(first?.sha256)
    const read = await withScope(database(), identity, (scope) =>
      readStoredFile(scope, blobs, first?.id ?? ''),
    )
    expect(new TextDecoder().decode(read.bytes)).toBe('质量强市')
  })
  it('hides a file from who lacks its right and from other cities', async () => {
    const blobs = folderBlobStore(folder)
    const stored = await withScope(database(), identity, (scope) =>
      storeFile(scope, blobs, { name: 'a.txt', bytes: bytesOf('secret') }, rules),
    )
    const others = [
      systemIdentity('990100', 'no right'),
      systemIdentity('990200', 'other city', ['plans.read']),
    ]
    for (const other of others)
      expect(
        await codeOf(withScope(database(), other, (scope) => readStoredFile(scope, blobs, stored.id))),
      ).toBe('kernel.not-found')
  })
})

describe('bucketBlobStore', () => {
  // A service of the other side's making is not on every machine; what counts here is the protocol: address,
  // signature header, bytes and statuses as S3 has them.
  it('signs, stores and reads back over HTTP', async () => {
    const kept = new Map<string, Buffer>()
    const signatures: string[] = []
    const service = createServer((request, response) => {
      const path = request.url ?? ''
      signatures.push(request.headers.authorization ?? '')
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        if (request.method === 'PUT') kept.set(path, Buffer.concat(parts))
        const found = kept.get(path)
        response.writeHead(found ? 200 : 404).end(request.method === 'PUT' ? '' : found)
      })
    })
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
    const address = service.address()
    if (!address || typeof address === 'string') throw new TypeError('no port')
    const blobs = bucketBlobStore({
      endpoint: `http://127.0.0.1:${address.port}`,
      bucket: 'zhiheng',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
      region: 'cn-east-1',
    })
    await blobs.put('ab'.repeat(32), bytesOf('内容'))
    expect(new TextDecoder().decode(await blobs.get('ab'.repeat(32)))).toBe('内容')
    expect(await blobs.get('cd'.repeat(32))).toBeUndefined()
    expect(signatures.every((one) => one.startsWith('AWS4-HMAC-SHA256 Credential=key/'))).toBe(true)
    await new Promise((resolve) => service.close(resolve))
  })
})
