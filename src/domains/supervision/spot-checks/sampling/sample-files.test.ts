/** Files of a sample are read through the sample, by whom it is visible to, and by nobody who only knows their id. */
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { filesRouter } from '#kernel/files/files-module.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { memoryBlobs, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import {
  addLinkedEnterprises,
  bringToLaboratory,
  giveSamplingTask,
  pdfOf,
  reportLead,
  sampleStaff,
  servedOn,
} from '../samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  person,
  type SpotCheckCity,
  sheetOf,
} from '../spot-checks.fixture.ts'
import { spotChecksRouter as router } from '../spot-checks-router.ts'
import type { SampleFileRole } from '../terms.ts'

const now = new Date('2026-05-20T03:00:00Z')

describe.each(databaseKinds)('files of spot checks on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const blobs = memoryBlobs()
  let city: SpotCheckCity
  let people: Record<
    | 'clerk'
    | 'leader'
    | 'inspector'
    | 'elsewhere'
    | 'unitLiaison'
    | 'otherUnit'
    | 'tester'
    | 'otherTester'
    | 'maker'
    | 'stranger',
    ReturnType<typeof person>
  >
  let maker = ''
  const [sampleOf, fileOf] = [new Map<string, string>(), new Map<SampleFileRole, string>()]

  const as = (who: keyof typeof people) => ({
    context: { ...requestContext(database(), modules, people[who], now), blobs },
  })
  const upload = async (who: keyof typeof people, words = 'x'): Promise<string> =>
    (await call(filesRouter.uploadAttachment, { file: pdfOf(words) }, as(who))).id
  const record = async (batch: string): Promise<string> => {
    const task = await giveSamplingTask(city, as('clerk'))
    const files = await Promise.all(
      (['sheet', 'signature', 'photo'] as const).map(async (role) => ({
        fileId: await upload('inspector', role),
        role,
      })),
    )
    if (batch === 'F1') for (const { fileId, role } of files) fileOf.set(role, fileId)
    const { id } = await call(
      router.recordSample,
      { ...sheetOf(city, task.id, batch), producerId: maker, files },
      as('inspector'),
    )
    sampleOf.set(batch, id)
    return id
  }
  const read = async (who: keyof typeof people, role: SampleFileRole, batch = 'F1'): Promise<string> => {
    const input = { sampleId: sampleOf.get(batch) ?? '', fileId: fileOf.get(role) ?? '' }
    return (await call(router.sampleFile, input, as(who))).text()
  }

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990760', now)
    const otherDistrict = `${city.city.slice(0, 4)}04`
    await addFictionalRegions(database(), [
      { code: otherDistrict, name: '西区', level: 'county', parentCode: city.city },
    ])
    people = {
      ...sampleStaff(city),
      leader: person(city, 'leader'),
      elsewhere: person(city, 'inspector', { regions: [otherDistrict] }),
      unitLiaison: person(city, 'liaison', { units: [city.samplingUnit] }),
      otherUnit: person(city, 'liaison', { units: [city.laboratoryUnit] }),
      otherTester: person(city, 'institution', { units: [city.samplingUnit] }),
      maker: person(city, 'enterprise'),
      stranger: person(city, 'enterprise'),
    }
    const [first = ''] = await addLinkedEnterprises(database(), city, [
      { name: '糕点厂', account: people.maker },
      { name: '别家', account: people.stranger },
    ])
    maker = first
    const sampleId = await record('F1')
    await record('F2')
    await bringToLaboratory(sampleId, as('inspector'), as('tester'))
    await reportLead(sampleId, 'R-F1', '0.31', as('tester'))
    const { caseId } = await call(router.getSample, { sampleId }, as('clerk'))
    const notice = { number: '衡市监告〔2026〕1号', ...servedOn('2026-05-20') }
    await sendToCase(caseId ?? '', 'notify', notice, as('clerk'))
    const filed = await call(
      router.objectToMySpotCheck,
      { sampleId, ground: 'result', statement: '有异议', evidence: pdfOf('objection') },
      as('maker'),
    )
    fileOf.set('objection', filed.objections[0]?.files[0]?.id ?? '')
  }, 120_000)

  const roles = ['sheet', 'signature', 'photo', 'objection'] as const

  it.each(roles)('gives nobody a %s by its id alone', async (role) => {
    for (const who of Object.keys(people) as Array<keyof typeof people>)
      await expect(
        call(filesRouter.downloadFile, { id: fileOf.get(role) ?? '' }, as(who)),
        who,
      ).rejects.toThrow('kernel.not-found')
  })

  it.each(roles)('gives a %s to those who follow the sample up', async (role) => {
    for (const who of ['clerk', 'inspector'] as const) expect(await read(who, role)).toContain(role)
  })

  it.each(roles)(
    'refuses a %s to another district, another unit, laboratories and enterprises',
    async (role) => {
      for (const who of ['elsewhere', 'otherUnit'] as const)
        await expect(read(who, role), who).rejects.toThrow('spot-checks.not-found')
      for (const who of ['tester', 'otherTester', 'maker', 'stranger'] as const)
        await expect(read(who, role), who).rejects.toThrow('kernel.no-right')
    },
  )

  it('shows who signed only with the right to personal data', async () => {
    for (const who of ['leader', 'unitLiaison'] as const) {
      expect(await read(who, 'photo')).toContain('photo')
      expect(await read(who, 'objection')).toContain('objection')
      for (const role of ['sheet', 'signature'] as const)
        await expect(read(who, role), who).rejects.toThrow('kernel.no-right')
    }
  })

  it('gives evidence to the enterprise that filed it and to no other', async () => {
    const input = { sampleId: sampleOf.get('F1') ?? '', fileId: fileOf.get('objection') ?? '' }
    expect(await (await call(router.myEvidenceFile, input, as('maker'))).text()).toContain('objection')
    await expect(call(router.myEvidenceFile, input, as('stranger'))).rejects.toThrow('spot-checks.not-found')
    // Nor does the right to its own evidence open the enterprise what the officers keep.
    await expect(
      call(router.myEvidenceFile, { ...input, fileId: fileOf.get('sheet') ?? '' }, as('maker')),
    ).rejects.toThrow('spot-checks.file-not-found')
  })

  it('reads a file through its own sample only', async () => {
    await expect(read('clerk', 'photo', 'F2')).rejects.toThrow('spot-checks.file-not-found')
  })

  it('takes in what the caller uploaded, once, and nothing that somebody else did', async () => {
    const [first = '', second = ''] = ['F1', 'F2'].map((batch) => sampleOf.get(batch) ?? '')
    const attach = (who: 'clerk' | 'inspector', sampleId: string, fileId: string) =>
      call(router.attachSampleFile, { sampleId, fileId, role: 'photo' }, as(who))
    const ofEnterprise = await upload('stranger')
    await expect(attach('clerk', second, ofEnterprise)).rejects.toThrow('spot-checks.file-not-found')
    const own = await upload('clerk')
    await attach('clerk', second, own)
    await attach('clerk', second, own)
    await expect(attach('clerk', first, own)).rejects.toThrow('spot-checks.file-not-found')
    await expect(attach('inspector', second, fileOf.get('objection') ?? '')).rejects.toThrow(
      'spot-checks.file-not-found',
    )
    const { files } = await call(router.getSample, { sampleId: second }, as('clerk'))
    expect(files.filter((file) => file.id === own)).toHaveLength(1)
  })

  it('puts on record who read a sheet, a signature and evidence', async () => {
    for (const role of roles) await read('clerk', role)
    const reader = people.clerk.actor.userId ?? ''
    const rows = await withScope(database(), systemIdentity(city.city, 'test'), (scope) =>
      sql<{ role: string }>`select distinct detail->>'role' as role from audit_entry
        where city = ${city.city} and action = 'spot-checks.read-file' and actor_id = ${reader}
        order by 1`.execute(scope.tx),
    )
    expect(rows.rows.map((row) => row.role)).toEqual(['objection', 'sheet', 'signature'])
  })
})
