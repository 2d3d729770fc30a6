import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { BoardRow, VersionDetail } from '../../contract.ts'
import { plansMessages } from '../../messages.ts'
import { DeadlineText, FigureLine, UnitsLine } from '../figure-line.tsx'
import { plansApi } from '../plans-api.ts'
import { sectionNumber } from '../review/entries.ts'
import { overviewMessages } from './overview-messages.ts'

/** A target with the words of the plan it comes from, without leaving the board. */
export function TargetDrawer(props: { readonly target: BoardRow | undefined; readonly onClose: () => void }) {
  const { target } = props
  return (
    <Drawer
      open={target !== undefined}
      onClose={props.onClose}
      size="large"
      title={target ? `${target.action} ${target.indicator}`.trim() : ''}
      destroyOnHidden
    >
      {target ? <TargetFacts target={target} /> : null}
    </Drawer>
  )
}

function TargetFacts({ target }: { readonly target: BoardRow }) {
  const text = useText()
  const version = useQuery(plansApi.getVersion.queryOptions({ input: { versionId: target.versionId } }))
  return (
    <div className="stack">
      <dl className="target-facts">
        <dt>{text(plansMessages['plans.value'])}</dt>
        <dd className="target-facts__figure">
          <FigureLine figure={target} />
        </dd>
        <dt>{text(plansMessages['plans.current'])}</dt>
        <dd>
          <FigureText value={target.current} unit={target.unit} /> <StateTag state={target.state} />
        </dd>
        <dt>{text(overviewMessages['plans.overview.deadline'])}</dt>
        <dd>
          <DeadlineText year={target.year} />
        </dd>
        <dt>{text(overviewMessages['plans.overview.unit'])}</dt>
        <dd>
          <UnitsLine units={target.units} />
        </dd>
        <dt>{text(overviewMessages['plans.overview.from-plan'])}</dt>
        <dd>{target.planTitle}</dd>
      </dl>
      <section aria-labelledby="target-passage" className="target-facts__passage">
        <h2 id="target-passage">{text(overviewMessages['plans.overview.passage'])}</h2>
        <QueryState query={version} lines={4}>
          {(detail) => <Passage detail={detail} target={target} />}
        </QueryState>
      </section>
      <p>
        <Link
          to="/plans/$planId"
          params={{ planId: target.planId }}
          search={{ tab: 'text', entry: `target:${target.targetId}` }}
        >
          {text(overviewMessages['plans.overview.open-plan'])}
        </Link>
      </p>
    </div>
  )
}

/** The paragraph around the target's words, which are marked. */
function Passage(props: { readonly detail: VersionDetail; readonly target: BoardRow }) {
  const { detail, target } = props
  const found = detail.targets.find((one) => one.id === target.targetId)
  const heading = detail.outline.find((section) => section.path === target.path)?.heading ?? ''
  if (!found) return <blockquote className="target-facts__quote">{target.quote}</blockquote>
  const { start, end } = found.span
  const from = detail.text.lastIndexOf('\n', start) + 1
  const next = detail.text.indexOf('\n', end)
  const to = next === -1 ? detail.text.length : next
  return (
    <>
      <p className="soft">{`${sectionNumber(target.path)} ${heading}`.trim()}</p>
      <blockquote className="target-facts__quote">
        {detail.text.slice(from, start)}
        <mark>{detail.text.slice(start, end)}</mark>
        {detail.text.slice(end, to)}
      </blockquote>
    </>
  )
}
