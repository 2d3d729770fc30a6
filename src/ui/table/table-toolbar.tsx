import { SearchOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Input, Popover, Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { DownloadIcon } from '../icons.tsx'
import { useShortcut } from '../keyboard/shortcuts.ts'
import { useText } from '../language/language.ts'
import { uiMessages } from '../ui-messages.ts'
import type { DataColumn, TableFilter } from './table-columns.ts'
import type { TableView } from './table-request.ts'
import type { SavedView } from './use-table-view.ts'

/** Time after the last letter before the server is asked, in milliseconds. */
const searchPause = 300

/** The search box: asks when the person pauses, follows when the view changes from elsewhere; `/` goes to it. */
export function TableSearch(props: {
  readonly value: string
  readonly hint: string
  readonly onSearch: (search: string) => void
}) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(props.value)
  const [follows, setFollows] = useState(props.value)
  if (follows !== props.value) {
    setFollows(props.value)
    setTyped(props.value)
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useShortcut({ keys: '/', title: uiMessages['ui.table.search'] }, () =>
    box.current?.querySelector('input')?.focus(),
  )
  return (
    <div className="data-table__search" ref={box}>
      <Input.Search
        allowClear
        value={typed}
        placeholder={props.hint}
        aria-label={text(uiMessages['ui.table.search'])}
        searchIcon={<SearchOutlined aria-label={text(uiMessages['ui.table.search'])} />}
        onChange={(event) => {
          const next = event.target.value
          setTyped(next)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => props.onSearch(next.trim()), searchPause)
        }}
        onSearch={(value) => {
          clearTimeout(timer.current)
          props.onSearch(value.trim())
        }}
      />
    </div>
  )
}

/** One filter: choices in a list, or a first and a last day. */
export function TableFilterField(props: {
  readonly filter: TableFilter
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}) {
  const { filter, values, onChange } = props
  if (filter.kind === 'dates') {
    const [from = '', to = ''] = values
    return (
      <fieldset className="data-table__dates" style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="visually-hidden">{filter.title}</legend>
        <span aria-hidden="true">{filter.title}</span>
        <Input
          type="date"
          value={from}
          aria-label={`${filter.title} ≥`}
          onChange={(event) => onChange([event.target.value, to])}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="date"
          value={to}
          aria-label={`${filter.title} ≤`}
          onChange={(event) => onChange([from, event.target.value])}
        />
      </fieldset>
    )
  }
  const options = filter.options.map((option) => ({ value: option.value, label: option.label }))
  const shared = {
    className: 'data-table__filter',
    placeholder: filter.title,
    'aria-label': filter.title,
    options,
    allowClear: true,
    showSearch: { optionFilterProp: 'label' },
    popupMatchSelectWidth: false,
  } as const
  return filter.several === false ? (
    <Select
      {...shared}
      value={values[0] ?? null}
      onChange={(value: string | null | undefined) => onChange(value ? [value] : [])}
    />
  ) : (
    <Select
      {...shared}
      mode="multiple"
      maxTagCount="responsive"
      value={[...values]}
      onChange={(chosen: string[]) => onChange(chosen)}
    />
  )
}

/** Which columns are shown. */
export function ColumnChoice<Row>(props: {
  readonly columns: readonly DataColumn<Row>[]
  readonly shown: readonly DataColumn<Row>[]
  readonly onChange: (keys: readonly string[]) => void
}) {
  const text = useText()
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          style={{ display: 'flex', flexDirection: 'column', gap: 6 }}
          value={props.shown.map((column) => column.key)}
          options={props.columns.map((column) => ({ value: column.key, label: column.title }))}
          onChange={(keys) => props.onChange(keys)}
        />
      }
    >
      <Button>{text(uiMessages['ui.table.columns'])}</Button>
    </Popover>
  )
}

/** The person's saved views of the table: open, save, delete. */
export function ViewChoice(props: {
  readonly saved: readonly SavedView[]
  readonly onOpen: (view: SavedView | undefined) => void
  readonly onSave: (name: string) => void
  readonly onDelete: (name: string) => void
}) {
  const text = useText()
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const save = () => {
    if (name.trim() !== '') props.onSave(name.trim())
    setName('')
    setNaming(false)
  }
  return (
    <Popover
      open={naming}
      onOpenChange={setNaming}
      trigger={[]}
      placement="bottomRight"
      content={
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <Input
            autoFocus
            style={{ width: 180 }}
            value={name}
            maxLength={40}
            aria-label={text(uiMessages['ui.table.view-name'])}
            placeholder={text(uiMessages['ui.table.view-name'])}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="primary" htmlType="submit">
            {text(uiMessages['ui.save'])}
          </Button>
          <Button onClick={() => setNaming(false)}>{text(uiMessages['ui.cancel'])}</Button>
        </form>
      }
    >
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'default',
              label: text(uiMessages['ui.table.view-default']),
              onClick: () => props.onOpen(undefined),
            },
            ...props.saved.map((view) => ({
              key: `open ${view.name}`,
              label: view.name,
              onClick: () => props.onOpen(view),
            })),
            { type: 'divider' },
            { key: 'save', label: text(uiMessages['ui.table.view-save']), onClick: () => setNaming(true) },
            ...props.saved.map((view) => ({
              key: `delete ${view.name}`,
              danger: true,
              label: text(uiMessages['ui.table.view-delete'], { name: view.name }),
              onClick: () => props.onDelete(view.name),
            })),
          ],
        }}
      >
        <Button>{text(uiMessages['ui.table.views'])}</Button>
      </Dropdown>
    </Popover>
  )
}

/** Sorting where there is no column header to press: on phones. */
export function SortChoice<Row>(props: {
  readonly columns: readonly DataColumn<Row>[]
  readonly view: TableView
  readonly onChange: (sort: TableView['sort']) => void
}) {
  const text = useText()
  const sortable = props.columns.filter((column) => column.sortable)
  if (sortable.length === 0) return null
  const { sort } = props.view
  return (
    <Select
      className="data-table__filter"
      aria-label={text(uiMessages['ui.table.sort'])}
      value={sort ? `${sort.descending ? '-' : ''}${sort.key}` : ''}
      onChange={(value: string) =>
        props.onChange(
          value === '' ? undefined : { key: value.replace(/^-/, ''), descending: value.startsWith('-') },
        )
      }
      options={[
        { value: '', label: text(uiMessages['ui.table.default-order']) },
        ...sortable.flatMap((column) => [
          { value: column.key, label: text(uiMessages['ui.table.ascending'], { column: column.title }) },
          {
            value: `-${column.key}`,
            label: text(uiMessages['ui.table.descending'], { column: column.title }),
          },
        ]),
      ]}
    />
  )
}

/** Link to the same rows as an Excel file. */
export function ExportLink(props: { readonly href: string }): ReactNode {
  const text = useText()
  return (
    <Button href={props.href} icon={<DownloadIcon />} download>
      {text(uiMessages['ui.table.export'])}
    </Button>
  )
}
