import { useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { Empty } from '#ui/states/page-states.tsx'
import type { VersionDetail } from '../../contract.ts'
import { sectionNumber } from '../review/entries.ts'
import { TargetTable } from './entries-tabs.tsx'
import { planPageMessages } from './plan-page-messages.ts'

/** The year it is in the official time zone. */
const thisYear = (): number =>
  Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format(new Date()))

/** What is due this year, or in another one. */
export function DueTab(props: {
  readonly detail: VersionDetail
  readonly onSeePassage: (entry: string) => void
}) {
  const { detail } = props
  const text = useText()
  const now = thisYear()
  const [year, setYear] = useState(now)
  const years = [...new Set([now, ...detail.targets.flatMap((target) => target.year ?? [])])].toSorted(
    (a, b) => a - b,
  )
  const due = detail.targets.filter((target) => target.year === year)
  const headings = new Map(detail.outline.map((section) => [section.path, section.heading]))
  return (
    <div className="stack">
      <fieldset className="row plan-page__years no-print">
        <legend className="visually-hidden">{text(planPageMessages['plans.due.year'])}</legend>
        {years.map((one) => (
          <button
            key={one}
            type="button"
            className="plain-button plain-button--small"
            aria-pressed={one === year}
            onClick={() => setYear(one)}
          >
            {one}
            <span className="soft">
              {detail.targets.filter((target) => target.year === one).length}
              {one === now ? ` · ${text(planPageMessages['plans.due.this-year'])}` : ''}
            </span>
          </button>
        ))}
      </fieldset>
      {due.length === 0 ? (
        <Empty
          title={text(planPageMessages['plans.due.none'], { year })}
          hint={text(planPageMessages['plans.due.none-hint'])}
        />
      ) : (
        <>
          <p role="status">{text(planPageMessages['plans.due.lead'], { year, count: due.length })}</p>
          <TargetTable
            targets={due}
            section={(path) => `${sectionNumber(path)} ${headings.get(path) ?? ''}`.trim()}
            onSeePassage={props.onSeePassage}
          />
        </>
      )}
    </div>
  )
}
