import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Input } from 'antd'
import type { CaseDetail } from '#kernel/cases/contract.ts'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { CaseFlow } from '#kernel/cases/web/case-flow.tsx'
import { caseMessages } from '#kernel/cases/web/case-messages.ts'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { FileView } from '#kernel/files/contract.ts'
import { uploadFile } from '#ui/api/upload.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { HandOver } from './hand-over.tsx'
import './cases.css'

/** One case: where it stands, what may be done, by when and by which rule, and all that happened. */
export function CasePage() {
  const { caseId = '' }: { caseId?: string } = useParams({ strict: false })
  const query = useQuery(casesApi.getCase.queryOptions({ input: { id: caseId } }))
  return <QueryState query={query}>{(detail) => <Case detail={detail} />}</QueryState>
}

function Case(props: { readonly detail: CaseDetail }) {
  const { detail } = props
  const text = useText()
  return (
    <Page
      title={detail.title}
      tag={<StateTag state={detail.done ? 'met' : 'on-track'} word={text(detail.stateTitle)} />}
      trail={[{ title: text(caseMessages['cases.inbox']), to: '/inbox' }]}
      actions={detail.mayHandOver ? <HandOver detail={detail} /> : null}
    >
      <section className="card">
        <h2>{text(caseMessages['cases.flow'])}</h2>
        <CaseFlow title={text(caseMessages['cases.flow'])} diagram={detail.diagram} />
      </section>
      <div className="case-page">
        <div className="stack">
          <section className="card">
            <h2>{text(caseMessages['cases.next'])}</h2>
            {detail.page === `/cases/${detail.id}` ? null : (
              <p>
                <Link to={detail.page}>{text(caseMessages['cases.own-page'])}</Link>
              </p>
            )}
            <CaseActions detail={detail} />
          </section>
          <section className="card">
            <h2>{text(caseMessages['cases.timeline'])}</h2>
            <History detail={detail} />
          </section>
          <section className="card">
            <h2>{text(caseMessages['cases.comments'])}</h2>
            <Comments detail={detail} />
          </section>
        </div>
        <div className="stack">
          <section className="card">
            <Facts detail={detail} />
          </section>
          <section className="card">
            <h2>{text(caseMessages['cases.deadlines'])}</h2>
            <CaseDeadlines deadlines={detail.deadlines} />
          </section>
          <section className="card stack">
            <h2>{text(caseMessages['cases.files'])}</h2>
            <Files detail={detail} />
          </section>
        </div>
      </div>
    </Page>
  )
}

function Facts(props: { readonly detail: CaseDetail }) {
  const { detail } = props
  const text = useText()
  const formats = useFormats()
  return (
    <dl className="case-facts">
      <dt>{text(caseMessages['cases.type'])}</dt>
      <dd>{text(detail.typeTitle)}</dd>
      <dt>{text(caseMessages['cases.unit'])}</dt>
      <dd>{detail.unit?.name ?? '—'}</dd>
      <dt>{text(caseMessages['cases.assignee'])}</dt>
      <dd>{detail.assignee?.name ?? '—'}</dd>
      <dt>{text(caseMessages['cases.started-by'])}</dt>
      <dd>{detail.startedBy}</dd>
      <dt>{text(caseMessages['cases.opened'])}</dt>
      <dd>{formats.dateTime(detail.openedAt)}</dd>
    </dl>
  )
}

function History(props: { readonly detail: CaseDetail }) {
  const text = useText()
  return (
    <Timeline
      entries={props.detail.timeline.map((entry) => ({
        id: entry.id,
        at: entry.at,
        who: entry.by,
        title:
          entry.stateBefore && entry.stateBefore.zh !== entry.stateAfter.zh
            ? text(caseMessages['cases.moved'], {
                event: text(entry.title),
                before: text(entry.stateBefore),
                after: text(entry.stateAfter),
              })
            : text(entry.title),
        detail: entry.comment,
        tone: entry.kind === 'escalation' ? 'behind' : entry.kind === 'reminder' ? 'at-risk' : 'on-track',
      }))}
    />
  )
}

function Comments(props: { readonly detail: CaseDetail }) {
  const { detail } = props
  const text = useText()
  const client = useQueryClient()
  return (
    <div className="stack">
      {detail.comments.length === 0 ? (
        <p className="soft">{text(caseMessages['cases.no-comments'])}</p>
      ) : (
        <Timeline
          entries={detail.comments.map((comment) => ({
            id: comment.id,
            at: comment.at,
            title: comment.by,
            detail: <span style={{ whiteSpace: 'pre-wrap' }}>{comment.text}</span>,
          }))}
        />
      )}
      <DraftForm<{ text: string }>
        key={detail.comments.length}
        name={`cases/${detail.id}/comment`}
        submitLabel={text(caseMessages['cases.comment-send'])}
        onSubmit={async (values) => {
          await casesApi.commentOnCase.call({ id: detail.id, text: values.text })
          await client.invalidateQueries({ queryKey: casesApi.getCase.key() })
        }}
      >
        <Field name="text" label={text(caseMessages['cases.comment'])} required>
          <Input.TextArea rows={3} maxLength={4000} />
        </Field>
      </DraftForm>
    </div>
  )
}

function Files(props: { readonly detail: CaseDetail }) {
  const { detail } = props
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  return (
    <>
      {detail.attachments.length === 0 ? (
        <p className="soft">{text(caseMessages['cases.no-files'])}</p>
      ) : (
        <ul className="case-files">
          {detail.attachments.map((file) => (
            <li key={file.id}>
              {file.readable ? (
                <a href={`/api/cases/${detail.id}/files/${file.fileId}`}>{file.name}</a>
              ) : (
                file.name
              )}
              <div className="soft">
                {formats.fileSize(file.size)} · {file.by} · {formats.dateTime(file.at)}
                {file.readable ? '' : ` · ${text(caseMessages['cases.unreadable'])}`}
              </div>
            </li>
          ))}
        </ul>
      )}
      <Allowed permission="files.attach">
        <FileDrop
          label={text(caseMessages['cases.attach'])}
          limits={{ types: [], megabytes: 50 }}
          several
          send={async (file, onProgress) => {
            const stored = FileView.parse(await uploadFile({ url: '/api/files', file, onProgress }))
            await casesApi.attachToCase.call({ id: detail.id, fileId: stored.id })
            await client.invalidateQueries({ queryKey: casesApi.getCase.key() })
          }}
        />
      </Allowed>
    </>
  )
}
