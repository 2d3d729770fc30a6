import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { kindTitles } from '../../spot-checks/messages.ts'
import { ActiveTag } from './active-state.tsx'
import { catalogueWords } from './catalogue-words.ts'
import { CategoryForm } from './category-form.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import { WholeList } from './whole-list.tsx'
import './spot-checks.css'

type CategoryRow = Awaited<ReturnType<typeof spotChecksApi.listSpotCheckCategories.call>>['items'][number]

/** What may be planned and sampled, retired products included. */
export function CataloguePage() {
  const text = useText()
  const navigate = useNavigate()
  const categories = useQuery(
    spotChecksApi.listSpotCheckCategories.queryOptions({ input: { retired: true } }),
  )
  const columns: readonly RowColumn<CategoryRow>[] = [
    {
      key: 'name',
      title: text(catalogueWords['spot-checks.category-name']),
      card: 'title',
      render: (category) => (
        <Link to="/supervision/spot-checks/catalogue/$categoryId" params={{ categoryId: category.id }}>
          {category.name}
        </Link>
      ),
    },
    {
      key: 'code',
      title: text(catalogueWords['spot-checks.category-code']),
      render: ({ code }) => code,
    },
    {
      key: 'kind',
      title: text(words['spot-checks.kind']),
      render: ({ kind }) => text(kindTitles[kind]),
    },
    {
      key: 'industry',
      title: text(catalogueWords['spot-checks.industry']),
      render: ({ industry }) => industry ?? '—',
    },
    {
      key: 'rules',
      title: text(catalogueWords['spot-checks.rules-state']),
      render: ({ rulesInForce }) =>
        rulesInForce ? (
          <StateTag state="met" word={text(words['spot-checks.in-force'])} />
        ) : (
          <StateTag state="at-risk" word={text(catalogueWords['spot-checks.rules-missing'])} />
        ),
    },
    {
      key: 'state',
      title: text(words['spot-checks.state']),
      render: ({ active }) => <ActiveTag active={active} />,
    },
  ]
  return (
    <Page
      title={text(catalogueWords['spot-checks.catalogue-title'])}
      lead={text(catalogueWords['spot-checks.catalogue-lead'])}
      trail={[{ title: text(words['spot-checks.plans']), to: '/supervision/spot-checks/plans' }]}
      actions={
        <Allowed permission="spot-checks.plan">
          <CategoryForm
            onSaved={({ id }) =>
              navigate({ to: '/supervision/spot-checks/catalogue/$categoryId', params: { categoryId: id } })
            }
          />
        </Allowed>
      }
    >
      <WholeList
        query={categories}
        label={text(catalogueWords['spot-checks.catalogue-title'])}
        empty={text(catalogueWords['spot-checks.catalogue-empty'])}
        columns={columns}
      />
    </Page>
  )
}
