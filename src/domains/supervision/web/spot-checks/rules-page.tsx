import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { comparisonTitles, kindTitles, requirementText, severityTitles } from '../../spot-checks/messages.ts'
import { NewRuleButton } from './new-rule.tsx'
import { words } from './spot-check-words.ts'
import { type RuleView, spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

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
      <QueryState query={rules}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text(words['spot-checks.rules-empty'])} />
          ) : (
            <div className="card">
              <ScrollBox label={text(words['spot-checks.rules'])} className="wide-table">
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">{text(words['spot-checks.rule-title'])}</th>
                      <th scope="col">{text(words['spot-checks.category'])}</th>
                      <th scope="col">{text(words['spot-checks.document'])}</th>
                      <th scope="col">{text(words['spot-checks.effective'])}</th>
                      <th scope="col">{text(words['spot-checks.items'])}</th>
                      <th scope="col">{text(words['spot-checks.state'])}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((rule) => (
                      <tr key={rule.id}>
                        <th scope="row">
                          <Link to="/supervision/spot-checks/rules/$ruleId" params={{ ruleId: rule.id }}>
                            {rule.title}
                          </Link>{' '}
                          <span className="soft">
                            {text(words['spot-checks.version'], { number: rule.number })}
                          </span>
                        </th>
                        <td>
                          {rule.category.name} · {text(kindTitles[rule.category.kind])}
                        </td>
                        <td>{rule.document}</td>
                        <td>{formats.date(rule.effectiveFrom)}</td>
                        <td className="number">{rule.items}</td>
                        <td>
                          <InForce from={rule.effectiveFrom} to={rule.effectiveTo} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            </div>
          )
        }
      </QueryState>
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
  const facts: readonly (readonly [string, string])[] = [
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
        <dl className="facts">
          {facts.map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
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
        <ScrollBox label={text(words['spot-checks.items'])} className="wide-table">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{text(words['spot-checks.item'])}</th>
                <th scope="col">{text(words['spot-checks.requirement'])}</th>
                <th scope="col">{text(words['spot-checks.standard'])}</th>
                <th scope="col">{text(words['spot-checks.method'])}</th>
                <th scope="col">{text(words['spot-checks.comparison'])}</th>
                <th scope="col">{text(words['spot-checks.severity'])}</th>
              </tr>
            </thead>
            <tbody>
              {rule.items.map((item) => (
                <tr key={item.position}>
                  <th scope="row">
                    {item.position}. {item.name}
                  </th>
                  <td>{text(requirementText(item))}</td>
                  <td>
                    {item.standard} {item.clause}
                  </td>
                  <td>{item.method}</td>
                  <td>{item.requirement === 'limit' ? text(comparisonTitles[item.comparison]) : '—'}</td>
                  <td>{text(severityTitles[item.severity])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </section>
    </Page>
  )
}
