import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ResponsibilityMatrix } from '../../contract.ts'
import { plansApi } from '../plans-api.ts'
import { sectionNumber } from '../review/entries.ts'
import { planPageMessages } from './plan-page-messages.ts'

type Cell = ResponsibilityMatrix['units'][number]['cells'][number]

/** Units × sections: who leads, who takes part. The unit column and the headings stay in sight. */
export function MatrixTab(props: { readonly versionId: string }) {
  const matrix = useQuery(
    plansApi.responsibilityMatrix.queryOptions({ input: { versionId: props.versionId } }),
  )
  return <QueryState query={matrix}>{(found) => <Matrix matrix={found} />}</QueryState>
}

function Matrix({ matrix }: { readonly matrix: ResponsibilityMatrix }) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed).trim()
  const units = matrix.units.filter((unit) => unit.name.includes(words))
  if (matrix.units.length === 0) return <Empty title={text(planPageMessages['plans.matrix.none'])} />
  return (
    <div className="stack">
      <p className="soft">{text(planPageMessages['plans.matrix.lead'])}</p>
      <Input.Search
        allowClear
        className="plan-page__filter no-print"
        placeholder={text(planPageMessages['plans.matrix.search'])}
        aria-label={text(planPageMessages['plans.matrix.search'])}
        onChange={(event) => setTyped(event.target.value)}
      />
      {units.length === 0 ? (
        <Empty title={text(planPageMessages['plans.no-match'])} />
      ) : (
        <section
          className="matrix"
          aria-label={text(planPageMessages['plans.tab.matrix'])}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard's focus
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>
                <th scope="col" className="matrix__unit">
                  {text(planPageMessages['plans.matrix.unit'])}
                </th>
                <th scope="col" className="matrix__sum">
                  {text(planPageMessages['plans.matrix.sum'])}
                </th>
                {matrix.sections.map((section) => (
                  <th key={section.path} scope="col" title={section.heading}>
                    <span className="matrix__number">{shortNumber(section.path)}</span>
                    <span className="matrix__heading">{section.heading}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <MatrixRow key={unit.unitId ?? unit.name} unit={unit} sections={matrix.sections} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

const shortNumber = (path: string): string => sectionNumber(path.split('/').at(-1) ?? '')

function MatrixRow(props: {
  readonly unit: ResponsibilityMatrix['units'][number]
  readonly sections: ResponsibilityMatrix['sections']
}) {
  const { unit } = props
  const cells = new Map(unit.cells.map((cell) => [cell.path, cell]))
  const sum = (key: 'lead' | 'taking_part') => unit.cells.reduce((total, cell) => total + cell[key], 0)
  return (
    <tr>
      <th scope="row" className="matrix__unit">
        {unit.name}
      </th>
      <td className="matrix__sum">
        <strong>{sum('lead')}</strong> / {sum('taking_part')}
      </td>
      {props.sections.map((section) => (
        <MatrixCell key={section.path} cell={cells.get(section.path)} />
      ))}
    </tr>
  )
}

function MatrixCell(props: { readonly cell: Cell | undefined }) {
  const text = useText()
  const { cell } = props
  if (!cell || cell.lead + cell.taking_part === 0) return <td />
  const words = [
    ...(cell.lead > 0 ? [text(planPageMessages['plans.matrix.leads'], { count: cell.lead })] : []),
    ...(cell.taking_part > 0
      ? [text(planPageMessages['plans.matrix.takes-part'], { count: cell.taking_part })]
      : []),
  ].join(', ')
  const count = (value: number) => (value > 1 ? <sub>{value}</sub> : null)
  return (
    <td className={cell.lead > 0 ? 'matrix__cell matrix__cell--lead' : 'matrix__cell'} title={words}>
      <span aria-hidden="true">
        {cell.lead > 0 ? <>●{count(cell.lead)}</> : null}
        {cell.taking_part > 0 ? <>○{count(cell.taking_part)}</> : null}
      </span>
      <span className="visually-hidden">{words}</span>
    </td>
  )
}
