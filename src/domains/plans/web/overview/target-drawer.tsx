import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useText } from '#ui/language/language.ts'
import { PanelContent, useObjectPanels } from '#ui/pages/object-panels.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { BoardRow } from '../../contract.ts'
import { plansMessages } from '../../messages.ts'
import { DeadlineText, FigureLine, UnitsLine } from '../figure-line.tsx'
import { FreshnessLine, SoFarLine } from './board-cells.tsx'
import { overviewMessages } from './overview-messages.ts'
import { PassagePanel } from './passage-panel.tsx'

/** A target without leaving the board: what it is, its passage, and what other domains know of it. */
export function TargetDrawer(props: { readonly target: BoardRow | undefined; readonly onClose: () => void }) {
  const { target } = props
  return (
    <Drawer
      open={target !== undefined}
      onClose={props.onClose}
      size={720}
      title={target ? `${target.action} ${target.indicator}`.trim() : ''}
      destroyOnHidden
    >
      {target ? <TargetFacts target={target} /> : null}
    </Drawer>
  )
}

function TargetFacts({ target }: { readonly target: BoardRow }) {
  const text = useText()
  const mayOpen = useAllowed('indicators.read')
  const panels = useObjectPanels('target', 'tab').filter((panel) => !panel.key.startsWith('plans.'))
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const tabs = [
    ...panels.map((panel) => ({
      key: panel.key,
      label: text(panel.title),
      children: <PanelContent panel={panel} id={target.lineageId} />,
    })),
    {
      key: 'passage',
      label: text(overviewMessages['plans.overview.passage']),
      children: <PassagePanel id={target.lineageId} />,
    },
  ]
  const chosen = tabs.find((tab) => tab.key === search.show)?.key ?? tabs[0]?.key ?? 'passage'
  return (
    <div className="stack">
      <dl className="target-facts">
        <dt>{text(plansMessages['plans.current'])}</dt>
        <dd className="target-facts__current">
          <FigureText value={target.current} unit={target.unit} size="large" />
          <StateTag state={target.state} />
          <FreshnessLine row={target} />
          <SoFarLine row={target} />
        </dd>
        <dt>{text(plansMessages['plans.value'])}</dt>
        <dd>
          <FigureLine figure={target} />
        </dd>
        <dt>{text(overviewMessages['plans.overview.deadline'])}</dt>
        <dd>
          <DeadlineText year={target.year} />
        </dd>
        <dt>{text(overviewMessages['plans.overview.unit'])}</dt>
        <dd>
          <UnitsLine units={target.units} />
        </dd>
      </dl>
      {mayOpen ? (
        <p>
          <Link to="/targets/$targetId" params={{ targetId: target.lineageId }}>
            {text(overviewMessages['plans.overview.open-target'])}
          </Link>
        </p>
      ) : null}
      <Tabs
        activeKey={chosen}
        items={tabs}
        onChange={(key) =>
          void navigate({
            to: '.',
            search: (before: Readonly<Record<string, unknown>>) => ({ ...before, show: key }),
            replace: true,
          })
        }
      />
    </div>
  )
}
