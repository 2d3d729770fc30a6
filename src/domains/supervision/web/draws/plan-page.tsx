import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, DatePicker, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { UnitsSelect } from '#kernel/org/web/unit-select.tsx'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { DrawClass } from '../../draws/register-contract.ts'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'
import { PlanTag } from './plans-page.tsx'
import './draws.css'

type Plan = Awaited<ReturnType<typeof drawsApi.getInspectionPlan.call>>
type Task = Plan['lines'][number]

/** One yearly plan: its tasks, its approval, and the draws that came of it. */
export function InspectionPlanPage() {
  const { planId = '' }: { planId?: string } = useParams({ strict: false })
  const query = useQuery(drawsApi.getInspectionPlan.queryOptions({ input: { planId } }))
  return <QueryState query={query}>{(plan) => <PlanDesk plan={plan} />}</QueryState>
}

function PlanDesk(props: { readonly plan: Plan }) {
  const { plan } = props
  const text = useText()
  const draft = plan.state === 'draft'
  return (
    <Page
      title={plan.title}
      tag={<PlanTag state={plan.state} />}
      lead={text(drawWebMessages['supervision.rates-hint'])}
      trail={[{ title: text(drawWebMessages['supervision.plans']), to: '/inspection-plans' }]}
      actions={
        draft ? (
          <Allowed permission="supervision.draws-manage">
            <AddTask planId={plan.id} />
          </Allowed>
        ) : null
      }
    >
      {plan.caseId ? <Approval caseId={plan.caseId} /> : null}
      <section className="card stack">
        <h2>{text(drawWebMessages['supervision.tasks'])}</h2>
        {plan.lines.length === 0 ? (
          <Empty title={text(drawWebMessages['supervision.add-task'])} />
        ) : (
          <TaskTable plan={plan} />
        )}
      </section>
    </Page>
  )
}

function Approval(props: { readonly caseId: string }) {
  const text = useText()
  const client = useQueryClient()
  const query = useQuery(casesApi.getCase.queryOptions({ input: { id: props.caseId } }))
  return (
    <QueryState query={query} lines={2}>
      {(detail) =>
        detail.done ? null : (
          <section className="card stack">
            <h2>{text(drawWebMessages['supervision.approval'])}</h2>
            <CaseActions
              detail={detail}
              onSent={() => client.invalidateQueries({ queryKey: drawsApi.key() })}
            />
            <CaseDeadlines deadlines={detail.deadlines} />
          </section>
        )
      }
    </QueryState>
  )
}

const percent = (rate: number | undefined): string => (rate === undefined ? '—' : `${rate / 100}%`)

function TaskTable(props: { readonly plan: Plan }) {
  const { plan } = props
  const text = useText()
  const formats = useFormats()
  const columns: readonly RowColumn<Task>[] = [
    {
      key: 'month',
      title: text(drawWebMessages['supervision.month-label']),
      render: ({ month }) => text(drawWebMessages['supervision.month'], { month }),
    },
    {
      key: 'item',
      title: text(drawWebMessages['supervision.item-title']),
      card: 'title',
      render: (task) => (
        <Link to="/inspection-items/$itemId" params={{ itemId: task.itemId }}>
          {task.itemCode} {task.itemTitle}
        </Link>
      ),
    },
    {
      key: 'department',
      title: text(drawWebMessages['supervision.item-department']),
      render: (task) => (
        <>
          {task.department}
          {task.jointNames.map((name) => (
            <div key={name} className="soft">
              + {name}
            </div>
          ))}
        </>
      ),
    },
    {
      key: 'rates',
      title: `A/B/C/D/${text(drawWebMessages['supervision.class-N'])}`,
      render: (task) => DrawClass.options.map((one) => percent(task.rates[one])).join(' / '),
    },
    {
      key: 'draws',
      title: text(drawWebMessages['supervision.draws']),
      render: (task) =>
        task.draws.length === 0
          ? '—'
          : task.draws.map((draw) => (
              <div key={draw.id}>
                <Link to="/draws/$drawId" params={{ drawId: draw.id }}>
                  {draw.number}
                </Link>{' '}
                {formats.number(draw.subjects)}
              </div>
            )),
    },
    {
      key: 'progress',
      title: text(drawWebMessages['supervision.progress']),
      render: (task) => `${formats.number(task.concluded)}/${formats.number(task.inspections)}`,
    },
    {
      key: 'actions',
      title: text(drawWebMessages['supervision.prepare']),
      card: 'end',
      render: (task) => <TaskActions plan={plan} task={task} />,
    },
  ]
  return (
    <RowTable
      label={text(drawWebMessages['supervision.tasks'])}
      rows={plan.lines}
      rowKey={(task) => task.id}
      columns={columns}
    />
  )
}

function TaskActions(props: { readonly plan: Plan; readonly task: Task }) {
  const { plan, task } = props
  const text = useText()
  const client = useQueryClient()
  const mayManage = useAllowed('supervision.draws-manage')
  const remove = useMutation(
    drawsApi.removePlanTask.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: drawsApi.key() }),
    }),
  )
  if (!mayManage) return null
  if (plan.state === 'approved') return <PrepareDraw task={task} />
  if (plan.state !== 'draft') return null
  return (
    <ConfirmAction
      size="small"
      label={text(drawWebMessages['supervision.remove-task'])}
      title={`${text(uiMessages['ui.before'], { name: text(drawWebMessages['supervision.remove-task']) })}${task.itemTitle}`}
      consequences={[]}
      run={() => remove.mutateAsync({ taskId: task.id })}
    />
  )
}

interface PrepareValues {
  readonly title: string
  readonly hash: 'sm3' | 'sha256'
  readonly witnessesUntil?: { toDate: () => Date } | null
  readonly publicSource?: string
  readonly reason?: string
}

function PrepareDraw(props: { readonly task: Task }) {
  const { task } = props
  const text = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const prepare = useMutation(drawsApi.prepareDraw.mutationOptions())
  // A task that has a draw already is drawn again for a reason only.
  const again = task.draws.some(({ state }) => !['replaced', 'cancelled', 'failed'].includes(state))
  const title = text(drawWebMessages['supervision.prepare-title'], { item: task.itemTitle })
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)} aria-label={title}>
        {text(drawWebMessages['supervision.prepare'])}
      </Button>
      <Modal open={open} title={title} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <DraftForm<PrepareValues>
          name={`supervision/draw/${task.id}`}
          draft={false}
          initialValues={{
            title: `${task.itemTitle}（${text(drawWebMessages['supervision.month'], { month: task.month })}）`,
            hash: 'sm3',
          }}
          submitLabel={text(drawWebMessages['supervision.prepare-submit'])}
          onSubmit={async ({ title: name, hash, witnessesUntil, publicSource, reason }) => {
            const { drawId } = await prepare.mutateAsync({
              taskId: task.id,
              title: name,
              hash,
              witnessesUntil: witnessesUntil?.toDate().toISOString() ?? null,
              publicSource: publicSource?.trim() || null,
              reason: reason?.trim() || undefined,
            })
            await navigate({ to: '/draws/$drawId', params: { drawId } })
          }}
        >
          <Field name="title" label={text(drawWebMessages['supervision.title'])} required>
            <Input maxLength={200} />
          </Field>
          <Field name="hash" label={text(drawWebMessages['supervision.hash'])} required>
            <Select
              options={[
                { value: 'sm3', label: 'SM3（GB/T 32905）' },
                { value: 'sha256', label: 'SHA-256' },
              ]}
            />
          </Field>
          <Field name="witnessesUntil" label={text(drawWebMessages['supervision.witnesses-until-label'])}>
            <DatePicker showTime />
          </Field>
          <Field
            name="publicSource"
            label={text(drawWebMessages['supervision.public-source-label'])}
            help={text(drawWebMessages['supervision.public-source-help'])}
          >
            <Input maxLength={200} />
          </Field>
          {again ? (
            <Field
              name="reason"
              label={text(drawWebMessages['supervision.again-reason'])}
              help={text(drawWebMessages['supervision.again-help'])}
              required
            >
              <Input.TextArea rows={2} maxLength={1000} />
            </Field>
          ) : null}
        </DraftForm>
      </Modal>
    </>
  )
}

interface TaskValues {
  readonly itemId: string
  readonly month: number
  readonly jointDepartments?: string[]
  readonly percent: Partial<Record<DrawClass, number | null>>
  readonly substitutes: number
  readonly teamSize: number
  readonly note?: string
}

/** Placeholders, labelled as such: the national documents give no numbers. */
const usualRates = { A: 1, B: 3, C: 10, D: 30, N: 3 }

function AddTask(props: { readonly planId: string }) {
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const items = useQuery({
    ...drawsApi.listInspectionItems.queryOptions({ input: { limit: 200 } }),
    enabled: open,
  })
  const save = useMutation(drawsApi.savePlanTask.mutationOptions())
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(drawWebMessages['supervision.add-task'])}
      </Button>
      <Modal
        open={open}
        title={text(drawWebMessages['supervision.add-task'])}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <DraftForm<TaskValues>
          name={`supervision/plan-task/${props.planId}`}
          initialValues={{
            month: new Date().getMonth() + 1,
            percent: usualRates,
            substitutes: 1,
            teamSize: 2,
          }}
          onSubmit={async (values) => {
            await save.mutateAsync({
              planId: props.planId,
              itemId: values.itemId,
              month: values.month,
              jointDepartments: values.jointDepartments ?? [],
              rates: Object.fromEntries(
                DrawClass.options.flatMap((one) => {
                  const share = values.percent[one]
                  return typeof share === 'number' ? [[one, Math.round(share * 100)]] : []
                }),
              ),
              substitutes: values.substitutes,
              teamSize: values.teamSize,
              note: values.note?.trim() || null,
            })
            setOpen(false)
            await client.invalidateQueries({ queryKey: drawsApi.key() })
          }}
        >
          <Field name="itemId" label={text(drawWebMessages['supervision.item-title'])} required>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              loading={items.isPending}
              options={(items.data?.items ?? []).map((item) => ({
                value: item.id,
                label: `${item.code} ${item.title}`,
              }))}
            />
          </Field>
          <Field name="month" label={text(drawWebMessages['supervision.month-label'])} required>
            <InputNumber min={1} max={12} />
          </Field>
          <div className="draw-rates">
            {DrawClass.options.map((one) => (
              <Field
                key={one}
                name={['percent', one]}
                label={text(drawWebMessages['supervision.rate-of'], {
                  class: one === 'N' ? text(drawWebMessages['supervision.class-N']) : one,
                })}
              >
                <InputNumber min={0} max={100} step={0.5} />
              </Field>
            ))}
          </div>
          <Field name="jointDepartments" label={text(drawWebMessages['supervision.joint'])}>
            <UnitsSelect />
          </Field>
          <Field name="teamSize" label={text(drawWebMessages['supervision.team-size'])} required>
            <InputNumber min={2} max={9} />
          </Field>
          <Field name="substitutes" label={text(drawWebMessages['supervision.substitutes-label'])} required>
            <InputNumber min={0} max={100} />
          </Field>
          <Field name="note" label={text(drawWebMessages['supervision.note'])}>
            <Input.TextArea rows={2} maxLength={1000} />
          </Field>
        </DraftForm>
      </Modal>
    </>
  )
}
