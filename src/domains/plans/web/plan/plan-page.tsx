import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Select } from 'antd'
import { DownloadIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { VersionDetail, VersionSummary } from '../../contract.ts'
import { type PlanView, plansApi } from '../plans-api.ts'
import { useReach } from '../use-reach.ts'
import { ChangesTab } from './changes-tab.tsx'
import { DueTab } from './due-tab.tsx'
import { TargetsTab, TasksTab } from './entries-tabs.tsx'
import { MatrixTab } from './matrix-tab.tsx'
import { TakeInLink } from './plan-list-page.tsx'
import { planPageMessages } from './plan-page-messages.ts'
import { TextTab } from './text-tab.tsx'
import './plan-page.css'

const stateTones = {
  draft: 'at-risk',
  published: 'met',
  superseded: 'no-data',
  discarded: 'no-data',
} as const

const tabs = ['targets', 'tasks', 'text', 'matrix', 'due', 'versions'] as const
type TabName = (typeof tabs)[number]

/** A plan: what its version in force says, who answers for what, what is due, and how it came to be so. */
export function PlanPage() {
  const { planId = '' } = useParams({ strict: false })
  const plan = useQuery(plansApi.getPlan.queryOptions({ input: { planId } }))
  return <QueryState query={plan}>{(found) => <Plan plan={found} />}</QueryState>
}

/** The version to show: the one named in the address, else the one in force, else the newest. */
function shownVersion(plan: PlanView, wanted: unknown): VersionSummary | undefined {
  return (
    plan.versions.find((version) => version.id === wanted) ??
    plan.versions.find((version) => version.state === 'published') ??
    plan.versions[0]
  )
}

function Plan({ plan }: { readonly plan: PlanView }) {
  const text = useText()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const version = shownVersion(plan, search.version)
  return (
    <Page
      title={plan.title}
      tag={
        version ? (
          <StateTag
            state={stateTones[version.state]}
            word={text(planPageMessages[`plans.state.${version.state}`])}
          />
        ) : null
      }
      trail={[{ title: text(planPageMessages['plans.documents']), to: '/plans' }]}
      lead={<PlanFacts plan={plan} />}
      actions={version ? <PlanActions plan={plan} version={version} /> : <TakeInLink planId={plan.id} />}
    >
      <DraftNotice plan={plan} />
      {version ? (
        <Version plan={plan} version={version} />
      ) : (
        <Empty title={text(planPageMessages['plans.no-version'])} action={<TakeInLink planId={plan.id} />} />
      )}
    </Page>
  )
}

function PlanFacts({ plan }: { readonly plan: PlanView }) {
  const text = useText()
  const formats = useFormats()
  const facts: readonly (string | null)[] = [
    text(planPageMessages[`plans.standing.${plan.standing}`]),
    plan.issuer,
    plan.docNumber,
    plan.issuedOn ? formats.longDate(plan.issuedOn) : null,
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}

function PlanActions(props: { readonly plan: PlanView; readonly version: VersionSummary }) {
  const { plan, version } = props
  const text = useText()
  const navigate = useNavigate()
  const draftWaiting = plan.versions.some((one) => one.state === 'draft')
  const address = (format: 'xlsx' | 'docx') => `/api/plans/versions/${version.id}/export?format=${format}`
  return (
    <>
      {plan.versions.length > 1 ? (
        <Select
          aria-label={text(planPageMessages['plans.version-shown'])}
          value={version.id}
          popupMatchSelectWidth={false}
          options={plan.versions.map((one) => ({
            value: one.id,
            label: `${text(planPageMessages['plans.version-number'], { number: one.number })} · ${text(planPageMessages[`plans.state.${one.state}`])}`,
          }))}
          onChange={(id: string) =>
            void navigate({
              to: '.',
              search: (before: Readonly<Record<string, unknown>>) => ({ ...before, version: id }),
            })
          }
        />
      ) : null}
      <Button href={address('xlsx')} icon={<DownloadIcon />} download>
        {text(planPageMessages['plans.export-excel'])}
      </Button>
      <Button href={address('docx')} icon={<DownloadIcon />} download>
        {text(planPageMessages['plans.export-word'])}
      </Button>
      {draftWaiting ? null : <TakeInLink planId={plan.id} />}
    </>
  )
}

/** A version that waits for its reviewer, with the way there. */
function DraftNotice({ plan }: { readonly plan: PlanView }) {
  const text = useText()
  const mayReview = useAllowed('plans.review')
  const draft = plan.versions.find((version) => version.state === 'draft')
  if (!draft || !mayReview) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={text(planPageMessages['plans.draft-waiting'], { number: draft.number, count: draft.unread })}
      action={
        <Link to="/plans/versions/$versionId/review" params={{ versionId: draft.id }}>
          {text(planPageMessages['plans.continue-review'], { number: draft.number })}
        </Link>
      }
    />
  )
}

function Version(props: { readonly plan: PlanView; readonly version: VersionSummary }) {
  const detail = useQuery(plansApi.getVersion.queryOptions({ input: { versionId: props.version.id } }))
  return (
    <QueryState query={detail} lines={10}>
      {(found) => <VersionTabs plan={props.plan} detail={found} />}
    </QueryState>
  )
}

function VersionTabs(props: { readonly plan: PlanView; readonly detail: VersionDetail }) {
  const { plan, detail } = props
  const text = useText()
  const navigate = useNavigate()
  const reach = useReach()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const tab = tabs.find((name) => name === search.tab) ?? 'targets'
  const go = (change: Readonly<Record<string, unknown>>) =>
    void navigate({
      to: '.',
      search: (before: Readonly<Record<string, unknown>>) => ({ ...before, ...change }),
      replace: true,
    })
  const seePassage = (entry: string) => go({ tab: 'text', entry })
  const panes: Readonly<Record<TabName, () => React.ReactNode>> = {
    targets: () => <TargetsTab detail={detail} onSeePassage={seePassage} />,
    tasks: () => <TasksTab detail={detail} onSeePassage={seePassage} />,
    text: () => (
      <TextTab
        detail={detail}
        entry={typeof search.entry === 'string' ? search.entry : undefined}
        onChoose={(entry) => go({ entry })}
      />
    ),
    matrix: () => <MatrixTab versionId={detail.version.id} />,
    due: () => <DueTab detail={detail} onSeePassage={seePassage} />,
    versions: () => <ChangesTab plan={plan} version={detail.version} onShow={(version) => go({ version })} />,
  }
  const counts: Partial<Record<TabName, number>> = {
    targets: detail.targets.length,
    tasks: detail.tasks.length,
  }
  return (
    <>
      {reach === 'unit' ? (
        <Alert type="info" showIcon title={text(planPageMessages['plans.own-unit-only'])} />
      ) : null}
      <Tabs
        activeKey={tab}
        onChange={(name) => go({ tab: name })}
        destroyOnHidden
        items={tabs.map((name) => ({
          key: name,
          label: (
            <>
              {text(planPageMessages[`plans.tab.${name}`])}
              {counts[name] === undefined ? null : <span className="soft"> {counts[name]}</span>}
            </>
          ),
          children: panes[name](),
        }))}
      />
    </>
  )
}
