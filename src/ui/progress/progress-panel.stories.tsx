import { defineStories } from '../stories/define-stories.ts'
import { ProgressPanel } from './progress-panel.tsx'

export const progressPanelStories = defineStories('progress-panel', {
  waiting: () => <ProgressPanel title="识别规划文件" state="waiting" />,
  running: () => (
    <ProgressPanel title="识别规划文件" state="running" done={1200} total={3400} note="正在识别第三章" />
  ),
  finished: () => <ProgressPanel title="识别规划文件" state="finished" done={3400} total={3400} />,
  failed: () => (
    <ProgressPanel
      title="识别规划文件"
      state="failed"
      done={1200}
      total={3400}
      note="文件已加密，无法读取。"
    />
  ),
})
