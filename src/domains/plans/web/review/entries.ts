/** Targets and tasks of a draft as one list of entries to decide on, with what the page filters and counts by. */
import type { OutlineSection, Review, Target, Task, VersionDetail } from '../../contract.ts'
import type { EntryKey } from './passages.ts'

export type Entry =
  | { readonly kind: 'target'; readonly key: EntryKey; readonly item: Target }
  | { readonly kind: 'task'; readonly key: EntryKey; readonly item: Task }

export type EntryKind = Entry['kind']

/** What the list shows. */
export type EntryFilter = 'all' | 'unread' | 'doubtful' | 'rejected'

export interface EntryReference {
  readonly kind: EntryKind
  readonly id: string
}

export const targetKey = (id: string): EntryKey => `target:${id}`
export const taskKey = (id: string): EntryKey => `task:${id}`

export const targetEntries = (version: Pick<VersionDetail, 'targets'>): Entry[] =>
  version.targets.map((item) => ({ kind: 'target', key: targetKey(item.id), item }))

export const taskEntries = (version: Pick<VersionDetail, 'tasks'>): Entry[] =>
  version.tasks.map((item) => ({ kind: 'task', key: taskKey(item.id), item }))

/** The name by which an entry is spoken of. */
export const entryLabel = (entry: Entry): string =>
  entry.kind === 'target' ? entry.item.indicator : entry.item.heading

export const isUnread = (entry: Entry): boolean => entry.item.review === 'unread'

const isDoubtful = (entry: Entry): boolean => entry.kind === 'target' && entry.item.doubt !== null

/** Whether the list shows the entry under a filter; the chosen entry stays until the person moves on. */
export function passes(entry: Entry, filter: EntryFilter): boolean {
  if (filter === 'unread') return isUnread(entry)
  if (filter === 'doubtful') return isDoubtful(entry)
  if (filter === 'rejected') return entry.item.review === 'rejected'
  return true
}

/** Entries under one heading, in the order of the document. */
export interface EntryGroup {
  readonly path: string
  readonly heading: string
  readonly entries: readonly Entry[]
}

/** Entries by the section they stand in; neighbours with the same path make one group. */
export function groupBySection(entries: readonly Entry[], outline: readonly OutlineSection[]): EntryGroup[] {
  const headings = new Map(outline.map((section) => [section.path, section.heading]))
  const groups: { path: string; heading: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const { path } = entry.item
    const last = groups.at(-1)
    if (last?.path === path) last.entries.push(entry)
    else groups.push({ path, heading: headings.get(path) ?? '', entries: [entry] })
  }
  return groups
}

/** The number of a path as a document writes it: `三/(五)/1` -> `（五）1`; a chapter stands alone. */
export function sectionNumber(path: string): string {
  const [chapter = '', ...rest] = path.split('/')
  return (rest.length === 0 ? chapter : rest.join('')).replace('(', '（').replace(')', '）')
}

/** A version with the decision set on some entries; what the server will say, shown before it does. */
export function withReview(
  version: VersionDetail,
  items: readonly EntryReference[],
  review: Review,
): VersionDetail {
  const ids = new Set(items.map((item) => `${item.kind}:${item.id}`))
  const targets = version.targets.map((target) =>
    ids.has(`target:${target.id}`) ? { ...target, review } : target,
  )
  const tasks = version.tasks.map((task) => (ids.has(`task:${task.id}`) ? { ...task, review } : task))
  return recounted({ ...version, targets, tasks })
}

/** A version with an entry changed or added at its place in the text. */
export function withEntry(version: VersionDetail, entry: Entry): VersionDetail {
  if (entry.kind === 'target') return recounted({ ...version, targets: placed(version.targets, entry.item) })
  return recounted({ ...version, tasks: placed(version.tasks, entry.item) })
}

function placed<Item extends Target | Task>(items: readonly Item[], item: Item): Item[] {
  if (items.some((other) => other.id === item.id))
    return items.map((other) => (other.id === item.id ? item : other))
  const before = items.filter((other) => other.span.start <= item.span.start)
  return [...before, item, ...items.slice(before.length)]
}

function recounted(version: VersionDetail): VersionDetail {
  const unread = [...version.targets, ...version.tasks].filter((item) => item.review === 'unread').length
  const kept = (item: Target | Task) => item.review !== 'rejected'
  return {
    ...version,
    version: {
      ...version.version,
      unread,
      targets: version.targets.filter(kept).length,
      tasks: version.tasks.filter(kept).length,
    },
  }
}

/** The next entry to decide on after a place, going round to the start; undefined when none is left. */
export function nextUnread(entries: readonly Entry[], after: EntryKey | undefined): Entry | undefined {
  const at = entries.findIndex((entry) => entry.key === after)
  const later = entries.slice(at + 1).find(isUnread)
  return later ?? entries.slice(0, Math.max(at, 0)).find(isUnread)
}
