import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLocale, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { catalogueMessages } from '../../catalogue-messages.ts'
import type { IndicatorDetail, IndicatorVersion } from '../../contract.ts'
import { ChangeStateTag } from '../changes/change-words.tsx'
import { indicatorsApi } from '../indicators-api.ts'
import { indicatorMessages } from './indicator-messages.ts'
import { methodCallText } from './method-words.ts'
import { useMethods } from './use-methods.ts'

/** What the indicator meant when: each version with its days, who proposed and who approved it. */
export function VersionsTab({ indicator }: { readonly indicator: IndicatorDetail }) {
  const text = useText()
  return (
    <div className="stack">
      <div className="card">
        {indicator.versions.toReversed().map((version) => (
          <Version key={version.id} version={version} current={version.id === indicator.version.id} />
        ))}
      </div>
      <section className="card stack" aria-labelledby="indicator-changes">
        <h2 id="indicator-changes">{text(indicatorMessages['indicators.changes-of-it'])}</h2>
        <Changes indicatorId={indicator.id} />
      </section>
    </div>
  )
}

function Version(props: { readonly version: IndicatorVersion; readonly current: boolean }) {
  const { version } = props
  const text = useText()
  const locale = useLocale()
  const methods = useMethods([version.computation])
  const days = version.validTo
    ? text(indicatorMessages['indicators.from-to'], { from: version.validFrom, to: version.validTo })
    : text(indicatorMessages['indicators.from-day'], { from: version.validFrom })
  const facts = [
    days,
    version.unit,
    text(catalogueMessages[`indicators.period.${version.period}`]),
    text(catalogueMessages[`indicators.accumulation.${version.accumulation}`]),
    text(indicatorMessages['indicators.by-whom'], { by: version.createdBy }),
    version.approvedBy ? text(indicatorMessages['indicators.approved-by'], { by: version.approvedBy }) : null,
  ]
  return (
    <section className="indicator-page__version stack">
      <div className="row">
        <h2>{text(indicatorMessages['indicators.version'], { number: version.number })}</h2>
        {props.current ? (
          <StateTag state="met" word={text(indicatorMessages['indicators.in-force'])} />
        ) : null}
      </div>
      <p className="soft">{facts.filter(Boolean).join(' · ')}</p>
      <p>{locale === 'zh' ? version.definitionZh : version.definitionEn}</p>
      {version.computation.kind === 'expression' ? (
        <code className="indicator-page__formula">{version.computation.expression}</code>
      ) : null}
      {version.computation.kind === 'method' ? (
        <p className="indicator-page__call">{methodCallText(version.computation.method, methods, text)}</p>
      ) : null}
      {version.reason ? (
        <p>
          <strong>{text(catalogueMessages['indicators.reason'])}</strong> {version.reason}
        </p>
      ) : null}
    </section>
  )
}

function Changes({ indicatorId }: { readonly indicatorId: string }) {
  const text = useText()
  const changes = useQuery(indicatorsApi.listChanges.queryOptions({ input: { indicatorId, limit: 50 } }))
  return (
    <QueryState query={changes} lines={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{text(indicatorMessages['indicators.nothing'])}</p>
        ) : (
          <ul className="indicator-page__list">
            {items.map((change) => (
              <li key={change.id}>
                <Link to="/indicators/changes/$changeId" params={{ changeId: change.id }}>
                  {change.validFrom} · {change.reason}
                </Link>{' '}
                <ChangeStateTag state={change.state} />
              </li>
            ))}
          </ul>
        )
      }
    </QueryState>
  )
}
