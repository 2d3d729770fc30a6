import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { InboxItem } from '#kernel/cases/contract.ts'
import { caseMessages } from '#kernel/cases/web/case-messages.ts'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { DueTag } from '#kernel/cases/web/due-tag.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'

/** What waits for the person, by deadline. */
export function InboxPage() {
  const text = useText()
  const formats = useFormats()
  const columns: readonly DataColumn<InboxItem>[] = [
    {
      key: 'title',
      title: text(caseMessages['cases.title']),
      card: 'title',
      render: (item) => (
        <>
          <Link to={item.page}>{item.title}</Link>
          {item.personal ? (
            <>
              {' '}
              <StateTag state="on-track" word={text(caseMessages['cases.personal'])} />
            </>
          ) : null}
        </>
      ),
    },
    { key: 'due', title: text(caseMessages['cases.due']), render: (item) => <DueTag due={item.due} /> },
    { key: 'state', title: text(caseMessages['cases.state']), render: (item) => text(item.stateTitle) },
    { key: 'type', title: text(caseMessages['cases.type']), render: (item) => text(item.typeTitle) },
    { key: 'unit', title: text(caseMessages['cases.unit']), render: (item) => item.unit?.name ?? '—' },
    {
      key: 'startedBy',
      title: text(caseMessages['cases.started-by']),
      render: (item) => item.startedBy,
      optional: true,
    },
    {
      key: 'since',
      title: text(caseMessages['cases.changed']),
      render: (item) => formats.dateTime(item.since),
      optional: true,
    },
  ]
  return (
    <Page
      title={text(caseMessages['cases.inbox'])}
      lead={text(caseMessages['cases.inbox-lead'])}
      tag={<InboxCount />}
    >
      <DataTable
        name="inbox"
        label={text(caseMessages['cases.inbox'])}
        columns={columns}
        rowKey={(item) => item.caseId}
        queryKey={casesApi.listInbox.key()}
        load={({ after, limit }, signal) => casesApi.listInbox.call({ limit, after }, { signal })}
        empty={
          <Empty
            title={text(caseMessages['cases.inbox-empty'])}
            hint={text(caseMessages['cases.inbox-empty-hint'])}
          />
        }
      />
    </Page>
  )
}

function InboxCount() {
  const text = useText()
  const count = useQuery(casesApi.countInbox.queryOptions())
  if (!count.data || count.data.waiting === 0) return null
  const { waiting, overdue, capped } = count.data
  return (
    <>
      <span className="soft">
        {text(caseMessages['cases.waiting'], { count: capped ? `${waiting}+` : waiting })}
      </span>
      {overdue > 0 ? (
        <StateTag state="behind" word={text(caseMessages['cases.overdue-count'], { count: overdue })} />
      ) : null}
    </>
  )
}
