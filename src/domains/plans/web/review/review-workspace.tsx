import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '#ui/language/language.ts'
import { Tabs } from '#ui/tabs.tsx'
import type { VersionDetail } from '../../contract.ts'
import { AddPanel } from './add-panel.tsx'
import { type Entry, type EntryFilter, isUnread, targetEntries, taskEntries } from './entries.ts'
import { TargetForm, TaskForm } from './entry-form.tsx'
import { EntryButtons, EntryList } from './entry-list.tsx'
import { OutlineList } from './outline-list.tsx'
import { reviewMessages } from './review-messages.ts'
import { SourceText, scrollInside } from './source-text.tsx'
import type { ReviewActions } from './use-review.ts'
import { type ReviewDesk, useReviewDesk } from './use-review-desk.ts'

/** The two sides of the review. On narrow windows one shows at a time, with a switch between them. */
export function ReviewWorkspace(props: {
  readonly version: VersionDetail
  readonly actions: ReviewActions
  readonly locked: boolean
}) {
  const { version, locked } = props
  const text = useText()
  const desk = useReviewDesk(version, props.actions, locked)
  return (
    <div className={`review review--${desk.pane}`}>
      <fieldset className="review__switch narrow-only">
        <legend className="visually-hidden">{text(reviewMessages['plans.review.panes'])}</legend>
        {(['source', 'entries'] as const).map((pane) => (
          <button
            key={pane}
            type="button"
            className="plain-button"
            aria-pressed={desk.pane === pane}
            onClick={() => desk.setPane(pane)}
          >
            {text(reviewMessages[`plans.review.${pane}`])}
          </button>
        ))}
      </fieldset>
      <div className="review__source">
        <SourceText
          version={version}
          label={text(reviewMessages['plans.review.source'])}
          chosen={desk.chosenKey}
          drawn={desk.mode.kind === 'add' ? desk.mode.span : undefined}
          onChoose={desk.chooseKey}
          onSelect={desk.setSelection}
          showsReview
          shown={desk.pane}
        />
        {locked ? null : <SourceFoot desk={desk} />}
      </div>
      <div className="review__entries">
        {desk.mode.kind === 'browse' ? (
          <EntryTabs version={version} desk={desk} locked={locked} />
        ) : (
          <div className="review__form">
            <Editing version={version} desk={desk} actions={props.actions} />
          </div>
        )}
      </div>
    </div>
  )
}

/** Under the text: what to do with the selection; on phones the chosen entry, so that one thumb decides. */
function SourceFoot({ desk }: { readonly desk: ReviewDesk }) {
  const text = useText()
  const { selection, chosen } = desk
  if (selection)
    return (
      <div className="review__foot">
        <span role="status">
          {text(reviewMessages['plans.review.selected'], { count: selection.end - selection.start })}
        </span>
        <Button size="small" type="primary" onClick={() => desk.startAdding('target')}>
          {text(reviewMessages['plans.review.add-target'])}
        </Button>
        <Button size="small" onClick={() => desk.startAdding('task')}>
          {text(reviewMessages['plans.review.add-task'])}
        </Button>
      </div>
    )
  if (!chosen || desk.mode.kind !== 'browse') return null
  return (
    <div className="review__foot narrow-only">
      <button type="button" className="review__foot-name" onClick={() => desk.setPane('entries')}>
        {chosen.kind === 'target' ? chosen.item.indicator : chosen.item.heading}
      </button>
      <EntryButtons entry={chosen} actions={desk.entryActions} />
    </div>
  )
}

const filters: readonly EntryFilter[] = ['all', 'unread', 'doubtful', 'rejected']

function EntryTabs(props: {
  readonly version: VersionDetail
  readonly desk: ReviewDesk
  readonly locked: boolean
}) {
  const { version, desk, locked } = props
  const text = useText()
  const count = (entries: readonly Entry[]) => entries.filter(isUnread).length
  const label = (title: string, entries: readonly Entry[]) => (
    <>
      {title} <span className="review__tab-count">{entries.length}</span>
      {count(entries) > 0 ? (
        <span className="review__tab-unread">
          <span aria-hidden="true">{count(entries)}</span>
          <span className="visually-hidden">
            {text(reviewMessages['plans.review.unread-here'], { count: count(entries) })}
          </span>
        </span>
      ) : null}
    </>
  )
  const list = (entries: readonly Entry[], none: string) => (
    <EntryPane desk={desk} locked={locked}>
      <EntryList
        entries={desk.visible}
        outline={version.outline}
        chosen={desk.chosen}
        text={version.text}
        locked={locked}
        empty={entries.length === 0 ? none : text(reviewMessages['plans.review.none'])}
        actions={desk.entryActions}
      />
    </EntryPane>
  )
  const targets = targetEntries(version)
  const tasks = taskEntries(version)
  return (
    <Tabs
      className="review__tabs"
      activeKey={desk.tab}
      onChange={(tab) => {
        if (tab === 'outline' || tab === 'targets' || tab === 'tasks') desk.setTab(tab)
      }}
      destroyOnHidden
      items={[
        {
          key: 'outline',
          label: (
            <>
              {text(reviewMessages['plans.review.outline'])}{' '}
              <span className="review__tab-count">{version.outline.length}</span>
            </>
          ),
          children: (
            <div className="review__scroll">
              <OutlineList outline={version.outline} chosen={desk.chosenKey} onChoose={desk.chooseHeading} />
            </div>
          ),
        },
        {
          key: 'targets',
          label: label(text(reviewMessages['plans.review.targets']), targets),
          children: list(targets, text(reviewMessages['plans.review.no-targets'])),
        },
        {
          key: 'tasks',
          label: label(text(reviewMessages['plans.review.tasks']), tasks),
          children: list(tasks, text(reviewMessages['plans.review.no-tasks'])),
        },
      ]}
    />
  )
}

/** The scroll box of a list, with its filter and the button to add; follows the chosen entry. */
function EntryPane(props: {
  readonly desk: ReviewDesk
  readonly locked: boolean
  readonly children: ReactNode
}) {
  const { desk } = props
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const key = desk.chosenKey
  useEffect(() => {
    const row = key ? box.current?.querySelector('.entry--chosen') : null
    if (box.current && row) scrollInside(box.current, row)
  }, [key])
  return (
    <>
      <div className="review__tools">
        <fieldset className="review__filter">
          <legend className="visually-hidden">{text(reviewMessages['plans.review.show'])}</legend>
          {filters.map((filter) => (
            <button
              key={filter}
              type="button"
              className="plain-button plain-button--small"
              aria-pressed={desk.filter === filter}
              onClick={() => desk.setFilter(filter)}
            >
              {text(reviewMessages[`plans.review.show-${filter}`])}
            </button>
          ))}
        </fieldset>
        {props.locked ? null : (
          <Button size="small" onClick={() => desk.startAdding(desk.tab === 'tasks' ? 'task' : 'target')}>
            {text(reviewMessages['plans.review.add'])}
          </Button>
        )}
      </div>
      <div className="review__scroll" ref={box}>
        {props.children}
      </div>
    </>
  )
}

/** The form in the place of the list: correct the chosen entry, or add one. */
function Editing(props: {
  readonly version: VersionDetail
  readonly desk: ReviewDesk
  readonly actions: ReviewActions
}) {
  const { desk, actions, version } = props
  const text = useText()
  if (desk.mode.kind === 'add')
    return (
      <AddPanel
        what={desk.mode.what}
        version={version}
        span={desk.mode.span}
        onSpan={desk.setAddedSpan}
        onAddTarget={async (span, { fields, units }) =>
          desk.finish(`target:${(await actions.addTarget(span, fields, units)).id}`)
        }
        onAddTask={async (span, { fields }) =>
          desk.finish(`task:${(await actions.addTask(span, fields)).id}`)
        }
        onCancel={desk.cancel}
      />
    )
  const entry = desk.chosen
  if (!entry) return null
  const shared = {
    key: entry.key,
    title: text(reviewMessages['plans.review.correct']),
    submitLabel: text(reviewMessages['plans.review.save-correction']),
    passage: (
      <blockquote className="entry__quote">
        {version.text.slice(entry.item.span.start, entry.item.span.end).slice(0, 400)}
      </blockquote>
    ),
    onCancel: desk.cancel,
  }
  const units = entry.item.units.map(({ name, lead, unitId }) => ({ name, lead, unitId }))
  if (entry.kind === 'task')
    return (
      <TaskForm
        {...shared}
        key={shared.key}
        name={`plans/task/${entry.item.id}`}
        initial={{ fields: { heading: entry.item.heading, units } }}
        onSubmit={async ({ fields }) => {
          await actions.correctTask(entry.item, fields)
          desk.finishAndGoOn(entry)
        }}
      />
    )
  const { indicator, action, comparator, value, valueHigh, unit, year } = entry.item
  return (
    <TargetForm
      {...shared}
      key={shared.key}
      name={`plans/target/${entry.item.id}`}
      initial={{ fields: { indicator, action, comparator, value, valueHigh, unit, year }, units }}
      onSubmit={async ({ fields, units: assigned }) => {
        await actions.correctTarget(entry.item, fields, assigned)
        desk.finishAndGoOn(entry)
      }}
    />
  )
}
