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
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { kindTitles, purposeTitles } from '../../spot-checks/messages.ts'
import { SamplingPurpose } from '../../spot-checks/spot-checks-contract.ts'
import { Meter } from './meter.tsx'
import { words } from './spot-check-words.ts'
import { type PlanDetailView, spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

type Line = PlanDetailView['lines'][number]

/** One plan: its lines while it is drawn up, how far each is once it is adopted, and tasks out of it. */
export function PlanPage() {
  const { planId = '' } = useParams({ strict: false })
  const plan = useQuery(spotChecksApi.getSpotCheckPlan.queryOptions({ input: { planId } }))
  return <QueryState query={plan}>{(loaded) => <WholePlan plan={loaded} />}</QueryState>
}

function WholePlan({ plan }: { readonly plan: PlanDetailView }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const mayPlan = useAllowed('spot-checks.plan')
  const draft = plan.state === 'draft'
  const refresh = () => client.invalidateQueries({ queryKey: spotChecksApi.key() })
  const figures: readonly (readonly [string, number])[] = [
    [text(words['spot-checks.planned']), plan.batches],
    [text(words['spot-checks.sampled']), plan.sampled],
    [text(words['spot-checks.judged']), plan.judged],
    [text(words['spot-checks.budget']), plan.budget],
    [text(words['spot-checks.spent']), plan.spent],
  ]
  return (
    <Page
      title={plan.title}
      tag={<StateTag state={draft ? 'no-data' : 'met'} word={text(words[`spot-checks.${plan.state}`])} />}
      trail={[{ title: text(words['spot-checks.plans']), to: '/supervision/spot-checks/plans' }]}
      actions={
        draft && mayPlan && plan.lines.length > 0 ? (
          <ConfirmAction
            primary
            label={text(words['spot-checks.adopt'])}
            title={text(words['spot-checks.adopt-question'], { title: plan.title })}
            consequences={[
              text(words['spot-checks.adopt-consequence'], {
                batches: formats.number(plan.batches),
                budget: formats.number(plan.budget),
              }),
            ]}
            run={async () => {
              await spotChecksApi.adoptSpotCheckPlan.call({ planId: plan.id })
              await refresh()
            }}
          />
        ) : null
      }
    >
      <section className="card figures">
        {figures.map(([title, value]) => (
          <div key={title} className="figures__item">
            <span className="soft">{title}</span>
            <span className="figures__value">{formats.number(value)}</span>
          </div>
        ))}
      </section>
      <section className="card stack" aria-labelledby="lines">
        <h2 id="lines">{text(words['spot-checks.lines'])}</h2>
        <p className="soft">{text(words['spot-checks.spent-hint'])}</p>
        <Lines plan={plan} mayPlan={mayPlan} refresh={refresh} />
        {draft ? (
          <Allowed permission="spot-checks.plan">
            <AddLine planId={plan.id} refresh={refresh} />
          </Allowed>
        ) : null}
      </section>
    </Page>
  )
}

function Lines(props: {
  readonly plan: PlanDetailView
  readonly mayPlan: boolean
  readonly refresh: () => Promise<unknown>
}) {
  const { plan } = props
  const text = useText()
  const formats = useFormats()
  const figure = (key: 'costPerBatch' | 'judged' | 'failed' | 'spent', title: string): RowColumn<Line> => ({
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
    figure('costPerBatch', text(words['spot-checks.cost'])),
    {
      key: 'sampled',
      title: text(words['spot-checks.sampled']),
      render: (line) => <Meter done={line.sampled} of={line.batches} label={line.category.name} />,
    },
    figure('judged', text(words['spot-checks.judged'])),
    figure('failed', text(words['spot-checks.failed'])),
    figure('spent', text(words['spot-checks.spent'])),
  ]
  const actions: RowColumn<Line> = {
    key: 'actions',
    title: text(words['spot-checks.line-actions']),
    card: 'end',
    render: (line) =>
      plan.state === 'draft' ? (
        <ConfirmAction
          size="small"
          label={text(words['spot-checks.remove'])}
          title={text(words['spot-checks.remove-question'], { name: line.category.name })}
          consequences={[]}
          run={async () => {
            await spotChecksApi.removeSpotCheckPlanLine.call({ planId: plan.id, lineId: line.id })
            await props.refresh()
          }}
        />
      ) : (
        <GiveTask line={line} refresh={props.refresh} />
      ),
  }
  return (
    <RowTable
      label={text(words['spot-checks.lines'])}
      rows={plan.lines}
      rowKey={(line) => line.id}
      columns={props.mayPlan ? [...columns, actions] : columns}
    />
  )
}

interface LineForm {
  readonly categoryId: string
  readonly purpose: SamplingPurpose
  readonly batches: number
  readonly costPerBatch: number
}

function AddLine(props: { readonly planId: string; readonly refresh: () => Promise<unknown> }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const categories = useQuery(spotChecksApi.listSpotCheckCategories.queryOptions({ input: {} }))
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{text(words['spot-checks.line-add'])}</Button>
      <Drawer
        open={open}
        size={420}
        title={text(words['spot-checks.line-add'])}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <DraftForm<LineForm>
          name={`spot-checks/line/${props.planId}`}
          initialValues={{ purpose: 'supervision' }}
          onSubmit={async (values) => {
            await spotChecksApi.saveSpotCheckPlanLine.call({ planId: props.planId, ...values })
            setOpen(false)
            await props.refresh()
          }}
        >
          <Field name="categoryId" label={text(words['spot-checks.category'])} required>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              loading={categories.isPending}
              options={(categories.data?.items ?? []).map((one) => ({
                value: one.id,
                label: `${one.name} · ${text(kindTitles[one.kind])}`,
              }))}
            />
          </Field>
          <Field name="purpose" label={text(words['spot-checks.purpose'])} required>
            <Select
              options={SamplingPurpose.options.map((value) => ({ value, label: text(purposeTitles[value]) }))}
            />
          </Field>
          <Field name="batches" label={text(words['spot-checks.planned'])} required>
            <InputNumber min={1} max={100_000} precision={0} />
          </Field>
          <Field name="costPerBatch" label={text(words['spot-checks.cost'])} required>
            <InputNumber min={0} max={1_000_000} precision={2} />
          </Field>
        </DraftForm>
      </Drawer>
    </div>
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
