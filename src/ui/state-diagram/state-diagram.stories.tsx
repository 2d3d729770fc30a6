import { defineStories } from '../stories/define-stories.ts'
import { StateDiagram } from './state-diagram.tsx'

const states = [
  { id: 'reading', title: '识别中', visited: true },
  { id: 'review', title: '待人工确认' },
  { id: 'approval', title: '待领导审批' },
  { id: 'published', title: '已发布', final: true },
  { id: 'withdrawn', title: '已撤回', final: true },
]
const transitions = [
  { from: 'reading', to: 'review', title: '识别完成' },
  { from: 'review', to: 'approval', title: '提交' },
  { from: 'approval', to: 'review', title: '退回修改' },
  { from: 'approval', to: 'published', title: '发布' },
  { from: 'review', to: 'withdrawn', title: '撤回' },
]

export const stateDiagramStories = defineStories('state-diagram', {
  across: () => (
    <StateDiagram title="规划审核流程" current="review" states={states} transitions={transitions} />
  ),
  down: () => (
    <StateDiagram
      title="规划审核流程"
      current="approval"
      direction="down"
      states={states}
      transitions={transitions}
    />
  ),
})
