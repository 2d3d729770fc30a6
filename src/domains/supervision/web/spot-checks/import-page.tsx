import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { uploadFile } from '#ui/api/upload.ts'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import { ImportPreview } from '../../spot-checks/laboratory/laboratory-contract.ts'
import { resultTitles } from '../../spot-checks/messages.ts'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

interface Seen {
  readonly file: File
  readonly preview: ImportPreview
}

/** Takes a laboratory's results file in: looked at first, then whole or not at all. */
export function ImportResultsPage() {
  const text = useText()
  const [seen, setSeen] = useState<Seen>()
  return (
    <Page
      title={text(words['spot-checks.import'])}
      lead={text(words['spot-checks.import-lead'])}
      trail={[{ title: text(words['spot-checks.desk']), to: '/supervision/spot-checks/laboratory' }]}
      actions={
        <a className="plain-button" href="/api/spot-checks/results-files/template" download>
          {text(words['spot-checks.template'])}
        </a>
      }
    >
      {seen ? (
        <Preview key={seen.file.name} seen={seen} onOther={() => setSeen(undefined)} />
      ) : (
        <section className="card">
          <FileDrop
            label={text(words['spot-checks.results-file'])}
            limits={{ types: ['.xlsx', '.csv'], megabytes: 20 }}
            send={async (file, onProgress) => {
              const preview = ImportPreview.parse(
                await uploadFile({ url: '/api/spot-checks/results-files/preview', file, onProgress }),
              )
              setSeen({ file, preview })
            }}
          />
        </section>
      )}
    </Page>
  )
}

function Preview(props: { readonly seen: Seen; readonly onOther: () => void }) {
  const { file, preview } = props.seen
  const text = useText()
  const client = useQueryClient()
  const problemText = useProblemText()
  const take = useMutation({
    mutationFn: () => spotChecksApi.importResults.call({ file }),
    onSuccess: () => client.invalidateQueries({ queryKey: spotChecksApi.key() }),
  })
  if (take.data)
    return (
      <section className="card stack">
        <Alert type="success" showIcon title={text(words['spot-checks.import-done'], take.data)} />
        <div>
          <Button onClick={props.onOther}>{text(words['spot-checks.other-file'])}</Button>
        </div>
      </section>
    )
  return (
    <section className="card stack" aria-labelledby="preview">
      <h2 id="preview">
        {text(words['spot-checks.preview-rows'], {
          name: preview.fileName,
          rows: preview.rows,
          samples: preview.samples.length,
        })}
      </h2>
      {preview.problemCount > 0 ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={text(words['spot-checks.problems'], { count: preview.problemCount })}
        />
      ) : (
        <Alert type="success" showIcon title={text(words['spot-checks.no-problems'])} />
      )}
      {preview.problems.length > 0 ? <Problems problems={preview.problems} /> : null}
      <SampleResults samples={preview.samples} />
      {take.isError ? <Alert type="error" showIcon role="alert" title={problemText(take.error)} /> : null}
      <div className="row">
        <Button
          type="primary"
          disabled={preview.problemCount > 0 || preview.samples.length === 0}
          loading={take.isPending}
          onClick={() => take.mutate()}
        >
          {text(words['spot-checks.import-now'], { count: preview.samples.length })}
        </Button>
        <Button onClick={props.onOther}>{text(words['spot-checks.other-file'])}</Button>
      </div>
    </section>
  )
}

function Problems({ problems }: { readonly problems: ImportPreview['problems'] }) {
  const text = useText()
  return (
    <RowTable
      label={text(words['spot-checks.problem'])}
      rows={problems}
      rowKey={(problem) => `${problem.row} ${problem.column} ${problem.message.zh}`}
      columns={[
        {
          key: 'row',
          title: text(words['spot-checks.row']),
          card: 'title',
          render: ({ row }) => text(words['spot-checks.row-number'], { row }),
        },
        { key: 'column', title: text(words['spot-checks.column']), render: ({ column }) => column },
        {
          key: 'problem',
          title: text(words['spot-checks.problem']),
          render: ({ message }) => text(message),
        },
      ]}
    />
  )
}

function SampleResults({ samples }: { readonly samples: ImportPreview['samples'] }) {
  const text = useText()
  return (
    <RowTable
      label={text(words['spot-checks.preview'])}
      rows={samples}
      rowKey={(sample) => sample.blindCode}
      columns={[
        {
          key: 'code',
          title: text(words['spot-checks.blind-code']),
          card: 'title',
          render: (sample) => sample.blindCode,
        },
        {
          key: 'category',
          title: text(words['spot-checks.category']),
          render: (sample) => sample.category,
        },
        {
          key: 'result',
          title: text(words['spot-checks.result']),
          render: ({ result }) =>
            result === null ? (
              '—'
            ) : (
              <StateTag state={result === 'pass' ? 'met' : 'behind'} word={text(resultTitles[result])} />
            ),
        },
        {
          key: 'failing',
          title: text(words['spot-checks.failing-items']),
          render: (sample) => sample.failing.join('、') || '—',
        },
      ]}
    />
  )
}
