import { defineStories } from '#ui/stories/define-stories.ts'
import type { Target, Task, VersionDetail } from '../../contract.ts'
import { targetEntries, targetKey } from './entries.ts'
import { type EntryActions, EntryList } from './entry-list.tsx'
import { OutlineList } from './outline-list.tsx'
import { SourceText } from './source-text.tsx'
import './review.css'

const text = [
  '一、主要目标',
  '到2027年，消费品质量合格率、制造业产品质量合格率分别达到93%、95%，培育质量标杆120家以上。',
  '（一）加强监测。每年公布一次结果，群众满意率达到961%。（责任单位：市市场监管局、市商务局）',
].join('\n')

const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

const target = (number: number, words: string, change: Partial<Target>): Target => ({
  id: `01980000-0000-7000-8000-00000000000${number}`,
  lineageId: `01980000-0000-7000-8000-00000000000${number}`,
  path: '一',
  indicator: '消费品质量合格率',
  action: '',
  comparator: '=',
  value: 93,
  valueHigh: null,
  unit: '%',
  year: 2027,
  scope: null,
  quote: words,
  span: at(words),
  doubt: null,
  review: 'unread',
  units: [],
  ...change,
})

const shared = '消费品质量合格率、制造业产品质量合格率分别达到93%、95%'
const targets: Target[] = [
  target(1, shared, { review: 'accepted' }),
  target(2, shared, { indicator: '制造业产品质量合格率', value: 95 }),
  target(3, '培育质量标杆120家以上', {
    indicator: '质量标杆',
    action: '培育',
    comparator: '>=',
    value: 120,
    unit: '家',
    review: 'corrected',
  }),
  target(4, '群众满意率达到961%', {
    path: '一/(一)',
    indicator: '群众满意率',
    value: 961,
    year: null,
    doubt: 'share-above-hundred',
    units: [
      { name: '市市场监管局', lead: true, unitId: null, unitType: null },
      { name: '市商务局', lead: false, unitId: null, unitType: null },
    ],
  }),
  target(5, '每年公布一次结果', {
    path: '一/(一)',
    indicator: '公布结果',
    value: 1,
    unit: '次',
    review: 'rejected',
  }),
]

const tasks: Task[] = [
  {
    id: '01980000-0000-7000-8000-000000000009',
    lineageId: '01980000-0000-7000-8000-000000000009',
    path: '一/(一)',
    heading: '加强监测',
    span: { start: text.indexOf('（一）'), end: text.length },
    review: 'unread',
    units: [],
  },
]

const version: Pick<VersionDetail, 'text' | 'outline' | 'targets' | 'tasks'> = {
  text,
  outline: [
    { path: '一', kind: 'chapter', heading: '主要目标', span: at('一、主要目标') },
    { path: '一/(一)', kind: 'section', heading: '加强监测', span: at('（一）加强监测') },
  ],
  targets,
  tasks,
}

const actions: EntryActions = {
  onChoose: () => {},
  onDecide: () => {},
  onCorrect: () => {},
  onSeeSource: () => {},
}

const entries = targetEntries({ targets })

function List(props: { readonly chosen?: number; readonly locked?: boolean }) {
  return (
    <EntryList
      entries={entries}
      outline={version.outline}
      chosen={props.chosen === undefined ? undefined : entries[props.chosen]}
      text={text}
      locked={props.locked ?? false}
      empty=""
      actions={actions}
    />
  )
}

export const reviewStories = defineStories('plans/review', {
  source: () => (
    <SourceText
      version={version}
      label="原文"
      chosen={targetKey(targets[1]?.id ?? '')}
      onChoose={() => {}}
      showsReview
    />
  ),
  'source-adding': () => (
    <SourceText
      version={version}
      label="原文"
      chosen={undefined}
      drawn={at('每年公布一次结果')}
      onChoose={() => {}}
      showsReview
    />
  ),
  entries: () => <List />,
  'entry-unread': () => <List chosen={1} />,
  'entry-doubtful': () => <List chosen={3} />,
  'entries-locked': () => <List chosen={0} locked />,
  'entries-none': () => (
    <EntryList
      entries={[]}
      outline={[]}
      chosen={undefined}
      text=""
      locked={false}
      empty="没有符合条件的条目"
      actions={actions}
    />
  ),
  outline: () => <OutlineList outline={version.outline} chosen="heading:一" onChoose={() => {}} />,
})
