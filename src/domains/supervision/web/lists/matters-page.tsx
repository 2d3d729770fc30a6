import { Link } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { MatterKind } from '../../lists/list-schemas.ts'
import type { Matter } from '../../lists/lists-contract.ts'
import { MatterDue, MatterTag } from './entry-tags.tsx'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'

/** Matters about lists: entries under way, applications, objections. */
export function MattersPage() {
  const text = useText()
  const columns = useColumns()
  return (
    <Page
      title={text(listWords.matters)}
      trail={[{ title: text(listWords.lists), to: '/supervision/lists' }]}
    >
      <DataTable<Matter>
        name="list-matters"
        label={text(listWords.matters)}
        columns={columns}
        rowKey={(row) => row.caseId}
        queryKey={listsApi.listMatters.key()}
        defaults={{ filters: { done: ['false'] } }}
        load={({ filters, after, limit }, signal) => {
          const kind = MatterKind.safeParse(filters.kind?.[0])
          const done = filters.done?.[0]
          return listsApi.listMatters.call(
            {
              limit,
              after,
              kind: kind.data,
              done: done === undefined ? undefined : done === 'true',
            },
            { signal },
          )
        }}
        filters={[
          {
            kind: 'choice',
            key: 'kind',
            title: text(listWords.kind),
            several: false,
            options: MatterKind.options.map((value) => ({ value, label: text(listWords[`kind.${value}`]) })),
          },
          {
            kind: 'choice',
            key: 'done',
            title: text(listWords.standing),
            several: false,
            options: [
              { value: 'false', label: text(listWords.openOnly) },
              { value: 'true', label: text(listWords.doneOnly) },
            ],
          },
        ]}
        empty={<Empty title={text(listWords.noMatters)} hint={text(listWords.noneHint)} />}
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<Matter>[] {
  const text = useText()
  const formats = useFormats()
  return [
    {
      key: 'enterprise',
      title: text(listWords.enterprise),
      card: 'title',
      render: (row) => (
        <Link to="/supervision/lists/matters/$caseId" params={{ caseId: row.caseId }}>
          {row.enterpriseName}
        </Link>
      ),
    },
    { key: 'kind', title: text(listWords.kind), render: (row) => text(listWords[`kind.${row.kind}`]) },
    { key: 'about', title: text(listWords.about), render: (row) => row.aboutNumber ?? '—' },
    { key: 'state', title: text(listWords.standing), render: (row) => <MatterTag matter={row} /> },
    { key: 'due', title: text(listWords.dueOn), render: (row) => <MatterDue matter={row} /> },
    { key: 'opened', title: text(listWords.openedAt), render: (row) => formats.dateTime(row.openedAt) },
    { key: 'by', title: text(listWords.openedBy), render: (row) => row.openedBy },
  ]
}
