import { Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import type { Message } from '#kernel/language/messages.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import type { Application } from '../../lists/list-schemas.ts'
import type { ListEntry, Penalty } from '../../lists/lists-contract.ts'
import { listWords } from './lists-words.ts'

type ApplicationKind = 'correction' | 'repair' | 'objection'

/** What may be applied for about a standing entry, each as a button that opens its form. */
export function Applications(props: {
  readonly entry: ListEntry
  /** Today, ISO: early repair only opens after the minimum publication. */
  readonly today: string
  readonly send: (kind: ApplicationKind, application: Application) => Promise<unknown>
}) {
  const { entry } = props
  const text = useText()
  if (entry.removal !== null) return null
  const kinds: ApplicationKind[] = [entry.list === 'abnormal' ? 'correction' : 'repair', 'objection']
  return (
    <div className="row">
      {kinds.map((kind) => (
        <ApplicationButton
          key={kind}
          kind={kind}
          label={text(listWords[`apply.${kind}`])}
          about={[text(listWords[`list.${entry.list}`]), text(entry.groundTitle), entry.decisionNumber]}
          draft={`lists/apply/${entry.id}/${kind}`}
          disabled={kind === 'repair' && props.today < entry.repairFrom}
          primary={kind !== 'objection'}
          send={(application) => props.send(kind, application)}
        />
      ))}
    </div>
  )
}

/** What one has to declare in an application, in the order of the form. */
type Declaration = Exclude<keyof Application, 'statement'>

const declarations: Readonly<Record<Declaration, Message>> = {
  corrected: listWords.correctedWords,
  harmRemoved: listWords.harmWords,
  commitment: listWords.commitmentWords,
}
const declarationsOf: Readonly<Record<ApplicationKind, readonly Declaration[]>> = {
  correction: ['corrected'],
  repair: ['corrected', 'harmRemoved', 'commitment'],
  objection: [],
}

/** An application as a button that opens its form. */
function ApplicationButton(props: {
  readonly kind: ApplicationKind
  readonly label: string
  /** What it is about: stands above the form. */
  readonly about: readonly (string | null)[]
  /** Under which the draft is kept. */
  readonly draft: string
  /** Before the least time of publication is over. */
  readonly disabled: boolean
  readonly primary: boolean
  readonly send: (application: Application) => Promise<unknown>
}) {
  const { label } = props
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        type={props.primary ? 'primary' : 'default'}
        disabled={props.disabled}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Drawer open={open} title={label} onClose={() => setOpen(false)} destroyOnHidden size="large">
        <p>{props.about.filter(Boolean).join(' · ')}</p>
        <DraftForm<Application>
          name={props.draft}
          submitLabel={label}
          onSubmit={async (values) => {
            await props.send({
              statement: values.statement,
              corrected: values.corrected ?? false,
              harmRemoved: values.harmRemoved ?? false,
              commitment: values.commitment ?? false,
            })
            setOpen(false)
          }}
        >
          <Field name="statement" label={text(listWords.statement)} required>
            <Input.TextArea rows={6} maxLength={4000} />
          </Field>
          {declarationsOf[props.kind].map((name) => (
            <Field key={name} name={name} label="" valuePropName="checked">
              <Checkbox>{text(declarations[name])}</Checkbox>
            </Field>
          ))}
        </DraftForm>
      </Drawer>
    </>
  )
}

/** The application for the repair of a penalty. */
export function PenaltyApplication(props: {
  readonly penalty: Penalty
  readonly label: string
  readonly disabled: boolean
  readonly primary?: boolean
  readonly send: (application: Application) => Promise<unknown>
}) {
  const { penalty } = props
  return (
    <ApplicationButton
      kind="repair"
      label={props.label}
      about={[penalty.enterpriseName, penalty.number, penalty.summary]}
      draft={`lists/penalty/${penalty.id}`}
      disabled={props.disabled}
      primary={props.primary ?? false}
      send={props.send}
    />
  )
}
