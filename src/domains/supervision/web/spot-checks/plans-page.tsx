import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Meter } from './meter.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

/** Annual plans with how far they are, in batches and money. */
export function PlansPage() {
  const text = useText()
  const formats = useFormats()
  const plans = useQuery(spotChecksApi.listSpotCheckPlans.queryOptions())
  return (
    <Page
      title={text(words['spot-checks.plans'])}
      lead={text(words['spot-checks.plans-lead'])}
      actions={
        <>
          <Link to="/supervision/spot-checks/rules" className="plain-button">
            {text(words['spot-checks.rules'])}
          </Link>
          <Allowed permission="spot-checks.plan">
            <NewPlan />
          </Allowed>
        </>
      }
    >
      <QueryState query={plans}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text(words['spot-checks.plans-empty'])} />
          ) : (
            <div className="card">
              <ScrollBox label={text(words['spot-checks.plans'])} className="wide-table">
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">{text(words['spot-checks.plan'])}</th>
                      <th scope="col">{text(words['spot-checks.state'])}</th>
                      <th scope="col">{text(words['spot-checks.planned'])}</th>
                      <th scope="col">{text(words['spot-checks.progress'])}</th>
                      <th scope="col">{text(words['spot-checks.budget'])}</th>
                      <th scope="col">{text(words['spot-checks.spent'])}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((plan) => (
                      <tr key={plan.id}>
                        <th scope="row">
                          <Link to="/supervision/spot-checks/plans/$planId" params={{ planId: plan.id }}>
                            {plan.title}
                          </Link>
                        </th>
                        <td>
                          <StateTag
                            state={plan.state === 'adopted' ? 'met' : 'no-data'}
                            word={text(words[`spot-checks.${plan.state}`])}
                          />
                        </td>
                        <td className="number">{formats.number(plan.batches)}</td>
                        <td>
                          <Meter done={plan.judged} of={plan.batches} label={plan.title} />
                        </td>
                        <td className="number">{formats.number(plan.budget)}</td>
                        <td className="number">{formats.number(plan.spent)}</td>
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
