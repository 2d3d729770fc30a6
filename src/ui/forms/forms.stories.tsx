import { Input, InputNumber } from 'antd'
import { ApiProblem } from '../api/problem.ts'
import { defineStories } from '../stories/define-stories.ts'
import { ConfirmAction } from './confirm-action.tsx'
import { DraftForm } from './draft-form.tsx'
import { Field } from './field.tsx'
import { FileDrop } from './file-drop.tsx'

const fields = (
  <>
    <Field name="title" label="规划名称" help="与印发文件的标题一致。" required>
      <Input maxLength={200} />
    </Field>
    <Field
      name="value"
      label="目标值"
      rule="GB/T 8170-2008 第 3 章"
      help="按文件所列有效位数填写，不要自行取整。"
    >
      <InputNumber style={{ width: 180 }} suffix="%" />
    </Field>
  </>
)

export const formStories = defineStories('forms', {
  form: () => (
    <DraftForm name="stories/form" onSubmit={async () => {}}>
      {fields}
    </DraftForm>
  ),
  refused: () => (
    <DraftForm
      name="stories/refused"
      initialValues={{ title: '规划' }}
      onSubmit={async () => {
        throw new ApiProblem({
          title: '提交的内容有 1 处不符合要求，请按提示修改。',
          status: 422,
          code: 'kernel.bad-input',
          fields: [{ path: 'title', message: '名称至少 4 个字，例如“某市质量强市建设规划”。' }],
        })
      }}
    >
      {fields}
    </DraftForm>
  ),
  confirm: () => (
    <ConfirmAction
      label="发布"
      title="发布《示例市质量强市建设规划》？"
      consequences={['42 个目标立即生效', '37 个责任单位会收到通知', '发布后不能修改，只能发布新版本']}
      reason="required"
      run={async () => {}}
    />
  ),
  'file-drop': () => (
    <FileDrop
      label="规划文件"
      limits={{ types: ['.docx', '.pdf'], megabytes: 20 }}
      send={async (_file, onProgress) => {
        onProgress(0.4)
        await new Promise((resolve) => setTimeout(resolve, 400))
      }}
    />
  ),
})
