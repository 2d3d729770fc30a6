import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { PanelContent, useObjectPanels } from '#ui/pages/object-panels.tsx'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { recordMessages } from '../../records/messages.ts'
import { AssignCellAction } from '../grid/assign-cell-drawer.tsx'
import { TakeOutAction } from '../grid/take-out-action.tsx'
import { CertificateTable } from '../records/certificate-table.tsx'
import { InstrumentTable } from '../records/instrument-table.tsx'
import { PersonTable } from '../records/person-table.tsx'
import { ProductTable } from '../records/product-table.tsx'
import { SiteTable } from '../records/site-table.tsx'
import { type EnterpriseView, registryApi } from '../registry-api.ts'
import { BasicsTab } from './basics-tab.tsx'
import { EnterpriseStatusTag } from './enterprise-status.tsx'
import { enterpriseMessages, industryName, sizeTitles, statusTitles } from './enterprise-words.ts'
import { HistoryTab } from './history-tab.tsx'
import './enterprises.css'

/** An enterprise: its facts, what belongs to it, what other domains know of it, and how it came to be so. */
export function EnterprisePage() {
  const { enterpriseId = '' } = useParams({ strict: false })
  const found = useQuery(registryApi.getEnterprise.queryOptions({ input: { enterpriseId } }))
  return (
    <QueryState query={found} lines={10}>
      {(enterprise) => <EnterpriseContent enterprise={enterprise} />}
    </QueryState>
  )
}

function EnterpriseContent({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  return (
    <Page
      title={enterprise.name}
      tag={<HeadFacts enterprise={enterprise} />}
      trail={[{ title: text(enterpriseMessages['registry.list']), to: '/registry' }]}
      lead={<Lead enterprise={enterprise} />}
      actions={<Actions enterprise={enterprise} />}
    >
      {enterprise.mergedInto ? (
        <Alert
          type="warning"
          showIcon
          title={text(enterpriseMessages['registry.merged-into'])}
          action={
            <Link to="/registry/$enterpriseId" params={{ enterpriseId: enterprise.mergedInto }}>
              {text(enterpriseMessages['registry.open-survivor'])}
            </Link>
          }
        />
      ) : null}
      <EnterpriseTabs key={enterprise.id} enterprise={enterprise} />
    </Page>
  )
}

/** The state, and the short facts that other domains give, such as the risk class. */
function HeadFacts({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const panels = useObjectPanels('enterprise', 'head')
  return (
    <>
      <EnterpriseStatusTag enterprise={enterprise} />
      {panels.map((panel) => (
        <PanelContent key={panel.key} panel={panel} id={enterprise.id} />
      ))}
    </>
  )
}

function Lead({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  return (
    <>
      <span className="enterprise-code">{enterprise.creditCode}</span>
      {[
        '',
        nameOf(enterprise.region),
        industryName(enterprise.industry),
        text(sizeTitles[enterprise.size]),
        text(enterpriseMessages['registry.since'], {
          status: text(statusTitles[enterprise.status]),
          date: formats.date(enterprise.statusSince),
        }),
      ].join(' · ')}
    </>
  )
}

function Actions({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  if (enterprise.mergedInto) return null
  const params = { enterpriseId: enterprise.id }
  return (
    <>
      <AssignCellAction enterprises={[enterprise]} />
      <TakeOutAction enterprises={[enterprise]} />
      <Allowed permission="registry.merge">
        <Link to="/registry/$enterpriseId/merge" params={params} className="plain-button">
          {text(enterpriseMessages['registry.find-duplicates'])}
        </Link>
      </Allowed>
      <Allowed permission="registry.manage">
        <Link
          to="/registry/$enterpriseId/edit"
          params={params}
          className="plain-button plain-button--primary"
        >
          {text(enterpriseMessages['registry.edit'])}
        </Link>
      </Allowed>
    </>
  )
}

function EnterpriseTabs({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  const formats = useFormats()
  const navigate = useNavigate()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const panels = useObjectPanels('enterprise', 'tab')
  const { id } = enterprise
  const counts = useQuery(registryApi.recordCounts.queryOptions({ input: { enterpriseId: id } }))
  const counted = (title: string, count: number | undefined) =>
    count ? `${title} ${formats.number(count)}` : title
  const tabs: ReadonlyArray<{ key: string; label: string; content: () => ReactNode }> = [
    {
      key: 'basics',
      label: text(enterpriseMessages['registry.basics']),
      content: () => <BasicsTab enterprise={enterprise} />,
    },
    ...panels.map((panel) => ({
      key: panel.key,
      label: text(panel.title),
      content: () => <PanelContent panel={panel} id={id} />,
    })),
    {
      key: 'products',
      label: counted(text(recordMessages['registry.products']), counts.data?.product),
      content: () => <ProductTable enterpriseId={id} />,
    },
    {
      key: 'sites',
      label: counted(text(recordMessages['registry.sites']), counts.data?.site),
      content: () => <SiteTable enterpriseId={id} />,
    },
    {
      key: 'certificates',
      label: counted(text(recordMessages['registry.certificates']), counts.data?.certificate),
      content: () => <CertificateTable enterpriseId={id} />,
    },
    {
      key: 'instruments',
      label: counted(text(recordMessages['registry.instruments']), counts.data?.instrument),
      content: () => <InstrumentTable enterpriseId={id} />,
    },
    {
      key: 'people',
      label: counted(text(recordMessages['registry.people']), counts.data?.person),
      content: () => <PersonTable enterpriseId={id} />,
    },
    {
      key: 'history',
      label: text(enterpriseMessages['registry.history']),
      content: () => <HistoryTab enterpriseId={id} />,
    },
  ]
  const active = tabs.find((tab) => tab.key === search.tab)?.key ?? 'basics'
  return (
    <Tabs
      activeKey={active}
      destroyOnHidden
      onChange={(tab) => void navigate({ to: '.', search: { tab }, replace: true })}
      items={tabs.map((tab) => ({
        key: tab.key,
        label: tab.label,
        children: tab.key === active ? <div className="stack">{tab.content()}</div> : null,
      }))}
    />
  )
}
