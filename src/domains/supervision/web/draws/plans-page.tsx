import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'

type Row = Awaited<ReturnType<typeof drawsApi.listInspectionPlans.call>>['items'][number]

const tones: Readonly<Record<Row['state'], State>> = {
  draft: 'no-data',
  approving: 'at-risk',
  approved: 'met',
  withdrawn: 'no-data',
}

/** Where a plan stands. */
export function PlanTag(props: { readonly state: Row['state'] }) {
  const text = useText()
  return (
    <StateTag state={tones[props.state]} word={text(drawWebMessages[`supervision.plan.${props.state}`])} />
  )
}

/** Yearly plans, newest first. */
export function InspectionPlansPage() {
  const text = useText()
  const formats = useFormats()
  const columns: readonly DataColumn<Row>[] = [
    {
      key: 'title',
      title: text(drawWebMessages['supervision.plan-title']),
      card: 'title',
      render: (plan) => (
        <Link to="/inspection-plans/$planId" params={{ planId: plan.id }}>
          {plan.title}
        </Link>
      ),
    },
    { key: 'year', title: text(drawWebMessages['supervision.year']), render: (plan) => plan.year },
    {
      key: 'state',
      title: text(drawWebMessages['supervision.approval']),
      render: (plan) => <PlanTag state={plan.state} />,
    },
    {
      key: 'tasks',
      title: text(drawWebMessages['supervision.tasks']),
      align: 'end',
      render: (plan) => formats.number(plan.tasks),
    },
    {
      key: 'joint',
      title: text(drawWebMessages['supervision.joint-tasks']),
      align: 'end',
      render: (plan) => formats.number(plan.joint),
    },
  ]
  return (
    <Page
      title={text(drawWebMessages['supervision.plans'])}
      lead={text(drawWebMessages['supervision.plans-lead'])}
      actions={
        <Allowed permission="supervision.draws-manage">
          <NewPlan />
        </Allowed>
      }
    >
      <DataTable<Row>
        name="inspection-plans"
        label={text(drawWebMessages['supervision.plans'])}
        columns={columns}
        rowKey={(plan) => plan.id}
        queryKey={drawsApi.listInspectionPlans.key()}
        load={({ after, limit }, signal) => drawsApi.listInspectionPlans.call({ limit, after }, { signal })}
        empty={<Empty title={text(drawWebMessages['supervision.plans-none'])} />}
      />
    </Page>
  )
}

function NewPlan() {
  const text = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const create = useMutation(drawsApi.createInspectionPlan.mutationOptions())
  const year = new Date().getFullYear() + 1
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(drawWebMessages['supervision.new-plan'])}
      </Button>
      <Modal
        open={open}
        title={text(drawWebMessages['supervision.new-plan'])}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <DraftForm<{ year: number; title: string }>
          name="supervision/plan"
          initialValues={{ year, title: `${year}年度双随机抽查计划` }}
          onSubmit={async (values) => {
            const plan = await create.mutateAsync(values)
            await navigate({ to: '/inspection-plans/$planId', params: { planId: plan.id } })
          }}
        >
          <Field name="year" label={text(drawWebMessages['supervision.year'])} required>
            <InputNumber min={2015} max={2150} />
          </Field>
          <Field name="title" label={text(drawWebMessages['supervision.plan-title'])} required>
            <Input maxLength={200} />
          </Field>
        </DraftForm>
      </Modal>
    </>
  )
}
