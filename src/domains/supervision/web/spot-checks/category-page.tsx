import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { kindTitles } from '../../spot-checks/messages.ts'
import { ActiveTag, ChangeActive } from './active-state.tsx'
import { catalogueWords } from './catalogue-words.ts'
import { CategoryForm } from './category-form.tsx'
import { CategoryOutputs } from './category-outputs.tsx'
import { type Fact, Facts } from './facts.tsx'
import { words } from './spot-check-words.ts'
import { type CategoryView, spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

/** One product of the catalogue, and the weights of its industry. */
export function CategoryPage() {
  const { categoryId = '' } = useParams({ strict: false })
  const category = useQuery(spotChecksApi.getSpotCheckCategory.queryOptions({ input: { categoryId } }))
  return <QueryState query={category}>{(loaded) => <WholeCategory category={loaded} />}</QueryState>
}

function WholeCategory({ category }: { readonly category: CategoryView }) {
  const text = useText()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: spotChecksApi.key() })
  const facts: readonly Fact[] = [
    [text(catalogueWords['spot-checks.category-code']), category.code],
    [text(words['spot-checks.kind']), text(kindTitles[category.kind])],
    [text(catalogueWords['spot-checks.industry']), category.industry],
    [
      text(catalogueWords['spot-checks.rules-state']),
      category.rulesInForce
        ? text(words['spot-checks.in-force'])
        : text(catalogueWords['spot-checks.rules-missing']),
    ],
  ]
  const change = (run: typeof spotChecksApi.retireSpotCheckCategory.call) => async (reason: string) => {
    await run({ categoryId: category.id, reason })
    await refresh()
  }
  return (
    <Page
      title={category.name}
      tag={<ActiveTag active={category.active} />}
      trail={[
        {
          title: text(catalogueWords['spot-checks.catalogue-title']),
          to: '/supervision/spot-checks/catalogue',
        },
      ]}
      actions={
        <Allowed permission="spot-checks.plan">
          <CategoryForm category={category} />
          <ChangeActive
            name={category.name}
            active={category.active}
            consequence={text(catalogueWords['spot-checks.retire-category-consequence'])}
            retire={change(spotChecksApi.retireSpotCheckCategory.call)}
            reinstate={change(spotChecksApi.reinstateSpotCheckCategory.call)}
          />
        </Allowed>
      }
    >
      <section className="card">
        <Facts facts={facts} />
      </section>
      <CategoryOutputs category={category} refresh={refresh} />
    </Page>
  )
}
