import { useQuery } from '@tanstack/react-query'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { useAllowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { kindTitles, purposeTitles } from '../../spot-checks/messages.ts'
import { PlanChanges } from './plan-changes.tsx'
import { PlanLineForm } from './plan-line-form.tsx'
import { planWords } from './plan-words.ts'
import { words } from './spot-check-words.ts'
import { type PlanDetailView, spotChecksApi } from './spot-checks-api.ts'

type Draft = NonNullable<PlanDetailView['draft']>
type Line = Draft['lines'][number]

interface DraftProps {
  readonly plan: PlanDetailView
  readonly draft: Draft
  readonly refresh: () => Promise<unknown>
}

/** The version of a plan that is drawn up or awaits approval, with what can be done to it. */
export function PlanDraft({ plan, draft, refresh }: DraftProps) {
  const text = useText()
  const formats = useFormats()
  const mayPlan = useAllowed('spot-checks.plan')
  const mayAdopt = useAllowed('spot-checks.adopt')
  const first = plan.state === 'draft'
  const editable = mayPlan && draft.state === 'draft'
  return (
    <section className="card stack" aria-labelledby="draft">
      <h2 id="draft">
        {first
          ? text(planWords['spot-checks.draft-first'])
          : text(planWords['spot-checks.draft-revision'], { number: draft.number })}
      </h2>
      <p className="soft">
        {text(planWords['spot-checks.draft-lead'])}
        {first ? null : ` ${text(planWords['spot-checks.draft-revision-lead'])}`}
      </p>
      <p>
        {[
          text(planWords['spot-checks.draft-by'], { name: draft.draftedBy }),
          ...(draft.reason === null ? [] : [draft.reason]),
          text(planWords['spot-checks.draft-total'], {
            batches: formats.number(draft.batches),
            budget: formats.number(draft.budget),
          }),
        ].join(' · ')}
      </p>
      {draft.returned === null ? null : (
        <p role="note">{text(planWords['spot-checks.draft-returned'], { reason: draft.returned })}</p>
      )}
      {draft.caseId !== null && (mayPlan || mayAdopt) ? (
        <Approval caseId={draft.caseId} refresh={refresh} />
      ) : null}
      {draft.lines.length === 0 ? (
        <p>{text(planWords['spot-checks.draft-empty'])}</p>
      ) : (
        <DraftLines plan={plan} draft={draft} refresh={refresh} editable={editable} />
      )}
      {editable ? <DraftActions plan={plan} draft={draft} refresh={refresh} /> : null}
      {first ? null : (
        <>
          <h3>{text(planWords['spot-checks.changes'])}</h3>
          <PlanChanges changes={draft.changes} />
        </>
      )}
    </section>
  )
}

function Approval(props: { readonly caseId: string; readonly refresh: () => Promise<unknown> }) {
  const query = useQuery(casesApi.getCase.queryOptions({ input: { id: props.caseId } }))
  return (
    <QueryState query={query} lines={2}>
      {(detail) => (
        <>
          <CaseActions detail={detail} onSent={props.refresh} />
          <CaseDeadlines deadlines={detail.deadlines} />
        </>
      )}
    </QueryState>
  )
}

function DraftLines(props: DraftProps & { readonly editable: boolean }) {
  const { plan, draft, refresh } = props
  const text = useText()
  const formats = useFormats()
  const figure = (
    key: 'batches' | 'costPerBatch' | 'purchasePerBatch' | 'given',
    title: string,
  ): RowColumn<Line> => ({ key, title, align: 'end', render: (line) => formats.number(line[key]) })
  const columns: readonly RowColumn<Line>[] = [
    {
      key: 'category',
      title: text(words['spot-checks.category']),
      card: 'title',
      render: ({ category }) => (
        <>
          {category.name} <span className="soft">{text(kindTitles[category.kind])}</span>
        </>
      ),
    },
    {
      key: 'purpose',
      title: text(words['spot-checks.purpose']),
      render: (line) => text(purposeTitles[line.purpose]),
    },
    figure('batches', text(words['spot-checks.planned'])),
    figure('costPerBatch', text(words['spot-checks.cost'])),
    figure('purchasePerBatch', text(planWords['spot-checks.purchase'])),
    ...(plan.state === 'adopted' ? [figure('given', text(planWords['spot-checks.given']))] : []),
  ]
  const actions: RowColumn<Line> = {
    key: 'actions',
    title: text(words['spot-checks.line-actions']),
    card: 'end',
    render: (line) => (
      <div className="row">
        <PlanLineForm planId={plan.id} line={line} refresh={refresh} />
        {line.given === 0 ? (
          <ConfirmAction
            size="small"
            label={text(words['spot-checks.remove'])}
            title={text(words['spot-checks.remove-question'], { name: line.category.name })}
            consequences={[]}
            run={async () => {
              await spotChecksApi.removeSpotCheckPlanLine.call({ planId: plan.id, lineId: line.id })
              await refresh()
            }}
          />
        ) : null}
      </div>
    ),
  }
  return (
    <RowTable
      label={text(planWords['spot-checks.draft-first'])}
      rows={draft.lines}
      rowKey={(line) => line.id}
      columns={props.editable ? [...columns, actions] : columns}
    />
  )
}

function DraftActions({ plan, draft, refresh }: DraftProps) {
  const text = useText()
  const formats = useFormats()
  return (
    <div className="row">
      <PlanLineForm planId={plan.id} refresh={refresh} />
      {draft.lines.length > 0 ? (
        <ConfirmAction
          primary
          label={text(planWords['spot-checks.submit-plan'])}
          title={text(planWords['spot-checks.submit-plan-question'], { title: plan.title })}
          consequences={[
            text(planWords['spot-checks.submit-plan-consequence'], {
              batches: formats.number(draft.batches),
              budget: formats.number(draft.budget),
            }),
          ]}
          run={async () => {
            await spotChecksApi.submitSpotCheckPlan.call({ planId: plan.id })
            await refresh()
          }}
        />
      ) : null}
      <ConfirmAction
        danger
        label={text(planWords['spot-checks.give-up'])}
        title={text(planWords['spot-checks.give-up-question'])}
        consequences={[
          text(
            planWords[plan.state === 'draft' ? 'spot-checks.give-up-first' : 'spot-checks.give-up-revision'],
          ),
        ]}
        run={async () => {
          await spotChecksApi.giveUpSpotCheckPlanDraft.call({ planId: plan.id })
          await refresh()
        }}
      />
    </div>
  )
}
