import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useLive } from '#kernel/live/web/use-live.ts'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { catalogueMessages, categoryWords } from '../../catalogue-messages.ts'
import type { IndicatorDetail, IndicatorQuality } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { FreshnessTag } from './catalogue-page.tsx'
import { EntriesTab } from './entries-tab.tsx'
import { indicatorMessages } from './indicator-messages.ts'
import { QualityTab } from './quality-tab.tsx'
import { RelationsTab } from './relations-tab.tsx'
import { SourcesTab } from './sources-tab.tsx'
import { TrendTab } from './trend-tab.tsx'
import { VersionsTab } from './versions-tab.tsx'
import './indicator-page.css'

/** All about one indicator: what it means, its figures, where they come from, what hangs on it. */
export function IndicatorPage() {
  const { indicatorId = '' } = useParams({ strict: false })
  const indicator = useQuery(indicatorsApi.getIndicator.queryOptions({ input: { indicatorId } }))
  useLive('targets', [indicatorsApi.key()])
  return (
    <QueryState query={indicator} lines={10}>
      {(found) => <Shown indicator={found} />}
    </QueryState>
  )
}

function Shown({ indicator }: { readonly indicator: IndicatorDetail }) {
  const text = useText()
  const locale = useLocale()
  const { version } = indicator
  const quality = useQuery(
    indicatorsApi.indicatorQuality.queryOptions({ input: { indicatorId: indicator.id } }),
  )
  return (
    <Page
      title={locale === 'zh' ? version.nameZh : version.nameEn}
      tag={quality.data ? <FreshnessTag freshness={quality.data.freshness} /> : null}
      trail={[{ title: text(catalogueMessages['indicators.catalogue']), to: '/indicators' }]}
      lead={locale === 'zh' ? version.definitionZh : version.definitionEn}
      actions={
        <Allowed permission="indicators.manage">
          <Link
            to="/indicators/$indicatorId/change"
            params={{ indicatorId: indicator.id }}
            className="plain-button"
          >
            {text(indicatorMessages['indicators.propose'])}
          </Link>
        </Allowed>
      }
    >
      <OpenChange indicatorId={indicator.id} />
      <Facts indicator={indicator} quality={quality.data} />
      <IndicatorTabs indicator={indicator} />
    </Page>
  )
}

function OpenChange({ indicatorId }: { readonly indicatorId: string }) {
  const text = useText()
  const open = useQuery(
    indicatorsApi.listChanges.queryOptions({ input: { indicatorId, open: true, limit: 1 } }),
  )
  const change = open.data?.items[0]
  if (!change) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={text(indicatorMessages['indicators.open-change'], {
        by: change.proposedBy,
        date: change.validFrom,
      })}
      action={
        <Link to="/indicators/changes/$changeId" params={{ changeId: change.id }}>
          {text(indicatorMessages['indicators.see-change'])}
        </Link>
      }
    />
  )
}

function Facts(props: {
  readonly indicator: IndicatorDetail
  readonly quality: IndicatorQuality | undefined
}) {
  const text = useText()
  const { id, version } = props.indicator
  const latest = props.quality?.latest ?? undefined
  const figure = useQuery({
    ...indicatorsApi.figures.queryOptions({
      input: { indicatorId: id, from: latest ?? '2000', to: latest ?? '2000' },
    }),
    enabled: latest !== undefined,
  })
  const facts: ReadonlyArray<readonly [string, ReactNode]> = [
    [
      text(catalogueMessages['indicators.latest']),
      <>
        {props.quality === undefined || (latest !== undefined && figure.isPending) ? (
          // Not known yet is not the same as none.
          <span className="soft">…</span>
        ) : (
          <FigureText
            value={figure.data?.items[0]?.value ?? null}
            unit={version.unit}
            decimals={version.decimals}
            size="large"
          />
        )}
        {latest ? <span className="catalogue__note">{text(periodWords(latest))}</span> : null}
      </>,
    ],
    [text(catalogueMessages['indicators.category']), text(categoryWords(version.category))],
    [
      text(catalogueMessages['indicators.computation']),
      text(catalogueMessages[`indicators.computation.${version.computation.kind}`]),
    ],
    [
      text(catalogueMessages['indicators.period']),
      text(catalogueMessages[`indicators.period.${version.period}`]),
    ],
    [
      text(catalogueMessages['indicators.direction']),
      text(catalogueMessages[`indicators.direction.${version.direction}`]),
    ],
    [text(catalogueMessages['indicators.source-standard']), version.sourceStandard ?? '—'],
  ]
  return (
    <dl className="card indicator-page__facts">
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const tabs = ['trend', 'sources', 'entries', 'versions', 'relations', 'quality'] as const

function IndicatorTabs({ indicator }: { readonly indicator: IndicatorDetail }) {
  const text = useText()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const shown = tabs.filter(
    (name) =>
      name !== 'entries' || indicator.versions.some((version) => version.computation.kind === 'observed'),
  )
  const tab = shown.find((name) => name === search.tab) ?? 'trend'
  const panes: Readonly<Record<(typeof tabs)[number], () => ReactNode>> = {
    trend: () => <TrendTab indicator={indicator} />,
    sources: () => <SourcesTab indicator={indicator} />,
    entries: () => <EntriesTab indicator={indicator} />,
    versions: () => <VersionsTab indicator={indicator} />,
    relations: () => <RelationsTab indicator={indicator} />,
    quality: () => <QualityTab indicator={indicator} />,
  }
  return (
    <Tabs
      activeKey={tab}
      onChange={(name) =>
        void navigate({
          to: '.',
          search: (before: Readonly<Record<string, unknown>>) => ({ ...before, tab: name }),
          replace: true,
        })
      }
      destroyOnHidden
      items={shown.map((name) => ({
        key: name,
        label: text(indicatorMessages[`indicators.tab.${name}`]),
        children: panes[name](),
      }))}
    />
  )
}
