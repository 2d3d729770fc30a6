import { missing } from '../language/format.ts'
import { useFormats, useText } from '../language/language.ts'
import { uiMessages } from '../ui-messages.ts'
import './figure-text.css'

/**
 * A figure with its unit beside it. A value that is not known is a dash, read out as 暂无数据; it never becomes 0.
 *
 * @example
 * <FigureText value={96.35} decimals={1} unit="%" />
 */
export function FigureText(props: {
  readonly value: number | null | undefined
  /** Places after the point, rounded half to even (GB/T 8170); as many as the value has unless given. */
  readonly decimals?: number
  readonly unit?: string
  readonly size?: 'normal' | 'large'
}) {
  const formats = useFormats()
  const text = useText()
  const written = formats.number(props.value, props.decimals)
  const className = props.size === 'large' ? 'figure-text figure-text--large' : 'figure-text'
  if (written === missing)
    return (
      <span className={className}>
        <span className="figure-text__value figure-text__missing" aria-hidden="true">
          {missing}
        </span>
        <span className="visually-hidden">{text(uiMessages['ui.state.no-data'])}</span>
      </span>
    )
  return (
    <span className={className}>
      <span className="figure-text__value">{written}</span>
      {props.unit ? <span className="figure-text__unit">{props.unit}</span> : null}
    </span>
  )
}
