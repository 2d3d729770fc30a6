import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { Allowed } from '#ui/session/session.tsx'
import { PenaltyTier } from '../../lists/list-schemas.ts'
import type { Matter, Penalty } from '../../lists/lists-contract.ts'
import { riskApi } from '../risk/risk-api.ts'
import { PenaltyApplication } from './application-form.tsx'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'
import { PenaltyCard, usePenaltyStanding } from './penalty-card.tsx'

/** An enterprise's penalties as officers see them: terms, applications under way, and what they may do. */
export function PenaltiesSection(props: {
  readonly penalties: readonly Penalty[]
  readonly matters: readonly Matter[]
  readonly toMatter: (caseId: string) => Promise<unknown>
}) {
  const text = useText()
  return (
    <section className="stack">
      <h3>{text(listWords.penalties)}</h3>
      {props.penalties.length === 0 ? <p className="soft">{text(listWords.penaltiesNone)}</p> : null}
      {props.penalties.map((penalty) => (
        <OnePenalty
          key={penalty.id}
          penalty={penalty}
          matter={props.matters.find((one) => one.recordId === penalty.id && !one.done)}
          toMatter={props.toMatter}
        />
      ))}
    </section>
  )
}

function OnePenalty(props: {
  readonly penalty: Penalty
  /** The application under way. */
  readonly matter: Matter | undefined
  readonly toMatter: (caseId: string) => Promise<unknown>
}) {
  const { penalty, matter } = props
  const text = useText()
  const standing = usePenaltyStanding(penalty, matter !== undefined)
  return (
    <PenaltyCard
      penalty={penalty}
      head={
        matter ? (
          <Link to="/supervision/lists/matters/$caseId" params={{ caseId: matter.caseId }}>
            {text(listWords.penaltyApplied)}
          </Link>
        ) : null
      }
    >
      <div className="row">
        {standing.open ? (
          <Allowed permission="lists.propose">
            <PenaltyApplication
              penalty={penalty}
              label={text(listWords.takeRepair)}
              disabled={standing.early}
              send={async (application) => {
                const { caseId } = await listsApi.applyForPenaltyRepair.call({
                  recordId: penalty.id,
                  ...application,
                })
                await props.toMatter(caseId)
              }}
            />
          </Allowed>
        ) : null}
        {penalty.repairedOn ? null : <GradeButton penalty={penalty} />}
      </div>
    </PenaltyCard>
  )
}

/** Says how grave the dishonesty behind a penalty is, which sets how long it is public. */
export function GradeButton({ penalty }: { readonly penalty: Penalty }) {
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const label = text(listWords.grade)
  return (
    <Allowed permission="lists.decide">
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Drawer open={open} title={label} onClose={() => setOpen(false)} destroyOnHidden>
        <p>{text(listWords.gradeLead)}</p>
        <DraftForm<{ tier: PenaltyTier; reason: string }>
          name={`lists/tier/${penalty.id}`}
          draft={false}
          initialValues={{ tier: penalty.tier, reason: '' }}
          submitLabel={label}
          onSubmit={async (values) => {
            await listsApi.gradePenalty.call({ recordId: penalty.id, ...values })
            await client.invalidateQueries({ queryKey: listsApi.key() })
            await client.invalidateQueries({ queryKey: riskApi.key() })
            setOpen(false)
          }}
        >
          <Field name="tier" label={text(listWords.tier)} required>
            <Select
              options={PenaltyTier.options.map((value) => ({
                value,
                label: text(listWords[`tier.${value}`]),
              }))}
            />
          </Field>
          <Field name="reason" label={text(listWords.reason)} required>
            <Input.TextArea rows={4} maxLength={1000} />
          </Field>
        </DraftForm>
      </Drawer>
    </Allowed>
  )
}
