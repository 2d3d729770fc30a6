import { defineStories } from '../stories/define-stories.ts'
import { KeyboardHint } from './keyboard-hint.tsx'

export const keyboardHintStories = defineStories('keyboard-hint', {
  one: () => <KeyboardHint keys="?" />,
  two: () => <KeyboardHint keys="g i" />,
})
