import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'

type Row = Awaited<ReturnType<typeof drawsApi.listInspectionItems.call>>['items'][number]

/** What may be inspected. */
export function InspectionItemsPage() {
  const text = useText()
  const columns: readonly DataColumn<Row>[] = [
    {
      key: 'title',
      title: text(drawWebMessages['supervision.item-title']),
      card: 'title',
      render: (item) => (
        <Link to="/inspection-items/$itemId" params={{ itemId: item.id }}>
          {item.code} {item.title}
        </Link>
      ),
    },
    {
      key: 'category',
      title: text(drawWebMessages['supervision.category']),
      render: (item) => text(drawWebMessages[`supervision.category.${item.category}`]),
    },
    {
      key: 'basis',
      title: text(drawWebMessages['supervision.item-basis']),
      render: (item) => `《${item.basis}》${item.clause}`,
    },
    {
      key: 'department',
      title: text(drawWebMessages['supervision.item-department']),
      render: (item) => item.department,
    },
    {
      key: 'method',
      title: text(drawWebMessages['supervision.method']),
      render: (item) => text(drawWebMessages[`supervision.method.${item.method}`]),
    },
    {
      key: 'limit',
      title: text(drawWebMessages['supervision.yearly-limit']),
      align: 'end',
      render: (item) => (item.yearlyLimit === null ? '—' : item.yearlyLimit / 100),
    },
    {
      key: 'checks',
      title: text(drawWebMessages['supervision.checks']),
      align: 'end',
      render: (item) => item.checks.length,
    },
    {
      key: 'version',
      title: text(drawWebMessages['supervision.versions']),
      render: (item) => text(drawWebMessages['supervision.version'], { version: item.version }),
    },
  ]
  return (
    <Page
      title={text(drawWebMessages['supervision.items'])}
      lead={text(drawWebMessages['supervision.items-lead'])}
      actions={
        <Allowed permission="supervision.draws-manage">
          <Link className="plain-button plain-button--primary" to="/inspection-items/new">
            {text(drawWebMessages['supervision.new-item'])}
          </Link>
        </Allowed>
      }
    >
      <DataTable<Row>
        name="inspection-items"
        label={text(drawWebMessages['supervision.items'])}
        columns={columns}
        rowKey={(item) => item.id}
        queryKey={drawsApi.listInspectionItems.key()}
        load={({ search, after, limit }, signal) =>
          drawsApi.listInspectionItems.call({ limit, after, search }, { signal })
        }
        searchHint={text(drawWebMessages['supervision.item-title'])}
        empty={<Empty title={text(drawWebMessages['supervision.items-none'])} />}
      />
    </Page>
  )
}
