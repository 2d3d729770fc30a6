import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { Chart } from '#ui/charts/chart.tsx'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { ChangeEffect } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorMessages } from '../catalogue/indicator-messages.ts'
import { changeMessages } from './change-messages.ts'
import './changes.css'
import '../catalogue/indicator-page.css'

/** What a definition changes: figures over time, what is computed from it, targets. */
export function EffectView(props: {
  readonly effect: ChangeEffect
  readonly unit: string
  readonly decimals: number
}) {
  const { effect } = props
  const text = useText()
  if (effect.problem)
    return (
      <Alert
        type="error"
        showIcon
        title={text(changeMessages['indicators.effect.problem'])}
        description={text(effect.problem)}
      />
    )
  return (
    <div className="stack">
      <Figures {...props} />
      <Targets effect={effect} />
      <Dependents effect={effect} />
    </div>
  )
}

type Row = ChangeEffect['figures'][number]

const differs = (row: Row): boolean => row.before !== row.after

function Figures(props: { readonly effect: ChangeEffect; readonly unit: string; readonly decimals: number }) {
  const text = useText()
  const { figures } = props.effect
  const known = figures.filter((row) => row.before !== null || row.after !== null || row.throughout !== null)
  const changed = figures.filter(differs)
  const first = changed.map((row) => row.period).toSorted()[0]
  const [place] = figures
  const shown = known.filter((row) => row.region.code === place?.region.code)
  return (
    <div className="stack">
      <p>
        {first === undefined
          ? text(changeMessages['indicators.effect.no-figures'])
          : text(changeMessages['indicators.effect.figures'], {
              count: changed.length,
              period: text(periodWords(first)),
            })}
      </p>
      {shown.length > 0 ? (
        <Chart
          title={text(changeMessages['indicators.effect.chart'])}
          level={3}
          height={260}
          labelTitle={text(indicatorMessages['indicators.time'])}
          labels={shown.map((row) => row.period)}
          labelWords={shown.map((row) => text(periodWords(row.period)))}
          unit={props.unit}
          decimals={props.decimals}
          series={[
            {
              name: text(changeMessages['indicators.effect.before']),
              values: shown.map((row) => row.before),
            },
            {
              name: text(changeMessages['indicators.effect.after']),
              values: shown.map((row) => row.after),
            },
            {
              name: text(changeMessages['indicators.effect.throughout']),
              values: shown.map((row) => row.throughout),
              dashed: true,
              tone: 'no-data',
            },
          ]}
        />
      ) : null}
      {changed.length > 0 ? (
        <FigureRows
          title={text(changeMessages['indicators.effect.table'])}
          rows={changed.toReversed().slice(0, mostRows)}
          {...props}
        />
      ) : null}
      <Running {...props} />
    </div>
  )
}

/** What the period that is not over has come to, or why it has no figure. */
function Running(props: { readonly effect: ChangeEffect; readonly unit: string; readonly decimals: number }) {
  const { running } = props.effect
  const text = useText()
  if (!running) return null
  const period = text(periodWords(running.period))
  const known = running.figures.filter((row) => row.before !== null || row.after !== null)
  const { missing } = running
  return (
    <section className="stack">
      <h3>{text(changeMessages['indicators.effect.running'], { period })}</h3>
      {missing ? (
        <p>
          {text(changeMessages['indicators.effect.running-none'], {
            period,
            reason: text(changeMessages[`indicators.effect.missing.${missing.reason}`], {
              names: missing.inputs
                .map((name) => text({ zh: '“{name}”', en: '“{name}”' }, { name: text(name) }))
                .join(text({ zh: '、', en: ', ' })),
            }),
          })}
        </p>
      ) : null}
      {known.length > 0 ? (
        <>
          <FigureRows
            title={text(changeMessages['indicators.effect.running'], { period })}
            rows={known}
            unit={props.unit}
            decimals={props.decimals}
          />
          <p className="soft">{text(changeMessages['indicators.effect.running-note'])}</p>
        </>
      ) : null}
    </section>
  )
}

// The chart has them all; the table is for the latest.
const mostRows = 12

function FigureRows(props: {
  readonly title: string
  readonly rows: readonly Row[]
  readonly unit: string
  readonly decimals: number
}) {
  const text = useText()
  const { title } = props
  return (
    <ScrollBox label={title}>
      <table className="plain-table">
        <caption className="soft">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{text(indicatorMessages['indicators.time'])}</th>
            <th scope="col">{text(indicatorMessages['indicators.region'])}</th>
            <th scope="col" className="number">
              {text(changeMessages['indicators.effect.before'])}
            </th>
            <th scope="col" className="number">
              {text(changeMessages['indicators.effect.after'])}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={`${row.region.code}/${row.period}`}>
              <th scope="row">{text(periodWords(row.period))}</th>
              <td>{row.region.name}</td>
              <td className="number">
                <FigureText value={row.before} unit={props.unit} decimals={props.decimals} />
              </td>
              <td className="number">
                <FigureText value={row.after} unit={props.unit} decimals={props.decimals} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Targets({ effect }: { readonly effect: ChangeEffect }) {
  const text = useText()
  return (
    <section className="stack">
      <h3>{text(changeMessages['indicators.effect.targets'])}</h3>
      {effect.targets.length === 0 ? (
        <p className="soft">{text(changeMessages['indicators.effect.no-targets'])}</p>
      ) : (
        <ul className="effect__targets">
          {effect.targets.map((target) => (
            <li key={`${target.id}/${target.region.code}`}>
              <div>
                <Link className="change-target" to="/targets/$targetId" params={{ targetId: target.id }}>
                  {target.indicator}
                </Link>{' '}
                <span className="soft">
                  {target.region.name} · {target.sourceTitle}
                </span>
              </div>
              <div className="row">
                <StateTag state={target.before?.state ?? 'no-data'} />
                <FigureText value={target.before?.current ?? null} unit={target.unit} />
                <span aria-hidden="true">→</span>
                <StateTag state={target.after?.state ?? 'no-data'} />
                <FigureText value={target.after?.current ?? null} unit={target.unit} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Dependents({ effect }: { readonly effect: ChangeEffect }) {
  const text = useText()
  const locale = useLocale()
  return (
    <section className="stack">
      <h3>{text(changeMessages['indicators.effect.dependents'])}</h3>
      {effect.dependents.length === 0 ? (
        <p className="soft">{text(changeMessages['indicators.effect.no-dependents'])}</p>
      ) : (
        <ul className="indicator-page__list">
          {effect.dependents.map((one) => (
            <li key={one.id}>
              <Link to="/indicators/$indicatorId" params={{ indicatorId: one.id }}>
                {locale === 'zh' ? one.nameZh : one.nameEn}
              </Link>{' '}
              <span className="soft">
                {one.changed === 0
                  ? text(changeMessages['indicators.effect.unchanged'])
                  : text(changeMessages['indicators.effect.dependent'], { count: one.changed })}
                {one.lost > 0
                  ? ` · ${text(changeMessages['indicators.effect.lost'], { count: one.lost })}`
                  : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
