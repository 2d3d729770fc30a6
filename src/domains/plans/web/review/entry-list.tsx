import { Button } from 'antd'
import { memo, type ReactNode } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { KeyboardHint } from '#ui/keyboard/keyboard-hint.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import type { OutlineSection, Review } from '../../contract.ts'
import { reviewTexts } from '../../messages.ts'
import { FigureLine, UnitsLine } from '../figure-line.tsx'
import { type Entry, entryLabel, groupBySection, isUnread, sectionNumber } from './entries.ts'
import { doubtText } from './reading-notes.ts'
import { reviewMessages } from './review-messages.ts'
import type { Decision } from './use-review.ts'
import './outline-list.css'

const signs: Readonly<Record<Review, string>> = {
  unread: '○',
  accepted: '✓',
  corrected: '✎',
  added: '+',
  rejected: '×',
}

/** What has been decided about an entry: sign, word and colour. */
function ReviewMark(props: { readonly review: Review }) {
  const text = useText()
  return (
    <span className={`review-mark review-mark--${props.review}`}>
      <span aria-hidden="true">{signs[props.review]}</span> {text(reviewTexts[props.review])}
    </span>
  )
}

export interface EntryActions {
  readonly onChoose: (entry: Entry) => void
  readonly onDecide: (entries: readonly Entry[], decision: Decision) => void
  readonly onCorrect: (entry: Entry) => void
  readonly onSeeSource: (entry: Entry) => void
}

/** Entries under their sections; the chosen one is open with its passage and what can be done. */
export function EntryList(props: {
  readonly entries: readonly Entry[]
  readonly outline: readonly OutlineSection[]
  readonly chosen: Entry | undefined
  readonly text: string
  readonly locked: boolean
  readonly empty: ReactNode
  readonly actions: EntryActions
}) {
  const text = useText()
  if (props.entries.length === 0) return <div className="entry-list__none soft">{props.empty}</div>
  return (
    <div className="entry-list">
      {groupBySection(props.entries, props.outline).map((group) => {
        const unread = group.entries.filter(isUnread)
        const heading = `${sectionNumber(group.path)} ${group.heading}`.trim()
        return (
          <section
            key={`${group.path} ${group.entries[0]?.key}`}
            className="entry-list__group"
            aria-label={heading || text(reviewMessages['plans.review.before-chapters'])}
          >
            <div className="entry-list__section">
              <h3>{heading || text(reviewMessages['plans.review.before-chapters'])}</h3>
              {unread.length > 1 && !props.locked ? (
                <ConfirmAction
                  size="small"
                  label={text(reviewMessages['plans.review.accept-section'], { count: unread.length })}
                  title={text(reviewMessages['plans.review.accept-section-title'], {
                    heading,
                    count: unread.length,
                  })}
                  consequences={[text(reviewMessages['plans.review.accept-section-consequence'])]}
                  run={async () => props.actions.onDecide(unread, 'accepted')}
                />
              ) : null}
            </div>
            <ul className="entry-list__entries">
              {group.entries.map((entry) => (
                <EntryRow
                  key={entry.key}
                  entry={entry}
                  chosen={entry.key === props.chosen?.key}
                  source={entry.key === props.chosen?.key ? props.text : ''}
                  locked={props.locked}
                  actions={props.actions}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

const EntryRow = memo(
  function EntryRow(props: {
    readonly entry: Entry
    readonly chosen: boolean
    readonly source: string
    readonly locked: boolean
    readonly actions: EntryActions
  }) {
    const { entry, chosen } = props
    const locale = useLocale()
    const text = useText()
    const doubt = entry.kind === 'target' ? entry.item.doubt : null
    return (
      <li
        className={`entry entry--${entry.item.review}${chosen ? ' entry--chosen' : ''}`}
        data-entry={entry.key}
      >
        <button
          type="button"
          className="entry__head"
          aria-expanded={chosen}
          onClick={() => props.actions.onChoose(entry)}
        >
          <span className="entry__line">
            <span className="entry__name">
              {entry.kind === 'target' && entry.item.action ? (
                <span className="soft">{entry.item.action} </span>
              ) : null}
              {entryLabel(entry)}
            </span>
            {entry.kind === 'target' ? (
              <span className="entry__figure">
                <FigureLine figure={entry.item} />
              </span>
            ) : null}
          </span>
          <span className="entry__line entry__line--second">
            <ReviewMark review={entry.item.review} />
            {doubt ? (
              <span className="entry__doubt">
                {text(reviewMessages['plans.review.doubt'], { reason: doubtText(doubt, locale) })}
              </span>
            ) : null}
            <span className="entry__deadline">
              {entry.kind === 'target'
                ? entry.item.year === null
                  ? text(reviewMessages['plans.review.no-deadline'])
                  : text(reviewMessages['plans.review.deadline'], { year: entry.item.year })
                : null}
            </span>
          </span>
        </button>
        {chosen ? (
          <div className="entry__body">
            <EntryDetail entry={entry} source={props.source} />
            {props.locked ? null : <EntryButtons entry={entry} actions={props.actions} />}
          </div>
        ) : null}
      </li>
    )
  },
  // The actions do the same whichever drawing made them; only what is seen counts.
  (before, after) =>
    before.entry === after.entry &&
    before.chosen === after.chosen &&
    before.source === after.source &&
    before.locked === after.locked &&
    !after.chosen,
)

/** Longest passage shown inside an entry; the whole stands in the source text beside. */
const longestPassage = 260

function EntryDetail(props: { readonly entry: Entry; readonly source: string }) {
  const { entry } = props
  const text = useText()
  const { start, end } = entry.item.span
  const passage = props.source.slice(start, Math.min(end, start + longestPassage))
  return (
    <>
      <blockquote className="entry__quote">
        {passage}
        {end - start > longestPassage ? '…' : ''}
      </blockquote>
      <dl className="entry__facts">
        {entry.kind === 'target' && entry.item.scope ? (
          <>
            <dt>{text(reviewMessages['plans.review.scope'])}</dt>
            <dd>{entry.item.scope}</dd>
          </>
        ) : null}
        <dt>{text(reviewMessages['plans.review.field.units'])}</dt>
        <dd>
          {entry.item.units.length === 0 ? (
            <span className="soft">{text(reviewMessages['plans.review.no-units'])}</span>
          ) : (
            <UnitsLine units={entry.item.units} />
          )}
        </dd>
      </dl>
    </>
  )
}

/** What can be done with the chosen entry, with the key that does it. */
export function EntryButtons(props: { readonly entry: Entry; readonly actions: EntryActions }) {
  const { entry, actions } = props
  const text = useText()
  const { review } = entry.item
  return (
    <div className="entry__buttons">
      {review === 'unread' || review === 'rejected' ? (
        <Button
          type="primary"
          size="small"
          aria-keyshortcuts="a"
          onClick={() => actions.onDecide([entry], 'accepted')}
        >
          {text(reviewMessages['plans.review.accept'])} <KeyboardHint keys="a" />
        </Button>
      ) : null}
      <Button size="small" aria-keyshortcuts="e" onClick={() => actions.onCorrect(entry)}>
        {text(reviewMessages['plans.review.correct'])} <KeyboardHint keys="e" />
      </Button>
      {review === 'rejected' ? null : (
        <Button size="small" aria-keyshortcuts="x" onClick={() => actions.onDecide([entry], 'rejected')}>
          {text(reviewMessages['plans.review.reject'])} <KeyboardHint keys="x" />
        </Button>
      )}
      {review === 'unread' ? null : (
        <Button size="small" type="text" onClick={() => actions.onDecide([entry], 'unread')}>
          {text(reviewMessages['plans.review.set-unread'])}
        </Button>
      )}
      <Button size="small" type="text" className="narrow-only" onClick={() => actions.onSeeSource(entry)}>
        {text(reviewMessages['plans.review.see-source'])}
      </Button>
    </div>
  )
}
