import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { Matter } from '../../lists/lists-contract.ts'
import { Applications } from './application-form.tsx'
import { EntryCard } from './entry-card.tsx'
import { MatterDue, MatterTag } from './entry-tags.tsx'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'
import { Conditions } from './matter-page.tsx'
import { MyPenalties } from './my-penalties.tsx'
import './lists.css'

type Answer = 'defend' | 'ask-hearing' | 'supplement' | 'withdraw'

/** What an enterprise may answer in each state of its matters. */
const answersIn: Readonly<Record<string, readonly Answer[]>> = {
  notified: ['defend', 'ask-hearing'],
  supplementing: ['supplement', 'withdraw'],
  applied: ['withdraw'],
  verifying: ['withdraw'],
}

/** An enterprise's own entries and matters. */
export function MyListsPage() {
  const text = useText()
  const query = useQuery(listsApi.myLists.queryOptions({}))
  return (
    <Page title={text(listWords.mine)} lead={text(listWords.mineLead)}>
      <QueryState query={query}>
        {(mine) =>
          mine.enterprises.length === 0 ? (
            <Empty title={text(listWords.noEnterprise)} hint={text(listWords.noEnterpriseHint)} />
          ) : (
            <Mine mine={mine} />
          )
        }
      </QueryState>
    </Page>
  )
}

function Mine(props: { readonly mine: Awaited<ReturnType<typeof listsApi.myLists.call>> }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const { enterprises, entries, matters, penalties } = props.mine
  const refresh = () => client.invalidateQueries({ queryKey: listsApi.key() })
  return (
    <div className="stack">
      {enterprises.map((one) => (
        <p key={one.id}>
          <strong>{one.name}</strong> <span className="soft">{one.creditCode}</span>
        </p>
      ))}
      {matters.length > 0 ? (
        <section className="stack">
          <h2>{text(listWords.myMatters)}</h2>
          {matters.map((matter) => (
            <MyMatter key={matter.caseId} matter={matter} refresh={refresh} />
          ))}
        </section>
      ) : null}
      <section className="stack">
        <h2>{text(listWords.myEntries)}</h2>
        {entries.length === 0 ? <p>{text(listWords.mineNone)}</p> : null}
        {entries.map((entry) => (
          <EntryCard key={entry.id} entry={entry}>
            {entry.removal === null ? <Conditions conditions={entry.conditions} /> : null}
            <Applications
              entry={entry}
              today={formats.date(new Date().toISOString())}
              send={async (kind, application) => {
                await listsApi.applyForMyEnterprise.call({ entryId: entry.id, kind, ...application })
                await refresh()
              }}
            />
          </EntryCard>
        ))}
      </section>
      <MyPenalties penalties={penalties} matters={matters} refresh={refresh} />
    </div>
  )
}

function MyMatter(props: { readonly matter: Matter; readonly refresh: () => Promise<unknown> }) {
  const text = useText()
  const formats = useFormats()
  const { matter } = props
  const send = async (event: Answer, statement: string) => {
    await listsApi.answerForMyEnterprise.call({ caseId: matter.caseId, event, statement })
    await props.refresh()
  }
  const decided = ['listed', 'granted', 'refused', 'declined'].includes(matter.state)
  const documentLink = (name: 'notice' | 'decision') => (
    <a className="plain-button" href={`/api/my/lists/matters/${matter.caseId}/documents/${name}`}>
      {text(listWords[`document.${name}`])}
    </a>
  )
  return (
    <article className="card list-entry">
      <div className="list-entry__head">
        <strong>{text(listWords[`kind.${matter.kind}`])}</strong>
        <MatterTag matter={matter} />
        <span className="soft">{formats.date(matter.openedAt)}</span>
        {matter.dueOn ? (
          <span className="row list-due">
            <span className="soft">{text(listWords.dueOn)}</span> <MatterDue matter={matter} />
          </span>
        ) : null}
      </div>
      {matter.aboutNumber ? (
        <div className="soft">
          {text(listWords.about)} {matter.aboutNumber}
        </div>
      ) : null}
      <OfficeAnswer matter={matter} />
      <div className="row">
        {(answersIn[matter.state] ?? []).map((event) =>
          event === 'withdraw' ? (
            <ConfirmAction
              key={event}
              label={text(listWords['event.withdraw'])}
              title={text(listWords['event.withdraw'])}
              consequences={[text(listWords.withdrawEffect)]}
              run={() => send(event, '')}
            />
          ) : (
            <AnswerButton key={event} event={event} caseId={matter.caseId} send={send} />
          ),
        )}
        {matter.kind === 'serious-entry' ? documentLink('notice') : null}
        {decided ? documentLink('decision') : null}
      </div>
    </article>
  )
}

/** What the office said: what is missing, or the decision with its reason. */
function OfficeAnswer({ matter }: { readonly matter: Matter }) {
  const text = useText()
  if (!matter.answer) return null
  const { decisionNumber, text: words } = matter.answer
  return (
    <p className="list-text">
      <strong>{text(matter.done ? listWords.decidedAs : listWords.toSupply)}</strong>{' '}
      {[decisionNumber, words].filter(Boolean).join(' · ')}
    </p>
  )
}

function AnswerButton(props: {
  readonly event: Exclude<Answer, 'withdraw'>
  readonly caseId: string
  readonly send: (event: Answer, statement: string) => Promise<unknown>
}) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const title = text(listWords[`event.${props.event}`])
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Drawer open={open} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<{ statement: string }>
          name={`lists/answer/${props.caseId}/${props.event}`}
          submitLabel={title}
          onSubmit={async ({ statement }) => {
            await props.send(props.event, statement)
            setOpen(false)
          }}
        >
          <Field name="statement" label={title} required>
            <Input.TextArea rows={8} maxLength={4000} />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
