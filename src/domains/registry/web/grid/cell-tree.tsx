import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Table } from 'antd'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { useNarrow } from '#ui/media.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { emptyView, viewToAddress } from '#ui/table/table-request.ts'
import type { GridCell } from '../../records/grid/grid-schemas.ts'
import { enterpriseTable } from '../enterprises/enterprise-request.ts'
import type { CellEditing } from './cell-drawer.tsx'
import { gridMessages } from './grid-words.ts'

interface CellNode extends GridCell {
  readonly key: string
  readonly children?: CellNode[]
}

function treeOf(cells: readonly GridCell[], parentId: string | null): CellNode[] {
  return cells
    .filter((cell) => cell.parentId === parentId)
    .map((cell) => {
      const children = treeOf(cells, cell.id)
      return { ...cell, key: cell.id, ...(children.length > 0 ? { children } : {}) }
    })
}

interface TreeProps {
  readonly cells: readonly GridCell[]
  /** Chosen cells; undefined where nothing may be chosen. */
  readonly chosen: readonly string[] | undefined
  readonly onChoose: (ids: readonly string[]) => void
  readonly onHandOver: ((ids: readonly string[]) => void) | undefined
  readonly onEdit: ((editing: CellEditing) => void) | undefined
}

/** The cells as a tree with their keepers; on phones a list indented by level. */
export function CellTree(props: TreeProps) {
  const text = useText()
  const narrow = useNarrow()
  const { chosen = [], onHandOver } = props
  return (
    <div className="stack">
      {onHandOver ? (
        <div className="row">
          <Button disabled={chosen.length === 0} onClick={() => onHandOver(chosen)}>
            {text(gridMessages['registry.grid.hand-over'])}
          </Button>
          <span className="soft" role="status">
            {text(gridMessages['registry.grid.selected'], { count: chosen.length })}
          </span>
        </div>
      ) : null}
      {narrow ? <CellCards {...props} /> : <CellTable {...props} />}
    </div>
  )
}

/** Who keeps a cell. Cells above others need nobody: their enterprises are looked after below. */
function KeeperName(props: { readonly cell: CellNode }) {
  const text = useText()
  const { cell } = props
  if (!cell.active) return <StateTag state="no-data" word={text(gridMessages['registry.grid.inactive'])} />
  if (!cell.keeper && cell.children) return <span className="soft">—</span>
  return cell.keeper ? (
    <span>{cell.keeper.name}</span>
  ) : (
    <StateTag state="at-risk" word={text(gridMessages['registry.grid.no-keeper'])} />
  )
}

function CellButtons(props: { readonly cell: GridCell } & Pick<TreeProps, 'onEdit' | 'onHandOver'>) {
  const { cell, onEdit, onHandOver } = props
  const text = useText()
  if (!onEdit || !onHandOver) return null
  return (
    <span className="row">
      <Button size="small" onClick={() => onHandOver([cell.id])}>
        {text(gridMessages['registry.grid.hand-over'])}
      </Button>
      <Button size="small" onClick={() => onEdit({ cell, parent: undefined })}>
        {text(gridMessages['registry.grid.change'])}
      </Button>
      <Button size="small" onClick={() => onEdit({ cell: undefined, parent: cell })}>
        {text(gridMessages['registry.grid.add-below'])}
      </Button>
    </span>
  )
}

/** How many enterprises the cell and those below it have, leading to them. */
function EnterprisesLink(props: { readonly cell: GridCell }) {
  const text = useText()
  const formats = useFormats()
  const { id, name, enterprises } = props.cell
  const filters = { gridCell: [id], status: ['active'] }
  return (
    <Link
      to="/registry"
      search={{ [enterpriseTable]: viewToAddress({ ...emptyView, filters }) }}
      aria-label={`${name} ${text(gridMessages['registry.grid.enterprises'])} ${formats.number(enterprises)}`}
    >
      {formats.number(enterprises)}
    </Link>
  )
}

function CellTable(props: TreeProps) {
  const { cells, chosen } = props
  const text = useText()
  const { nameOf } = useDistricts()
  return (
    <Table<CellNode>
      size="middle"
      dataSource={treeOf(cells, null)}
      pagination={false}
      scroll={{ x: 'max-content' }}
      expandable={{ defaultExpandAllRows: true }}
      {...(chosen
        ? {
            rowSelection: {
              checkStrictly: true,
              // The box for all of them stands in a hidden row too, where a keyboard could reach it.
              hideSelectAll: true,
              selectedRowKeys: [...chosen],
              onChange: (keys) => props.onChoose(keys.map(String)),
              getCheckboxProps: (cell) => ({ 'aria-label': cell.name }),
            },
          }
        : {})}
      columns={[
        {
          key: 'name',
          title: text(gridMessages['registry.grid.name']),
          render: (_, cell) => (
            <>
              <strong>{cell.name}</strong> <span className="enterprise-code soft">{cell.code}</span>
            </>
          ),
        },
        {
          key: 'region',
          title: text(gridMessages['registry.grid.region']),
          render: (_, cell) => nameOf(cell.region),
        },
        {
          key: 'enterprises',
          title: text(gridMessages['registry.grid.enterprises']),
          align: 'end',
          render: (_, cell) => <EnterprisesLink cell={cell} />,
        },
        {
          key: 'keeper',
          title: text(gridMessages['registry.grid.keeper']),
          render: (_, cell) => <KeeperName cell={cell} />,
        },
        {
          key: 'backup',
          title: text(gridMessages['registry.grid.backup']),
          render: (_, cell) => cell.backup?.name ?? '—',
        },
        {
          key: 'actions',
          title: <span className="visually-hidden">{text(gridMessages['registry.grid.change'])}</span>,
          render: (_, cell) => <CellButtons {...props} cell={cell} />,
        },
      ]}
    />
  )
}

function levelled(nodes: readonly CellNode[], level: number): Array<{ cell: CellNode; level: number }> {
  return nodes.flatMap((cell) => [{ cell, level }, ...levelled(cell.children ?? [], level + 1)])
}

function CellCards(props: TreeProps) {
  const { cells, chosen } = props
  const text = useText()
  return (
    <ul className="grid-cards">
      {levelled(treeOf(cells, null), 0).map(({ cell, level }) => (
        <li key={cell.id} className="card" style={{ marginInlineStart: level * 14 }}>
          <div className="row">
            {chosen ? (
              <Checkbox
                aria-label={cell.name}
                checked={chosen.includes(cell.id)}
                onChange={(event) =>
                  props.onChoose(
                    event.target.checked ? [...chosen, cell.id] : chosen.filter((id) => id !== cell.id),
                  )
                }
              />
            ) : null}
            <strong>{cell.name}</strong>
            <span className="soft">
              {text(gridMessages['registry.grid.enterprises'])} <EnterprisesLink cell={cell} />
            </span>
          </div>
          <div className="row">
            <KeeperName cell={cell} />
            {cell.backup ? (
              <span className="soft">
                {text(gridMessages['registry.grid.backup'])} {cell.backup.name}
              </span>
            ) : null}
          </div>
          <CellButtons {...props} cell={cell} />
        </li>
      ))}
    </ul>
  )
}
