import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { Empty } from '#ui/states/page-states.tsx'
import type { Target, Task, VersionDetail } from '../../contract.ts'
import { plansMessages } from '../../messages.ts'
import { DeadlineText, FigureLine, UnitsLine } from '../figure-line.tsx'
import { sectionNumber } from '../review/entries.ts'
import { planPageMessages } from './plan-page-messages.ts'

/** Whether every word that was typed stands somewhere in the entry. */
const matches = (words: string, ...fields: readonly string[]): boolean =>
  words
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => fields.some((field) => field.includes(word)))

const unitNames = (item: Target | Task): string => item.units.map((unit) => unit.name).join(' ')

function useHeadings(detail: VersionDetail) {
  const headings = new Map(detail.outline.map((section) => [section.path, section.heading]))
  return (path: string) => `${sectionNumber(path)} ${headings.get(path) ?? ''}`.trim()
}

function FilterBox(props: { readonly hint: string; readonly onChange: (words: string) => void }) {
  return (
    <Input.Search
      allowClear
      className="plan-page__filter no-print"
      placeholder={props.hint}
      aria-label={props.hint}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

/** The targets of a version, filtered as one types. */
export function TargetsTab(props: {
  readonly detail: VersionDetail
  readonly onSeePassage: (entry: string) => void
}) {
  const { detail } = props
  const text = useText()
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed)
  const section = useHeadings(detail)
  const shown = detail.targets.filter((target) =>
    matches(
      words,
      `${target.action}${target.indicator}`,
      unitNames(target),
      section(target.path),
      target.quote,
    ),
  )
  if (detail.targets.length === 0) return <Empty title={text(planPageMessages['plans.no-targets'])} />
  return (
    <div className="stack">
      <FilterBox hint={text(planPageMessages['plans.find-here'])} onChange={setTyped} />
      <TargetTable targets={shown} section={section} onSeePassage={props.onSeePassage} />
    </div>
  )
}

/** Targets as rows; on phones as cards. */
export function TargetTable(props: {
  readonly targets: readonly Target[]
  readonly section: (path: string) => string
  readonly onSeePassage: (entry: string) => void
}) {
  const text = useText()
  if (props.targets.length === 0) return <Empty title={text(planPageMessages['plans.no-match'])} />
  return (
    <div className="card plan-page__table-card">
      <table className="plain-table plan-page__table">
        <thead>
          <tr>
            <th scope="col">{text(plansMessages['plans.indicator'])}</th>
            <th scope="col">{text(plansMessages['plans.value'])}</th>
            <th scope="col">{text(plansMessages['plans.year'])}</th>
            <th scope="col">{text(plansMessages['plans.other-units'])}</th>
            <th scope="col">{text(plansMessages['plans.section'])}</th>
            <th scope="col" className="no-print">
              <span className="visually-hidden">{text(planPageMessages['plans.see-passage'])}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.targets.map((target) => (
            <tr key={target.id}>
              <th scope="row">
                {target.action ? <span className="soft">{target.action} </span> : null}
                {target.indicator}
              </th>
              <td data-title={text(plansMessages['plans.value'])}>
                <FigureLine figure={target} />
              </td>
              <td data-title={text(plansMessages['plans.year'])}>
                <DeadlineText year={target.year} />
              </td>
              <td data-title={text(plansMessages['plans.other-units'])} className="plan-page__units">
                <UnitsLine units={target.units} most={3} />
              </td>
              <td data-title={text(plansMessages['plans.section'])} className="plan-page__section">
                {props.section(target.path)}
              </td>
              <td className="no-print">
                <PassageButton
                  label={target.indicator}
                  onClick={() => props.onSeePassage(`target:${target.id}`)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PassageButton(props: { readonly label: string; readonly onClick: () => void }) {
  const text = useText()
  return (
    <button
      type="button"
      className="plan-page__link"
      aria-label={text(planPageMessages['plans.passage-of'], { indicator: props.label })}
      onClick={props.onClick}
    >
      {text(planPageMessages['plans.see-passage'])}
    </button>
  )
}

/** The tasks of a version with their units. */
export function TasksTab(props: {
  readonly detail: VersionDetail
  readonly onSeePassage: (entry: string) => void
}) {
  const { detail } = props
  const text = useText()
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed)
  const section = useHeadings(detail)
  const shown = detail.tasks.filter((task) =>
    matches(words, task.heading, unitNames(task), section(task.path)),
  )
  if (detail.tasks.length === 0) return <Empty title={text(planPageMessages['plans.no-tasks'])} />
  return (
    <div className="stack">
      <FilterBox hint={text(planPageMessages['plans.find-tasks'])} onChange={setTyped} />
      {shown.length === 0 ? (
        <Empty title={text(planPageMessages['plans.no-match'])} />
      ) : (
        <div className="card plan-page__table-card">
          <table className="plain-table plan-page__table">
            <thead>
              <tr>
                <th scope="col">{text(plansMessages['plans.heading'])}</th>
                <th scope="col">{text(plansMessages['plans.other-units'])}</th>
                <th scope="col">{text(plansMessages['plans.section'])}</th>
                <th scope="col" className="no-print">
                  <span className="visually-hidden">{text(planPageMessages['plans.see-passage'])}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((task) => (
                <tr key={task.id}>
                  <th scope="row">{task.heading}</th>
                  <td data-title={text(plansMessages['plans.other-units'])}>
                    <UnitsLine units={task.units} />
                  </td>
                  <td data-title={text(plansMessages['plans.section'])} className="plan-page__section">
                    {section(task.path)}
                  </td>
                  <td className="no-print">
                    <PassageButton
                      label={task.heading}
                      onClick={() => props.onSeePassage(`task:${task.id}`)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
