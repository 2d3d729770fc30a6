import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { useState } from 'react'
import type { CaseDetail } from '#kernel/cases/contract.ts'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { CaseDeadlines } from '#kernel/cases/web/case-deadlines.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { periodWords } from '../../period-messages.ts'
import { FigureHistory, type HistoryPlace } from './figure-history.tsx'
import { FigureTable } from './figure-table.tsx'
import { ReportEntry } from './report-entry.tsx'
import {
  figureKey,
  type ReportDetail,
  type ReportFigure,
  reportingApi,
  reportTones,
} from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'
import './reporting.css'

/** One task: to be filled in by the unit, to be reviewed by the quality office, to be read by both. */
export function ReportPage() {
  const { caseId = '' }: { caseId?: string } = useParams({ strict: false })
  const report = useQuery(
    reportingApi.getReport.queryOptions({ input: { caseId }, refetchOnWindowFocus: false }),
  )
  const detail = useQuery(casesApi.getCase.queryOptions({ input: { id: caseId } }))
  return (
    <QueryState query={report}>
      {(found) => (
        <QueryState query={detail}>{(work) => <Report key={caseId} report={found} work={work} />}</QueryState>
      )}
    </QueryState>
  )
}

function useRefresh() {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: reportingApi.key() })
    await client.invalidateQueries({ queryKey: casesApi.key() })
  }
}

function Report(props: { readonly report: ReportDetail; readonly work: CaseDetail }) {
  const { report, work } = props
  const text = useText()
  const locale = useLocale()
  const formats = useFormats()
  const refresh = useRefresh()
  const [place, setPlace] = useState<HistoryPlace>()
  // Counts up when the server's draft has been replaced as a whole: the form then starts from it anew.
  const [edition, setEdition] = useState(0)
  const name = { unit: report.unit.name, period: periodWords(report.period)[locale] }
  const showHistory = (item: ReportFigure) =>
    setPlace({ ...item, name: locale === 'zh' ? item.nameZh : item.nameEn })
  return (
    <Page
      title={text(reportingMessages['reporting.task'], name)}
      tag={<ReportTag report={report} />}
      trail={[{ title: text(reportingMessages['reporting.title']), to: '/reporting' }]}
      lead={
        <span className="row">
          <span>{text(reportingMessages['reporting.due-on'], { date: formats.date(report.dueOn) })}</span>
          {report.submittedAt ? (
            <span>
              {text(reportingMessages['reporting.handed-in'], {
                name: report.submittedBy ?? '',
                time: formats.dateTime(report.submittedAt),
              })}
            </span>
          ) : null}
        </span>
      }
      actions={report.mayCorrect ? <Correct report={report} /> : null}
    >
      <Reasons report={report} work={work} />
      {report.mayEdit ? (
        <ReportEntry
          key={edition}
          report={report}
          work={work}
          onHistory={showHistory}
          onReplaced={async () => {
            await refresh()
            setEdition(edition + 1)
          }}
          onDone={refresh}
        />
      ) : (
        <Review report={report} work={work} onHistory={showHistory} onSent={refresh} />
      )}
      <Background report={report} work={work} />
      <FigureHistory place={place} onClose={() => setPlace(undefined)} />
    </Page>
  )
}

function ReportTag(props: { readonly report: ReportDetail }) {
  const { report } = props
  const text = useText()
  return (
    <span className="row">
      <StateTag
        state={reportTones[report.state]}
        word={text(reportingMessages[`reporting.state.${report.state}`])}
      />
      {report.round > 1 ? (
        <span className="soft">
          {text(reportingMessages['reporting.correction'], { number: report.round - 1 })}
        </span>
      ) : null}
      {report.late ? <StateTag state="behind" word={text(reportingMessages['reporting.late'])} /> : null}
    </span>
  )
}

/** Why it was sent back, or opened again: what the person has to know first. */
function Reasons(props: { readonly report: ReportDetail; readonly work: CaseDetail }) {
  const { report, work } = props
  const text = useText()
  const returned =
    report.state === 'returned' ? work.timeline.find((entry) => entry.event === 'return')?.comment : null
  const reason = report.rounds.find((round) => round.round === report.round)?.reason
  if (!returned && !reason) return null
  return (
    <section className="card report-reason">
      {returned ? (
        <p role="status">
          <strong>{text(reportingMessages['reporting.returned-because'])}：</strong>
          {returned}
        </p>
      ) : null}
      {reason ? (
        <p>
          <strong>{text(reportingMessages['reporting.correction-reason'])}：</strong>
          {reason}
        </p>
      ) : null}
    </section>
  )
}

function Review(props: {
  readonly report: ReportDetail
  readonly work: CaseDetail
  readonly onHistory: (item: ReportFigure) => void
  readonly onSent: () => unknown
}) {
  const { report, work } = props
  const text = useText()
  const [only, setOnly] = useState(false)
  const noted = new Set(report.findings.map(figureKey))
  const items = only ? report.items.filter((item) => noted.has(figureKey(item))) : report.items
  return (
    <>
      {work.events.length > 0 ? (
        <section className="card stack">
          <h2>{text(reportingMessages['reporting.next'])}</h2>
          <CaseActions detail={work} onSent={props.onSent} />
        </section>
      ) : null}
      <section className="card stack" aria-labelledby="report-figures">
        <div className="row report-excel__head">
          <h2 id="report-figures">{text(reportingMessages['reporting.figures'])}</h2>
          <span className="row">
            {noted.size > 0 ? (
              <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>
                {text(reportingMessages['reporting.only-findings'])}（
                {text(reportingMessages['reporting.finding-count'], { count: noted.size })}）
              </Checkbox>
            ) : null}
            <a className="plain-button" href={`/api/reporting/reports/${report.caseId}/workbook`}>
              Excel
            </a>
          </span>
        </div>
        <FigureTable detail={report} items={items} findings={report.findings} onHistory={props.onHistory} />
      </section>
    </>
  )
}

function Correct(props: { readonly report: ReportDetail }) {
  const text = useText()
  const navigate = useNavigate()
  const refresh = useRefresh()
  return (
    <ConfirmAction
      label={text(reportingMessages['reporting.correct'])}
      title={text(reportingMessages['reporting.correct-title'])}
      consequences={[
        text(reportingMessages['reporting.correct-kept']),
        text(reportingMessages['reporting.correct-review']),
      ]}
      reason="required"
      run={async (reason) => {
        const { caseId } = await reportingApi.openCorrection.call({ caseId: props.report.caseId, reason })
        await refresh()
        await navigate({ to: '/reporting/$caseId', params: { caseId } })
      }}
    />
  )
}

/** Deadlines with their rules, the rounds, and all that happened. */
function Background(props: { readonly report: ReportDetail; readonly work: CaseDetail }) {
  const { report, work } = props
  const text = useText()
  const formats = useFormats()
  return (
    <div className="report-background">
      <section className="card stack">
        <h2>{text(reportingMessages['reporting.timeline'])}</h2>
        <Timeline
          entries={work.timeline.map((entry) => ({
            id: entry.id,
            at: entry.at,
            who: entry.by,
            title: text(entry.title),
            detail: entry.comment,
            tone:
              entry.kind === 'escalation' || entry.event === 'return'
                ? 'behind'
                : entry.kind === 'reminder'
                  ? 'at-risk'
                  : 'on-track',
          }))}
        />
      </section>
      <div className="stack">
        <section className="card stack">
          <h2>{text(reportingMessages['reporting.deadlines'])}</h2>
          <CaseDeadlines deadlines={work.deadlines} />
        </section>
        {report.rounds.length > 1 ? (
          <section className="card stack">
            <h2>{text(reportingMessages['reporting.rounds'])}</h2>
            <ul className="report-rounds">
              {report.rounds.map((round) => (
                <li key={round.round}>
                  <Link to="/reporting/$caseId" params={{ caseId: round.caseId }}>
                    {round.round === 1
                      ? text(reportingMessages['reporting.round-first'])
                      : text(reportingMessages['reporting.correction'], { number: round.round - 1 })}
                  </Link>
                  <span className="soft">
                    {round.publishedAt
                      ? text(reportingMessages['reporting.round-published'], {
                          name: round.publishedBy ?? '',
                          time: formats.dateTime(round.publishedAt),
                        })
                      : text(
                          reportingMessages[
                            round.round === report.round && report.state !== 'cancelled'
                              ? 'reporting.round-open'
                              : 'reporting.not-published-round'
                          ],
                        )}
                  </span>
                  {round.reason ? <span>{round.reason}</span> : null}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </div>
  )
}
