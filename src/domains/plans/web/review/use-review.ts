/** The decisions of a review: sent to the server, shown before it answers, taken back when it refuses or on undo. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { useProblemText } from '#ui/states/page-states.tsx'
import type { Span, Target, TargetFields, Task, TaskFields, VersionDetail } from '../../contract.ts'
import { plansApi } from '../plans-api.ts'
import { type Entry, entryLabel, targetKey, taskKey, withEntry, withReview } from './entries.ts'
import { reviewMessages } from './review-messages.ts'

export type Decision = 'accepted' | 'rejected' | 'unread'

type Assignment = TaskFields['units']

/** One step back: the entries as they were, or the entry that was added. */
interface Step {
  readonly label: string
  readonly before: readonly Entry[]
  readonly corrected: boolean
  readonly added: boolean
}

/** Longest way back, in steps. */
const longestWayBack = 100

export interface ReviewActions {
  /** Decides on entries; gives whether the server agreed. */
  readonly decide: (entries: readonly Entry[], decision: Decision) => Promise<boolean>
  readonly correctTarget: (target: Target, fields: TargetFields, units: Assignment) => Promise<void>
  readonly correctTask: (task: Task, fields: TaskFields) => Promise<void>
  readonly addTarget: (span: Span, fields: TargetFields, units: Assignment) => Promise<Target>
  readonly addTask: (span: Span, fields: TaskFields) => Promise<Task>
  readonly undo: () => Promise<Entry | undefined>
  /** What undo would take back. */
  readonly lastStep: string | undefined
}

const assignmentOf = (item: Target | Task): Assignment =>
  item.units.map(({ name, lead, unitId }) => ({ name, lead, unitId }))

const fieldsOf = (target: Target): TargetFields => ({
  indicator: target.indicator,
  action: target.action,
  comparator: target.comparator,
  value: target.value,
  valueHigh: target.valueHigh,
  unit: target.unit,
  year: target.year,
})

/** The version as the page shows it: what the server said, with what has been decided since. */
function useVersionCache(versionId: string) {
  const client = useQueryClient()
  const queryKey = plansApi.getVersion.queryKey({ input: { versionId } })
  return {
    change: (make: (version: VersionDetail) => VersionDetail) =>
      client.setQueryData<VersionDetail>(queryKey, (version) => version && make(version)),
    refresh: () => client.invalidateQueries({ queryKey }),
  }
}

/** The actions of the review page on one draft. */
export function useReview(versionId: string): ReviewActions {
  const text = useText()
  const problemText = useProblemText()
  const { message } = App.useApp()
  const cache = useVersionCache(versionId)
  const [steps, setSteps] = useState<readonly Step[]>([])
  const remember = (step: Step) => setSteps((before) => [...before, step].slice(-longestWayBack))
  const show = (entry: Entry) => cache.change((version) => withEntry(version, entry))
  const references = (entries: readonly Entry[]) =>
    entries.map((entry) => ({ kind: entry.kind, id: entry.item.id }))

  const send = async (entries: readonly Entry[], decision: Decision) => {
    // The server takes 500 entries at once.
    for (let from = 0; from < entries.length; from += 500)
      await plansApi.reviewItems.call({
        versionId,
        items: references(entries.slice(from, from + 500)),
        decision,
      })
  }
  const decide = async (entries: readonly Entry[], decision: Decision) => {
    const [first] = entries
    if (!first) return true
    cache.change((version) => withReview(version, references(entries), decision))
    try {
      await send(entries, decision)
      remember({ label: entryLabel(first), before: entries, corrected: false, added: false })
      return true
    } catch (error) {
      for (const entry of entries) show(entry)
      message.error(problemText(error))
      void cache.refresh()
      return false
    }
  }
  const sendTarget = async (target: Target, fields: TargetFields, units: Assignment) => {
    const item = await plansApi.correctTarget.call({ versionId, targetId: target.id, fields, units })
    show({ kind: 'target', key: targetKey(item.id), item })
  }
  const sendTask = async (task: Task, fields: TaskFields) => {
    const item = await plansApi.correctTask.call({ versionId, taskId: task.id, fields })
    show({ kind: 'task', key: taskKey(item.id), item })
  }
  const restore = async (entry: Entry, corrected: boolean) => {
    const { review } = entry.item
    const byHand = review === 'corrected' || review === 'added'
    if (corrected || byHand) {
      if (entry.kind === 'target')
        await sendTarget(entry.item, fieldsOf(entry.item), assignmentOf(entry.item))
      else await sendTask(entry.item, { heading: entry.item.heading, units: assignmentOf(entry.item) })
    }
    if (byHand) return
    await send([entry], review)
    show(entry)
  }
  const undo = async () => {
    const step = steps.at(-1)
    if (!step) return undefined
    setSteps(steps.slice(0, -1))
    try {
      if (step.added) {
        await send(step.before, 'rejected')
        cache.change((version) => withReview(version, references(step.before), 'rejected'))
      } else for (const entry of step.before) await restore(entry, step.corrected)
      message.info(text(reviewMessages['plans.review.undone']))
    } catch (error) {
      message.error(problemText(error))
      void cache.refresh()
    }
    return step.before[0]
  }
  return {
    decide,
    correctTarget: async (target, fields, units) => {
      await sendTarget(target, fields, units)
      const before: Entry = { kind: 'target', key: targetKey(target.id), item: target }
      remember({ label: fields.indicator, before: [before], corrected: true, added: false })
      message.success(text(reviewMessages['plans.review.saved'], { label: fields.indicator }))
    },
    correctTask: async (task, fields) => {
      await sendTask(task, fields)
      const before: Entry = { kind: 'task', key: taskKey(task.id), item: task }
      remember({ label: fields.heading, before: [before], corrected: true, added: false })
      message.success(text(reviewMessages['plans.review.saved'], { label: fields.heading }))
    },
    addTarget: async (span, fields, units) => {
      const item = await plansApi.addTarget.call({ versionId, span, fields, units })
      const entry: Entry = { kind: 'target', key: targetKey(item.id), item }
      show(entry)
      remember({ label: item.indicator, before: [entry], corrected: false, added: true })
      message.success(text(reviewMessages['plans.review.added'], { label: item.indicator }))
      return item
    },
    addTask: async (span, fields) => {
      const item = await plansApi.addTask.call({ versionId, span, fields })
      const entry: Entry = { kind: 'task', key: taskKey(item.id), item }
      show(entry)
      remember({ label: item.heading, before: [entry], corrected: false, added: true })
      message.success(text(reviewMessages['plans.review.added'], { label: item.heading }))
      return item
    },
    undo,
    lastStep: steps.at(-1)?.label,
  }
}
