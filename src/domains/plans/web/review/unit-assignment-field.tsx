import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useEffect, useState } from 'react'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import type { TaskFields } from '../../contract.ts'
import { reviewMessages } from './review-messages.ts'

type Assignment = TaskFields['units']

/** Time after the last letter before units are looked up, in milliseconds. */
const searchPause = 250

/** Units of the city whose names hold what was typed. */
function useUnitSearch(typed: string, enabled: boolean) {
  const [search, setSearch] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), searchPause)
    return () => clearTimeout(timer)
  }, [typed])
  return useQuery(
    orgApi.listUnits.queryOptions({
      input: { active: true, limit: 50, search: search || undefined },
      enabled,
      staleTime: 60_000,
    }),
  )
}

/** Picks one unit of the city by a fragment of its name. */
function UnitPicker(props: {
  readonly label: string
  readonly placeholder: string
  readonly value: string | null
  /** Words to look for first: the name as the document writes it. */
  readonly hint?: string
  readonly onPick: (unit: { readonly id: string; readonly name: string } | undefined) => void
}) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const units = useUnitSearch(typed, open || props.value !== null)
  const chosen = useQuery(
    orgApi.getUnit.queryOptions({
      input: { unitId: props.value ?? '' },
      enabled: props.value !== null,
      staleTime: 300_000,
    }),
  )
  const found = units.data?.items ?? []
  const options = [
    ...(chosen.data && !found.some((unit) => unit.id === chosen.data.id) ? [chosen.data] : []),
    ...found,
  ].map((unit) => ({ value: unit.id, label: unit.shortName || unit.name }))
  return (
    <Select
      className="unit-assignment__picker"
      aria-label={props.label}
      placeholder={props.placeholder}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      allowClear
      value={props.value}
      options={options}
      loading={units.isFetching}
      notFoundContent={
        units.isFetching
          ? text(uiMessages['ui.loading'])
          : text(reviewMessages['plans.review.field.unit-none'])
      }
      onOpenChange={setOpen}
      onChange={(id: string | null | undefined) => {
        setTyped('')
        const unit = [...found, ...(chosen.data ? [chosen.data] : [])].find((one) => one.id === id)
        props.onPick(unit && { id: unit.id, name: unit.shortName || unit.name })
      }}
    />
  )
}

/**
 * The units that answer for an entry, in the order of the document: name as written, who leads, and which unit of the
 * city is meant. A controlled field of a form.
 */
export function UnitAssignmentField(props: {
  readonly id?: string
  readonly value?: Assignment
  readonly onChange?: (units: Assignment) => void
}) {
  const text = useText()
  const units = props.value ?? []
  const change = (next: Assignment) => props.onChange?.(next)
  const set = (index: number, part: Partial<Assignment[number]>) =>
    change(units.map((unit, at) => (at === index ? { ...unit, ...part } : unit)))
  return (
    <div className="unit-assignment" id={props.id}>
      <ul className="unit-assignment__list">
        {units.map((unit, index) => (
          <li key={unit.name} className="unit-assignment__unit">
            <span className="unit-assignment__name">
              {unit.name}
              {unit.unitId === null ? (
                <span className="unit-assignment__unresolved">
                  {text(reviewMessages['plans.review.unresolved'])}
                </span>
              ) : null}
            </span>
            <Checkbox
              checked={unit.lead}
              aria-label={text(reviewMessages['plans.review.field.unit-lead-of'], { name: unit.name })}
              onChange={(event) => set(index, { lead: event.target.checked })}
            >
              {text(reviewMessages['plans.review.lead-mark'])}
            </Checkbox>
            <Button
              type="text"
              size="small"
              aria-label={text(reviewMessages['plans.review.field.unit-remove-of'], { name: unit.name })}
              onClick={() => change(units.filter((_, at) => at !== index))}
            >
              ×
            </Button>
            <UnitPicker
              label={text(reviewMessages['plans.review.field.unit-match-of'], { name: unit.name })}
              placeholder={text(reviewMessages['plans.review.field.unit-match'])}
              value={unit.unitId}
              onPick={(picked) => set(index, { unitId: picked?.id ?? null })}
            />
          </li>
        ))}
      </ul>
      <UnitPicker
        key={units.length}
        label={text(reviewMessages['plans.review.field.unit-add'])}
        placeholder={text(reviewMessages['plans.review.field.unit-search'])}
        value={null}
        onPick={(picked) => {
          if (!picked || units.some((unit) => unit.name === picked.name)) return
          change([...units, { name: picked.name, lead: units.length === 0, unitId: picked.id }])
        }}
      />
    </div>
  )
}
