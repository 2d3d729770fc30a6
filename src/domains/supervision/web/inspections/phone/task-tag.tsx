import { useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import type { TaskView } from '../inspections-api.ts'
import { inspectionMessages } from '../inspections-messages.ts'

const tones: Readonly<Partial<Record<TaskView['state'], State>>> = {
  assigned: 'no-data',
  accepted: 'on-track',
  'on-site': 'at-risk',
  recorded: 'met',
}

/** The tag of a task's state. */
export function TaskTag(props: { readonly state: TaskView['state'] }) {
  const text = useText()
  const { state } = props
  return (
    <StateTag
      state={tones[state] ?? 'no-data'}
      word={text(inspectionMessages[`supervision.state.${state}`])}
    />
  )
}
