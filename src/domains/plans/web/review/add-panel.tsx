import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { ErrorState, Loading } from '#ui/states/page-states.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import type { Span, TargetFields, VersionDetail } from '../../contract.ts'
import { figureSentence } from '../figure-words.ts'
import { plansApi } from '../plans-api.ts'
import type { EntryKind } from './entries.ts'
import { TargetForm, type TargetFormValues, TaskForm, type TaskFormValues } from './entry-form.tsx'
import { findPassage } from './passages.ts'
import { reviewMessages } from './review-messages.ts'

/** Longest passage that may become a heading unasked. */
const longestHeading = 60

/** Numbers and dashes before a heading, and what follows its first full stop. */
const headingOf = (passage: string): string =>
  passage
    .trim()
    .replace(/^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|——)\s*/, '')
    .split(/[。：:\n]/, 1)[0]
    ?.slice(0, longestHeading) ?? ''

/** The units of the smallest task around a passage: whoever does the task answers for its targets. */
function unitsAround(version: VersionDetail, span: Span): TargetFormValues['units'] {
  const around = version.tasks
    .filter((task) => task.span.start <= span.start && task.span.end >= span.end)
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
  return (around[0]?.units ?? []).map(({ name, lead, unitId }) => ({ name, lead, unitId }))
}

/**
 * Adds what the reader missed: first the passage (selected in the text, or looked up by its words, which works
 * without a mouse), then the form, filled with what the reader makes of the passage.
 */
export function AddPanel(props: {
  readonly what: EntryKind
  readonly version: VersionDetail
  readonly span: Span | undefined
  readonly onSpan: (span: Span | undefined) => void
  readonly onAddTarget: (span: Span, values: TargetFormValues) => Promise<unknown>
  readonly onAddTask: (span: Span, values: TaskFormValues) => Promise<unknown>
  readonly onCancel: () => void
}) {
  const { version, span, what } = props
  const text = useText()
  if (!span) return <FindPassage {...props} />
  const passage = version.text.slice(span.start, span.end)
  const shared = {
    title: text(reviewMessages[what === 'target' ? 'plans.review.add-target' : 'plans.review.add-task']),
    submitLabel: text(reviewMessages['plans.review.save-addition']),
    passage: <Passage words={passage} onChange={() => props.onSpan(undefined)} />,
    onCancel: props.onCancel,
  }
  const place = `${version.version.id}/${span.start}-${span.end}`
  if (what === 'task')
    return (
      <TaskForm
        key={place}
        {...shared}
        name={`plans/add-task/${place}`}
        initial={{ fields: { heading: headingOf(passage), units: [] } }}
        onSubmit={(values) => props.onAddTask(span, values)}
      />
    )
  return (
    <ReadTarget versionId={version.version.id} span={span} onCancel={props.onCancel}>
      {(fields, index) => (
        <TargetForm
          key={`${place} ${index}`}
          {...shared}
          name={`plans/add-target/${place}/${index}`}
          initial={{ ...(fields ? { fields } : {}), units: unitsAround(version, span) }}
          onSubmit={(values) => props.onAddTarget(span, values)}
        />
      )}
    </ReadTarget>
  )
}

function Passage(props: { readonly words: string; readonly onChange: () => void }) {
  const text = useText()
  return (
    <figure className="entry-form__passage">
      <figcaption className="soft">{text(reviewMessages['plans.review.passage'])}</figcaption>
      <blockquote className="entry__quote">{props.words}</blockquote>
      <Button size="small" onClick={props.onChange}>
        {text(reviewMessages['plans.review.find'])}
      </Button>
    </figure>
  )
}

/** Lets the reader try the passage, and the person choose where it finds several targets. */
function ReadTarget(props: {
  readonly versionId: string
  readonly span: Span
  readonly onCancel: () => void
  readonly children: (fields: TargetFields | undefined, index: number) => ReactNode
}) {
  const text = useText()
  const locale = useLocale()
  const { start, end } = props.span
  const reading = useQuery(
    plansApi.readSelection.queryOptions({
      input: { versionId: props.versionId, span: { start, end } },
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const [index, setIndex] = useState<number>()
  if (reading.isError) return <ErrorState error={reading.error} retry={() => void reading.refetch()} />
  if (!reading.data) return <Loading lines={6} />
  const { targets } = reading.data
  const only = targets.length <= 1 ? 0 : index
  if (only !== undefined) return props.children(targets[only], only)
  return (
    <section className="entry-form" aria-label={text(reviewMessages['plans.review.add-target'])}>
      <h2>{text(reviewMessages['plans.review.add-target'])}</h2>
      <p>{text(reviewMessages['plans.review.choose-reading'], { count: targets.length })}</p>
      <ul className="entry-form__choices">
        {targets.map((target, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the reading of one passage never changes its order
          <li key={at}>
            <button type="button" className="plain-button" onClick={() => setIndex(at)}>
              {target.action} {target.indicator} {figureSentence(target, locale)}
              {target.year === null
                ? ''
                : ` · ${text(reviewMessages['plans.review.deadline'], { year: target.year })}`}
            </button>
          </li>
        ))}
      </ul>
      <Button onClick={props.onCancel}>{text(uiMessages['ui.cancel'])}</Button>
    </section>
  )
}

/** Looks words of the text up and gives their place. */
function FindPassage(props: {
  readonly what: EntryKind
  readonly version: VersionDetail
  readonly onSpan: (span: Span | undefined) => void
  readonly onCancel: () => void
}) {
  const text = useText()
  const formats = useFormats()
  const field = useId()
  const box = useRef<HTMLElement>(null)
  const [words, setWords] = useState('')
  const [places, setPlaces] = useState<readonly Span[]>()
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  const look = () => {
    const found = findPassage(props.version.text, words)
    setPlaces(found)
    if (found.length === 1) props.onSpan(found[0])
  }
  const title = text(
    reviewMessages[props.what === 'target' ? 'plans.review.add-target' : 'plans.review.add-task'],
  )
  return (
    <section className="entry-form" ref={box} aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{text(reviewMessages['plans.review.add-hint'])}</p>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
      >
        <label htmlFor={field}>{text(reviewMessages['plans.review.find'])}</label>
        <Input
          id={field}
          value={words}
          placeholder={text(reviewMessages['plans.review.find-hint'])}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') props.onCancel()
          }}
        />
        <Button htmlType="submit" type="primary">
          {text(reviewMessages['plans.review.find'])}
        </Button>
        <Button onClick={props.onCancel}>{text(uiMessages['ui.cancel'])}</Button>
      </form>
      {places?.length === 0 ? (
        <p role="status" className="entry-form__problem">
          {text(reviewMessages['plans.review.find-none'])}
        </p>
      ) : null}
      {places && places.length > 1 ? (
        <ul className="entry-form__choices">
          {places.map((place, index) => (
            <li key={place.start}>
              <button type="button" className="plain-button" onClick={() => props.onSpan(place)}>
                {text(reviewMessages['plans.review.find-place'], {
                  index: formats.number(index + 1),
                  count: formats.number(places.length),
                })}
                :{around(props.version.text, place)}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** A few words before and after a place, so that it can be told from the others. */
const around = (text: string, place: Span): string =>
  text.slice(Math.max(0, place.start - 12), place.end + 12).replaceAll('\n', ' ')
