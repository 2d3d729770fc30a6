import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Drawer, Input, Select } from 'antd'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import type { GridCell } from '../../records/grid/grid-schemas.ts'
import { registryApi } from '../registry-api.ts'
import { gridMessages } from './grid-words.ts'

interface Values {
  readonly keeperId?: string
  readonly backupId?: string
  readonly reason: string
}

/** Gives cells another keeper: who, with how many enterprises, and why. */
export function HandOverDrawer(props: {
  readonly cells: readonly GridCell[]
  readonly onClose: (done: boolean) => void
}) {
  const { cells } = props
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const keepers = useQuery(registryApi.gridKeepers.queryOptions({ input: {} }))
  const options = (keepers.data?.keepers ?? []).map((one) => ({
    value: one.id,
    label: text(gridMessages['registry.grid.keeper-load'], { name: one.name, count: one.cells }),
  }))
  // A cell above others counts theirs too: only the chosen ones that lie in no other chosen one are added up.
  const tops = cells.filter((cell) => !cells.some((other) => other.id === cell.parentId))
  const enterprises = tops.reduce((sum, cell) => sum + cell.enterprises, 0)
  return (
    <Drawer
      open
      size={520}
      title={text(gridMessages['registry.grid.hand-over-title'], { count: cells.length })}
      onClose={() => props.onClose(false)}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      <div className="stack">
        <p>{cells.map((cell) => cell.name).join('、')}</p>
        <p className="soft">
          {text(gridMessages['registry.grid.hand-over-lead'], { count: formats.number(enterprises) })}
        </p>
        <DraftForm<Values>
          name="registry/grid/hand-over"
          draft={false}
          submitLabel={text(gridMessages['registry.grid.hand-over'])}
          onSubmit={async ({ keeperId, backupId, reason }) => {
            await registryApi.handOverGridCells.call({
              cellIds: cells.map((cell) => cell.id),
              keeperId: keeperId ?? null,
              backupId: backupId || undefined,
              reason,
            })
            await client.invalidateQueries({ queryKey: registryApi.key() })
            props.onClose(true)
          }}
        >
          <Field name="keeperId" label={text(gridMessages['registry.grid.to'])} required>
            <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
          </Field>
          <Field name="backupId" label={text(gridMessages['registry.grid.to-backup'])}>
            <Select allowClear options={options} showSearch={{ optionFilterProp: 'label' }} />
          </Field>
          <Field name="reason" label={text(gridMessages['registry.grid.reason'])} required>
            <Input.TextArea rows={2} maxLength={300} />
          </Field>
        </DraftForm>
      </div>
    </Drawer>
  )
}
