import { App, Button } from 'antd'
import type { CaseDetail } from '#kernel/cases/contract.ts'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { FigureTable, fieldId } from './figure-table.tsx'
import { figureKey, type ReportDetail, type ReportFigure } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'
import { type FigureDraft, useFigureDraft } from './use-figure-draft.ts'
import { WorkbookPanel } from './workbook-panel.tsx'

/** The form of a task: Excel or fields, checked as it is filled in, kept on the server. */
export function ReportEntry(props: {
  readonly report: ReportDetail
  readonly work: CaseDetail
  readonly onHistory: (item: ReportFigure) => void
  /** The figures on the server were replaced by something else than this form. */
  readonly onReplaced: () => Promise<unknown>
  readonly onDone: () => Promise<unknown>
}) {
  const { report, work } = props
  const text = useText()
  const draft = useFigureDraft(report.caseId, report.items, report.findings)
  // Handing in stands below the figures; what else may be done (the clerk may cancel) beside it.
  const others = work.events.filter((event) => event.event !== 'submit')
  return (
    <>
      <WorkbookPanel detail={report} flush={draft.flush} onTaken={props.onReplaced} />
      <section className="card stack" aria-labelledby="report-figures">
        <div className="row report-excel__head">
          <h2 id="report-figures">{text(reportingMessages['reporting.figures'])}</h2>
          <DraftState draft={draft} />
        </div>
        <p className="soft">{text(reportingMessages['reporting.empty-hint'])}</p>
        <FigureTable
          detail={report}
          items={report.items}
          findings={draft.findings}
          draft={draft}
          onHistory={props.onHistory}
          onChanged={async () => {
            await draft.flush()
            await props.onReplaced()
          }}
        />
        <div className="report-foot">
          <Blocking report={report} draft={draft} />
          <Submit report={report} work={work} draft={draft} onDone={props.onDone} />
        </div>
        {others.length > 0 ? (
          <div className="report-foot">
            <CaseActions detail={{ ...work, events: others }} onSent={props.onDone} />
          </div>
        ) : null}
      </section>
    </>
  )
}

function DraftState({ draft }: { readonly draft: FigureDraft }) {
  const text = useText()
  const formats = useFormats()
  return (
    <span className="soft" role="status">
      {draft.problem
        ? text(reportingMessages['reporting.not-saved'], { problem: draft.problem })
        : draft.saving
          ? text(reportingMessages['reporting.saving'])
          : draft.savedAt
            ? text(reportingMessages['reporting.saved'], { time: formats.dateTime(draft.savedAt) })
            : null}
    </span>
  )
}

/** Figures that stand in the way, in the order of the form. */
function blockingKeys(report: ReportDetail, draft: FigureDraft): string[] {
  const blocking = new Set([
    ...draft.unreadable,
    ...draft.findings
      .filter((finding) => finding.severity === 'error' || finding.severity === 'explain')
      .map(figureKey),
  ])
  return report.items.map(figureKey).filter((key) => blocking.has(key))
}

function Blocking(props: { readonly report: ReportDetail; readonly draft: FigureDraft }) {
  const text = useText()
  const keys = blockingKeys(props.report, props.draft)
  const [first] = keys
  if (first === undefined) return <StateTag state="met" word={text(reportingMessages['reporting.ready'])} />
  return (
    <span className="row">
      <StateTag
        state="at-risk"
        word={text(reportingMessages['reporting.blocking'], { count: keys.length })}
      />
      <Button
        size="small"
        onClick={() => {
          const field = document.getElementById(fieldId(first))
          field?.scrollIntoView({ block: 'center' })
          field?.focus()
        }}
      >
        {text(reportingMessages['reporting.go-to-first'])}
      </Button>
    </span>
  )
}

function Submit(props: {
  readonly report: ReportDetail
  readonly work: CaseDetail
  readonly draft: FigureDraft
  readonly onDone: () => Promise<unknown>
}) {
  const { work, draft } = props
  const text = useText()
  const { message } = App.useApp()
  return (
    <ConfirmAction
      primary
      label={text(reportingMessages['reporting.submit'])}
      title={text(reportingMessages['reporting.submit-title'])}
      consequences={[text(reportingMessages['reporting.submit-consequence'])]}
      disabled={blockingKeys(props.report, draft).length > 0}
      reason="optional"
      run={async (comment) => {
        await draft.flush()
        await casesApi.sendCaseEvent.call({
          id: work.id,
          event: 'submit',
          version: work.version,
          comment: comment || undefined,
        })
        message.success(text(reportingMessages['reporting.submit-done']))
        await props.onDone()
      }}
    />
  )
}
