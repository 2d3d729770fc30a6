import { createRouterClient } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { readBoundaries } from './boundary-geometry.ts'
import { orgModule } from './org-module.ts'
import { addFictionalRegions } from './regions.ts'
import { orgRouter } from './router.ts'

const known = new Set(['990102', '990103'])

const feature = (code: string, ring: readonly (readonly number[])[], type = 'Polygon') => ({
  type: 'Feature',
  properties: { adcode: code },
  geometry: { type, coordinates: type === 'Polygon' ? [ring] : [[ring]] },
})
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const problems = (given: unknown): string[] =>
  readBoundaries(given, known)
    .findings.filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.feature}: ${finding.message.en}`)

// Counterclockwise, as RFC 7946 §3.1.6 asks of outer rings.
const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
]

describe('reading boundaries', () => {
  it('takes polygons of known regions, and says which regions have none', () => {
    const read = readBoundaries(collection(feature('990102', square)), known)
    expect(read.features.map((one) => one.properties.code)).toEqual(['990102'])
    expect(read.findings.map((finding) => [finding.severity, finding.message.en])).toEqual([
      ['warning', 'Divisions without a boundary stand in the table only: 990103.'],
    ])
  })

  it('turns rings that run against RFC 7946, and says so', () => {
    const read = readBoundaries(collection(feature('990102', square.toReversed())), known)
    expect(read.features[0]?.geometry.coordinates).toEqual([[square]])
    expect(read.findings[0]?.message.en).toContain('counterclockwise')
  })

  it.each([
    ['a ring that is not closed', feature('990102', square.slice(0, -1)), 'not closed'],
    [
      'a bow tie',
      feature('990102', [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 2],
        [0, 0],
      ]),
      'crosses itself',
    ],
    [
      'a ring without area',
      feature('990102', [
        [0, 0],
        [1, 1],
        [2, 2],
        [0, 0],
      ]),
      'no area',
    ],
    [
      'metres',
      feature(
        '990102',
        square.map(([x = 0, y = 0]) => [x * 500_000, y * 500_000]),
      ),
      'metres',
    ],
    ['a code of elsewhere', feature('110108', square), '"110108"'],
    ['no code', { ...feature('990102', square), properties: null }, 'no division'],
    [
      'a point',
      { type: 'Feature', properties: { adcode: '990102' }, geometry: { type: 'Point', coordinates: [0, 0] } },
      'Polygon',
    ],
  ])('refuses %s', (_what, given, words) => {
    const [found] = problems(collection(given))
    expect(found).toContain(`1: `)
    expect(found).toContain(words)
  })

  it('refuses the same region twice, more positions than a map needs, and what is no collection', () => {
    expect(
      problems(collection(feature('990102', square), feature('990102', square, 'MultiPolygon'))),
    ).toEqual(['2: The division 990102 occurs twice.'])
    const round = Array.from({ length: 40_001 }, (_, step) => {
      const angle = (step / 40_001) * 2 * Math.PI
      return [Math.cos(angle), Math.sin(angle)]
    })
    expect(problems(collection(feature('990102', [...round, ...round.slice(0, 1)])))[0]).toContain('simplify')
    expect(problems({ type: 'Topology' })).toHaveLength(1)
    expect(problems(null)).toHaveLength(1)
  })
})

describe.each(databaseKinds)('boundaries on %s', (kind) => {
  const modules = [auditModule, orgModule]
  const database = useTestDatabase(kind, modules)
  const as = (role: 'system-administrator' | 'leader', city = '990100') =>
    createRouterClient(orgRouter, {
      context: requestContext(
        database(),
        modules,
        personIdentity(city, modules, { userId: role, roles: [role] }),
      ),
    })
  const given = { coordinateSystem: 'cgcs2000', source: '市自然资源局 2025' } as const

  const districts = collection(
    feature('990102', square),
    feature(
      '990103',
      square.map(([x = 0, y = 0]) => [x + 1, y]),
    ),
  )

  beforeAll(() =>
    addFictionalRegions(database(), [
      { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
      { code: '990100', name: '衡安市', level: 'prefecture', parentCode: '990000' },
      { code: '990102', name: '临湖区', level: 'county', parentCode: '990100' },
      { code: '990103', name: '临江区', level: 'county', parentCode: '990100' },
    ]),
  )

  it('are uploaded by the system administrator, seen by the city’s people and by nobody of another city', async () => {
    const administrator = as('system-administrator')
    expect(
      await administrator.setBoundaries({ ...given, collection: districts, dryRun: true }),
    ).toMatchObject({ saved: false, regions: 2, findings: [] })
    expect(await as('leader').getBoundaries()).toEqual({ boundaries: null })
    expect(await administrator.setBoundaries({ ...given, collection: districts })).toMatchObject({
      saved: true,
    })
    const { boundaries } = await as('leader').getBoundaries()
    expect(boundaries?.features).toHaveLength(2)
    expect(boundaries?.source).toBe(given.source)
    expect(await as('leader', '990200').getBoundaries()).toEqual({ boundaries: null })
    await expect(as('leader').removeBoundaries()).rejects.toMatchObject({ code: 'kernel.no-right' })
    expect(await administrator.removeBoundaries()).toEqual({ removed: true })
    expect(await as('leader').getBoundaries()).toEqual({ boundaries: null })
  })

  it('keep what there was when something is wrong', async () => {
    const administrator = as('system-administrator')
    await administrator.setBoundaries({ ...given, collection: districts })
    const answer = await administrator.setBoundaries({
      ...given,
      collection: collection(feature('110108', square)),
    })
    expect(answer.saved).toBe(false)
    expect((await as('leader').getBoundaries()).boundaries?.features).toHaveLength(2)
  })
})
