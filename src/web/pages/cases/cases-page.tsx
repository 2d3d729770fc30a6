import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import type { CaseSummary } from '#kernel/cases/contract.ts'
import { caseMessages } from '#kernel/cases/web/case-messages.ts'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableRequest } from '#ui/table/data-table.tsx'

/** Cases the person started, or all that they may see. */
export function CasesPage() {
  const text = useText()
  const formats = useFormats()
  const [scope, setScope] = useState<'mine' | 'all'>('mine')
  const types = useQuery(casesApi.listCaseTypes.queryOptions({ staleTime: 3_600_000 })).data?.items ?? []
  const procedure = scope === 'mine' ? casesApi.listMyCases : casesApi.listCases
  const columns: readonly DataColumn<CaseSummary>[] = [
    {
      key: 'title',
      title: text(caseMessages['cases.title']),
      card: 'title',
      render: (item) => <Link to={item.page}>{item.title}</Link>,
    },
    {
      key: 'state',
      title: text(caseMessages['cases.state']),
      render: (item) => <StateTag state={item.done ? 'met' : 'on-track'} word={text(item.stateTitle)} />,
    },
    { key: 'type', title: text(caseMessages['cases.type']), render: (item) => text(item.typeTitle) },
    { key: 'unit', title: text(caseMessages['cases.unit']), render: (item) => item.unit?.name ?? '—' },
    { key: 'by', title: text(caseMessages['cases.started-by']), render: (item) => item.startedBy },
    {
      key: 'changed',
      title: text(caseMessages['cases.changed']),
      render: (item) => formats.dateTime(item.changedAt),
    },
  ]
  const load = ({ after, limit, filters }: TableRequest, signal: AbortSignal) => {
    const done = filters.done?.[0]
    const type = filters.type?.[0]
    return procedure.call({ limit, after, done, type }, { signal })
  }
  return (
    <Page
      title={text(caseMessages['cases.cases'])}
      actions={
        <Segmented
          value={scope}
          onChange={setScope}
          options={[
            { value: 'mine', label: text(caseMessages['cases.mine']) },
            { value: 'all', label: text(caseMessages['cases.all']) },
          ]}
        />
      }
    >
      <DataTable
        name="cases"
        label={text(caseMessages['cases.cases'])}
        columns={columns}
        rowKey={(item) => item.id}
        queryKey={procedure.key()}
        load={load}
        filters={[
          {
            kind: 'choice',
            key: 'type',
            several: false,
            title: text(caseMessages['cases.type']),
            options: types.map(({ type, title }) => ({ value: type, label: text(title) })),
          },
          {
            kind: 'choice',
            key: 'done',
            several: false,
            title: text(caseMessages['cases.state']),
            options: [
              { value: 'false', label: text(caseMessages['cases.open']) },
              { value: 'true', label: text(caseMessages['cases.done']) },
            ],
          },
        ]}
        empty={<Empty title={text(caseMessages['cases.none'])} />}
      />
    </Page>
  )
}
