import { useQueryClient } from '@tanstack/react-query'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useText } from '#ui/language/language.ts'
import { Allowed } from '#ui/session/session.tsx'
import { words } from './spot-check-words.ts'
import { type SampleView, spotChecksApi, type TaskView } from './spot-checks-api.ts'

/** Cancels a sampling task, with its reason. */
export function CancelTask({ task }: { readonly task: TaskView }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <Allowed permission="spot-checks.sample">
      <ConfirmAction
        label={text(words['spot-checks.cancel-task'])}
        title={text(words['spot-checks.cancel-task-question'])}
        consequences={[
          text(words['spot-checks.cancel-task-consequence'], {
            left: Math.max(0, task.batches - task.sampled),
          }),
        ]}
        reason="required"
        danger
        run={async (reason) => {
          await spotChecksApi.cancelSamplingTask.call({ taskId: task.id, reason })
          await client.invalidateQueries({ queryKey: spotChecksApi.key() })
        }}
      />
    </Allowed>
  )
}

/** Voids a sheet while its sample is with the samplers, with the reason. */
export function VoidSample({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <Allowed permission="spot-checks.sample">
      <ConfirmAction
        label={text(words['spot-checks.void'])}
        title={text(words['spot-checks.void-question'], { number: sample.sheetNumber })}
        consequences={[text(words['spot-checks.void-consequence'])]}
        reason="required"
        danger
        run={async (reason) => {
          await spotChecksApi.voidSample.call({ sampleId: sample.id, reason })
          await client.invalidateQueries({ queryKey: spotChecksApi.key() })
        }}
      />
    </Allowed>
  )
}
