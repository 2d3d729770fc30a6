import { useQuery } from '@tanstack/react-query'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ItemChange, Target, Task, VersionSummary } from '../../contract.ts'
import { plansMessages } from '../../messages.ts'
import { FigureLine, UnitsLine } from '../figure-line.tsx'
import { type PlanView, plansApi } from '../plans-api.ts'
import { sectionNumber } from '../review/entries.ts'
import { planPageMessages } from './plan-page-messages.ts'

const tones = { added: 'met', changed: 'on-track', removed: 'behind' } as const

/** The versions of a plan, and what the shown one changes. */
export function ChangesTab(props: {
  readonly plan: PlanView
  readonly version: VersionSummary
  readonly onShow: (versionId: string) => void
}) {
  const text = useText()
  const formats = useFormats()
  const { version } = props
  return (
    <div className="stack">
      <section className="card plan-page__table-card" aria-labelledby="plan-versions">
        <h2 id="plan-versions">{text(planPageMessages['plans.versions.title'])}</h2>
        <table className="plain-table plan-page__table">
          <thead>
            <tr>
              <th scope="col">{text(planPageMessages['plans.versions.version'])}</th>
              <th scope="col">{text(planPageMessages['plans.versions.state'])}</th>
              <th scope="col">{text(planPageMessages['plans.versions.published'])}</th>
              <th scope="col">{text(planPageMessages['plans.versions.contents'])}</th>
              <th scope="col">
                <span className="visually-hidden">{text(planPageMessages['plans.versions.show'])}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {props.plan.versions.map((one) => (
              <tr key={one.id} aria-current={one.id === version.id ? 'true' : undefined}>
                <th scope="row">{text(planPageMessages['plans.version-number'], { number: one.number })}</th>
                <td data-title={text(planPageMessages['plans.versions.state'])}>
                  <StateTag
                    state={one.state === 'published' ? 'met' : one.state === 'draft' ? 'at-risk' : 'no-data'}
                    word={text(planPageMessages[`plans.state.${one.state}`])}
                  />
                </td>
                <td data-title={text(planPageMessages['plans.versions.published'])}>
                  {formats.dateTime(one.publishedAt)}
                  {one.publishedBy ? <span className="soft"> · {one.publishedBy}</span> : null}
                </td>
                <td data-title={text(planPageMessages['plans.versions.contents'])}>
                  {text(planPageMessages['plans.target-count'], { count: formats.number(one.targets) })}
                  {' · '}
                  {text(planPageMessages['plans.task-count'], { count: formats.number(one.tasks) })}
                </td>
                <td>
                  {one.id === version.id ? null : (
                    <button
                      type="button"
                      className="plan-page__link"
                      aria-label={`${text(planPageMessages['plans.versions.show'])}: ${text(planPageMessages['plans.version-number'], { number: one.number })}`}
                      onClick={() => props.onShow(one.id)}
                    >
                      {text(planPageMessages['plans.versions.show'])}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Changes version={version} />
    </div>
  )
}

function Changes({ version }: { readonly version: VersionSummary }) {
  const text = useText()
  const changes = useQuery(plansApi.versionChanges.queryOptions({ input: { versionId: version.id } }))
  return (
    <QueryState query={changes}>
      {({ base, changes: found }) => {
        if (!base) return <p className="soft">{text(planPageMessages['plans.changes.first'])}</p>
        const count = (change: ItemChange['change']) => found.filter((one) => one.change === change).length
        return (
          <section className="card plan-page__table-card" aria-labelledby="plan-changes">
            <h2 id="plan-changes">
              {text(planPageMessages['plans.changes.title'], { number: version.number, base: base.number })}
            </h2>
            {found.length === 0 ? (
              <Empty title={text(planPageMessages['plans.changes.none'])} />
            ) : (
              <>
                <p className="soft">
                  {text(planPageMessages['plans.changes.summary'], {
                    added: count('added'),
                    changed: count('changed'),
                    removed: count('removed'),
                  })}
                </p>
                <ChangeTable changes={found} />
              </>
            )}
          </section>
        )
      }}
    </QueryState>
  )
}

function ChangeTable(props: { readonly changes: readonly ItemChange[] }) {
  const text = useText()
  return (
    <table className="plain-table plan-page__table changes">
      <thead>
        <tr>
          <th scope="col">{text(planPageMessages['plans.changes.kind'])}</th>
          <th scope="col">{text(planPageMessages['plans.changes.entry'])}</th>
          <th scope="col">{text(planPageMessages['plans.changes.before'])}</th>
          <th scope="col">{text(planPageMessages['plans.changes.after'])}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.map((change) => {
          const item = change.after ?? change.before
          return (
            <tr key={`${change.kind} ${item?.id}`} className={`changes__row--${change.change}`}>
              <td>
                <StateTag
                  state={tones[change.change]}
                  word={text(planPageMessages[`plans.changes.${change.change}`])}
                />
              </td>
              <th scope="row">
                <span className="soft">{text(planPageMessages[`plans.changes.${change.kind}`])} </span>
                {item ? nameOf(item) : ''}
              </th>
              <td data-title={text(planPageMessages['plans.changes.before'])}>
                <Side item={change.before} fields={change.fields} />
              </td>
              <td data-title={text(planPageMessages['plans.changes.after'])}>
                <Side item={change.after} fields={change.fields} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const isTarget = (item: Target | Task): item is Target => 'indicator' in item

const nameOf = (item: Target | Task): string => (isTarget(item) ? item.indicator : item.heading)

const figureFields: readonly string[] = ['comparator', 'value', 'valueHigh', 'unit', 'action']

/** One side of a change: only what differs, or the whole figure of what came or went. */
function Side(props: { readonly item: Target | Task | null; readonly fields: readonly string[] }) {
  const { item, fields } = props
  const text = useText()
  const locale = useLocale()
  if (!item) return <span className="soft">—</span>
  const whole = fields.length === 0
  const has = (...names: readonly string[]) => whole || names.some((name) => fields.includes(name))
  const named = fields.includes('indicator') || fields.includes('heading')
  return (
    <div className="changes__side">
      {named ? <span>{nameOf(item)}</span> : null}
      {isTarget(item) && has(...figureFields) ? <FigureLine figure={item} /> : null}
      {isTarget(item) && has('year') ? (
        <span>
          {item.year === null
            ? text(plansMessages['plans.no-year'])
            : locale === 'zh'
              ? `${item.year} 年`
              : item.year}
        </span>
      ) : null}
      {has('units') ? (
        <span className="changes__units">
          <UnitsLine units={item.units} />
        </span>
      ) : null}
      {fields.includes('path') ? (
        <span className="soft">
          {text(planPageMessages['plans.changes.section'], { section: sectionNumber(item.path) })}
        </span>
      ) : null}
    </div>
  )
}
