import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert } from 'antd'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { CaseFlow } from '#kernel/cases/web/case-flow.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { catalogueMessages } from '../../catalogue-messages.ts'
import type { ChangeDetail } from '../../contract.ts'
import { useMethods } from '../catalogue/use-methods.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { changeMessages } from './change-messages.ts'
import { ChangeStateTag, fieldKeys, fieldText, fieldTitles } from './change-words.tsx'
import { EffectView } from './effect-view.tsx'
import './changes.css'

/** A proposed definition beside the present one, what it changes, and the decision on it. */
export function ChangePage() {
  const { changeId = '' } = useParams({ strict: false })
  const change = useQuery(indicatorsApi.getChange.queryOptions({ input: { changeId } }))
  return (
    <QueryState query={change} lines={10}>
      {(found) => <Shown change={found} />}
    </QueryState>
  )
}

function Shown({ change }: { readonly change: ChangeDetail }) {
  const text = useText()
  const locale = useLocale()
  const formats = useFormats()
  const name = locale === 'zh' ? change.indicator.nameZh : change.indicator.nameEn
  const lead = [
    text(indicatorFrom, { from: change.validFrom }),
    text(changeMessages['indicators.change.proposed'], {
      by: change.proposedBy,
      at: formats.dateTime(change.proposedAt),
    }),
    change.decidedBy
      ? text(changeMessages['indicators.change.decided'], {
          by: change.decidedBy,
          at: formats.dateTime(change.decidedAt),
        })
      : null,
    change.versionNumber === null
      ? null
      : text(changeMessages['indicators.change.became'], { number: change.versionNumber }),
  ]
  return (
    <Page
      title={text(changeMessages['indicators.change.title'], { name })}
      tag={<ChangeStateTag state={change.state} />}
      trail={[
        { title: text(catalogueMessages['indicators.catalogue']), to: '/indicators' },
        { title: name, to: `/indicators/${change.indicator.id}` },
      ]}
      lead={lead.filter(Boolean).join(' · ')}
    >
      {change.outdated ? (
        <Alert type="warning" showIcon title={text(changeMessages['indicators.change.outdated'])} />
      ) : null}
      <div className="change-page__pair">
        <div className="stack">
          <Differences change={change} />
          <section className="card stack" aria-labelledby="change-effect">
            <h2 id="change-effect">
              {text(changeMessages[change.decidedEffect ? 'indicators.effect.decided' : 'indicators.effect'])}
            </h2>
            <Effect change={change} />
          </section>
        </div>
        <Decision change={change} />
      </div>
    </Page>
  )
}

const indicatorFrom = { zh: '自 {from} 起', en: 'from {from}' } as const

function Differences({ change }: { readonly change: ChangeDetail }) {
  const text = useText()
  const methods = useMethods([change.base.computation, change.fields.computation])
  const title = text(changeMessages['indicators.change.differences'])
  return (
    <section className="card stack" aria-label={title}>
      <h2>{title}</h2>
      <p>
        <strong>{text(catalogueMessages['indicators.reason'])}</strong> {change.reason}
      </p>
      <ScrollBox label={title}>
        <table className="plain-table change-page__differences">
          <thead>
            <tr>
              <th scope="col">{text(changeMessages['indicators.change.field'])}</th>
              <th scope="col">
                {text(changeMessages['indicators.change.present'], { number: change.base.number })}
              </th>
              <th scope="col">{text(changeMessages['indicators.change.new'])}</th>
            </tr>
          </thead>
          <tbody>
            {fieldKeys
              .filter((key) => change.differing.includes(key))
              .map((key) => (
                <tr key={key}>
                  <th scope="row">{text(fieldTitles[key])}</th>
                  <td className="change-page__old">{fieldText(change.base, key, text, methods)}</td>
                  <td className="change-page__new">{fieldText(change.fields, key, text, methods)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

function Effect({ change }: { readonly change: ChangeDetail }) {
  const effect = useQuery({
    ...indicatorsApi.changeEffect.queryOptions({ input: { changeId: change.id, children: true } }),
    enabled: change.decidedEffect === null,
  })
  const { unit, decimals } = change.fields
  if (change.decidedEffect)
    return <EffectView effect={change.decidedEffect} unit={unit} decimals={decimals} />
  return (
    <QueryState query={effect} lines={6}>
      {(found) => <EffectView effect={found} unit={unit} decimals={decimals} />}
    </QueryState>
  )
}

function Decision({ change }: { readonly change: ChangeDetail }) {
  const text = useText()
  const client = useQueryClient()
  const detail = useQuery(casesApi.getCase.queryOptions({ input: { id: change.id } }))
  return (
    <section className="card stack" aria-labelledby="change-decision">
      <h2 id="change-decision">{text(changeMessages['indicators.change.process'])}</h2>
      <QueryState query={detail} lines={4}>
        {(found) => (
          <>
            <CaseActions
              detail={found}
              onSent={() => client.invalidateQueries({ queryKey: indicatorsApi.key() })}
            />
            {change.state === 'revising' && found.events.some((option) => option.event === 'submit') ? (
              <Link
                to="/indicators/$indicatorId/change"
                params={{ indicatorId: change.indicator.id }}
                search={{ mend: change.id }}
                className="plain-button"
              >
                {text(changeMessages['indicators.change.mend'])}
              </Link>
            ) : null}
            <CaseDeadlines deadlines={found.deadlines} />
            <CaseFlow title={text(found.typeTitle)} diagram={found.diagram} direction="down" />
            <Timeline
              entries={found.timeline.map((entry) => ({
                id: entry.id,
                at: entry.at,
                who: entry.by,
                title: text(entry.title),
                detail: entry.comment,
              }))}
            />
          </>
        )}
      </QueryState>
    </section>
  )
}
