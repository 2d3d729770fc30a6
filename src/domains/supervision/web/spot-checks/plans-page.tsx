import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { catalogueWords } from './catalogue-words.ts'
import { Meter } from './meter.tsx'
import { Spent } from './plan-money.tsx'
import { PlanState } from './plan-state.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import { WholeList } from './whole-list.tsx'
import './spot-checks.css'

type PlanRow = Awaited<ReturnType<typeof spotChecksApi.listSpotCheckPlans.call>>['items'][number]

/** Annual plans with how far they are, in batches and money. */
export function PlansPage() {
  const text = useText()
  const formats = useFormats()
  const plans = useQuery(spotChecksApi.listSpotCheckPlans.queryOptions())
  const figure = (key: 'batches' | 'budget', title: string): RowColumn<PlanRow> => ({
    key,
    title,
    align: 'end',
    render: (plan) => formats.number(plan[key]),
  })
  const columns: readonly RowColumn<PlanRow>[] = [
    {
      key: 'plan',
      title: text(words['spot-checks.plan']),
      card: 'title',
      render: (plan) => (
        <Link to="/supervision/spot-checks/plans/$planId" params={{ planId: plan.id }}>
          {plan.title}
        </Link>
      ),
    },
    {
      key: 'state',
      title: text(words['spot-checks.state']),
      render: (plan) => <PlanState plan={plan} />,
    },
    figure('batches', text(words['spot-checks.planned'])),
    {
      key: 'progress',
      title: text(words['spot-checks.progress']),
      render: (plan) => <Meter done={plan.judged} of={plan.batches} label={plan.title} />,
    },
    figure('budget', text(words['spot-checks.budget'])),
    {
      key: 'spent',
      title: text(words['spot-checks.spent']),
      align: 'end',
      render: (plan) => <Spent spent={plan.spent} budget={plan.budget} />,
    },
  ]
  return (
    <Page
      title={text(words['spot-checks.plans'])}
      lead={text(words['spot-checks.plans-lead'])}
      actions={
        <>
          <Link to="/supervision/spot-checks/catalogue" className="plain-button">
            {text(catalogueWords['spot-checks.catalogue'])}
          </Link>
          <Link to="/supervision/spot-checks/institutions" className="plain-button">
            {text(catalogueWords['spot-checks.institutions'])}
          </Link>
          <Link to="/supervision/spot-checks/rules" className="plain-button">
            {text(words['spot-checks.rules'])}
          </Link>
          <Allowed permission="spot-checks.plan">
            <NewPlan />
          </Allowed>
        </>
      }
    >
      <WholeList
        query={plans}
        label={text(words['spot-checks.plans'])}
        empty={text(words['spot-checks.plans-empty'])}
        columns={columns}
      />
    </Page>
  )
}

function NewPlan() {
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(words['spot-checks.plan-new'])}
      </Button>
      <Drawer
        open={open}
        size={420}
        title={text(words['spot-checks.plan-new'])}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <DraftForm<{ year: number; title: string }>
          name="spot-checks/plan"
          initialValues={{ year: new Date().getFullYear() }}
          onSubmit={async (values) => {
            const plan = await spotChecksApi.createSpotCheckPlan.call(values)
            await client.invalidateQueries({ queryKey: spotChecksApi.listSpotCheckPlans.key() })
            await navigate({ to: '/supervision/spot-checks/plans/$planId', params: { planId: plan.id } })
          }}
        >
          <Field name="year" label={text(words['spot-checks.year'])} required>
            <InputNumber min={2000} max={2200} precision={0} />
          </Field>
          <Field name="title" label={text(words['spot-checks.plan-title'])} required>
            <Input maxLength={100} />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
