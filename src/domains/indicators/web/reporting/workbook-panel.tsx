import { App, Button } from 'antd'
import { useState } from 'react'
import { uploadFile } from '#ui/api/upload.ts'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { WorkbookPreview } from '../../reporting/reporting-contract.ts'
import { figureKey, type ReportDetail, reportingApi } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'

/** The way over Excel: the form out, the form in, a look at what it would change, and only then the change. */
export function WorkbookPanel(props: {
  readonly detail: ReportDetail
  /** Sends what has been typed, so that the form and the comparison have it. */
  readonly flush: () => Promise<void>
  readonly onTaken: () => Promise<unknown>
}) {
  const { caseId } = props.detail
  const text = useText()
  const problemText = useProblemText()
  const { message } = App.useApp()
  const [preview, setPreview] = useState<WorkbookPreview>()
  const [taking, setTaking] = useState(false)
  const [problem, setProblem] = useState('')
  const take = async (fileId: string) => {
    setTaking(true)
    setProblem('')
    try {
      const { taken } = await reportingApi.takeWorkbook.call({ caseId, fileId })
      message.success(text(reportingMessages['reporting.workbook-taken'], { count: taken }))
      setPreview(undefined)
      await props.onTaken()
    } catch (error) {
      setProblem(problemText(error))
    } finally {
      setTaking(false)
    }
  }
  const form = `/api/reporting/reports/${caseId}/workbook`
  // What was typed a moment ago belongs into the form: it is on the server before the form is made there.
  const download = async () => {
    setProblem('')
    try {
      await props.flush()
      globalThis.location.assign(form)
    } catch (error) {
      setProblem(problemText(error))
    }
  }
  return (
    <section className="card stack" aria-labelledby="report-excel">
      <div className="row report-excel__head">
        <h2 id="report-excel">{text(reportingMessages['reporting.excel'])}</h2>
        <a
          className="plain-button"
          href={form}
          onClick={(event) => {
            event.preventDefault()
            void download()
          }}
        >
          {text(reportingMessages['reporting.template'])}
        </a>
      </div>
      {preview ? (
        <Preview
          caseId={caseId}
          preview={preview}
          taking={taking}
          onTake={() => void take(preview.fileId)}
          onLeave={() => setPreview(undefined)}
        />
      ) : (
        <FileDrop
          label={text(reportingMessages['reporting.workbook-drop'])}
          limits={{ types: ['.xlsx'], megabytes: 10 }}
          send={async (file, onProgress) => {
            await props.flush()
            const answer = await uploadFile({
              url: form,
              file,
              onProgress,
            })
            setPreview(WorkbookPreview.parse(answer))
          }}
        />
      )}
      {problem ? (
        <p className="file-drop__problem" role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  )
}

function Preview(props: {
  readonly caseId: string
  readonly preview: WorkbookPreview
  readonly taking: boolean
  readonly onTake: () => void
  readonly onLeave: () => void
}) {
  const { preview } = props
  const text = useText()
  const errors = preview.problems.filter((one) => one.severity === 'error').length
  return (
    <>
      <div className="row" role="status">
        <StateTag
          state={errors > 0 ? 'behind' : 'on-track'}
          word={text(reportingMessages['reporting.workbook-checked'])}
        />
        <span>
          {text(reportingMessages['reporting.workbook-changes'], { count: preview.changes.length })}
        </span>
        <span className="soft">
          {text(reportingMessages['reporting.workbook-unchanged'], { count: preview.unchanged })}
        </span>
      </div>
      {errors > 0 ? (
        <p className="file-drop__problem" role="alert">
          {text(reportingMessages['reporting.workbook-errors'], { count: errors })}
        </p>
      ) : null}
      {preview.problems.length > 0 ? <Problems problems={preview.problems} /> : null}
      {preview.changes.length > 0 ? <Changes changes={preview.changes} /> : null}
      <div className="row">
        <Button type="primary" disabled={!preview.usable} loading={props.taking} onClick={props.onTake}>
          {text(reportingMessages['reporting.workbook-take'])}
        </Button>
        <Button onClick={props.onLeave}>{text(reportingMessages['reporting.workbook-drop-it'])}</Button>
        {preview.problems.length > 0 ? (
          <a
            className="plain-button"
            href={`/api/reporting/reports/${props.caseId}/workbook/${preview.fileId}/problems`}
          >
            {text(reportingMessages['reporting.workbook-problems'])}
          </a>
        ) : null}
      </div>
    </>
  )
}

const problemTones = {
  error: 'behind',
  explain: 'at-risk',
  explained: 'on-track',
  notice: 'no-data',
} as const

function Problems(props: { readonly problems: WorkbookPreview['problems'] }) {
  const text = useText()
  return (
    <ScrollBox label={text(reportingMessages['reporting.what'])} className="report-excel__list">
      <table className="plain-table report-excel__problems">
        <thead>
          <tr>
            <th scope="col">{text(reportingMessages['reporting.at'])}</th>
            <th scope="col">{text(reportingMessages['reporting.found'])}</th>
            <th scope="col">{text(reportingMessages['reporting.what'])}</th>
          </tr>
        </thead>
        <tbody>
          {props.problems.map((problem) => (
            <tr key={`${problem.sheet} ${problem.column} ${problem.row} ${problem.message.en}`}>
              <th scope="row">
                {problem.sheet}
                {problem.row === null ? '' : ` ${problem.column ?? ''}${problem.row}`}
              </th>
              <td>{problem.found}</td>
              <td>
                <span className="row">
                  <StateTag
                    state={problemTones[problem.severity]}
                    word={text(reportingMessages[`reporting.severity.${problem.severity}`])}
                  />
                  <span>{text(problem.message)}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Changes(props: { readonly changes: WorkbookPreview['changes'] }) {
  const text = useText()
  const formats = useFormats()
  return (
    <ScrollBox
      label={text(reportingMessages['reporting.workbook-changes'], { count: props.changes.length })}
      className="report-excel__list"
    >
      <table className="plain-table report-excel__changes">
        <thead>
          <tr>
            <th scope="col">{text(reportingMessages['reporting.indicator'])}</th>
            <th scope="col" className="number">
              {text(reportingMessages['reporting.before'])}
            </th>
            <th scope="col" className="number">
              {text(reportingMessages['reporting.after'])}
            </th>
            <th scope="col">{text(reportingMessages['reporting.explanation'])}</th>
          </tr>
        </thead>
        <tbody>
          {props.changes.map((change) => (
            <tr key={figureKey(change)}>
              <th scope="row">
                {change.name} <span className="soft">{change.regionName}</span>
              </th>
              <td className="number">{formats.number(change.before)}</td>
              <td className="number">{formats.number(change.after)}</td>
              <td>{change.explanation}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
