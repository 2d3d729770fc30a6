import { defineStories } from '../stories/define-stories.ts'
import { Timeline } from './timeline.tsx'

export const timelineStories = defineStories('timeline', {
  entries: () => (
    <Timeline
      entries={[
        {
          id: '3',
          at: '2025-03-06T02:10:00Z',
          title: '退回修改',
          who: '质强办 示例甲',
          tone: 'at-risk',
          detail: '第 3 项缺少数据来源，请补充统计公报页码。',
        },
        { id: '2', at: '2025-03-05T08:00:00Z', title: '提交审核', who: '示例局 示例乙', tone: 'on-track' },
        { id: '1', at: '2025-03-04', title: '任务下达', who: '质强办 示例甲', tone: 'met' },
      ]}
    />
  ),
  empty: () => <Timeline entries={[]} />,
})
