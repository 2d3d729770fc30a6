import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { App, Button, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#kernel/org/web/unit-select.tsx'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { purposeTitles } from '../../spot-checks/messages.ts'
import { Meter } from './meter.tsx'
import { PlanRevisions } from './plan-changes.tsx'
import { PlanDraft } from './plan-draft.tsx'
import { Overspent, Spent } from './plan-money.tsx'
import { PlanState } from './plan-state.tsx'
import { planWords } from './plan-words.ts'
import { words } from './spot-check-words.ts'
import { type PlanDetailView, spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

type Line = PlanDetailView['lines'][number]

/** One plan: its draft or revision, how far each adopted line is, tasks out of it, and how it was revised. */
export function PlanPage() {
  const { planId = '' } = useParams({ strict: false })
  const plan = useQuery(spotChecksApi.getSpotCheckPlan.queryOptions({ input: { planId } }))
  return <QueryState query={plan}>{(loaded) => <WholePlan plan={loaded} />}</QueryState>
}

function WholePlan({ plan }: { readonly plan: PlanDetailView }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: spotChecksApi.key() })
  const figures: readonly (readonly [string, string])[] = [
    [text(words['spot-checks.planned']), formats.number(plan.batches)],
    [text(words['spot-checks.sampled']), formats.number(plan.sampled)],
    [text(words['spot-checks.judged']), formats.number(plan.judged)],
    [text(words['spot-checks.budget']), formats.number(plan.budget)],
  ]
  return (
    <Page
      title={plan.title}
      tag={<PlanState plan={plan} />}
      trail={[{ title: text(words['spot-checks.plans']), to: '/supervision/spot-checks/plans' }]}
      actions={
        plan.state === 'adopted' && plan.draft === null ? (
          <Allowed permission="spot-checks.plan">
            <ConfirmAction
              label={text(planWords['spot-checks.revise'])}
              title={text(planWords['spot-checks.revise-question'], { title: plan.title })}
              consequences={[text(planWords['spot-checks.revise-consequence'])]}
              reason="required"
              run={async (reason) => {
                await spotChecksApi.reviseSpotCheckPlan.call({ planId: plan.id, reason })
                await refresh()
              }}
            />
          </Allowed>
        ) : null
      }
    >
      <section className="card figures">
        {figures.map(([title, value]) => (
          <div key={title} className="figures__item">
            <span className="soft">{title}</span>
            <span className="figures__value">{value}</span>
          </div>
        ))}
        <div className="figures__item">
          <span className="soft">{text(words['spot-checks.spent'])}</span>
          <span className="figures__value">{formats.number(plan.spent)}</span>
          <div>
            <Overspent spent={plan.spent} budget={plan.budget} />
          </div>
        </div>
      </section>
      {plan.draft ? <PlanDraft plan={plan} draft={plan.draft} refresh={refresh} /> : null}
      {plan.state === 'adopted' ? (
        <section className="card stack" aria-labelledby="lines">
          <h2 id="lines">{text(words['spot-checks.lines'])}</h2>
          <p className="soft">{text(words['spot-checks.spent-hint'])}</p>
          <Lines plan={plan} refresh={refresh} />
        </section>
      ) : null}
      <PlanRevisions revisions={plan.revisions} />
    </Page>
  )
}

function Lines(props: { readonly plan: PlanDetailView; readonly refresh: () => Promise<unknown> }) {
  const { plan } = props
  const text = useText()
  const formats = useFormats()
  const mayPlan = useAllowed('spot-checks.plan')
  const figure = (key: 'judged' | 'failed' | 'budget', title: string): RowColumn<Line> => ({
    key,
    title,
    align: 'end',
    render: (line) => formats.number(line[key]),
  })
  const columns: readonly RowColumn<Line>[] = [
    {
      key: 'category',
      title: text(words['spot-checks.category']),
      card: 'title',
      render: ({ category, purpose }) => (
        <>
          {category.name} <span className="soft">{text(purposeTitles[purpose])}</span>
        </>
      ),
    },
    {
      key: 'terms',
      title: text(planWords['spot-checks.per-batch']),
      align: 'end',
      render: (line) => `${formats.number(line.costPerBatch)}＋${formats.number(line.purchasePerBatch)}`,
    },
    {
      key: 'sampled',
      title: text(words['spot-checks.sampled']),
      render: (line) => <Meter done={line.sampled} of={line.batches} label={line.category.name} />,
    },
    figure('judged', text(words['spot-checks.judged'])),
    figure('failed', text(words['spot-checks.failed'])),
    figure('budget', text(words['spot-checks.budget'])),
    {
      key: 'spent',
      title: text(words['spot-checks.spent']),
      align: 'end',
      render: (line) => <Spent spent={line.spent} budget={line.budget} />,
    },
  ]
  const actions: RowColumn<Line> = {
    key: 'actions',
    title: text(words['spot-checks.line-actions']),
    card: 'end',
    render: (line) => <GiveTask line={line} refresh={props.refresh} />,
  }
  return (
    <RowTable
      label={text(words['spot-checks.lines'])}
      rows={plan.lines}
      rowKey={(line) => line.id}
      columns={mayPlan ? [...columns, actions] : columns}
    />
  )
}

interface TaskForm {
  readonly unitId: string
  readonly institutionId: string
  readonly region: string
  readonly samplers: string[]
  readonly batches: number
  readonly dueOn: string
  readonly note?: string
}

function GiveTask(props: { readonly line: Line; readonly refresh: () => Promise<unknown> }) {
  const { line } = props
  const text = useText()
  const { message } = App.useApp()
  const { districts } = useDistricts()
  const [open, setOpen] = useState(false)
  const institutions = useQuery(
    spotChecksApi.listSpotCheckInstitutions.queryOptions({ input: {}, enabled: open, staleTime: 60_000 }),
  )
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text(words['spot-checks.give-task'])}
      </Button>
      <Drawer
        open={open}
        size={460}
        title={`${text(words['spot-checks.give-task'])} · ${line.category.name}`}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{text(words['spot-checks.tasks-lead'])}</p>
        <DraftForm<TaskForm>
          name={`spot-checks/task/${line.id}`}
          initialValues={{ samplers: [] }}
          onSubmit={async (values) => {
            await spotChecksApi.createSamplingTask.call({ lineId: line.id, ...values })
            message.success(text(words['spot-checks.task-given']))
            setOpen(false)
            await props.refresh()
          }}
        >
          <Field name="unitId" label={text(words['spot-checks.sampling-unit'])} required>
            <UnitSelect />
          </Field>
          <Field
            name="samplers"
            label={text(words['spot-checks.samplers'])}
            help={text(words['spot-checks.samplers-hint'])}
            required
          >
            <Select mode="tags" open={false} suffixIcon={null} />
          </Field>
          <Field name="institutionId" label={text(words['spot-checks.laboratory'])} required>
            <Select
              loading={institutions.isPending}
              options={(institutions.data?.items ?? [])
                .filter((one) => one.qualified && one.kinds.includes(line.category.kind))
                .map((one) => ({ value: one.id, label: one.name }))}
            />
          </Field>
          <Field name="region" label={text(words['spot-checks.region'])} required>
            <Select options={districts} />
          </Field>
          <Field name="batches" label={text(words['spot-checks.batches'])} required>
            <InputNumber min={1} max={Math.max(1, line.batches)} precision={0} />
          </Field>
          <Field name="dueOn" label={text(words['spot-checks.due-on'])} required>
            <Input type="date" />
          </Field>
          <Field name="note" label={text(words['spot-checks.note'])}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </DraftForm>
        <Link to="/supervision/spot-checks/tasks">{text(words['spot-checks.tasks'])}</Link>
      </Drawer>
    </>
  )
}
