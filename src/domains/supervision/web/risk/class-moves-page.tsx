import type { z } from 'zod'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import type { ClassMove } from '../../risk/risk-contract.ts'
import { RiskClass } from '../../risk/risk-contract.ts'
import { classTitles } from '../../risk/risk-messages.ts'
import { enterpriseColumn } from '../enterprise-column.tsx'
import { causeWord } from './cause-word.ts'
import { ClassTag } from './class-tag.tsx'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'

type Move = z.infer<typeof ClassMove>

const classOf = (value: string | undefined): RiskClass | undefined => RiskClass.safeParse(value).data

/** Changes of class, newest first. */
export function ClassMovesPage() {
  const text = useText()
  const { districts } = useDistricts()
  const columns = useColumns()
  const classes = RiskClass.options.map((value) => ({ value, label: text(classTitles[value]) }))
  return (
    <Page
      title={text(riskWords.moveList)}
      trail={[{ title: text(riskWords.overview), to: '/supervision/risk' }]}
    >
      <DataTable<Move>
        name="class-moves"
        label={text(riskWords.moveList)}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={riskApi.listClassMoves.key()}
        load={({ filters, after, limit }, signal) => {
          const from = classOf(filters.from?.[0])
          const to = classOf(filters.to?.[0])
          const region = filters.region?.[0]
          return riskApi.listClassMoves.call(
            {
              limit,
              after,
              from: from || undefined,
              to: to || undefined,
              region,
            },
            { signal },
          )
        }}
        filters={[
          { kind: 'choice', key: 'from', title: text(riskWords.from), several: false, options: classes },
          { kind: 'choice', key: 'to', title: text(riskWords.to), several: false, options: classes },
          {
            kind: 'choice',
            key: 'region',
            title: text(riskWords.region),
            several: false,
            options: districts,
          },
        ]}
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<Move>[] {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  return [
    enterpriseColumn('name', text(riskWords.enterprise), (row) => row.name),
    {
      key: 'from',
      title: text(riskWords.from),
      render: (row) => (row.before ? <ClassTag value={row.before} /> : '—'),
    },
    { key: 'to', title: text(riskWords.to), render: (row) => <ClassTag value={row.after} /> },
    { key: 'on', title: text(riskWords.on), render: (row) => formats.date(row.on) },
    { key: 'cause', title: text(riskWords.cause), render: (row) => text(causeWord(row.cause)) },
    { key: 'region', title: text(riskWords.region), render: (row) => nameOf(row.region) },
  ]
}
