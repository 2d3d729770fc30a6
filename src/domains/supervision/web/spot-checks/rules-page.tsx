import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { comparisonTitles, kindTitles, requirementText, severityTitles } from '../../spot-checks/messages.ts'
import { type Fact, Facts } from './facts.tsx'
import { NewRuleButton } from './new-rule.tsx'
import { words } from './spot-check-words.ts'
import { type RuleView, spotChecksApi } from './spot-checks-api.ts'
import { WholeList } from './whole-list.tsx'
import './spot-checks.css'

type RuleRow = Awaited<ReturnType<typeof spotChecksApi.listSpotCheckRules.call>>['items'][number]

/** Whether a version holds today. */
function InForce(props: { readonly from: string; readonly to: string | null }) {
  const text = useText()
  const formats = useFormats()
  const today = formats.date(new Date())
  if (props.from > today) return <StateTag state="at-risk" word={text(words['spot-checks.upcoming'])} />
  if (props.to !== null && props.to <= today)
    return <StateTag state="no-data" word={text(words['spot-checks.superseded'])} />
  return <StateTag state="met" word={text(words['spot-checks.in-force'])} />
}

/** All versions of all rules, the newest of each product first. */
export function RulesPage() {
  const text = useText()
  const formats = useFormats()
  const rules = useQuery(spotChecksApi.listSpotCheckRules.queryOptions({ input: {} }))
  const columns: readonly RowColumn<RuleRow>[] = [
    {
      key: 'title',
      title: text(words['spot-checks.rule-title']),
      card: 'title',
      render: (rule) => (
        <>
          <Link to="/supervision/spot-checks/rules/$ruleId" params={{ ruleId: rule.id }}>
            {rule.title}
          </Link>{' '}
          <span className="soft">{text(words['spot-checks.version'], { number: rule.number })}</span>
        </>
      ),
    },
    {
      key: 'category',
      title: text(words['spot-checks.category']),
      render: ({ category }) => `${category.name} · ${text(kindTitles[category.kind])}`,
    },
    { key: 'document', title: text(words['spot-checks.document']), render: (rule) => rule.document },
    {
      key: 'effective',
      title: text(words['spot-checks.effective']),
      render: (rule) => formats.date(rule.effectiveFrom),
    },
    {
      key: 'items',
      title: text(words['spot-checks.items']),
      align: 'end',
      render: (rule) => rule.items,
    },
    {
      key: 'state',
      title: text(words['spot-checks.state']),
      render: (rule) => <InForce from={rule.effectiveFrom} to={rule.effectiveTo} />,
    },
  ]
  return (
    <Page
      title={text(words['spot-checks.rules'])}
      lead={text(words['spot-checks.rules-lead'])}
      trail={[{ title: text(words['spot-checks.plans']), to: '/supervision/spot-checks/plans' }]}
      actions={
        <Allowed permission="spot-checks.plan">
          <NewRuleButton />
        </Allowed>
      }
    >
      <WholeList
        query={rules}
        label={text(words['spot-checks.rules'])}
        empty={text(words['spot-checks.rules-empty'])}
        columns={columns}
      />
    </Page>
  )
}

/** One version: how to sample, how to judge, which items. */
export function RulePage() {
  const { ruleId = '' } = useParams({ strict: false })
  const rule = useQuery(spotChecksApi.getSpotCheckRule.queryOptions({ input: { ruleId } }))
  return <QueryState query={rule}>{(loaded) => <WholeRule rule={loaded} />}</QueryState>
}

function WholeRule({ rule }: { readonly rule: RuleView }) {
  const text = useText()
  const formats = useFormats()
  const facts: readonly Fact[] = [
    [text(words['spot-checks.category']), `${rule.category.name} · ${text(kindTitles[rule.category.kind])}`],
    [text(words['spot-checks.document']), rule.document],
    [text(words['spot-checks.effective']), formats.date(rule.effectiveFrom)],
    [text(words['spot-checks.effective-to']), rule.effectiveTo ? formats.date(rule.effectiveTo) : '—'],
    [text(words['spot-checks.sample-quantity']), `${rule.sampleQuantity} ${rule.sampleUnit}`],
    [text(words['spot-checks.reserve-quantity']), `${rule.reserveQuantity} ${rule.sampleUnit}`],
  ]
  return (
    <Page
      title={`${rule.title} ${text(words['spot-checks.version'], { number: rule.number })}`}
      tag={<InForce from={rule.effectiveFrom} to={rule.effectiveTo} />}
      trail={[{ title: text(words['spot-checks.rules']), to: '/supervision/spot-checks/rules' }]}
      actions={
        <Allowed permission="spot-checks.plan">
          <NewRuleButton from={rule} />
        </Allowed>
      }
    >
      <section className="card stack">
        <Facts facts={facts} />
        <h2>{text(words['spot-checks.sampling-rule'])}</h2>
        <p>{rule.sampling}</p>
        <h2>{text(words['spot-checks.batch-rule'])}</h2>
        <p>
          {text(words['spot-checks.batch-rule-text'], {
            units: rule.units,
            limit: rule.failingLimit,
            minor: rule.minorAllowed,
          })}
        </p>
      </section>
      <section className="card stack" aria-labelledby="items">
        <h2 id="items">{text(words['spot-checks.items'])}</h2>
        <RowTable
          label={text(words['spot-checks.items'])}
          rows={rule.items}
          rowKey={(item) => String(item.position)}
          columns={[
            {
              key: 'item',
              title: text(words['spot-checks.item']),
              card: 'title',
              render: (item) => `${item.position}. ${item.name}`,
            },
            {
              key: 'requirement',
              title: text(words['spot-checks.requirement']),
              render: (item) => text(requirementText(item)),
            },
            {
              key: 'standard',
              title: text(words['spot-checks.standard']),
              render: (item) => `${item.standard} ${item.clause}`,
            },
            { key: 'method', title: text(words['spot-checks.method']), render: (item) => item.method },
            {
              key: 'comparison',
              title: text(words['spot-checks.comparison']),
              render: (item) =>
                item.requirement === 'limit' ? text(comparisonTitles[item.comparison]) : '—',
            },
            {
              key: 'severity',
              title: text(words['spot-checks.severity']),
              render: (item) => text(severityTitles[item.severity]),
            },
          ]}
        />
      </section>
    </Page>
  )
}
