import { Link } from '@tanstack/react-router'
import { useLocale, useText } from '#ui/language/language.ts'
import type { IndicatorDetail } from '../../contract.ts'
import { indicatorMessages } from './indicator-messages.ts'

/** What the indicator is computed from, what is computed from it, and which targets it answers. */
export function RelationsTab({ indicator }: { readonly indicator: IndicatorDetail }) {
  const text = useText()
  return (
    <div className="stack">
      <Related
        title={text(indicatorMessages['indicators.dependencies'])}
        indicators={indicator.dependencies}
      />
      <Related title={text(indicatorMessages['indicators.dependents'])} indicators={indicator.dependents} />
      <section className="card stack">
        <h2>{text(indicatorMessages['indicators.answers'])}</h2>
        {indicator.targets.length === 0 ? (
          <p className="soft">{text(indicatorMessages['indicators.nothing'])}</p>
        ) : (
          <ul className="indicator-page__list">
            {indicator.targets.map((target) => (
              <li key={target.id}>
                <Link to="/targets/$targetId" params={{ targetId: target.id }}>
                  {target.indicator}
                </Link>{' '}
                <span className="soft">{target.sourceTitle}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function Related(props: { readonly title: string; readonly indicators: IndicatorDetail['dependencies'] }) {
  const text = useText()
  const locale = useLocale()
  return (
    <section className="card stack">
      <h2>{props.title}</h2>
      {props.indicators.length === 0 ? (
        <p className="soft">{text(indicatorMessages['indicators.nothing'])}</p>
      ) : (
        <ul className="indicator-page__list">
          {props.indicators.map((one) => (
            <li key={one.id}>
              <Link to="/indicators/$indicatorId" params={{ indicatorId: one.id }}>
                {locale === 'zh' ? one.nameZh : one.nameEn}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
