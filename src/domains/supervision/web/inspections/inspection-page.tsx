import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { CaseFlow } from '#kernel/cases/web/case-flow.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { InspectionPaper } from '../../inspections/inspections-contract.ts'
import { type Answer, isProblem, UnableOutcome } from '../../inspections/record-contract.ts'
import { drawsApi } from '../draws/draws-api.ts'
import { drawWebMessages } from '../draws/draws-web-messages.ts'
import { InspectionTag, OutcomeTag, PublicationTag } from './inspection-state.tsx'
import { type InspectionView, inspectionsApi } from './inspections-api.ts'
import { inspectionMessages } from './inspections-messages.ts'
import './inspections.css'

/** One inspection at the desk: what was found, and what is to be done with it. */
export function InspectionPage() {
  const { inspectionId = '' }: { inspectionId?: string } = useParams({ strict: false })
  const query = useQuery(inspectionsApi.getInspection.queryOptions({ input: { inspectionId } }))
  return <QueryState query={query}>{(inspection) => <Inspection inspection={inspection} />}</QueryState>
}

function Inspection(props: { readonly inspection: InspectionView }) {
  const { inspection } = props
  const text = useText()
  return (
    <Page
      title={inspection.name}
      tag={<InspectionTag state={inspection.state} />}
      lead={`${inspection.itemCode} ${inspection.itemTitle} · ${inspection.regionName} · ${inspection.department}`}
      trail={[{ title: text(inspectionMessages['supervision.inspections']), to: '/inspections' }]}
      actions={<StepIn inspection={inspection} />}
    >
      <div className="inspection-page">
        <div className="stack">
          {inspection.caseId ? <Handling caseId={inspection.caseId} /> : null}
          <section className="card stack">
            <h2>{text(inspectionMessages['supervision.result-form'])}</h2>
            <Record inspection={inspection} />
          </section>
        </div>
        <div className="stack">
          <Facts inspection={inspection} />
          {inspection.caseId ? <History caseId={inspection.caseId} /> : null}
        </div>
      </div>
    </Page>
  )
}

const notInspected: readonly string[] = ['assigned', 'accepted', 'on-site', 'withdrawn']

/** Lets the next substitute step in for a subject that was not, or could not be, inspected. */
function StepIn(props: { readonly inspection: InspectionView }) {
  const { inspection } = props
  const text = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const unable = UnableOutcome.safeParse(inspection.outcome).success
  if (inspection.drawId === null || !(unable || notInspected.includes(inspection.state))) return null
  return (
    <Allowed permission="supervision.draws-manage">
      <ConfirmAction
        label={text(drawWebMessages['supervision.step-in'])}
        title={text(drawWebMessages['supervision.step-in'])}
        consequences={[
          text(drawWebMessages['supervision.step-in-1']),
          text(drawWebMessages['supervision.step-in-2']),
        ]}
        reason="required"
        run={async (reason) => {
          const made = await drawsApi.stepInSubstitute.call({ inspectionId: inspection.id, reason })
          await client.invalidateQueries({ queryKey: inspectionsApi.key() })
          await client.invalidateQueries({ queryKey: drawsApi.key() })
          await navigate({
            to: '/inspections/$inspectionId',
            params: { inspectionId: made.inspectionId },
          })
        }}
      />
    </Allowed>
  )
}

function Handling(props: { readonly caseId: string }) {
  const text = useText()
  const client = useQueryClient()
  const query = useQuery(casesApi.getCase.queryOptions({ input: { id: props.caseId } }))
  return (
    <section className="card stack">
      <h2>{text(inspectionMessages['supervision.case'])}</h2>
      <QueryState query={query} lines={4}>
        {(detail) => (
          <>
            <CaseFlow title={text(inspectionMessages['supervision.case'])} diagram={detail.diagram} />
            <CaseActions
              detail={{ ...detail, events: detail.events.filter((option) => !fromPhone.has(option.event)) }}
              onSent={() => client.invalidateQueries({ queryKey: inspectionsApi.key() })}
            />
            <CaseDeadlines deadlines={detail.deadlines} />
          </>
        )}
      </QueryState>
    </section>
  )
}

/** Steps that the team takes on the phone, with what they need. */
const fromPhone = new Set(['record', 'record-again', 'unable'])

function History(props: { readonly caseId: string }) {
  const text = useText()
  const query = useQuery(casesApi.getCase.queryOptions({ input: { id: props.caseId } }))
  return (
    <section className="card stack">
      <h2>{text(inspectionMessages['supervision.timeline'])}</h2>
      <QueryState query={query} lines={4}>
        {(detail) => (
          <Timeline
            entries={detail.timeline.map((entry) => ({
              id: entry.id,
              at: entry.at,
              who: entry.by,
              title: text(entry.title),
              detail: entry.comment,
              tone: 'on-track' as const,
            }))}
          />
        )}
      </QueryState>
    </section>
  )
}

function Facts(props: { readonly inspection: InspectionView }) {
  const { inspection } = props
  const text = useText()
  const formats = useFormats()
  const times = [
    ['assigned-at', inspection.assignedAt],
    ['accepted-at', inspection.acceptedAt],
    ['arrived-at', inspection.arrivedAt],
    ['recorded-at', inspection.recordedAt],
    ['approved-at', inspection.approvedAt],
    ['published-at', inspection.publishedAt],
  ] as const
  return (
    <section className="card">
      <dl className="inspection-facts">
        <dt>{text(inspectionMessages['supervision.enterprise'])}</dt>
        <dd>
          {inspection.name}
          <br />
          <span className="soft">{inspection.creditCode}</span>
        </dd>
        <dt>{text(inspectionMessages['supervision.address'])}</dt>
        <dd>{inspection.address ?? '—'}</dd>
        <dt>{text(inspectionMessages['supervision.class'])}</dt>
        <dd>{inspection.class === 'N' ? '—' : inspection.class}</dd>
        <dt>{text(inspectionMessages['supervision.basis'])}</dt>
        <dd>
          《{inspection.basis}》{inspection.clause}
        </dd>
        <dt>{text(inspectionMessages['supervision.draw'])}</dt>
        <dd>
          {inspection.drawId ? (
            <Link to="/draws/$drawId" params={{ drawId: inspection.drawId }}>
              {inspection.drawNumber}
            </Link>
          ) : (
            '—'
          )}
        </dd>
        <dt>{text(inspectionMessages['supervision.team'])}</dt>
        <dd>
          {inspection.team.map((member) => (
            <div key={member.number}>
              {member.name} <span className="soft">{member.department}</span>
            </div>
          ))}
        </dd>
        <dt>{text(inspectionMessages['supervision.due'])}</dt>
        <dd>{formats.date(inspection.dueOn)}</dd>
        <dt>{text(inspectionMessages['supervision.publish-by'])}</dt>
        <dd>
          <PublicationTag inspection={inspection} />
        </dd>
        {times.map(([key, at]) => (
          <TimeOf
            key={key}
            title={text(inspectionMessages[`supervision.${key}`])}
            at={formats.dateTime(at)}
          />
        ))}
      </dl>
    </section>
  )
}

function TimeOf(props: { readonly title: string; readonly at: string }) {
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{props.at}</dd>
    </>
  )
}

function Record(props: { readonly inspection: InspectionView }) {
  const { inspection } = props
  const text = useText()
  const formats = useFormats()
  const { record } = inspection
  if (!record) return <p className="soft">{text(inspectionMessages['supervision.not-recorded'])}</p>
  return (
    <>
      <p className="row">
        <OutcomeTag outcome={record.outcome} />
        {text(inspectionMessages['supervision.problems'])}{' '}
        {text(inspectionMessages['supervision.problems-count'], { count: inspection.problems })}
        {record.correctBy
          ? ` · ${text(inspectionMessages['supervision.correct-by'])} ${formats.date(record.correctBy)}`
          : ''}
      </p>
      {record.remark ? <p>{record.remark}</p> : null}
      <Answers inspection={inspection} answers={record.answers} />
      <p>
        {text(uiMessages['ui.before'], { name: text(inspectionMessages['supervision.location']) })}
        {record.location
          ? text(inspectionMessages['supervision.location-value'], {
              latitude: record.location.latitude.toFixed(5),
              longitude: record.location.longitude.toFixed(5),
              accuracy: Math.round(record.location.accuracy),
            })
          : text(inspectionMessages['supervision.no-location'])}
      </p>
      <SignatureLine inspection={inspection} signature={record.signature} />
      <Papers inspection={inspection} />
    </>
  )
}

/** Word files of what was found and ordered. */
function Papers(props: { readonly inspection: InspectionView }) {
  const text = useText()
  const { id, record } = props.inspection
  const papers = record?.correctBy ? InspectionPaper.options : (['inspection-record'] as const)
  return (
    <p className="row no-print">
      {text(uiMessages['ui.before'], { name: text(inspectionMessages['supervision.papers']) })}
      {papers.map((paper) => (
        <a key={paper} href={`/api/supervision/inspections/${id}/papers/${paper}`} download>
          {text(inspectionMessages[`supervision.paper.${paper}`])}
        </a>
      ))}
    </p>
  )
}

const addressOf = (inspectionId: string, fileId: string): string =>
  `/api/supervision/inspections/${inspectionId}/files/${fileId}`

function SignatureLine(props: {
  readonly inspection: InspectionView
  readonly signature: NonNullable<InspectionView['record']>['signature']
}) {
  const text = useText()
  const problemText = useProblemText()
  const read = useMutation(inspectionsApi.readInspectionSignatory.mutationOptions())
  const { signature } = props
  if (!signature) return null
  const shown = read.data !== undefined
  const file = props.inspection.files.find((one) => one.id === signature.fileId)
  return (
    <div className="stack">
      <p>
        {text(uiMessages['ui.before'], { name: text(inspectionMessages['supervision.signature']) })}
        {signature.kind === 'refused'
          ? text(inspectionMessages['supervision.signature-refused'])
          : text(inspectionMessages['supervision.signed-by'], { name: signature.name })}
        {signature.kind === 'typed'
          ? text(uiMessages['ui.aside'], { what: text(inspectionMessages['supervision.signature-typed']) })
          : ''}
      </p>
      <Allowed permission="supervision.inspections-read">
        {shown ? (
          <p>{read.data?.name}</p>
        ) : (
          <div className="row">
            <button
              type="button"
              className="plain-button"
              disabled={read.isPending}
              onClick={() => read.mutate({ inspectionId: props.inspection.id })}
            >
              {text(inspectionMessages['supervision.show-signature'])}
            </button>
            <span className="soft">{text(inspectionMessages['supervision.show-signature-note'])}</span>
          </div>
        )}
      </Allowed>
      {read.isError ? <p role="alert">{problemText(read.error)}</p> : null}
      {shown && file ? (
        <img
          className="inspection-signature"
          src={addressOf(props.inspection.id, file.id)}
          alt={text(inspectionMessages['supervision.signature'])}
        />
      ) : null}
    </div>
  )
}

function Answers(props: {
  readonly inspection: InspectionView
  readonly answers: Readonly<Record<string, Answer>>
}) {
  const text = useText()
  const { inspection, answers } = props
  return (
    <ol className="inspection-answers">
      {inspection.checks.map((check) => {
        const answer = answers[check.key]
        const photos = inspection.files.filter((file) => answer?.photos.includes(file.id))
        return (
          <li key={check.key} className={isProblem(check, answer) ? 'inspection-answers__problem' : ''}>
            <strong>{check.title}</strong> <span>{answerText(text, answer, check.unit)}</span>
            {answer?.remark ? <p>{answer.remark}</p> : null}
            {photos.length > 0 ? (
              <div className="row">
                {photos.map((file, index) => (
                  <a key={file.id} href={addressOf(inspection.id, file.id)} target="_blank" rel="noreferrer">
                    <img
                      className="inspection-photo"
                      loading="lazy"
                      src={addressOf(inspection.id, file.id)}
                      alt={`${text(inspectionMessages['supervision.photo-of'], { title: check.title })} ${index + 1}`}
                    />
                  </a>
                ))}
              </div>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

function answerText(
  text: ReturnType<typeof useText>,
  answer: Answer | undefined,
  unit: string | undefined,
): string {
  const value = answer?.value ?? null
  if (value === null || value === '') return '—'
  if (value === 'conforms' || value === 'fails' || value === 'not-applicable')
    return text(inspectionMessages[`supervision.answer.${value}`])
  return `${value}${unit ? ` ${unit}` : ''}`
}
