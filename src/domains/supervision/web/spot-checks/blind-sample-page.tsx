import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Input } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { comparisonTitles, requirementText, resultTitles } from '../../spot-checks/messages.ts'
import { ResultTag } from './spot-check-tags.tsx'
import { words } from './spot-check-words.ts'
import { type BlindView, spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

/** One blind sample: taken in, measured, reported. */
export function BlindSamplePage() {
  const { sampleId = '' } = useParams({ strict: false })
  const sample = useQuery(spotChecksApi.getBlindSample.queryOptions({ input: { sampleId } }))
  return <QueryState query={sample}>{(loaded) => <BlindSample sample={loaded} />}</QueryState>
}

function BlindSample({ sample }: { readonly sample: BlindView }) {
  const text = useText()
  return (
    <Page
      title={`${text(words['spot-checks.sample'])} ${sample.blindCode}`}
      tag={<ResultTag state={sample.state} result={sample.result} />}
      lead={[
        sample.category,
        `${sample.sampleQuantity ?? '—'} + ${sample.reserveQuantity ?? '—'} ${sample.quantityUnit}`,
        sample.reportDue ? `${text(words['spot-checks.report-due'])} ${sample.reportDue}` : '',
      ]
        .filter(Boolean)
        .join(' · ')}
      trail={[{ title: text(words['spot-checks.desk']), to: '/supervision/spot-checks/laboratory' }]}
    >
      {sample.state === 'handed-over' ? <Receipt sample={sample} /> : null}
      <section className="card stack" aria-labelledby="results">
        <h2 id="results">
          {sample.ruleTitle} <span className="soft">{sample.document}</span>
        </h2>
        {sample.state === 'received' ? <ResultsForm sample={sample} /> : <Results sample={sample} />}
      </section>
    </Page>
  )
}

function Receipt({ sample }: { readonly sample: BlindView }) {
  const text = useText()
  const client = useQueryClient()
  const receive = async (intact: boolean, note: string) => {
    await spotChecksApi.receiveSample.call({ sampleId: sample.id, intact, note })
    await client.invalidateQueries({ queryKey: spotChecksApi.key() })
  }
  return (
    <section className="card row">
      <ConfirmAction
        primary
        label={text(words['spot-checks.receive'])}
        title={`${text(words['spot-checks.receive'])} ${sample.blindCode}`}
        consequences={[text(words['spot-checks.receive-hint'])]}
        reason="optional"
        run={(note) => receive(true, note)}
      />
      <ConfirmAction
        danger
        label={text(words['spot-checks.reject'])}
        title={`${text(words['spot-checks.reject'])} ${sample.blindCode}`}
        consequences={[text(words['spot-checks.reject-hint'])]}
        reason="required"
        run={(note) => receive(false, note)}
      />
    </section>
  )
}

const keyOf = (unitNumber: number, position: number): string => `${unitNumber}/${position}`

interface Cell {
  readonly unitNumber: number
  readonly item: BlindView['items'][number]
}

const rowKey = ({ unitNumber, item }: Cell): string => keyOf(unitNumber, item.position)

const cellsOf = (sample: BlindView): Cell[] =>
  Array.from({ length: sample.units }, (_, unit) =>
    sample.items.map((item) => ({ unitNumber: unit + 1, item })),
  ).flat()

function ResultsForm({ sample }: { readonly sample: BlindView }) {
  const text = useText()
  const client = useQueryClient()
  const field = useId()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [reportNumber, setReportNumber] = useState('')
  const columns = useItemColumns(sample.units)
  const cells = cellsOf(sample)
  const values = cells.flatMap(({ unitNumber, item }) => {
    const measured = (typed[keyOf(unitNumber, item.position)] ?? '').trim()
    return measured === '' ? [] : [{ unitNumber, position: item.position, measured }]
  })
  const asked = useDeferredValue(values)
  const trial = useQuery({
    ...spotChecksApi.judgeTrial.queryOptions({ input: { sampleId: sample.id, values: asked } }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  })
  const judged = new Map((trial.data?.values ?? []).map((one) => [keyOf(one.unitNumber, one.position), one]))
  const report = useMutation({
    mutationFn: () =>
      spotChecksApi.enterResults.call({ sampleId: sample.id, reportNumber: reportNumber.trim(), values }),
    onSuccess: () => client.invalidateQueries({ queryKey: spotChecksApi.key() }),
  })
  const left = cells.length - values.length
  return (
    <>
      <RowTable
        label={text(words['spot-checks.enter-results'])}
        rows={cells}
        rowKey={rowKey}
        columns={[
          ...columns,
          {
            key: 'measured',
            title: text(words['spot-checks.measured']),
            render: ({ unitNumber, item }) => {
              const key = keyOf(unitNumber, item.position)
              const problem = judged.get(key)?.problem
              return (
                <>
                  <Input
                    className="value-input"
                    maxLength={40}
                    aria-label={text(words['spot-checks.measured-of'], { unit: unitNumber, item: item.name })}
                    value={typed[key] ?? ''}
                    suffix={item.unit}
                    status={problem ? 'error' : ''}
                    onChange={(event) => setTyped((before) => ({ ...before, [key]: event.target.value }))}
                  />
                  {problem ? <div role="alert">{text(problem)}</div> : null}
                </>
              )
            },
          },
          {
            key: 'judgement',
            title: text(words['spot-checks.item-judgement']),
            render: (cell) => <Conforms conforms={judged.get(rowKey(cell))?.conforms} />,
          },
        ]}
      />
      <div className="filter-row">
        <label htmlFor={field}>
          {text(words['spot-checks.report-number'])}
          <Input
            id={field}
            maxLength={40}
            value={reportNumber}
            onChange={(event) => setReportNumber(event.target.value)}
          />
        </label>
        <ConfirmAction
          primary
          disabled={left > 0 || reportNumber.trim() === ''}
          label={text(words['spot-checks.submit-results'])}
          title={text(words['spot-checks.submit-question'], { number: reportNumber })}
          consequences={[text(words['spot-checks.submit-consequence'])]}
          run={() => report.mutateAsync()}
        />
        {left > 0 ? (
          <span className="soft" role="status">
            {text(words['spot-checks.values-left'], { count: left })}
          </span>
        ) : null}
      </div>
    </>
  )
}

/** What is measured, and what is asked of it. */
function useItemColumns(units: number): readonly RowColumn<Cell>[] {
  const text = useText()
  return [
    {
      key: 'item',
      title: text(words['spot-checks.item']),
      card: 'title',
      render: ({ item, unitNumber }) => (
        <>
          {item.name}
          {units > 1 ? ` (${text(words['spot-checks.unit-number'], { number: unitNumber })})` : ''}
          <div className="soft">{item.method}</div>
        </>
      ),
    },
    {
      key: 'requirement',
      title: text(words['spot-checks.requirement']),
      render: ({ item }) => (
        <>
          {text(requirementText(item))}
          <div className="soft">
            {item.standard} {item.clause}
            {item.requirement === 'limit' ? ` · ${text(comparisonTitles[item.comparison])}` : ''}
          </div>
        </>
      ),
    },
  ]
}

function Conforms({ conforms }: { readonly conforms: boolean | null | undefined }) {
  const text = useText()
  if (conforms == null) return '—'
  return (
    <StateTag state={conforms ? 'met' : 'behind'} word={text(resultTitles[conforms ? 'pass' : 'fail'])} />
  )
}

/** What is to be tested, and what was found once it is. */
function Results({ sample }: { readonly sample: BlindView }) {
  const text = useText()
  const columns = useItemColumns(sample.units)
  const values = new Map(sample.values.map((value) => [keyOf(value.unitNumber, value.position), value]))
  const found = (cell: Cell) => values.get(rowKey(cell))
  return (
    <RowTable
      label={sample.ruleTitle}
      rows={cellsOf(sample)}
      rowKey={rowKey}
      tone={(cell) => (found(cell)?.conforms === false ? 'behind' : undefined)}
      columns={[
        ...columns,
        {
          key: 'measured',
          title: text(words['spot-checks.measured']),
          render: (cell) => found(cell)?.measured ?? '—',
        },
        {
          key: 'compared',
          title: text(words['spot-checks.compared']),
          render: (cell) => found(cell)?.compared ?? '—',
        },
        {
          key: 'judgement',
          title: text(words['spot-checks.item-judgement']),
          render: (cell) => <Conforms conforms={found(cell)?.conforms} />,
        },
      ]}
    />
  )
}
