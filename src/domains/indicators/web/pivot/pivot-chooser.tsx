import { useQuery } from '@tanstack/react-query'
import { Checkbox, Segmented, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useText } from '#ui/language/language.ts'
import { useSession } from '#ui/session/session.tsx'
import type { PivotAxis, PivotDefinition } from '../../contract.ts'
import { axisTitles, titleWithUnit } from '../../pivot/axis-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { pivotMessages } from './pivot-messages.ts'

const axes: readonly PivotAxis[] = ['item', 'region', 'period', 'dimension']
const kinds = ['year', 'quarter', 'month'] as const

/** How far back figures of ours go. */
const oldest = 15

/** What is shown, where, when, and which of it runs down the side. */
export function PivotChooser(props: {
  readonly definition: PivotDefinition
  readonly onChange: (definition: PivotDefinition) => void
}) {
  const { definition } = props
  const text = useText()
  const { city, cityTitle } = useSession()
  const choices = useQuery(indicatorsApi.pivotChoices.queryOptions({ staleTime: 300_000 }))
  const { districts } = useDistricts()
  const set = (change: Partial<PivotDefinition>) => props.onChange({ ...definition, ...change })
  const measures = choices.data?.measures ?? []
  /** By dimension, how many of what is chosen can be divided by it, and what it is called there. */
  const divisible = (wanted: Pick<PivotDefinition, 'indicators' | 'measures'>) => {
    const found = new Map<string, { count: number; titles: Set<string> }>()
    for (const { dimensions } of [
      ...(choices.data?.indicators ?? []).filter((one) => wanted.indicators.includes(one.id)),
      ...measures.filter((measure) => wanted.measures.includes(measure.name)),
    ])
      for (const { name, title } of dimensions) {
        const { count, titles } = found.get(name) ?? { count: 0, titles: new Set<string>() }
        found.set(name, { count: count + 1, titles: titles.add(text(title)) })
      }
    return found
  }
  const dimensions = divisible(definition)
  /** Another choice keeps the dimension as long as anything in it can be divided by it. */
  const choose = (change: Partial<Pick<PivotDefinition, 'indicators' | 'measures'>>) => {
    const kept = divisible({ ...definition, ...change }).has(definition.dimension ?? '')
    set({ ...change, ...(kept ? {} : { dimension: null }) })
  }
  const chosen = definition.indicators.length + definition.measures.length
  const divided = dimensions.get(definition.dimension ?? '')?.count ?? chosen
  const titled = (title: string, unit: string) => (unit ? text(titleWithUnit, { title, unit }) : title)
  /** What is divided reads best below each other: the dimension goes down the side, until one turns it. */
  const divideBy = (dimension: string | null) =>
    set({
      dimension,
      rows: axes.filter((axis) =>
        axis === 'dimension'
          ? dimension !== null && (definition.dimension === null || definition.rows.includes(axis))
          : definition.rows.includes(axis),
      ),
    })
  return (
    <section className="card pivot__chooser" aria-label={text(pivotMessages['indicators.pivot.choose'])}>
      <Chosen title={text(pivotMessages['indicators.pivot.indicators'])}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            maxCount={40}
            value={definition.indicators}
            loading={choices.isPending}
            showSearch={{ optionFilterProp: 'label' }}
            options={(choices.data?.indicators ?? []).map((one) => ({
              value: one.id,
              label: titled(text(one.title), one.unit),
            }))}
            onChange={(indicators) => choose({ indicators })}
          />
        )}
      </Chosen>
      {measures.length > 0 ? (
        <Chosen title={text(pivotMessages['indicators.pivot.measures'])}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              maxCount={40}
              value={definition.measures}
              showSearch={{ optionFilterProp: 'label' }}
              options={measures.map((one) => ({
                value: one.name,
                label: titled(text(one.title), one.unit),
              }))}
              onChange={(names) => choose({ measures: names })}
            />
          )}
        </Chosen>
      ) : null}
      <Chosen title={text(pivotMessages['indicators.pivot.regions'])}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={definition.regions}
            placeholder={cityTitle}
            showSearch={{ optionFilterProp: 'label' }}
            options={[{ value: city, label: cityTitle }, ...districts]}
            onChange={(regions) => set({ regions })}
          />
        )}
      </Chosen>
      <Periods definition={definition} onChange={set} />
      {dimensions.size > 0 ? (
        <Chosen title={text(pivotMessages['indicators.pivot.dimension'])}>
          {(id) => (
            <>
              <Select
                id={id}
                value={definition.dimension ?? ''}
                options={[
                  { value: '', label: text(pivotMessages['indicators.pivot.no-dimension']) },
                  ...[...dimensions].map(([name, { titles }]) => ({
                    value: name,
                    label: [...titles].join(' / '),
                  })),
                ]}
                onChange={(name) => divideBy(name === '' ? null : name)}
              />
              {divided < chosen ? (
                <small>{text(pivotMessages['indicators.pivot.dimension-hint'], { count: divided })}</small>
              ) : null}
            </>
          )}
        </Chosen>
      ) : chosen > 0 && choices.data ? (
        <small className="soft">{text(pivotMessages['indicators.pivot.no-dimensions'])}</small>
      ) : null}
      <fieldset className="pivot__axes">
        <legend>{text(pivotMessages['indicators.pivot.rows'])}</legend>
        <Checkbox.Group
          value={[...definition.rows]}
          options={axes
            .filter((axis) => axis !== 'dimension' || definition.dimension !== null)
            .map((axis) => ({ value: axis, label: text(axisTitles[axis]) }))}
          onChange={(rows) => set({ rows: axes.filter((axis) => rows.includes(axis)) })}
        />
        <button
          type="button"
          className="plain-button plain-button--small"
          onClick={() => set({ rows: axes.filter((axis) => !definition.rows.includes(axis)) })}
        >
          {text(pivotMessages['indicators.pivot.swap'])}
        </button>
      </fieldset>
    </section>
  )
}

/** A label over its field. */
function Chosen(props: { readonly title: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="pivot__field">
      <label htmlFor={id}>{props.title}</label>
      {props.children(id)}
    </div>
  )
}

function Periods(props: {
  readonly definition: PivotDefinition
  readonly onChange: (change: Partial<PivotDefinition>) => void
}) {
  const { definition, onChange } = props
  const text = useText()
  const now = new Date().getFullYear()
  const years = Array.from({ length: oldest }, (_, step) => String(now - step)).map((year) => ({
    value: year,
    label: year,
  }))
  return (
    <>
      <div className="pivot__field">
        <span id="pivot-kind">{text(pivotMessages['indicators.pivot.kind'])}</span>
        <Segmented
          block
          aria-labelledby="pivot-kind"
          value={definition.kind}
          options={kinds.map((kind) => ({
            value: kind,
            label: text(pivotMessages[`indicators.pivot.${kind}`]),
          }))}
          onChange={(kind) => onChange({ kind })}
        />
      </div>
      <div className="pivot__years">
        <Chosen title={text(pivotMessages['indicators.pivot.from'])}>
          {(id) => (
            <Select
              id={id}
              value={definition.from.slice(0, 4)}
              options={years}
              onChange={(from) => onChange({ from, ...(from > definition.to ? { to: from } : {}) })}
            />
          )}
        </Chosen>
        <Chosen title={text(pivotMessages['indicators.pivot.to'])}>
          {(id) => (
            <Select
              id={id}
              value={definition.to.slice(0, 4)}
              options={years}
              onChange={(to) => onChange({ to, ...(to < definition.from ? { from: to } : {}) })}
            />
          )}
        </Chosen>
      </div>
    </>
  )
}
