import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { GridCell } from '../../records/grid/grid-schemas.ts'
import { registryApi } from '../registry-api.ts'
import { CellDrawer, type CellEditing } from './cell-drawer.tsx'
import { CellTree } from './cell-tree.tsx'
import { gridMessages } from './grid-words.ts'
import { HandOverDrawer } from './hand-over-drawer.tsx'
import { useGrid } from './use-grid.ts'
import './grid.css'

/** The supervision grid: cells as a tree, who keeps them, handing over, enterprises in no cell. */
export function GridPage() {
  const text = useText()
  const grid = useGrid()
  const mayManage = useAllowed('registry.manage-grid')
  const [editing, setEditing] = useState<CellEditing>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [handingOver, setHandingOver] = useState<readonly string[]>()
  const add = (
    <Allowed permission="registry.manage-grid">
      <Button type="primary" onClick={() => setEditing({ parent: undefined, cell: undefined })}>
        {text(gridMessages['registry.grid.add'])}
      </Button>
    </Allowed>
  )
  return (
    <Page
      title={text(gridMessages['registry.grid'])}
      lead={text(gridMessages['registry.grid.lead'])}
      actions={add}
    >
      <QueryState query={grid} lines={10}>
        {({ cells, unassigned }) => (
          <>
            <Unassigned cells={cells} unassigned={unassigned} mayAssign={mayManage} />
            {cells.length === 0 ? (
              <Empty
                title={text(gridMessages['registry.grid.none'])}
                hint={text(gridMessages['registry.grid.none-hint'])}
                action={add}
              />
            ) : (
              <CellTree
                cells={cells}
                chosen={mayManage ? chosen : undefined}
                onChoose={setChosen}
                onHandOver={mayManage ? setHandingOver : undefined}
                onEdit={mayManage ? setEditing : undefined}
              />
            )}
            {editing ? (
              <CellDrawer editing={editing} cells={cells} onClose={() => setEditing(undefined)} />
            ) : null}
            {handingOver ? (
              <HandOverDrawer
                cells={cells.filter((cell) => handingOver.includes(cell.id))}
                onClose={(done) => {
                  setHandingOver(undefined)
                  if (done) setChosen([])
                }}
              />
            ) : null}
          </>
        )}
      </QueryState>
    </Page>
  )
}

/** Enterprises in no cell, by county, and the way to deal them out. */
function Unassigned(props: {
  readonly cells: readonly GridCell[]
  readonly unassigned: ReadonlyArray<{ readonly region: string; readonly enterprises: number }>
  readonly mayAssign: boolean
}) {
  const { cells, unassigned } = props
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const { nameOf } = useDistricts()
  const sum = unassigned.reduce((total, one) => total + one.enterprises, 0)
  if (sum === 0) return null
  const leaves = (region: string) =>
    cells.filter(
      (cell) =>
        cell.active &&
        cell.region.startsWith(region) &&
        !cells.some((below) => below.active && below.parentId === cell.id),
    ).length
  return (
    <Alert
      type="warning"
      showIcon
      title={text(gridMessages['registry.grid.unassigned-lead'], { count: formats.number(sum) })}
      description={
        <ul className="grid-unassigned">
          {unassigned
            .toSorted((one, other) => one.region.localeCompare(other.region))
            .map(({ region, enterprises }) => (
              <li key={region}>
                <span>{nameOf(region)}</span>
                <span>{formats.number(enterprises)}</span>
                {props.mayAssign ? (
                  leaves(region) > 0 ? (
                    <ConfirmAction
                      size="small"
                      label={text(gridMessages['registry.grid.assign'])}
                      title={text(gridMessages['registry.grid.assign-title'], {
                        region: nameOf(region),
                        count: formats.number(enterprises),
                      })}
                      consequences={[
                        text(gridMessages['registry.grid.assign-consequence'], {
                          region: nameOf(region),
                          cells: leaves(region),
                        }),
                      ]}
                      run={async () => {
                        // A request deals out a limited number; asked again until none is left.
                        while ((await registryApi.assignByRegion.call({ region })).assigned > 0);
                        await client.invalidateQueries({ queryKey: registryApi.key() })
                      }}
                    />
                  ) : (
                    <span className="soft">{text(gridMessages['registry.grid.no-cell'])}</span>
                  )
                ) : null}
              </li>
            ))}
        </ul>
      }
    />
  )
}
