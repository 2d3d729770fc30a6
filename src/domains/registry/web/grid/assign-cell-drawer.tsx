import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { countyOf, type Enterprise, fitsCell } from '../../contract.ts'
import type { GridCell } from '../../records/grid/grid-schemas.ts'
import { registryApi } from '../registry-api.ts'
import { gridMessages } from './grid-words.ts'
import { keeperWords, useGrid } from './use-grid.ts'
import './grid.css'

type Assigned = Pick<Enterprise, 'id' | 'name' | 'region' | 'gridCellId'>

/** Most names that are shown; the rest is counted. */
const mostNamed = 8

/** The button that puts enterprises into a cell, with what it opens; nothing for those who may not. */
export function AssignCellAction(props: {
  readonly enterprises: readonly Assigned[]
  readonly primary?: boolean
  readonly onDone?: () => void
}) {
  const { enterprises } = props
  const text = useText()
  const mayAssign = useAllowed('registry.assign-to-grid-cell')
  const [open, setOpen] = useState(false)
  if (!mayAssign) return null
  const isMove = enterprises.every((one) => one.gridCellId)
  const title = text(gridMessages[isMove ? 'registry.grid.move-cell' : 'registry.grid.assign-cell'])
  return (
    <>
      <Button type={props.primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {open ? (
        <AssignCellDrawer
          title={title}
          enterprises={enterprises}
          onClose={(done) => {
            setOpen(false)
            if (done) props.onDone?.()
          }}
        />
      ) : null}
    </>
  )
}

/** Which cells take all of the enterprises: lowest ones in use, of their county, but not the one they all lie in. */
function cellsFor(cells: readonly GridCell[], enterprises: readonly Assigned[]): GridCell[] {
  const above = new Set(cells.flatMap((cell) => (cell.active && cell.parentId ? [cell.parentId] : [])))
  return cells.filter(
    (cell) =>
      cell.active &&
      !above.has(cell.id) &&
      enterprises.every((one) => fitsCell(one.region, cell.region)) &&
      enterprises.some((one) => one.gridCellId !== cell.id),
  )
}

function AssignCellDrawer(props: {
  readonly title: string
  readonly enterprises: readonly Assigned[]
  readonly onClose: (done: boolean) => void
}) {
  const { enterprises } = props
  const text = useText()
  const formats = useFormats()
  const grid = useGrid()
  const named = enterprises.slice(0, mostNamed)
  return (
    <Drawer
      open
      size={520}
      title={props.title}
      onClose={() => props.onClose(false)}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100vw' } }}
    >
      <div className="stack">
        <ul className="grid-chosen">
          {named.map((one) => (
            <li key={one.id}>{one.name}</li>
          ))}
          {enterprises.length > named.length ? (
            <li className="soft">
              {text(gridMessages['registry.grid.and-more'], { count: formats.number(enterprises.length) })}
            </li>
          ) : null}
        </ul>
        <QueryState query={grid} lines={4}>
          {({ cells }) => <AssignCellForm {...props} cells={cells} />}
        </QueryState>
      </div>
    </Drawer>
  )
}

function AssignCellForm(props: {
  readonly enterprises: readonly Assigned[]
  readonly cells: readonly GridCell[]
  readonly onClose: (done: boolean) => void
}) {
  const { enterprises, cells } = props
  const text = useText()
  const client = useQueryClient()
  const { nameOf } = useDistricts()
  const fitting = cellsFor(cells, enterprises)
  const counties = [...new Set(enterprises.map((one) => countyOf(one.region)))]
  if (fitting.length === 0 && counties.length > 1)
    return (
      <Alert
        type="warning"
        showIcon
        title={text(gridMessages['registry.grid.several-counties'], {
          counties: counties.map(nameOf).join('、'),
        })}
      />
    )
  if (fitting.length === 0)
    return (
      <Empty
        title={text(gridMessages['registry.grid.no-cell-for'], { county: nameOf(counties[0] ?? '') })}
        action={
          <Allowed permission="registry.manage-grid">
            <Link to="/registry/grid" className="plain-button">
              {text(gridMessages['registry.grid'])}
            </Link>
          </Allowed>
        }
      />
    )
  return (
    <DraftForm<{ readonly cellId: string; readonly reason: string }>
      name="registry/grid/assign"
      draft={false}
      submitLabel={text(gridMessages['registry.grid.assign-do'], { count: enterprises.length })}
      onSubmit={async ({ cellId, reason }) => {
        await registryApi.assignToCell.call({
          cellId,
          enterpriseIds: enterprises.map((one) => one.id),
          reason,
        })
        await client.invalidateQueries({ queryKey: registryApi.key() })
        props.onClose(true)
      }}
    >
      <Field name="cellId" label={text(gridMessages['registry.grid.cell'])} required>
        <CellSelect cells={fitting} />
      </Field>
      <Field
        name="reason"
        label={text(gridMessages['registry.grid.assign-reason'])}
        help={text(gridMessages['registry.grid.assign-reason-hint'])}
        required
      >
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
    </DraftForm>
  )
}

/** A cell to choose, and of the one that is chosen who keeps it. */
function CellSelect(props: {
  readonly cells: readonly GridCell[]
  readonly id?: string
  readonly value?: string
  readonly onChange?: (cellId: string) => void
}) {
  const { cells, id, value, onChange } = props
  const text = useText()
  const formats = useFormats()
  const chosen = cells.find((cell) => cell.id === value)
  return (
    <>
      <Select
        {...(id === undefined ? {} : { id })}
        {...(value === undefined ? {} : { value })}
        {...(onChange === undefined ? {} : { onChange })}
        showSearch={{ optionFilterProp: 'label' }}
        options={cells.map((cell) => ({
          value: cell.id,
          label: `${cell.code} ${cell.name}${text(uiMessages['ui.aside'], { what: cell.keeper?.name ?? text(gridMessages['registry.grid.no-keeper']) })}`,
        }))}
      />
      {chosen ? (
        <p className="soft grid-chosen-cell" role="status">
          {text(gridMessages['registry.grid.cell-now'], {
            keeper: keeperWords(chosen, text),
            count: formats.number(chosen.enterprises),
          })}
        </p>
      ) : null}
    </>
  )
}
