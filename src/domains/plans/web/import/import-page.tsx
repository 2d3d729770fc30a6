import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Input, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { uploadFile } from '#ui/api/upload.ts'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { planPageMessages } from '../plan/plan-page-messages.ts'
import { plansApi } from '../plans-api.ts'
import { readImportAnswer } from './import-answer.ts'
import { importMessages } from './import-messages.ts'
import { rememberedImport, rememberImport } from './remembered-import.ts'
import './import.css'

type Kind = 'own' | 'amendment' | 'reference'

const kinds: readonly Kind[] = ['own', 'amendment', 'reference']

/** What is sent: a file or text. */
type Content = { readonly file: File } | { readonly text: string }

interface Choice {
  readonly kind: Kind
  readonly planId: string | undefined
  readonly place: string
}

type Answer = Awaited<ReturnType<typeof readImportAnswer>>

const fileTypes = ['.docx', '.pdf', '.html', '.htm', '.txt']

/** Takes a plan in: what it is, then a file or pasted text. Content that is here already is recognised. */
export function ImportPage() {
  const text = useText()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const amended = typeof search.plan === 'string' ? search.plan : undefined
  const [choice, setChoice] = useState<Choice>({
    kind: amended ? 'amendment' : 'own',
    planId: amended,
    place: '',
  })
  const [duplicate, setDuplicate] = useState<{ readonly answer: Answer; readonly content: Content }>()

  const follow = async (answer: Answer) => {
    rememberImport({ documentId: answer.documentId, name: answer.name })
    await navigate({ to: '/plans/imports/$documentId', params: { documentId: answer.documentId } })
  }
  const take = async (content: Content, again: boolean, progress?: (share: number) => void) => {
    const answer = await sendPlan(choice, content, again, progress)
    if (answer.duplicate) setDuplicate({ answer, content })
    else await follow(answer)
  }
  const ready = choice.kind !== 'amendment' || choice.planId !== undefined
  return (
    <Page
      width="narrow"
      title={text(planPageMessages['plans.take-in'])}
      lead={text(importMessages['plans.import.lead'])}
      trail={[{ title: text(planPageMessages['plans.documents']), to: '/plans' }]}
    >
      <LastImport />
      <section className="card import-step" aria-labelledby="import-what">
        <h2 id="import-what">{text(importMessages['plans.import.step-what'])}</h2>
        <KindChoice choice={choice} onChange={setChoice} />
      </section>
      <section className="card import-step" aria-labelledby="import-content">
        <h2 id="import-content">{text(importMessages['plans.import.step-content'])}</h2>
        {ready ? null : (
          <p className="soft" role="status">
            {text(importMessages['plans.import.plan-choose'])}
          </p>
        )}
        {duplicate ? (
          <Duplicate
            answer={duplicate.answer}
            onOpen={() => follow(duplicate.answer)}
            onAgain={() => take(duplicate.content, true)}
            onOther={() => setDuplicate(undefined)}
          />
        ) : (
          <ContentTabs ready={ready} take={take} />
        )}
      </section>
    </Page>
  )
}

async function sendPlan(
  choice: Choice,
  content: Content,
  again: boolean,
  onProgress: ((share: number) => void) | undefined,
): Promise<Answer> {
  const planId = choice.kind === 'amendment' ? choice.planId : undefined
  const standing = choice.kind === 'reference' ? 'reference' : 'own'
  const place = choice.kind === 'amendment' ? '' : choice.place.trim()
  if ('text' in content)
    return plansApi.importPlan.call({
      text: content.text,
      standing,
      again,
      planId,
      place: place || undefined,
    })
  return readImportAnswer(
    await uploadFile({
      url: '/api/plans/imports',
      file: content.file,
      fields: {
        standing,
        again: again ? 'true' : undefined,
        planId,
        place: place || undefined,
      },
      onProgress,
    }),
  )
}

/** What the document is: decides whether it goes on the overview, and which plan gets a new version. */
function KindChoice(props: { readonly choice: Choice; readonly onChange: (choice: Choice) => void }) {
  const { choice, onChange } = props
  const text = useText()
  const field = useId()
  return (
    <>
      <Radio.Group
        className="import-kinds"
        value={choice.kind}
        aria-label={text(importMessages['plans.import.step-what'])}
        onChange={(event) => {
          const kind = kinds.find((one) => one === event.target.value)
          if (kind) onChange({ ...choice, kind })
        }}
      >
        {kinds.map((kind) => (
          <Radio key={kind} value={kind}>
            {text(importMessages[`plans.import.kind.${kind}`])}
            <span className="import-kinds__help">
              {text(importMessages[`plans.import.kind.${kind}-help`])}
            </span>
          </Radio>
        ))}
      </Radio.Group>
      {choice.kind === 'amendment' ? (
        <PlanChoice value={choice.planId} onChange={(planId) => onChange({ ...choice, planId })} />
      ) : (
        <div className="import-field">
          <label htmlFor={field}>{text(importMessages['plans.import.place'])}</label>
          <Input
            id={field}
            maxLength={50}
            value={choice.place}
            aria-describedby={`${field}-help`}
            onChange={(event) => onChange({ ...choice, place: event.target.value })}
          />
          <span id={`${field}-help`} className="soft">
            {text(importMessages['plans.import.place-help'])}
          </span>
        </div>
      )}
    </>
  )
}

function PlanChoice(props: {
  readonly value: string | undefined
  readonly onChange: (planId: string | undefined) => void
}) {
  const text = useText()
  const field = useId()
  const plans = useQuery(plansApi.listPlans.queryOptions({ input: { limit: 200 } }))
  return (
    <div className="import-field">
      <label htmlFor={field}>{text(importMessages['plans.import.plan'])}</label>
      <Select
        id={field}
        showSearch={{ optionFilterProp: 'label' }}
        loading={plans.isPending}
        value={props.value ?? null}
        placeholder={text(importMessages['plans.import.plan-choose'])}
        options={(plans.data?.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
        onChange={(planId: string | null) => props.onChange(planId ?? undefined)}
      />
    </div>
  )
}

function ContentTabs(props: {
  readonly ready: boolean
  readonly take: (content: Content, again: boolean, progress?: (share: number) => void) => Promise<void>
}) {
  const text = useText()
  return (
    <Tabs
      items={[
        {
          key: 'file',
          label: text(importMessages['plans.import.by-file']),
          children: (
            <FileDrop
              label={text(importMessages['plans.import.file'])}
              limits={{ types: fileTypes, megabytes: 50 }}
              disabled={!props.ready}
              send={(file, progress) => props.take({ file }, false, progress)}
            />
          ),
        },
        {
          key: 'text',
          label: text(importMessages['plans.import.by-text']),
          children: <PastedText ready={props.ready} take={(words) => props.take({ text: words }, false)} />,
        },
      ]}
    />
  )
}

function PastedText(props: { readonly ready: boolean; readonly take: (text: string) => Promise<void> }) {
  const text = useText()
  const formats = useFormats()
  const problemText = useProblemText()
  const field = useId()
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const send = useMutation({ mutationFn: props.take })
  return (
    <div className="import-field">
      <label htmlFor={field}>{text(importMessages['plans.import.text'])}</label>
      <Input.TextArea
        id={field}
        rows={12}
        value={words}
        placeholder={text(importMessages['plans.import.text-hint'])}
        status={missing ? 'error' : ''}
        aria-invalid={missing}
        onChange={(event) => {
          setWords(event.target.value)
          setMissing(false)
        }}
      />
      {missing ? (
        <p className="file-drop__problem" role="alert">
          {text(importMessages['plans.import.text-empty'])}
        </p>
      ) : null}
      {send.isError ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={text(importMessages['plans.import.failed'])}
          description={problemText(send.error)}
        />
      ) : null}
      <div className="row">
        <Button
          type="primary"
          disabled={!props.ready}
          loading={send.isPending}
          onClick={() => (words.trim() === '' ? setMissing(true) : send.mutate(words))}
        >
          {text(importMessages['plans.import.start'])}
        </Button>
        <span className="soft">
          {text(importMessages['plans.import.text-count'], { count: formats.number(words.length) })}
        </span>
      </div>
    </div>
  )
}

/** The same content is here: open it, or read it again. */
function Duplicate(props: {
  readonly answer: Answer
  readonly onOpen: () => Promise<void>
  readonly onAgain: () => Promise<void>
  readonly onOther: () => void
}) {
  const text = useText()
  const problemText = useProblemText()
  const again = useMutation({ mutationFn: props.onAgain })
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={text(importMessages['plans.import.duplicate'])}
      description={
        <div className="stack">
          <span>{text(importMessages['plans.import.duplicate-hint'], { name: props.answer.name })}</span>
          {again.isError ? <span className="file-drop__problem">{problemText(again.error)}</span> : null}
          <div className="row">
            <Button type="primary" onClick={() => void props.onOpen()}>
              {text(importMessages['plans.import.open-earlier'])}
            </Button>
            <Button loading={again.isPending} onClick={() => again.mutate()}>
              {text(importMessages['plans.import.read-again'])}
            </Button>
            <Button type="text" onClick={props.onOther}>
              {text(importMessages['plans.import.other'])}
            </Button>
          </div>
        </div>
      }
    />
  )
}

/** The way back to the import that was under way when the person left. */
function LastImport() {
  const text = useText()
  const [last] = useState(rememberedImport)
  if (!last) return null
  return (
    <Alert
      type="info"
      showIcon
      title={text(importMessages['plans.import.running'], { name: last.name })}
      action={
        <Link to="/plans/imports/$documentId" params={{ documentId: last.documentId }}>
          {text(importMessages['plans.import.resume'])}
        </Link>
      }
    />
  )
}
