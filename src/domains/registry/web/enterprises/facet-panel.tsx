import { useState } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { emptyView, type TableView } from '#ui/table/table-request.ts'
import type { EnterpriseFacets } from '../../contract.ts'
import { enterpriseMessages, fieldTitles } from './enterprise-words.ts'

export interface Facet {
  readonly key: 'status' | 'county' | 'section' | 'size'
  readonly title: string
  /** Whether several values may be chosen. */
  readonly several: boolean
  readonly values: ReadonlyArray<{ readonly value: string; readonly label: string; readonly count: number }>
}

/** Values shown before one asks for all. */
const shownAtFirst = 6

/** Counts beside the list, each with a bar; pressing one narrows the list, pressing it again widens it. */
export function FacetPanel(props: {
  readonly facets: readonly Facet[]
  readonly view: TableView
  readonly onChange: (view: TableView) => void
}) {
  const text = useText()
  return (
    <aside className="facets card" aria-label={text(enterpriseMessages['registry.facets'])}>
      {props.facets
        .filter(({ values }) => values.length > 0)
        .map((facet) => (
          <FacetList key={facet.key} {...props} facet={facet} />
        ))}
    </aside>
  )
}

function FacetList(props: {
  readonly facet: Facet
  readonly view: TableView
  readonly onChange: (view: TableView) => void
}) {
  const { facet, view } = props
  const text = useText()
  const formats = useFormats()
  const [whole, setWhole] = useState(false)
  const chosen = view.filters[facet.key] ?? []
  const most = Math.max(1, ...facet.values.map((one) => one.count))
  const shown = whole
    ? facet.values
    : facet.values.filter((one, index) => index < shownAtFirst || chosen.includes(one.value))
  const toggle = (value: string) => {
    const others = chosen.filter((one) => one !== value)
    const next = chosen.includes(value) ? others : facet.several ? [...chosen, value] : [value]
    props.onChange({ ...emptyView, ...view, filters: { ...view.filters, [facet.key]: next } })
  }
  return (
    <fieldset className="facets__group">
      <legend>{facet.title}</legend>
      {shown.map(({ value, label, count }) => (
        <button
          key={value}
          type="button"
          className="facets__value"
          aria-pressed={chosen.includes(value)}
          onClick={() => toggle(value)}
        >
          <span className="facets__label">{label}</span>
          <span className="facets__count">{formats.number(count)}</span>
          <span className="facets__bar" aria-hidden="true">
            <span style={{ width: `${(100 * count) / most}%` }} />
          </span>
        </button>
      ))}
      {facet.values.length > shown.length ? (
        <button type="button" className="facets__more" onClick={() => setWhole(true)}>
          {text(enterpriseMessages['registry.more-facets'], { count: facet.values.length })}
        </button>
      ) : null}
    </fieldset>
  )
}

type Counted = { readonly value: string; readonly count: number }

const withChosen = (counted: readonly Counted[], chosen: readonly string[]): readonly Counted[] => [
  ...counted,
  ...chosen
    .filter((value) => !counted.some((one) => one.value === value))
    .map((value) => ({ value, count: 0 })),
]

/** The counts with the names of what they count; what is chosen stays, without a hit too, so that it can be let go. */
export function facetsOf(
  counts: EnterpriseFacets | undefined,
  chosen: TableView['filters'],
  names: {
    readonly county: (code: string) => string
    readonly section: (letter: string) => string
    readonly status: (status: string) => string
    readonly size: (size: string) => string
    readonly text: ReturnType<typeof useText>
  },
): readonly Facet[] {
  const { text } = names
  const facet = (key: Facet['key'], title: string, several: boolean): Facet => ({
    key,
    title,
    several,
    values: withChosen(counts?.[key] ?? [], chosen[key] ?? []).map((one) => ({
      ...one,
      label: names[key](one.value),
    })),
  })
  return [
    facet('status', text(fieldTitles.status ?? enterpriseMessages['registry.basics']), true),
    facet('county', text(enterpriseMessages['registry.county']), false),
    facet('section', text(enterpriseMessages['registry.section']), false),
    facet('size', text(fieldTitles.size ?? enterpriseMessages['registry.basics']), true),
  ]
}
