import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Drawer, Input, Select, Switch } from 'antd'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import type { GridCell, GridCellFields } from '../../records/grid/grid-schemas.ts'
import { recordPageMessages } from '../records/record-words.ts'
import { RegionSelect } from '../region-select.tsx'
import { registryApi } from '../registry-api.ts'
import { gridMessages } from './grid-words.ts'

/** A cell that is changed, or a new one below another or at the top. */
export interface CellEditing {
  readonly cell: GridCell | undefined
  readonly parent: GridCell | undefined
}

type Values = { readonly fields: GridCellFields }

/** Adds a cell or changes one; below it how it was handed over. */
export function CellDrawer(props: {
  readonly editing: CellEditing
  readonly cells: readonly GridCell[]
  readonly onClose: () => void
}) {
  const { cell, parent } = props.editing
  const text = useText()
  const client = useQueryClient()
  const initial: Partial<GridCellFields> = cell ?? {
    active: true,
    parentId: parent?.id ?? null,
    ...(parent ? { region: parent.region, code: `${parent.code}-` } : {}),
  }
  return (
    <Drawer
      open
      size={520}
      title={cell?.name ?? text(gridMessages['registry.grid.add'])}
      onClose={props.onClose}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      <DraftForm<Values>
        name={`registry/grid/${cell?.id ?? parent?.id ?? 'new'}`}
        draft={false}
        initialValues={{ fields: initial } as Partial<Values>}
        submitLabel={text(recordPageMessages['registry.record.save'])}
        onSubmit={async ({ fields }) => {
          const given = { ...fields, parentId: fields.parentId ?? null }
          if (cell) await registryApi.changeGridCell.call({ cellId: cell.id, fields: given })
          else await registryApi.createGridCell.call(given)
          await client.invalidateQueries({ queryKey: registryApi.key() })
          props.onClose()
        }}
      >
        <Field
          name={['fields', 'code']}
          label={text(gridMessages['registry.grid.code'])}
          help={text(gridMessages['registry.grid.code-hint'])}
          required
        >
          <Input maxLength={20} />
        </Field>
        <Field name={['fields', 'name']} label={text(gridMessages['registry.grid.name'])} required>
          <Input maxLength={60} />
        </Field>
        <Field name={['fields', 'region']} label={text(gridMessages['registry.grid.region'])} required>
          <RegionSelect />
        </Field>
        <Field name={['fields', 'parentId']} label={text(gridMessages['registry.grid.parent'])}>
          <Select
            allowClear
            placeholder={text(gridMessages['registry.grid.top'])}
            showSearch={{ optionFilterProp: 'label' }}
            options={props.cells
              .filter((one) => one.id !== cell?.id && one.active)
              .map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
          />
        </Field>
        <Field
          name={['fields', 'active']}
          label={text(gridMessages['registry.grid.active'])}
          valuePropName="checked"
        >
          <Switch />
        </Field>
      </DraftForm>
      {cell ? <HandOvers cellId={cell.id} /> : null}
    </Drawer>
  )
}

function HandOvers(props: { readonly cellId: string }) {
  const text = useText()
  const found = useQuery(registryApi.gridHandOvers.queryOptions({ input: { cellId: props.cellId } }))
  return (
    <section className="stack grid-log">
      <h3>{text(gridMessages['registry.grid.log'])}</h3>
      <QueryState query={found} lines={3}>
        {({ handOvers }) => (
          <Timeline
            entries={handOvers.map((one) => ({
              id: one.id,
              at: one.at,
              who: one.by,
              title: text(gridMessages['registry.grid.log-entry'], {
                from: one.from ?? '—',
                to: one.to ?? '—',
                count: one.enterprises,
              }),
              detail: one.reason,
            }))}
          />
        )}
      </QueryState>
    </section>
  )
}
