import { ApiProblem } from '../api/problem.ts'
import { defineStories } from '../stories/define-stories.ts'
import { Empty, ErrorState, Loading, NoRight } from './page-states.tsx'

export const pageStatesStories = defineStories('page-states', {
  loading: () => <Loading lines={8} />,
  empty: () => (
    <Empty
      title="还没有规划文件"
      hint="导入 Word 或 PDF 原文，系统会识别其中的目标与任务，由您逐条确认。"
      action={
        <button type="button" className="plain-button plain-button--primary">
          导入规划
        </button>
      }
    />
  ),
  error: () => (
    <ErrorState
      error={
        new ApiProblem({
          title: '系统出现意外错误，已记录。请稍后再试。',
          status: 500,
          code: 'kernel.internal',
          requestId: '0199d3f2-8c11-7b60-9a55-2f6a0c8f3b21',
        })
      }
      retry={() => {}}
    />
  ),
  unreachable: () => (
    <ErrorState error={new ApiProblem({ title: '', status: 0, code: 'ui.unreachable' })} retry={() => {}} />
  ),
  'no-right': () => <NoRight permission="发布规划" />,
})
