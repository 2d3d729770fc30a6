import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { useNarrow } from '#ui/media.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter, type TableView } from '#ui/table/data-table.tsx'
import { useTableView } from '#ui/table/use-table-view.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { type Enterprise, EnterpriseSize, EnterpriseStatus } from '../../contract.ts'
import { AssignCellAction } from '../grid/assign-cell-drawer.tsx'
import { TakeOutAction } from '../grid/take-out-action.tsx'
import { useGrid, useGridCellName } from '../grid/use-grid.ts'
import { EnterpriseExport } from '../import/enterprise-export.tsx'
import { registryApi } from '../registry-api.ts'
import { enterpriseTable, filterOf, orderOf } from './enterprise-request.ts'
import { EnterpriseStatusTag } from './enterprise-status.tsx'
import {
  enterpriseMessages,
  fieldTitles,
  industryName,
  sectionChoices,
  sizeTitles,
  statusTitles,
} from './enterprise-words.ts'
import { type Facet, FacetPanel, facetsOf } from './facet-panel.tsx'
import './enterprises.css'

/** Most enterprises that one request puts into a cell. */
const mostAssigned = 1000

/** All enterprises: one search box, counts that narrow, columns and views of one's own. */
export function EnterpriseListPage() {
  const text = useText()
  return (
    <Page
      title={text(enterpriseMessages['registry.list'])}
      lead={text(enterpriseMessages['registry.list-lead'])}
      actions={<ListActions />}
    >
      <EnterpriseList />
    </Page>
  )
}

function ListActions() {
  const text = useText()
  return (
    <>
      <Allowed permission="registry.import">
        <Link to="/registry/import" className="plain-button">
          {text(enterpriseMessages['registry.import'])}
        </Link>
      </Allowed>
      <Allowed permission="registry.manage">
        <Link to="/registry/new" className="plain-button plain-button--primary">
          {text(enterpriseMessages['registry.create'])}
        </Link>
      </Allowed>
    </>
  )
}

/** The counts for what the list shows now, named. */
function useFacets(view: TableView): {
  readonly total: string | undefined
  readonly facets: readonly Facet[]
} {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  const counts = useQuery(
    registryApi.enterpriseFacets.queryOptions({ input: filterOf(view), placeholderData: keepPreviousData }),
  )
  const total = counts.data?.total
  return {
    total:
      total &&
      text(enterpriseMessages[total.exact ? 'registry.total' : 'registry.total-about'], {
        count: formats.number(total.value),
      }),
    facets: facetsOf(counts.data, view.filters, {
      text,
      county: nameOf,
      section: (letter) => sectionChoices.find((one) => one.value === letter)?.label ?? letter,
      status: (status) => {
        const known = EnterpriseStatus.options.find((one) => one === status)
        return known ? text(statusTitles[known]) : status
      },
      size: (size) => {
        const known = EnterpriseSize.options.find((one) => one === size)
        return known ? text(sizeTitles[known]) : size
      },
    }),
  }
}

function EnterpriseList() {
  const text = useText()
  const narrow = useNarrow()
  const { view, setView } = useTableView(enterpriseTable, undefined)
  const { total, facets } = useFacets(view)
  const columns = useColumns()
  const cells = useGrid().data?.cells ?? []
  const mayAssign = useAllowed('registry.assign-to-grid-cell')
  // Where there is no room for the panel, the same counts stand in the filters' choices.
  const filters: readonly TableFilter[] = [
    ...(narrow
      ? facets.map((facet) => ({
          kind: 'choice' as const,
          key: facet.key,
          title: facet.title,
          several: facet.several,
          options: facet.values.map((one) => ({
            value: one.value,
            label: one.label + text(uiMessages['ui.aside'], { what: one.count }),
          })),
        }))
      : []),
    ...(cells.length > 0
      ? [
          {
            kind: 'choice' as const,
            key: 'gridCell',
            title: text(fieldTitles.gridCellId ?? enterpriseMessages['registry.basics']),
            several: false,
            options: cells.map((cell) => ({ value: cell.id, label: `${cell.code} ${cell.name}` })),
          },
        ]
      : []),
    { kind: 'dates', key: 'established', title: text(enterpriseMessages['registry.established']) },
  ]
  return (
    <div className="enterprise-list">
      {narrow ? null : <FacetPanel facets={facets} view={view} onChange={setView} />}
      <div className="stack enterprise-list__main">
        <p className="enterprise-list__total" role="status">
          {total}
        </p>
        <DataTable<Enterprise>
          name={enterpriseTable}
          label={text(enterpriseMessages['registry.list'])}
          columns={columns}
          rowKey={(enterprise) => enterprise.id}
          queryKey={registryApi.listEnterprises.key()}
          searchHint={text(enterpriseMessages['registry.search'])}
          toolbar={
            <Allowed permission="registry.export">
              <EnterpriseExport view={view} />
            </Allowed>
          }
          filters={filters}
          selection={
            mayAssign && cells.length > 0
              ? {
                  nameOf: (enterprise) => enterprise.name,
                  most: mostAssigned,
                  actions: (chosen, clear) => (
                    <>
                      <AssignCellAction enterprises={chosen} primary onDone={clear} />
                      <TakeOutAction enterprises={chosen} onDone={clear} />
                    </>
                  ),
                }
              : undefined
          }
          load={({ after, limit, ...request }, signal) =>
            registryApi.listEnterprises.call(
              { limit, after, ...filterOf(request), ...orderOf(request) },
              { signal },
            )
          }
          empty={
            <Empty
              title={text(enterpriseMessages['registry.none'])}
              hint={text(enterpriseMessages['registry.none-hint'])}
              action={
                <div className="row">
                  <ListActions />
                </div>
              }
            />
          }
        />
      </div>
    </div>
  )
}

function useColumns(): readonly DataColumn<Enterprise>[] {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  const cellNameOf = useGridCellName()
  const title = (field: string) => {
    const message = fieldTitles[field]
    return message ? text(message) : field
  }
  return [
    {
      key: 'name',
      title: title('name'),
      card: 'title',
      sortable: true,
      render: (enterprise) => (
        <Link to="/registry/$enterpriseId" params={{ enterpriseId: enterprise.id }}>
          {enterprise.name}
        </Link>
      ),
    },
    {
      key: 'status',
      title: title('status'),
      render: (enterprise) => <EnterpriseStatusTag enterprise={enterprise} />,
    },
    {
      key: 'code',
      title: title('creditCode'),
      sortable: true,
      render: (enterprise) => <span className="enterprise-code">{enterprise.creditCode}</span>,
    },
    {
      key: 'region',
      title: title('region'),
      sortable: true,
      render: (enterprise) => nameOf(enterprise.region),
    },
    {
      key: 'industry',
      title: title('industry'),
      sortable: true,
      render: (enterprise) => (
        <span className="enterprise-list__industry" title={enterprise.industry}>
          {industryName(enterprise.industry)}
        </span>
      ),
    },
    { key: 'size', title: title('size'), render: (enterprise) => text(sizeTitles[enterprise.size]) },
    {
      key: 'tags',
      title: title('tags'),
      optional: true,
      render: (enterprise) => enterprise.tags.join('、') || '—',
    },
    {
      key: 'gridCell',
      title: title('gridCellId'),
      optional: true,
      card: 'none',
      render: (enterprise) => cellNameOf(enterprise.gridCellId) ?? '—',
    },
    {
      key: 'established',
      title: title('establishedOn'),
      sortable: true,
      optional: true,
      card: 'none',
      render: (enterprise) => formats.date(enterprise.establishedOn),
    },
  ]
}
