import { useLocale, useText } from '#ui/language/language.ts'
import type { AnswerableUnit } from '../contract.ts'
import { plansMessages } from '../messages.ts'
import { figureWords, type TargetFigure } from './figure-words.ts'
import './figure-line.css'

/** A target's figure with its bound in words before and its unit behind: 不低于 **98.5** %. */
export function FigureLine(props: { readonly figure: TargetFigure }) {
  const locale = useLocale()
  const { bound, value, unit } = figureWords(props.figure, locale)
  return (
    <span className="figure-line">
      {bound ? <span className="figure-line__bound">{bound} </span> : null}
      <strong className="figure-line__value">{value}</strong>
      {unit ? <span className="figure-line__unit">{unit}</span> : null}
    </span>
  )
}

/** The deadline of a target: the year, or that the document gives none. */
export function DeadlineText(props: { readonly year: number | null }) {
  const text = useText()
  return props.year === null ? (
    <span className="figure-line__year soft">{text(plansMessages['plans.no-year'])}</span>
  ) : (
    <span className="figure-line__year">{props.year}</span>
  )
}

/** Units in the order of the document, the leading ones first and marked; the rest counted when there are many. */
export function UnitsLine(props: { readonly units: readonly AnswerableUnit[]; readonly most?: number }) {
  const text = useText()
  const { units, most = 60 } = props
  if (units.length === 0) return <span className="soft">—</span>
  const ordered = [...units.filter((unit) => unit.lead), ...units.filter((unit) => !unit.lead)]
  const shown = ordered.slice(0, most)
  const rest = ordered.slice(most)
  return (
    <span className="units-line">
      {shown.map((unit, index) => (
        <span key={unit.name}>
          {index > 0 ? '、' : ''}
          {unit.name}
          {unit.lead ? (
            <span className="units-line__lead">{text(plansMessages['plans.lead-mark'])}</span>
          ) : null}
        </span>
      ))}
      {rest.length > 0 ? (
        <span className="soft" title={rest.map((unit) => unit.name).join('、')}>
          {` +${rest.length}`}
        </span>
      ) : null}
    </span>
  )
}
