import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import type { CaseDetail } from '#kernel/cases/contract.ts'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { CaseFlow } from '#kernel/cases/web/case-flow.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { requirementText } from '../../spot-checks/messages.ts'
import { judgeAgain } from '../../spot-checks/spot-checks-contract.ts'
import { words } from './spot-check-words.ts'
import { type SampleView, spotChecksApi } from './spot-checks-api.ts'

const testEvents: readonly string[] = ['record-retest', 'record-reinspection']

/** The follow-up of a failed sample: what can be done, by when and by which rule, and what happened. */
export function SampleCase(props: { readonly sample: SampleView; readonly caseId: string }) {
  const { sample, caseId } = props
  const text = useText()
  const client = useQueryClient()
  const query = useQuery(casesApi.getCase.queryOptions({ input: { id: caseId } }))
  const refresh = () => client.invalidateQueries({ queryKey: spotChecksApi.key() })
  return (
    <QueryState query={query}>
      {(detail) => (
        <>
          <section className="card stack" aria-labelledby="next">
            <h2 id="next">{text(words['spot-checks.next-steps'])}</h2>
            <CaseActions
              detail={{
                ...detail,
                events: detail.events.filter((option) => !testEvents.includes(option.event)),
              }}
              onSent={refresh}
            />
            {detail.events
              .filter((option) => testEvents.includes(option.event))
              .map((option) => (
                <RecordTest
                  key={option.event}
                  sample={sample}
                  detail={detail}
                  event={option.event}
                  title={text(option.title)}
                  onSent={refresh}
                />
              ))}
          </section>
          <section className="card stack" aria-labelledby="deadlines">
            <h2 id="deadlines">{text(words['spot-checks.deadlines'])}</h2>
            <CaseDeadlines deadlines={detail.deadlines.toReversed()} />
          </section>
          <section className="card stack" aria-labelledby="flow">
            <h2 id="flow">{text(words['spot-checks.flow'])}</h2>
            <CaseFlow title={text(words['spot-checks.flow'])} diagram={detail.diagram} />
          </section>
          <section className="card stack" aria-labelledby="timeline">
            <h2 id="timeline">{text(words['spot-checks.timeline'])}</h2>
            <Timeline
              entries={detail.timeline.map((entry) => ({
                id: entry.id,
                at: entry.at,
                who: entry.by,
                title: `${text(entry.title)} → ${text(entry.stateAfter)}`,
                detail: entry.comment,
                tone:
                  entry.kind === 'escalation' ? 'behind' : entry.kind === 'reminder' ? 'at-risk' : 'on-track',
              }))}
            />
          </section>
        </>
      )}
    </QueryState>
  )
}

/** Takes the values of the items that failed; what they come to is shown while they are typed, and judged by the server. */
function RecordTest(props: {
  readonly sample: SampleView
  readonly detail: Pick<CaseDetail, 'id' | 'version'>
  readonly event: string
  readonly title: string
  readonly onSent: () => Promise<unknown>
}) {
  const { sample, detail } = props
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const failed = new Set(
    sample.values
      .filter((value) => value.round === 'initial' && !value.conforms)
      .map((value) => value.position),
  )
  const items = sample.rule.items.filter((item) => failed.has(item.position))
  const measured = items.map((item) => `${item.position}=${values[String(item.position)] ?? ''}`).join('；')
  const outcome = judgeAgain(items, measured)
  const send = async (form: { readonly reportNumber: string }) => {
    await casesApi.sendCaseEvent.call({
      id: detail.id,
      version: detail.version,
      event: props.event,
      input: { reportNumber: form.reportNumber, measured },
    })
    setOpen(false)
    await client.invalidateQueries({ queryKey: casesApi.key() })
    await props.onSent()
  }
  return (
    <div className="row">
      <Button type="primary" onClick={() => setOpen(true)}>
        {props.title}
      </Button>
      <Drawer open={open} size={480} title={props.title} onClose={() => setOpen(false)} destroyOnHidden>
        <p>{text(words['spot-checks.values-of-failed'])}</p>
        <DraftForm<{ reportNumber: string }>
          name={`spot-checks/${props.event}/${detail.id}`}
          draft={false}
          submitLabel={props.title}
          onSubmit={send}
        >
          <Field name="reportNumber" label={text(words['spot-checks.report-number'])} required>
            <Input maxLength={40} />
          </Field>
          {items.map((item) => (
            <Field
              key={item.position}
              name={`item-${item.position}`}
              label={`${item.name}${text(uiMessages['ui.aside'], { what: text(requirementText(item)) })}`}
              required
            >
              <Input
                maxLength={40}
                suffix={item.unit}
                onChange={(event) =>
                  setValues((before) => ({ ...before, [String(item.position)]: event.target.value }))
                }
              />
            </Field>
          ))}
          {outcome ? (
            <p role="status">
              <StateTag
                state={outcome === 'pass' ? 'met' : 'behind'}
                word={text(words[outcome === 'pass' ? 'spot-checks.would-pass' : 'spot-checks.would-fail'])}
              />
            </p>
          ) : null}
        </DraftForm>
      </Drawer>
    </div>
  )
}
