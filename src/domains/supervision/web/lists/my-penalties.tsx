import { Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { Application } from '../../lists/list-schemas.ts'
import type { Matter, Penalty } from '../../lists/lists-contract.ts'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'

/** An enterprise's penalties: how long each is public, from when it may be repaired, and the application. */
export function MyPenalties(props: {
  readonly penalties: readonly Penalty[]
  readonly matters: readonly Matter[]
  readonly refresh: () => Promise<unknown>
}) {
  const text = useText()
  const open = new Set(props.matters.filter((matter) => !matter.done).map((matter) => matter.recordId))
  return (
    <section className="stack">
      <h2>{text(listWords.penalties)}</h2>
      {props.penalties.length === 0 ? <p>{text(listWords.penaltiesNone)}</p> : null}
      {props.penalties.map((penalty) => (
        <PenaltyCard
          key={penalty.id}
          penalty={penalty}
          applied={open.has(penalty.id)}
          refresh={props.refresh}
        />
      ))}
    </section>
  )
}

function PenaltyCard(props: {
  readonly penalty: Penalty
  readonly applied: boolean
  readonly refresh: () => Promise<unknown>
}) {
  const { penalty, applied } = props
  const text = useText()
  const formats = useFormats()
  const today = formats.date(new Date().toISOString())
  const over = today >= penalty.publishUntil
  return (
    <article className="card list-entry">
      <div className="list-entry__head">
        <strong>{penalty.number}</strong>
        {penalty.repairedOn ? (
          <StateTag state="met" word={text(listWords.penaltyRepaired)} />
        ) : over ? (
          <StateTag state="no-data" word={text(listWords.penaltyOver)} />
        ) : (
          <StateTag
            state={penalty.tier === 'serious' ? 'behind' : 'at-risk'}
            word={text(listWords[`tier.${penalty.tier}`])}
          />
        )}
        {applied ? <span className="soft">{text(listWords.penaltyApplied)}</span> : null}
      </div>
      <div className="soft">
        {[
          penalty.authority,
          formats.date(penalty.decidedOn),
          penalty.amount === null ? '' : text(listWords.fine, { amount: formats.number(penalty.amount, 2) }),
          `${text(listWords.penaltyPublicUntil)} ${formats.date(penalty.publishUntil)}`,
          `${text(listWords.repairFrom)} ${formats.date(penalty.repairFrom)}`,
          penalty.repairDecisionNumber ?? '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <p className="list-text">{penalty.summary}</p>
      {penalty.repairedOn || over || applied ? null : (
        <RepairButton penalty={penalty} disabled={today < penalty.repairFrom} refresh={props.refresh} />
      )}
    </article>
  )
}

function RepairButton(props: {
  readonly penalty: Penalty
  readonly disabled: boolean
  readonly refresh: () => Promise<unknown>
}) {
  const { penalty } = props
  const text = useText()
  const [open, setOpen] = useState(false)
  const title = text(listWords['apply.repair'])
  const check = (name: keyof Application, words: string) => (
    <Field name={name} label="" valuePropName="checked">
      <Checkbox>{words}</Checkbox>
    </Field>
  )
  return (
    <div className="row">
      <Button type="primary" disabled={props.disabled} onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Drawer open={open} title={title} onClose={() => setOpen(false)} destroyOnHidden size="large">
        <p>
          {penalty.number} · {penalty.summary}
        </p>
        <DraftForm<Application>
          name={`lists/penalty/${penalty.id}`}
          submitLabel={title}
          onSubmit={async (values) => {
            await listsApi.applyForMyPenalty.call({
              recordId: penalty.id,
              statement: values.statement,
              corrected: values.corrected ?? false,
              harmRemoved: values.harmRemoved ?? false,
              commitment: values.commitment ?? false,
            })
            setOpen(false)
            await props.refresh()
          }}
        >
          <Field name="statement" label={text(listWords.statement)} required>
            <Input.TextArea rows={6} maxLength={4000} />
          </Field>
          {check('corrected', text(listWords.correctedWords))}
          {check('harmRemoved', text(listWords.harmWords))}
          {check('commitment', text(listWords.commitmentWords))}
        </DraftForm>
      </Drawer>
    </div>
  )
}
