import { defineStories } from '../stories/define-stories.ts'
import { FigureText } from './figure-text.tsx'

export const figureTextStories = defineStories('figure-text', {
  value: () => <FigureText value={96.35} decimals={1} unit="%" />,
  large: () => <FigureText value={1234567} unit="家" size="large" />,
  missing: () => <FigureText value={null} unit="%" />,
  zero: () => <FigureText value={0} decimals={2} unit="件" />,
})
