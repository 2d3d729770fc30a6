/** Where the reviewer is: which side, tab and filter, which entry is chosen, what is being written; and the keys. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { useShortcut } from '#ui/keyboard/shortcuts.ts'
import type { Span, VersionDetail } from '../../contract.ts'
import {
  type Entry,
  type EntryFilter,
  type EntryKind,
  isUnread,
  nextUnread,
  passes,
  targetEntries,
  taskEntries,
} from './entries.ts'
import type { EntryActions } from './entry-list.tsx'
import type { EntryKey } from './passages.ts'
import { reviewMessages } from './review-messages.ts'
import type { Decision, ReviewActions } from './use-review.ts'

export type ReviewTab = 'outline' | 'targets' | 'tasks'
export type ReviewPane = 'source' | 'entries'

export type ReviewMode =
  | { readonly kind: 'browse' }
  | { readonly kind: 'correct' }
  | { readonly kind: 'add'; readonly what: EntryKind; readonly span: Span | undefined }

export interface ReviewDesk {
  readonly tab: ReviewTab
  readonly setTab: (tab: ReviewTab) => void
  readonly pane: ReviewPane
  readonly setPane: (pane: ReviewPane) => void
  readonly filter: EntryFilter
  readonly setFilter: (filter: EntryFilter) => void
  /** The entries of the tab that pass the filter. */
  readonly visible: readonly Entry[]
  readonly chosen: Entry | undefined
  readonly chosenKey: EntryKey | undefined
  /** Chooses what a mark in the text stands for, and opens its tab. */
  readonly chooseKey: (key: EntryKey) => void
  readonly chooseHeading: (key: EntryKey) => void
  readonly selection: Span | undefined
  readonly setSelection: (span: Span | undefined) => void
  readonly mode: ReviewMode
  readonly startAdding: (what: EntryKind) => void
  readonly setAddedSpan: (span: Span | undefined) => void
  readonly cancel: () => void
  /** Leaves the form with this entry chosen. */
  readonly finish: (key: EntryKey) => void
  /** Leaves the form and goes on to the next unread entry. */
  readonly finishAndGoOn: (entry: Entry) => void
  readonly entryActions: EntryActions
}

const tabOf = (key: EntryKey): ReviewTab =>
  key.startsWith('target:') ? 'targets' : key.startsWith('task:') ? 'tasks' : 'outline'

/** Puts the focus on an entry's line once it is drawn, so that a screen reader says it. */
function focusEntry(key: EntryKey): void {
  requestAnimationFrame(() => {
    const line = document.querySelector(`[data-entry="${CSS.escape(key)}"] .entry__head`)
    if (line instanceof HTMLElement) line.focus({ preventScroll: true })
  })
}

/** The state of the review page; one per page. */
export function useReviewDesk(version: VersionDetail, actions: ReviewActions, locked: boolean): ReviewDesk {
  const [tab, setTab] = useState<ReviewTab>('targets')
  const [pane, setPane] = useState<ReviewPane>('entries')
  const [filter, setFilter] = useState<EntryFilter>('all')
  const [chosenKey, setChosenKey] = useState<EntryKey>()
  const [selection, setSelection] = useState<Span>()
  const [mode, setMode] = useState<ReviewMode>({ kind: 'browse' })

  const targets = useMemo(() => targetEntries(version), [version])
  const tasks = useMemo(() => taskEntries(version), [version])
  const all = tab === 'tasks' ? tasks : targets
  const visible = useMemo(
    () => all.filter((entry) => entry.key === chosenKey || passes(entry, filter)),
    [all, filter, chosenKey],
  )
  const chosen = [...targets, ...tasks].find((entry) => entry.key === chosenKey)

  const chooseKey = (key: EntryKey) => {
    setChosenKey(key)
    setTab(tabOf(key))
    if (mode.kind === 'correct') setMode({ kind: 'browse' })
  }
  const goOn = (entry: Entry) => {
    const next = nextUnread(entry.kind === 'target' ? targets : tasks, entry.key)
    if (!next || next.key === entry.key) return
    setChosenKey(next.key)
    focusEntry(next.key)
  }
  const decide = (entries: readonly Entry[], decision: Decision) => {
    void actions.decide(entries, decision)
    const [only, ...more] = entries
    if (only && more.length === 0 && decision !== 'unread' && isUnread(only)) goOn(only)
  }
  const entryActions: EntryActions = {
    onChoose: (entry) => {
      setChosenKey(entry.key === chosenKey ? undefined : entry.key)
    },
    onDecide: decide,
    onCorrect: (entry) => {
      setChosenKey(entry.key)
      setMode({ kind: 'correct' })
      setPane('entries')
    },
    onSeeSource: () => setPane('source'),
  }
  const desk: ReviewDesk = {
    tab,
    setTab,
    pane,
    setPane,
    filter,
    setFilter,
    visible,
    chosen,
    chosenKey,
    chooseKey,
    chooseHeading: (key) => {
      setChosenKey(key)
      setPane('source')
    },
    selection,
    setSelection,
    mode,
    startAdding: (what) => {
      setMode({ kind: 'add', what, span: selection })
      setSelection(undefined)
      setPane('entries')
    },
    setAddedSpan: (span) => {
      if (mode.kind === 'add') setMode({ ...mode, span })
    },
    cancel: () => {
      setMode({ kind: 'browse' })
      if (chosenKey) focusEntry(chosenKey)
    },
    finish: (key) => {
      setMode({ kind: 'browse' })
      chooseKey(key)
      focusEntry(key)
    },
    finishAndGoOn: (entry) => {
      setMode({ kind: 'browse' })
      if (isUnread(entry)) goOn(entry)
      else focusEntry(entry.key)
    },
    entryActions,
  }
  useReviewKeys(desk, actions, locked)
  useFirstChoice(targets, tasks, setChosenKey, setTab)
  return desk
}

/** Opens the page at the first entry that waits, once. */
function useFirstChoice(
  targets: readonly Entry[],
  tasks: readonly Entry[],
  choose: (key: EntryKey) => void,
  setTab: (tab: ReviewTab) => void,
): void {
  const done = useRef(false)
  useEffect(() => {
    if (done.current) return
    done.current = true
    const first = targets.find(isUnread) ?? tasks.find(isUnread)
    if (!first) return
    choose(first.key)
    setTab(tabOf(first.key))
  }, [targets, tasks, choose, setTab])
}

const tabs: readonly ReviewTab[] = ['outline', 'targets', 'tasks']

/** The keys of the review; the shell lists them in its help. */
function useReviewKeys(desk: ReviewDesk, actions: ReviewActions, locked: boolean): void {
  const { chosen, visible } = desk
  const browsing = desk.mode.kind === 'browse'
  const step = (by: 1 | -1) => {
    if (!browsing || visible.length === 0) return
    const at = visible.findIndex((entry) => entry.key === desk.chosenKey)
    const next = visible[Math.min(visible.length - 1, Math.max(0, at === -1 ? 0 : at + by))]
    if (!next) return
    desk.chooseKey(next.key)
    focusEntry(next.key)
  }
  const decide = (decision: Decision) => {
    if (!locked && browsing && chosen) desk.entryActions.onDecide([chosen], decision)
  }
  useShortcut({ keys: 'j', title: reviewMessages['plans.review.key.next'] }, () => step(1))
  useShortcut({ keys: 'k', title: reviewMessages['plans.review.key.previous'] }, () => step(-1))
  useShortcut({ keys: 'n', title: reviewMessages['plans.review.key.next-unread'] }, () => {
    const next = nextUnread(visible, desk.chosenKey)
    if (!browsing || !next) return
    desk.chooseKey(next.key)
    focusEntry(next.key)
  })
  useShortcut({ keys: 'a', title: reviewMessages['plans.review.accept'] }, () => decide('accepted'))
  useShortcut({ keys: 'x', title: reviewMessages['plans.review.reject'] }, () => decide('rejected'))
  useShortcut({ keys: 'e', title: reviewMessages['plans.review.correct'] }, () => {
    if (!locked && browsing && chosen) desk.entryActions.onCorrect(chosen)
  })
  useShortcut({ keys: 'u', title: reviewMessages['plans.review.undo'] }, () => {
    if (locked || !browsing) return
    void actions.undo().then((entry) => {
      if (!entry) return
      desk.chooseKey(entry.key)
      focusEntry(entry.key)
    })
  })
  useShortcut({ keys: '+', title: reviewMessages['plans.review.key.add'] }, () => {
    if (!locked) desk.startAdding('target')
  })
  useShortcut({ keys: 't', title: reviewMessages['plans.review.key.add-task'] }, () => {
    if (!locked) desk.startAdding('task')
  })
  useShortcut({ keys: 'o', title: reviewMessages['plans.review.key.tabs'] }, () => {
    if (browsing) desk.setTab(tabs[(tabs.indexOf(desk.tab) + 1) % tabs.length] ?? 'targets')
  })
}
