import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { saveFile } from '#ui/charts/save-file.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { DownloadIcon } from '#ui/icons.tsx'
import { type Translate, useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import type { RecordImportResult, RecordKindName, RowProblem } from '../../contract.ts'
import { recordPageMessages } from '../records/record-words.ts'
import { registryApi } from '../registry-api.ts'
import '../records/records.css'

/** Takes records of one kind in: template, try, problems by row, then all or nothing. */
export function RecordImport(props: { readonly kind: RecordKindName }) {
  const { kind } = props
  const text = useText()
  const client = useQueryClient()
  const [file, setFile] = useState<File>()
  const [result, setResult] = useState<RecordImportResult>()
  const send = useMutation({
    mutationFn: (input: { readonly file: File; readonly mode: 'try' | 'take' }) =>
      registryApi.importRecords.call({ kind, ...input }),
  })
  const tryIt = async (chosen: File) => {
    setResult(undefined)
    setFile(chosen)
    setResult(await send.mutateAsync({ file: chosen, mode: 'try' }))
  }
  const takeIt = async () => {
    if (!file) return
    setResult(await send.mutateAsync({ file, mode: 'take' }))
    await client.invalidateQueries({ queryKey: registryApi.key() })
  }
  return (
    <div className="stack">
      <p>{text(recordPageMessages['registry.record-import.lead'])}</p>
      <div className="row">
        <a className="plain-button" href={`/api/registry/records/${kind}/template`} download>
          <DownloadIcon />
          {text(recordPageMessages['registry.record-import.template'])}
        </a>
        <a className="plain-button" href={`/api/registry/records/${kind}/export`} download>
          <DownloadIcon />
          {text(recordPageMessages['registry.record-import.export'])}
        </a>
      </div>
      <FileDrop
        key={kind}
        label={text(recordPageMessages['registry.record-import.file'])}
        limits={{ types: ['.xlsx', '.csv'], megabytes: 20 }}
        send={tryIt}
      />
      {result ? <Result result={result} fileName={file?.name ?? ''} take={takeIt} /> : null}
    </div>
  )
}

function Result(props: {
  readonly result: RecordImportResult
  readonly fileName: string
  readonly take: () => Promise<void>
}) {
  const { result, fileName } = props
  const text = useText()
  const formats = useFormats()
  const { added, changed, problemCount, takenIn } = result
  const counts = ['rows', 'added', 'changed', 'unchanged'] as const
  return (
    <section className="card stack" aria-live="polite">
      <dl className="record-import__counts">
        {counts.map((name) => (
          <div key={name}>
            <dt>{text(recordPageMessages[`registry.record-import.${name}`])}</dt>
            <dd>{formats.number(result[name])}</dd>
          </div>
        ))}
        <div>
          <dt>{text(recordPageMessages['registry.record-import.problems'])}</dt>
          <dd>{formats.number(problemCount)}</dd>
        </div>
      </dl>
      {takenIn ? (
        <Alert
          type="success"
          showIcon
          title={text(recordPageMessages['registry.record-import.taken'], { added, changed })}
        />
      ) : problemCount > 0 ? (
        <>
          <Alert
            type="warning"
            showIcon
            title={text(recordPageMessages['registry.record-import.misfits'], { count: problemCount })}
            action={
              <button
                type="button"
                className="plain-button plain-button--small"
                onClick={() => saveProblems(result.problems, fileName, text)}
              >
                {text(recordPageMessages['registry.record-import.download'])}
              </button>
            }
          />
          <ProblemTable problems={result.problems} />
        </>
      ) : (
        <>
          <Alert type="info" showIcon title={text(recordPageMessages['registry.record-import.fits'])} />
          <div>
            <ConfirmAction
              primary
              disabled={added + changed === 0}
              label={text(recordPageMessages['registry.record-import.take'])}
              title={text(recordPageMessages['registry.record-import.take-title'], { name: fileName })}
              consequences={[
                text(recordPageMessages['registry.record-import.add-count'], { count: added }),
                text(recordPageMessages['registry.record-import.change-count'], { count: changed }),
              ]}
              run={props.take}
            />
          </div>
        </>
      )}
    </section>
  )
}

/** Rows that do not fit, as a file that Excel opens. */
function saveProblems(problems: readonly RowProblem[], fileName: string, text: Translate): void {
  const quoted = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`
  const heads = problemHeads.map((head) => text(recordPageMessages[head]))
  const rows = problems.map((one) => [one.row, one.column, one.value, one.message])
  const lines = [heads, ...rows].map((row) => row.map(quoted).join(','))
  const name = `${fileName.replace(/\.\w+$/, '')}-${text(recordPageMessages['registry.record-import.problem-file'])}.csv`
  // The byte order mark tells Excel that this is UTF-8.
  saveFile(name, new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv' }))
}

const problemHeads = [
  'registry.record-import.row',
  'registry.record-import.column',
  'registry.record-import.value',
  'registry.record-import.message',
] as const

/** What does not fit, by row and column. */
export function ProblemTable(props: { readonly problems: readonly RowProblem[] }) {
  const text = useText()
  return (
    <ScrollBox label={text(recordPageMessages['registry.record-import.problems'])}>
      <table className="plain-table">
        <thead>
          <tr>
            {problemHeads.map((head) => (
              <th key={head} scope="col">
                {text(recordPageMessages[head])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.problems.map((problem) => (
            <tr key={`${problem.row} ${problem.column} ${problem.message}`}>
              <td className="number">{problem.row}</td>
              <td>{problem.column}</td>
              <td>{problem.value}</td>
              <td>{problem.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
