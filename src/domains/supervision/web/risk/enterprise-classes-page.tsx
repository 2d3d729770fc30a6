import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { withQuery } from '#ui/api/query-string.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableView } from '#ui/table/data-table.tsx'
import type { EnterpriseClassItem } from '../../risk/risk-contract.ts'
import { RiskClass } from '../../risk/risk-contract.ts'
import { classTitles, sizeTitles } from '../../risk/risk-messages.ts'
import { sectionNames } from '../../risk/section-messages.ts'
import { enterpriseColumn } from '../enterprise-column.tsx'
import { ClassTag } from './class-tag.tsx'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'

const filterOf = (view: Pick<TableView, 'search' | 'filters'>) => {
  const riskClass = RiskClass.safeParse(view.filters.class?.[0])
  const region = view.filters.region?.[0]
  const section = view.filters.section?.[0]
  return {
    search: view.search,
    class: riskClass.data,
    region,
    section,
  }
}

/** Enterprises by class, riskiest first. */
export function EnterpriseClassesPage() {
  const text = useText()
  const { districts } = useDistricts()
  const columns = useColumns()
  return (
    <Page
      title={text(riskWords.enterprises)}
      trail={[{ title: text(riskWords.overview), to: '/supervision/risk' }]}
    >
      <DataTable<EnterpriseClassItem>
        name="enterprise-classes"
        label={text(riskWords.enterprises)}
        columns={columns}
        rowKey={(row) => row.enterpriseId}
        queryKey={riskApi.listEnterpriseClasses.key()}
        load={({ after, limit, ...view }, signal) =>
          riskApi.listEnterpriseClasses.call({ limit, after, ...filterOf(view) }, { signal })
        }
        searchHint={text(riskWords.searchEnterprises)}
        filters={[
          {
            kind: 'choice',
            key: 'class',
            title: text(riskWords.class),
            several: false,
            options: RiskClass.options.map((value) => ({ value, label: text(classTitles[value]) })),
          },
          {
            kind: 'choice',
            key: 'region',
            title: text(riskWords.region),
            several: false,
            options: districts,
          },
          {
            kind: 'choice',
            key: 'section',
            title: text(riskWords.section),
            several: false,
            options: Object.entries(sectionNames).map(([value, name]) => ({
              value,
              label: `${value} ${text(name)}`,
            })),
          },
        ]}
        exportHref={(view) => withQuery('/api/risk/enterprises/export', filterOf(view))}
        empty={<Empty title={text(riskWords.noScorecard)} hint={text(riskWords.noScorecardHint)} />}
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<EnterpriseClassItem>[] {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  return [
    enterpriseColumn('name', text(riskWords.enterprise), (row) => row.name),
    {
      key: 'class',
      title: text(riskWords.class),
      render: (row) => (
        <>
          <ClassTag value={row.class} />
          {row.overridden ? <span className="soft"> {text(riskWords.byHand)}</span> : null}
        </>
      ),
    },
    {
      key: 'score',
      title: text(riskWords.score),
      align: 'end',
      render: (row) => formats.number(row.score, 2),
    },
    { key: 'region', title: text(riskWords.region), render: (row) => nameOf(row.region) },
    { key: 'industry', title: text(riskWords.industry), render: (row) => row.industry },
    {
      key: 'size',
      title: text(riskWords.size),
      render: (row) => {
        const size = sizeTitles[row.size]
        return size ? text(size) : row.size
      },
    },
    { key: 'since', title: text(riskWords.since), render: (row) => formats.date(row.since) },
    {
      key: 'code',
      title: text(riskWords.creditCode),
      optional: true,
      card: 'none',
      render: (row) => row.creditCode,
    },
  ]
}
