import { Link } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter } from '#ui/table/data-table.tsx'
import { type PlanStanding, PlanStanding as standings } from '../../contract.ts'
import { plansApi } from '../plans-api.ts'
import { planPageMessages } from './plan-page-messages.ts'

type PlanRow = Awaited<ReturnType<typeof plansApi.listPlans.call>>['items'][number]

/** All plan documents: the city's own and those to compare with, with the version in force and drafts in review. */
export function PlanListPage() {
  const text = useText()
  const columns = useColumns()
  const mayReview = useAllowed('plans.review')
  const filters: readonly TableFilter[] = [
    {
      kind: 'choice',
      key: 'standing',
      title: text(planPageMessages['plans.standing']),
      several: false,
      options: standings.options.map((value) => ({
        value,
        label: text(planPageMessages[`plans.standing.${value}`]),
      })),
    },
  ]
  return (
    <Page
      title={text(planPageMessages['plans.documents'])}
      lead={text(planPageMessages['plans.documents-lead'])}
      actions={<TakeInLink />}
    >
      <DataTable<PlanRow>
        name="plans"
        label={text(planPageMessages['plans.documents'])}
        columns={columns}
        rowKey={(plan) => plan.id}
        queryKey={plansApi.listPlans.key()}
        load={({ search, filters: chosen, after, limit }, signal) =>
          plansApi.listPlans.call(
            {
              limit,
              after,
              search,
              ...standingOf(chosen.standing?.[0]),
            },
            { signal },
          )
        }
        searchHint={text(planPageMessages['plans.search-plans'])}
        filters={filters}
        empty={
          <Empty
            title={text(planPageMessages['plans.none'])}
            hint={text(planPageMessages[mayReview ? 'plans.none-hint' : 'plans.none-reader'])}
            action={<TakeInLink />}
          />
        }
      />
    </Page>
  )
}

function standingOf(value: string | undefined): { readonly standing?: PlanStanding } {
  const standing = standings.options.find((one) => one === value)
  return standing ? { standing } : {}
}

/** The way to the import, for those who may. */
export function TakeInLink(props: { readonly planId?: string }) {
  const text = useText()
  return (
    <Allowed permission="plans.review">
      <Link
        to="/plans/import"
        {...(props.planId ? { search: { plan: props.planId } } : {})}
        className={props.planId ? 'plain-button' : 'plain-button plain-button--primary'}
      >
        {text(planPageMessages[props.planId ? 'plans.amend' : 'plans.take-in'])}
      </Link>
    </Allowed>
  )
}

function useColumns(): readonly DataColumn<PlanRow>[] {
  const text = useText()
  const formats = useFormats()
  return [
    {
      key: 'title',
      title: text(planPageMessages['plans.title']),
      card: 'title',
      render: (plan) => (
        <Link to="/plans/$planId" params={{ planId: plan.id }} className="plan-list__title">
          {plan.title}
        </Link>
      ),
    },
    {
      key: 'standing',
      title: text(planPageMessages['plans.standing']),
      render: (plan) => text(planPageMessages[`plans.standing.${plan.standing}`]),
    },
    {
      key: 'place',
      title: text(planPageMessages['plans.place']),
      render: (plan) => plan.place ?? plan.issuer ?? '—',
    },
    {
      key: 'doc-number',
      title: text(planPageMessages['plans.doc-number']),
      render: (plan) => plan.docNumber ?? '—',
    },
    {
      key: 'issued-on',
      title: text(planPageMessages['plans.issued-on']),
      render: (plan) => formats.date(plan.issuedOn),
    },
    {
      key: 'version',
      title: text(planPageMessages['plans.published-version']),
      render: (plan) => <VersionCell plan={plan} />,
    },
  ]
}

/** The version in force and what it holds; a draft in review with the way on. */
function VersionCell({ plan }: { readonly plan: PlanRow }) {
  const text = useText()
  const formats = useFormats()
  const mayReview = useAllowed('plans.review')
  const current = plan.versions.find((version) => version.state === 'published')
  const draft = plan.versions.find((version) => version.state === 'draft')
  return (
    <div className="plan-list__versions">
      {current ? (
        <div>
          {text(planPageMessages['plans.version-number'], { number: current.number })}
          <span className="soft">
            {' · '}
            {text(planPageMessages['plans.target-count'], { count: formats.number(current.targets) })}
            {' · '}
            {text(planPageMessages['plans.task-count'], { count: formats.number(current.tasks) })}
          </span>
        </div>
      ) : (
        <span className="soft">{text(planPageMessages['plans.not-published'])}</span>
      )}
      {draft && mayReview ? (
        <div className="row">
          <StateTag state="at-risk" word={text(planPageMessages['plans.in-review'])} />
          <Link to="/plans/versions/$versionId/review" params={{ versionId: draft.id }}>
            {text(planPageMessages['plans.continue-review'], { number: draft.number })}
          </Link>
          {draft.unread > 0 ? (
            <span className="soft">
              {text(planPageMessages['plans.unread-count'], { count: formats.number(draft.unread) })}
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
