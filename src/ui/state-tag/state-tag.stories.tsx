import { defineStories } from '../stories/define-stories.ts'
import { StateTag, states } from './state-tag.tsx'

export const stateTagStories = defineStories('state-tag', {
  all: () => (
    <div className="row">
      {states.map((state) => (
        <StateTag key={state} state={state} />
      ))}
    </div>
  ),
  'own-word': () => <StateTag state="met" word="已发布" />,
})
