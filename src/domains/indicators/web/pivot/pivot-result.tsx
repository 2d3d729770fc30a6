import { useMutation } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { Chart } from '#ui/charts/chart.tsx'
import { type ChartData, csvOf } from '#ui/charts/chart-data.ts'
import { saveFile } from '#ui/charts/save-file.ts'
import { DownloadIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { ErrorState } from '#ui/states/page-states.tsx'
import {
  type PivotAnswer,
  type PivotAxis,
  type PivotDefinition,
  type PivotTable,
  pivotTable,
} from '../../contract.ts'
import { periodWords, periodWordsOn } from '../../period-messages.ts'
import { axisTitles, titleWithUnit } from '../../pivot/axis-messages.ts'
import { todayOf } from '../catalogue/periods.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { pivotMessages } from './pivot-messages.ts'

/** More lines than these nobody tells apart. */
const mostSeries = 12

/** The answer as a table or a chart, and as files. */
export function PivotResult(props: {
  readonly answer: PivotAnswer
  readonly definition: PivotDefinition
  readonly busy: boolean
}) {
  const { answer, definition } = props
  const text = useText()
  const [shape, setShape] = useState<'table' | 'chart'>('table')
  const { data, title } = usePivotData(answer, definition)
  const csv = useCsv(answer, definition)
  const excel = useMutation(indicatorsApi.exportPivot.mutationOptions())
  return (
    <section className="card stack" aria-label={title} aria-busy={props.busy}>
      <div className="pivot__tools">
        <Segmented
          value={shape}
          options={(['table', 'chart'] as const).map((one) => ({
            value: one,
            label: text(pivotMessages[`indicators.pivot.${one}`]),
          }))}
          onChange={setShape}
        />
        <div className="row">
          <button
            type="button"
            className="plain-button plain-button--small"
            disabled={excel.isPending}
            onClick={() => excel.mutate(definition, { onSuccess: (file) => saveFile(`${title}.xlsx`, file) })}
          >
            <DownloadIcon />
            {text(pivotMessages['indicators.pivot.excel'])}
          </button>
          <button
            type="button"
            className="plain-button plain-button--small"
            onClick={() => saveFile(`${title}.csv`, new Blob([csv()], { type: 'text/csv;charset=utf-8' }))}
          >
            <DownloadIcon />
            {text(pivotMessages['indicators.pivot.csv'])}
          </button>
        </div>
      </div>
      {excel.error ? <ErrorState error={excel.error} /> : null}
      <Undivided answer={answer} />
      {shape === 'table' ? (
        <PivotGrid answer={answer} definition={definition} title={title} />
      ) : (
        <>
          <Chart {...data} series={data.series.slice(0, mostSeries)} height={400} />
          {data.series.length > mostSeries ? (
            <p className="soft">
              {text(pivotMessages['indicators.pivot.too-many-lines'], { count: mostSeries })}
            </p>
          ) : null}
        </>
      )}
    </section>
  )
}

/** What cannot be divided by the dimension, and why. */
function Undivided({ answer }: { readonly answer: PivotAnswer }) {
  const text = useText()
  const items = answer.items.flatMap(({ key, title, undivided }) =>
    undivided ? [{ key, title: text(title), reason: text(undivided) }] : [],
  )
  if (items.length === 0) return null
  return (
    <div className="pivot__undivided" role="note">
      {text(pivotMessages['indicators.pivot.some-undivided'])}
      <ul>
        {items.map(({ key, ...words }) => (
          <li key={key}>{text(pivotMessages['indicators.pivot.because'], words)}</li>
        ))}
      </ul>
    </div>
  )
}

function useTitles(answer: PivotAnswer) {
  const text = useText()
  return (axis: PivotAxis, index: number, withUnit = true): string => {
    if (axis === 'period') return text(periodWordsOn(answer.periods[index] ?? '', todayOf(new Date())))
    if (axis === 'dimension') {
      const dimension = answer.dimensions[index]
      return dimension ? text(dimension.title) : ''
    }
    if (axis === 'region') {
      const region = answer.regions[index]
      return region ? text(region.title) : ''
    }
    const item = answer.items[index]
    if (!item) return ''
    const title = text(item.title)
    return withUnit && item.unit ? text(titleWithUnit, { title, unit: item.unit }) : title
  }
}

/** The table as it is on the page, as CSV. */
function useCsv(answer: PivotAnswer, definition: PivotDefinition): () => string {
  const text = useText()
  const titleOf = useTitles(answer)
  return () => {
    const table = pivotTable(answer, definition.rows, titleOf)
    const sides = table.sides.map((axis) => text(axisTitles[axis]))
    return csvOf([
      [...sides, ...table.columns.map((column) => column.join(' · '))],
      ...table.rows.map((row) => [...row.titles, ...row.values]),
    ])
  }
}

/** The table as series over labels: time runs along when it is not what the lines stand for. */
function usePivotData(answer: PivotAnswer, definition: PivotDefinition): { data: ChartData; title: string } {
  const text = useText()
  const titleOf = useTitles(answer)
  const units = new Set(answer.items.map((item) => item.unit))
  const oneUnit = units.size === 1
  // Over time a line says more than a bar, whichever way the table is turned.
  const lines = answer.periods.length > 1
  const down: PivotAxis[] = lines ? ['period'] : ['region']
  const table = pivotTable(answer, down, (axis, index) => titleOf(axis, index, !oneUnit))
  const first = answer.items[0] ? text(answer.items[0].title) : ''
  const items =
    answer.items.length > 1
      ? text(pivotMessages['indicators.pivot.several'], { first, count: answer.items.length })
      : first
  const title = text(pivotMessages['indicators.pivot.title'], {
    items,
    from: text(periodWords(definition.from)),
    to: text(periodWords(definition.to)),
  })
  const decimals = new Set(answer.items.map((item) => item.decimals))
  const [places] = decimals
  return {
    title,
    data: {
      title,
      labelTitle: text(axisTitles[lines ? 'period' : 'region']),
      labels: table.rows.map((row) => row.titles.join(' · ')),
      unit: oneUnit ? (answer.items[0]?.unit ?? '') : '',
      ...(decimals.size === 1 && places !== null && places !== undefined ? { decimals: places } : {}),
      series: table.columns.map((column, index) => ({
        name: column.join(' · ') || first,
        kind: lines ? 'line' : 'bar',
        values: table.rows.map((row) => row.values[index] ?? null),
      })),
    },
  }
}

/** Whether the titles up to a level are those of the neighbour before: then they are not written again. */
const repeats = (before: readonly string[] | undefined, own: readonly string[], level: number): boolean =>
  before !== undefined && own.slice(0, level + 1).every((title, index) => title === before[index])

/** The heads of a level: neighbours of the same titles up to it share one. */
function headsOf(
  columns: readonly (readonly string[])[],
  level: number,
): Array<{ column: readonly string[]; span: number }> {
  const heads: Array<{ column: readonly string[]; span: number }> = []
  for (const [index, column] of columns.entries()) {
    const before = heads.at(-1)
    if (before && repeats(columns[index - 1], column, level)) before.span += 1
    else heads.push({ column, span: 1 })
  }
  return heads
}

interface RowGroup {
  /** What the rows have in common; empty where rows have one title only. */
  readonly titles: readonly string[]
  readonly rows: Array<{ readonly row: PivotTable['rows'][number]; readonly index: number }>
}

/** Rows under a line with all of their titles but the last, so that one narrow column tells them apart. */
function groupsOf(rows: PivotTable['rows']): RowGroup[] {
  const groups: RowGroup[] = []
  for (const [index, row] of rows.entries()) {
    const titles = row.titles.slice(0, -1)
    const before = groups.at(-1)
    if (before && before.titles.join('/') === titles.join('/')) before.rows.push({ row, index })
    else groups.push({ titles, rows: [{ row, index }] })
  }
  return groups
}

function PivotGrid(props: {
  readonly answer: PivotAnswer
  readonly definition: PivotDefinition
  readonly title: string
}) {
  const { answer } = props
  const text = useText()
  const formats = useFormats()
  const titleOf = useTitles(answer)
  const table = pivotTable(answer, props.definition.rows, titleOf)
  const top = Math.max(1, ...table.columns.map((column) => column.length))
  return (
    <ScrollBox label={props.title} className="pivot__grid">
      <table className="plain-table">
        <thead>
          {Array.from({ length: top }, (_, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a level of the heads is its number
            <tr key={level}>
              {level === 0 ? <td className="pivot__corner" rowSpan={top} /> : null}
              {headsOf(table.columns, level).map(({ column, span }) => (
                <th
                  key={column.join('/')}
                  scope={span > 1 ? 'colgroup' : 'col'}
                  colSpan={span}
                  className={span > 1 ? 'pivot__group' : 'number'}
                >
                  <span>{column[level]}</span>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        {groupsOf(table.rows).map((group) => (
          <tbody key={group.titles.join('/')}>
            {group.titles.length > 0 ? (
              <tr>
                <th scope="rowgroup" colSpan={table.columns.length + 1} className="pivot__rows">
                  <span className="pivot__rows-title">{group.titles.join(' · ')}</span>
                </th>
              </tr>
            ) : null}
            {group.rows.map(({ row, index }) => (
              <tr key={row.titles.join('/')}>
                <th scope="row" className="pivot__side">
                  {row.titles.at(-1)}
                </th>
                {row.values.map((value, column) => (
                  <td key={table.columns[column]?.join('/')} className="number">
                    {table.isOpen(index, column) ? (
                      formats.number(value, table.item(index, column)?.decimals ?? undefined)
                    ) : (
                      <span className="soft">{text(pivotMessages['indicators.pivot.undivided'])}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </ScrollBox>
  )
}
