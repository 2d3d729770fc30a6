import { expect, test } from 'vitest'
import type { Target, VersionDetail } from '../../contract.ts'
import {
  groupBySection,
  nextUnread,
  passes,
  sectionNumber,
  targetEntries,
  targetKey,
  withEntry,
  withReview,
} from './entries.ts'

const target = (id: string, start: number, change: Partial<Target> = {}): Target => ({
  id,
  lineageId: id,
  path: '一',
  indicator: `指标${id}`,
  action: '',
  comparator: '>=',
  value: 90,
  valueHigh: null,
  unit: '%',
  year: 2027,
  scope: null,
  quote: '',
  span: { start, end: start + 5 },
  doubt: null,
  review: 'unread',
  units: [],
  ...change,
})

const version = (targets: Target[]): VersionDetail => ({
  plan: {
    id: 'plan',
    title: '规划',
    issuer: null,
    docNumber: null,
    issuedOn: null,
    place: null,
    standing: 'own',
    createdAt: '2025-01-01T00:00:00.000Z',
    publishedVersionId: null,
  },
  version: {
    id: 'version',
    number: 1,
    state: 'draft',
    caseId: null,
    createdAt: '2025-01-01T00:00:00.000Z',
    publishedAt: null,
    publishedBy: null,
    targets: targets.length,
    tasks: 0,
    unread: targets.length,
  },
  text: '',
  warnings: [],
  outline: [{ path: '一', kind: 'chapter', heading: '总体要求', span: { start: 0, end: 6 } }],
  targets,
  tasks: [],
})

test('a decision changes only the entries it names, and the counts with them', () => {
  const after = withReview(
    version([target('a', 0), target('b', 9)]),
    [{ kind: 'target', id: 'a' }],
    'rejected',
  )
  expect(after.targets.map((one) => one.review)).toEqual(['rejected', 'unread'])
  expect(after.version).toMatchObject({ unread: 1, targets: 1 })
})

test('an added entry stands where its passage stands', () => {
  const added = target('c', 4, { review: 'added' })
  const after = withEntry(version([target('a', 0), target('b', 9)]), {
    kind: 'target',
    key: targetKey('c'),
    item: added,
  })
  expect(after.targets.map((one) => one.id)).toEqual(['a', 'c', 'b'])
})

test('the next unread entry is looked for behind the chosen one first, then from the start', () => {
  const entries = targetEntries(
    version([
      target('a', 0),
      target('b', 9, { review: 'accepted' }),
      target('c', 20, { review: 'accepted' }),
    ]),
  )
  expect(nextUnread(entries, targetKey('b'))?.item.id).toBe('a')
  expect(nextUnread(entries, undefined)?.item.id).toBe('a')
  expect(nextUnread(entries.slice(1), targetKey('b'))).toBeUndefined()
})

test('neighbours of one section make a group with its heading', () => {
  const detail = version([target('a', 0), target('b', 9), target('c', 20, { path: '专栏1' })])
  expect(
    groupBySection(targetEntries(detail), detail.outline).map(({ heading, entries }) => [
      heading,
      entries.length,
    ]),
  ).toEqual([
    ['总体要求', 2],
    ['', 1],
  ])
})

test('the doubtful filter keeps what the reader was not sure of', () => {
  const [sure, unsure] = targetEntries(
    version([target('a', 0), target('b', 9, { doubt: 'letter-in-number' })]),
  )
  expect(sure && passes(sure, 'doubtful')).toBe(false)
  expect(unsure && passes(unsure, 'doubtful')).toBe(true)
})

test('a section is numbered as the document numbers it', () => {
  expect(sectionNumber('三')).toBe('三')
  expect(sectionNumber('三/(五)/1')).toBe('（五）1')
  expect(sectionNumber('专栏2')).toBe('专栏2')
})
