import { useQueryClient } from '@tanstack/react-query'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Allowed } from '#ui/session/session.tsx'
import type { Enterprise } from '../../contract.ts'
import { registryApi } from '../registry-api.ts'
import { gridMessages } from './grid-words.ts'
import { useGridCellName } from './use-grid.ts'

/** The button that takes enterprises out of their cells; nothing where none lies in one, and for those who may not. */
export function TakeOutAction(props: {
  readonly enterprises: ReadonlyArray<Pick<Enterprise, 'id' | 'name' | 'gridCellId'>>
  readonly onDone?: () => void
}) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const cellNameOf = useGridCellName()
  const within = props.enterprises.filter((one) => one.gridCellId !== null)
  const [first] = within
  if (first === undefined) return null
  const cells = new Set(within.map((one) => one.gridCellId))
  const only = cells.size === 1 ? cellNameOf(first.gridCellId) : null
  return (
    <Allowed permission="registry.assign-to-grid-cell">
      <ConfirmAction
        label={text(gridMessages['registry.grid.take-out'])}
        title={
          within.length === 1
            ? text(gridMessages['registry.grid.take-out-one'], { name: first.name })
            : text(gridMessages['registry.grid.take-out-title'], { count: formats.number(within.length) })
        }
        consequences={[
          only === null
            ? text(gridMessages['registry.grid.take-out-cells'], { count: formats.number(cells.size) })
            : text(gridMessages['registry.grid.take-out-cell'], { cell: only }),
          text(gridMessages['registry.grid.take-out-again']),
          text(gridMessages['registry.grid.take-out-kept']),
        ]}
        reason="required"
        run={async (reason) => {
          await registryApi.takeOutOfCells.call({ enterpriseIds: within.map((one) => one.id), reason })
          await client.invalidateQueries({ queryKey: registryApi.key() })
          props.onDone?.()
        }}
      />
    </Allowed>
  )
}
