import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { uploadFile } from '#ui/api/upload.ts'
import { useText } from '#ui/language/language.ts'
import { useProblemText } from '#ui/states/page-states.tsx'
import { type ReportFigure, reportingApi } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'

/** The evidence of a figure: a link, and for whoever fills it in the way to attach or remove it. */
export function Evidence(props: {
  readonly caseId: string
  readonly item: ReportFigure
  readonly editable: boolean
  readonly onChanged: (() => unknown) | undefined
}) {
  const { caseId, item } = props
  const { indicatorId, region, period } = item
  const text = useText()
  const problemText = useProblemText()
  const field = useId()
  const [problem, setProblem] = useState('')
  const change = useMutation({
    mutationFn: (file: File | undefined) =>
      file
        ? uploadFile({
            url: `/api/reporting/reports/${caseId}/evidence`,
            file,
            fields: { indicatorId, region, period },
          })
        : reportingApi.removeEvidence.call({ caseId, indicatorId, region, period }),
    onSuccess: async () => {
      setProblem('')
      await props.onChanged?.()
    },
    onError: (error) => setProblem(problemText(error)),
  })
  return (
    <div className="report-evidence">
      {item.evidence ? (
        <a href={`/api/reporting/reports/${caseId}/files/${item.evidence.id}`}>{item.evidence.name}</a>
      ) : null}
      {props.editable ? (
        item.evidence ? (
          <button type="button" className="report-table__link" onClick={() => change.mutate(undefined)}>
            {text(reportingMessages['reporting.evidence-remove'])}
          </button>
        ) : (
          <label htmlFor={field} className="report-table__link">
            {text(reportingMessages['reporting.evidence-add'])}
            <input
              id={field}
              type="file"
              className="visually-hidden"
              accept=".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.csv,.txt"
              onChange={(event) => {
                const [file] = event.target.files ?? []
                event.target.value = ''
                if (file) change.mutate(file)
              }}
            />
          </label>
        )
      ) : null}
      {problem ? (
        <p className="file-drop__problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
