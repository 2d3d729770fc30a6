/** Files uploaded for a case are read through it, by whoever sees it. */
import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { type Identity, systemIdentity } from '../db/scope.ts'
import { filesRouter } from '../files/files-module.ts'
import { memoryBlobs } from '../testing/request-context.ts'
import { databaseKinds } from '../testing/test-database.ts'
import { useNoticeCities } from './notice-cities.fixture.ts'
import { casesRouter } from './router.ts'

describe.each(databaseKinds)('files of cases on %s', (kind) => {
  const { freshCity, person, contextOf, open } = useNoticeCities(kind)
  const blobs = memoryBlobs()
  const as = (who: Identity) => ({ context: { ...contextOf(who), blobs } })
  const upload = async (who: Identity) => {
    const file = new File(['核查记录'], '核查记录.txt', { type: 'text/plain' })
    return (await call(filesRouter.uploadAttachment, { file }, as(who))).id
  }

  it('gives an attached file to who sees the case, and to nobody by its id', async () => {
    const city = freshCity()
    const [clerk, colleague] = [person(city, 'clerk'), person(city, 'clerk')]
    const [outside, enterprise] = [person(city, 'liaison'), person(city, 'enterprise')]
    const { id } = await open(clerk)
    const fileId = await upload(clerk)
    await call(casesRouter.attachToCase, { id, fileId }, as(clerk))
    for (const who of [clerk, colleague]) {
      expect((await call(casesRouter.getCase, { id }, as(who))).attachments).toMatchObject([
        { fileId, readable: true },
      ])
      expect(await (await call(casesRouter.caseFile, { id, fileId }, as(who))).text()).toBe('核查记录')
    }
    for (const who of [outside, enterprise])
      await expect(call(casesRouter.caseFile, { id, fileId }, as(who))).rejects.toThrow('kernel.not-found')
    for (const who of [clerk, colleague, outside, enterprise])
      await expect(call(filesRouter.downloadFile, { id: fileId }, as(who))).rejects.toThrow()
  })

  it('shows an upload that no record has taken in to who uploaded it alone', async () => {
    const city = freshCity()
    const [clerk, colleague, liaison] = [
      person(city, 'clerk'),
      person(city, 'clerk'),
      person(city, 'liaison'),
    ]
    const fileId = await upload(clerk)
    const download = (who: Identity) => call(filesRouter.downloadFile, { id: fileId }, as(who))
    expect(await (await download(clerk)).text()).toBe('核查记录')
    for (const who of [colleague, liaison, systemIdentity(city, 'the program', ['files.attach'])])
      await expect(download(who)).rejects.toThrow('kernel.not-found')
  })

  it('takes in neither what somebody else uploaded nor a file of another case', async () => {
    const city = freshCity()
    const [clerk, colleague] = [person(city, 'clerk'), person(city, 'clerk')]
    const [first, second] = [await open(clerk), await open(clerk)]
    const fileId = await upload(colleague)
    await expect(call(casesRouter.attachToCase, { id: first.id, fileId }, as(clerk))).rejects.toThrow(
      'cases.file-not-found',
    )
    await call(casesRouter.attachToCase, { id: first.id, fileId }, as(colleague))
    await expect(call(casesRouter.attachToCase, { id: first.id, fileId }, as(colleague))).rejects.toThrow(
      'cases.already-attached',
    )
    await expect(call(casesRouter.attachToCase, { id: second.id, fileId }, as(colleague))).rejects.toThrow(
      'cases.file-not-found',
    )
    await expect(call(casesRouter.caseFile, { id: second.id, fileId }, as(clerk))).rejects.toThrow(
      'cases.file-not-found',
    )
  })
})
