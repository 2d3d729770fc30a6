import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { useAllowed, useSession } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { emptyView, viewToAddress } from '#ui/table/table-request.ts'
import { type FigureLineage, firstMonth, lastDay, type Operand, type TargetLineage } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { methodTitle } from '../catalogue/method-words.ts'
import { useMethods } from '../catalogue/use-methods.ts'
import { closingMessages } from '../closing/closing-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { EntryList, MeasureRecords } from './lineage-records.tsx'
import { targetMessages } from './target-messages.ts'
import './lineage.css'

/**
 * From a target's present value down: the figures that it counts, what each was worked out from, and at the bottom
 * the single entries and records. Each step opens in place.
 */
export function LineageTree(props: { readonly targetId: string }) {
  const lineage = useQuery(indicatorsApi.explainTarget.queryOptions({ input: { targetId: props.targetId } }))
  return (
    <QueryState query={lineage} lines={5}>
      {(found) => <Counted lineage={found} />}
    </QueryState>
  )
}

/** From a figure of an indicator down; its first level stands open. */
export function FigureLineageTree(props: { readonly indicatorId: string; readonly period: string }) {
  const figure = useQuery(indicatorsApi.explainFigure.queryOptions({ input: props }))
  const locale = useLocale()
  return (
    <QueryState query={figure} lines={4}>
      {(found) => (
        <ul className="lineage__level">
          <Step
            title={
              <FigureTitle
                name={nameOf(found.indicator, locale)}
                period={found.period}
                region={found.region.name}
              />
            }
            value={
              <FigureText
                value={found.value}
                unit={found.indicator.unit}
                decimals={found.indicator.decimals}
              />
            }
            open
          >
            {() => <FigureMadeOf figure={found} />}
          </Step>
        </ul>
      )}
    </QueryState>
  )
}

/** The figures that the present value is made of; the last stands open. */
function Counted({ lineage }: { readonly lineage: TargetLineage }) {
  const text = useText()
  const formats = useFormats()
  const { figure, counted } = lineage
  if (!figure) return <p className="soft">{text(targetMessages['indicators.lineage.nothing'])}</p>
  const earlier = counted.filter((one) => one.period !== figure.period).toReversed()
  return (
    <div className="lineage">
      {lineage.factor === 1 ? null : (
        <p className="soft">
          {text(targetMessages['indicators.lineage.factor'], { factor: formats.number(lineage.factor) })}
        </p>
      )}
      <ul className="lineage__level">
        <Step
          title={
            <FigureTitle
              name={nameOf(figure.indicator, formats.locale)}
              period={figure.period}
              region={figure.region.name}
            />
          }
          value={
            <FigureText
              value={figure.value}
              unit={figure.indicator.unit}
              decimals={figure.indicator.decimals}
            />
          }
          open
        >
          {() => <FigureMadeOf figure={figure} />}
        </Step>
        {earlier.map((one) => (
          <FigureStep
            key={one.period}
            indicator={figure.indicator}
            region={figure.region}
            period={one.period}
            value={one.value}
          />
        ))}
      </ul>
    </div>
  )
}

const nameOf = (named: { readonly nameZh: string; readonly nameEn: string }, locale: 'zh' | 'en') =>
  locale === 'zh' ? named.nameZh : named.nameEn

function FigureTitle(props: { readonly name: string; readonly period: string; readonly region: string }) {
  const text = useText()
  return (
    <span className="lineage__title">
      <span>{props.name}</span>
      <span className="lineage__place">
        {props.region} · {text(periodWords(props.period))}
      </span>
    </span>
  )
}

/** One line that opens: what it is, its value, and below it what that was made of. */
function Step(props: {
  readonly title: ReactNode
  readonly value: ReactNode
  readonly open?: boolean
  readonly children: () => ReactNode
}) {
  const [open, setOpen] = useState(props.open ?? false)
  const id = useId()
  return (
    <li className="lineage__step">
      <button
        type="button"
        className="lineage__line"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="lineage__arrow" aria-hidden="true" />
        {props.title}
        <span className="lineage__value">{props.value}</span>
      </button>
      <div id={id} className="lineage__below" hidden={!open}>
        {open ? props.children() : null}
      </div>
    </li>
  )
}

/** A figure of an indicator that is asked for when it is opened. */
function FigureStep(props: {
  readonly indicator: FigureLineage['indicator']
  readonly region: FigureLineage['region']
  readonly period: string
  readonly value: number | null
}) {
  const { indicator, region, period } = props
  const locale = useLocale()
  return (
    <Step
      title={<FigureTitle name={nameOf(indicator, locale)} period={period} region={region.name} />}
      value={<FigureText value={props.value} unit={indicator.unit} decimals={indicator.decimals} />}
    >
      {() => <FigureOf indicatorId={indicator.id} region={region.code} period={period} />}
    </Step>
  )
}

function FigureOf(props: { readonly indicatorId: string; readonly region: string; readonly period: string }) {
  const figure = useQuery(indicatorsApi.explainFigure.queryOptions({ input: props }))
  return (
    <QueryState query={figure} lines={3}>
      {(found) => <FigureMadeOf figure={found} />}
    </QueryState>
  )
}

/** By which definition a figure was made, and of what. */
function FigureMadeOf({ figure }: { readonly figure: FigureLineage }) {
  const text = useText()
  const { version, derivation, operands } = figure
  const { computation } = version
  const methods = useMethods([computation])
  const way = text(targetMessages[`indicators.lineage.${derivation}`], {
    method: computation.kind === 'method' ? methodTitle(computation.method.name, methods, text) : '',
  })
  return (
    <>
      <p className="lineage__how">
        {way}
        {' · '}
        {text(targetMessages['indicators.lineage.version'], {
          number: version.number,
          from: version.validFrom,
        })}
      </p>
      {computation.kind === 'expression' ? (
        <code className="lineage__formula">{computation.expression}</code>
      ) : null}
      {operands.length === 0 ? (
        <p className="soft">{text(targetMessages['indicators.lineage.nothing'])}</p>
      ) : (
        <ul className="lineage__level">
          {operands.map((operand) => (
            <OperandStep key={operandKey(operand)} operand={operand} owner={figure.indicator.id} />
          ))}
        </ul>
      )}
      {figure.furtherOperands > 0 ? (
        <p className="soft">
          {text(targetMessages['indicators.lineage.further'], { count: figure.furtherOperands })}
        </p>
      ) : null}
    </>
  )
}

const operandKey = (operand: Operand): string =>
  [
    operand.kind,
    operand.kind === 'measure' ? `${operand.measure}${JSON.stringify(operand.where)}` : operand.indicator.id,
    operand.region.code,
    operand.period,
  ].join('/')

function OperandStep(props: { readonly operand: Operand; readonly owner: string }) {
  const { operand } = props
  const locale = useLocale()
  const text = useText()
  if (operand.kind === 'indicator') return <FigureStep {...operand} />
  if (operand.kind === 'observation')
    return (
      <Step
        title={
          <FigureTitle
            name={`${nameOf(operand.indicator, locale)} · ${text(targetMessages['indicators.lineage.entry'])}`}
            period={operand.period}
            region={operand.region.name}
          />
        }
        value={
          <FigureText
            value={operand.value}
            unit={operand.indicator.unit}
            decimals={operand.indicator.decimals}
          />
        }
      >
        {() => <EntryList entries={operand.entries} unit={operand.indicator.unit} />}
      </Step>
    )
  return (
    <Step
      title={
        <FigureTitle
          name={`${text(operand.title)} · ${text(targetMessages['indicators.lineage.measure'])}`}
          period={operand.period}
          region={operand.region.name}
        />
      }
      value={<FigureText value={operand.value} unit={operand.unit} />}
    >
      {() => (
        <>
          <Corrections operand={operand} />
          <MeasureRecords operand={operand} indicatorId={props.owner} />
        </>
      )}
    </Step>
  )
}

/** That a sum was corrected after its months were closed, leading to the corrections. */
function Corrections({ operand }: { readonly operand: Extract<Operand, { kind: 'measure' }> }) {
  const text = useText()
  const { city } = useSession()
  const mayOpen = useAllowed('indicators.late-changes')
  const { corrections, measure, measureKind, region, period } = operand
  if (corrections === 0) return null
  const words = text(closingMessages['indicators.late-changes.of-sum'], { count: corrections })
  const filters = {
    measure: [measure],
    ...(region.code === city ? {} : { region: [region.code] }),
    days: [measureKind === 'flow' ? firstMonth(period) : '', lastDay(period)],
  }
  return (
    <p className="lineage__how">
      {mayOpen ? (
        <Link to="/indicators/closing" search={{ corrections: viewToAddress({ ...emptyView, filters }) }}>
          {words}
        </Link>
      ) : (
        words
      )}
    </p>
  )
}
