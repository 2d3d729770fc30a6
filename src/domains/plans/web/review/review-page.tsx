import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { KeyboardHint } from '#ui/keyboard/keyboard-hint.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { VersionDetail } from '../../contract.ts'
import { planPageMessages } from '../plan/plan-page-messages.ts'
import { plansApi } from '../plans-api.ts'
import { warningText } from './reading-notes.ts'
import { reviewMessages } from './review-messages.ts'
import { ReviewWorkspace } from './review-workspace.tsx'
import { useReview } from './use-review.ts'
import './review.css'

/** The review of a draft: source text on one side, what was recognised on the other, until nothing is unread. */
export function ReviewPage() {
  const { versionId = '' } = useParams({ strict: false })
  const version = useQuery(
    // What this page decides it shows at once; asking again in the background would fight with that.
    plansApi.getVersion.queryOptions({ input: { versionId }, refetchOnWindowFocus: false }),
  )
  return <QueryState query={version}>{(detail) => <Review version={detail} />}</QueryState>
}

const closed = {
  published: reviewMessages['plans.review.closed-published'],
  superseded: reviewMessages['plans.review.closed-superseded'],
  discarded: reviewMessages['plans.review.closed-discarded'],
} as const

function Review({ version }: { readonly version: VersionDetail }) {
  const text = useText()
  const locale = useLocale()
  const actions = useReview(version.version.id)
  const { state } = version.version
  const draft = state === 'draft'
  return (
    <Page
      title={text(reviewMessages['plans.review.title'], { title: version.plan.title })}
      trail={[
        { title: text(planPageMessages['plans.documents']), to: '/plans' },
        { title: version.plan.title, to: `/plans/${version.plan.id}` },
      ]}
      lead={draft ? text(reviewMessages['plans.review.lead-text']) : undefined}
      actions={draft ? <ClosingActions version={version} /> : null}
    >
      {state === 'draft' ? (
        <ReadingProgress version={version} lastStep={actions.lastStep} onUndo={() => void actions.undo()} />
      ) : (
        <Alert
          type="info"
          showIcon
          title={text(closed[state])}
          action={
            <Link to="/plans/$planId" params={{ planId: version.plan.id }}>
              {text(reviewMessages['plans.review.to-plan'])}
            </Link>
          }
        />
      )}
      {version.warnings.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={text(reviewMessages['plans.review.warnings'])}
          description={
            <ul className="review__warnings">
              {version.warnings.map((warning) => (
                <li key={warning}>{warningText(warning, locale)}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      <ReviewWorkspace version={version} actions={actions} locked={!draft} />
    </Page>
  )
}

/** How many entries are still unread, as a figure and a bar; and the way back. */
function ReadingProgress(props: {
  readonly version: VersionDetail
  readonly lastStep: string | undefined
  readonly onUndo: () => void
}) {
  const text = useText()
  const formats = useFormats()
  const total = props.version.targets.length + props.version.tasks.length
  const { unread } = props.version.version
  const share = total === 0 ? 1 : (total - unread) / total
  return (
    <div className="review__progress">
      <div className="review__count" role="status" aria-live="polite">
        {unread === 0 ? (
          <strong className="review__done">{text(reviewMessages['plans.review.all-read'])}</strong>
        ) : (
          <>
            <strong>{text(reviewMessages['plans.review.unread'], { count: formats.number(unread) })}</strong>
            <span className="soft">
              {text(reviewMessages['plans.review.unread-of'], { total: formats.number(total) })}
            </span>
          </>
        )}
      </div>
      <div
        className="review__bar"
        role="progressbar"
        aria-label={text(reviewMessages['plans.review.progress'])}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={total - unread}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <Button
        size="small"
        disabled={props.lastStep === undefined}
        aria-keyshortcuts="u"
        title={
          props.lastStep === undefined
            ? ''
            : text(reviewMessages['plans.review.undo-one'], { label: props.lastStep })
        }
        onClick={props.onUndo}
      >
        {text(reviewMessages['plans.review.undo'])} <KeyboardHint keys="u" />
      </Button>
      <span className="soft wide-only">{text(reviewMessages['plans.review.key.help'])}</span>
    </div>
  )
}

/** Publish and discard, each with what it means. */
function ClosingActions({ version }: { readonly version: VersionDetail }) {
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const mayPublish = useAllowed('plans.publish')
  const { id: versionId, unread, number } = version.version
  const planId = version.plan.id
  const total = version.targets.length + version.tasks.length
  const plan = useQuery(plansApi.getPlan.queryOptions({ input: { planId } }))
  const current = plan.data?.versions.find((one) => one.state === 'published')
  const consequences = usePublishConsequences(version, current?.number)
  // Lists, the plan and the board all show something else now.
  const refresh = () => client.invalidateQueries({ queryKey: plansApi.key(), refetchType: 'none' })
  const leave = async (words: string) => {
    await refresh()
    message.success(words)
    await navigate({ to: '/plans/$planId', params: { planId } })
  }
  return (
    <>
      <ConfirmAction
        danger
        label={text(reviewMessages['plans.review.discard'])}
        title={text(reviewMessages['plans.review.discard-title'])}
        consequences={[text(reviewMessages['plans.review.discard-consequence'], { count: total - unread })]}
        run={async () => {
          await plansApi.discardVersion.call({ versionId })
          await refresh()
          await navigate({ to: '/plans' })
          message.info(text(reviewMessages['plans.review.discarded']))
        }}
      />
      {mayPublish ? (
        <ConfirmAction
          primary
          disabled={unread > 0 || total === 0}
          label={text(reviewMessages['plans.review.publish'])}
          title={text(reviewMessages['plans.review.publish-title'], { title: version.plan.title, number })}
          consequences={consequences}
          run={async () => {
            await plansApi.publishVersion.call({ versionId })
            await leave(text(reviewMessages['plans.review.published'], { number }))
          }}
        />
      ) : null}
    </>
  )
}

function usePublishConsequences(version: VersionDetail, superseded: number | undefined): readonly string[] {
  const text = useText()
  const kept = <Item extends { readonly review: string }>(items: readonly Item[]) =>
    items.filter((item) => item.review !== 'rejected')
  const targets = kept(version.targets)
  const tasks = kept(version.tasks)
  const units = new Set(
    [...targets, ...tasks].flatMap((item) => item.units.flatMap((unit) => unit.unitId ?? [])),
  )
  const rejected = version.targets.length + version.tasks.length - targets.length - tasks.length
  const own = version.plan.standing === 'own'
  return [
    own
      ? text(reviewMessages['plans.review.publish-targets'], { targets: targets.length, tasks: tasks.length })
      : text(reviewMessages['plans.review.publish-reference'], { targets: targets.length }),
    ...(own && units.size > 0
      ? [text(reviewMessages['plans.review.publish-units'], { units: units.size })]
      : []),
    ...(superseded === undefined
      ? []
      : [text(reviewMessages['plans.review.publish-supersedes'], { number: superseded })]),
    ...(rejected > 0 ? [text(reviewMessages['plans.review.publish-rejected'], { count: rejected })] : []),
    text(reviewMessages['plans.review.publish-final']),
  ]
}
