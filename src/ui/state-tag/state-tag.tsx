import type { ReactNode } from 'react'
import type { Message } from '#kernel/language/messages.ts'
import { ArrowUpIcon, CheckIcon, CrossIcon, DashIcon, WarningIcon } from '../icons.tsx'
import { useText } from '../language/language.ts'
import { uiMessages } from '../ui-messages.ts'
import './state-tag.css'

/** How a target stands, and the tones that other states borrow from it. */
export type State = 'met' | 'on-track' | 'at-risk' | 'behind' | 'no-data'

export const states: readonly State[] = ['met', 'on-track', 'at-risk', 'behind', 'no-data']

const icons: Readonly<Record<State, () => ReactNode>> = {
  met: CheckIcon,
  'on-track': ArrowUpIcon,
  'at-risk': WarningIcon,
  behind: CrossIcon,
  'no-data': DashIcon,
}

/** The word of a state: 已达成, 按期推进, 有风险, 滞后, 暂无数据. */
export const stateTitles: Readonly<Record<State, Message>> = {
  met: uiMessages['ui.state.met'],
  'on-track': uiMessages['ui.state.on-track'],
  'at-risk': uiMessages['ui.state.at-risk'],
  behind: uiMessages['ui.state.behind'],
  'no-data': uiMessages['ui.state.no-data'],
}

/**
 * A state as icon, word and colour together. Other states than a target's (a case's, a job's) take the tone that
 * fits and a word of their own.
 *
 * @example
 * <StateTag state="behind" />
 * <StateTag state="met" word={text(message('已发布', 'Published'))} />
 */
export function StateTag(props: { readonly state: State; readonly word?: string }) {
  const text = useText()
  const Picture = icons[props.state]
  return (
    <span className={`state-tag state-tag--${props.state}`}>
      <Picture />
      {props.word ?? text(stateTitles[props.state])}
    </span>
  )
}
