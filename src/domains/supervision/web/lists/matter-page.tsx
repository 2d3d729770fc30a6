import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { CaseFlow } from '#kernel/cases/web/case-flow.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import type { MatterDetail, RepairCondition } from '../../lists/lists-contract.ts'
import { riskApi } from '../risk/risk-api.ts'
import { MatterTag } from './entry-tags.tsx'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'
import { GradeButton } from './penalties-section.tsx'
import './lists.css'

/** A matter about a list: papers, conditions, documents, and what may be done next. */
export function MatterPage() {
  // The inbox leads everybody here; whoever answers for an enterprise does so on its own page.
  return useAllowed('lists.read') ? <OfficersMatter /> : <Navigate to="/my/lists" replace />
}

function OfficersMatter() {
  const { caseId = '' }: { caseId?: string } = useParams({ strict: false })
  const query = useQuery(listsApi.getMatter.queryOptions({ input: { caseId } }))
  return <QueryState query={query}>{(matter) => <MatterView matter={matter} />}</QueryState>
}

function MatterView({ matter }: { readonly matter: MatterDetail }) {
  const text = useText()
  return (
    <Page
      title={`${text(uiMessages['ui.before'], { name: text(listWords[`kind.${matter.kind}`]) })}${matter.enterpriseName}`}
      tag={<MatterTag matter={matter} />}
      trail={[
        { title: text(listWords.lists), to: '/supervision/lists' },
        { title: text(listWords.matters), to: '/supervision/lists/matters' },
      ]}
    >
      <div className="stack">
        <Working matter={matter} />
        <section className="card">
          <h2>{text(listWords.papers)}</h2>
          <Papers matter={matter} />
          {matter.penalty && !matter.done ? <GradeButton penalty={matter.penalty} /> : null}
        </section>
        {matter.conditions.length > 0 ? (
          <section className="card">
            <h2>{text(listWords.conditions)}</h2>
            <Conditions conditions={matter.conditions} />
          </section>
        ) : null}
        {matter.documents.length > 0 ? (
          <section className="card">
            <h2>{text(listWords.documents)}</h2>
            <div className="row">
              {matter.documents.map((name) => (
                <a
                  key={name}
                  className="plain-button"
                  href={`/api/lists/matters/${matter.caseId}/documents/${name}`}
                >
                  {text(listWords[`document.${name}`])}
                </a>
              ))}
            </div>
          </section>
        ) : null}
        <Steps matter={matter} />
      </div>
    </Page>
  )
}

function Working({ matter }: { readonly matter: MatterDetail }) {
  const text = useText()
  const client = useQueryClient()
  const detail = useQuery(casesApi.getCase.queryOptions({ input: { id: matter.caseId } }))
  if (!detail.data) return null
  return (
    <>
      <section className="card">
        <CaseFlow title={text(listWords[`kind.${matter.kind}`])} diagram={detail.data.diagram} />
      </section>
      <section className="card stack">
        <h2>{text(listWords.next)}</h2>
        <CaseActions
          detail={detail.data}
          onSent={async () => {
            await client.invalidateQueries({ queryKey: listsApi.key() })
            await client.invalidateQueries({ queryKey: riskApi.key() })
          }}
        />
        {detail.data.deadlines.length > 0 ? <CaseDeadlines deadlines={detail.data.deadlines} /> : null}
        <Link to="/cases/$caseId" params={{ caseId: matter.caseId }}>
          {text(listWords.wholeCase)}
        </Link>
      </section>
    </>
  )
}

function Papers({ matter }: { readonly matter: MatterDetail }) {
  const text = useText()
  const formats = useFormats()
  const { proposal, application, entry, penalty } = matter
  const rows: ReadonlyArray<readonly [string, string]> = [
    [text(listWords.enterprise), `${matter.enterpriseName} ${matter.creditCode}`],
    ...(proposal
      ? ([
          [text(listWords.list), text(listWords[`list.${proposal.list}`])],
          [text(listWords.facts), proposal.facts],
          [text(listWords.authority), proposal.authority],
          ...(proposal.penaltyNumber ? [[text(listWords.penalty), proposal.penaltyNumber] as const] : []),
          ...(proposal.mailedOn.length > 0
            ? [
                [
                  text(listWords.mailed),
                  proposal.mailedOn.map((day) => formats.date(day)).join('、'),
                ] as const,
              ]
            : []),
        ] as const)
      : []),
    ...(entry
      ? ([
          [text(listWords.ground), text(entry.groundTitle)],
          [text(listWords.decisionNumber), entry.decisionNumber],
          [text(listWords.enteredOn), formats.date(entry.enteredOn)],
        ] as const)
      : []),
    ...(penalty
      ? ([
          [text(listWords.penalty), `${penalty.number} · ${text(listWords[`tier.${penalty.tier}`])}`],
          [text(listWords.facts), penalty.summary],
          [text(listWords.authority), `${penalty.authority} · ${formats.date(penalty.decidedOn)}`],
          [text(listWords.publicUntil), formats.date(penalty.publishUntil)],
          ...(penalty.repairedOn
            ? [
                [
                  text(listWords.repairDecision),
                  `${penalty.repairDecisionNumber ?? ''} · ${formats.date(penalty.repairedOn)}`,
                ] as const,
              ]
            : []),
        ] as const)
      : []),
    ...(application ? [[text(listWords.statement), application.statement] as const] : []),
  ]
  return (
    <dl className="case-facts">
      {rows.map(([title, value]) => (
        <div key={title}>
          <dt className="soft">{title}</dt>
          <dd className="list-text">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The conditions of early removal, each with what is known of it. */
export function Conditions(props: { readonly conditions: readonly RepairCondition[] }) {
  const text = useText()
  return (
    <ul>
      {props.conditions.map((condition) => (
        <li key={condition.code}>
          {text(listWords[`condition.${condition.code}`], { detail: condition.detail ?? '' })}{' '}
          <StateTag
            state={condition.met === null ? 'no-data' : condition.met ? 'met' : 'behind'}
            word={text(
              condition.met === null ? listWords.toCheck : condition.met ? listWords.met : listWords.notMet,
            )}
          />
        </li>
      ))}
    </ul>
  )
}

function Steps({ matter }: { readonly matter: MatterDetail }) {
  const text = useText()
  const words = (input: Readonly<Record<string, unknown>>) =>
    Object.values(input)
      .filter((value): value is string => typeof value === 'string')
      .join('\n')
  const detail = useQuery(casesApi.getCase.queryOptions({ input: { id: matter.caseId } }))
  const titleOf = (event: string) => {
    const entry = detail.data?.timeline.find((one) => one.event === event)
    return entry ? text(entry.title) : event
  }
  if (matter.steps.length === 0) return null
  return (
    <section className="card">
      <h2>{text(listWords.steps)}</h2>
      <Timeline
        entries={matter.steps.toReversed().map((step) => ({
          id: `${step.event} ${step.at}`,
          at: step.at,
          who: step.by,
          title: titleOf(step.event),
          detail: <span className="list-text">{words(step.input)}</span>,
          tone: 'on-track' as const,
        }))}
      />
    </section>
  )
}
