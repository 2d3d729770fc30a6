import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { orgApi } from './org-api.ts'

interface UnitChoice {
  readonly id: string
  readonly name: string
}

/** Units found by what is typed; `known` are those that may be chosen already, so that their names show. */
function useUnitOptions(known: readonly UnitChoice[], typed: string) {
  const search = useDeferredValue(typed.trim()) || undefined
  const found = useQuery(orgApi.listUnits.queryOptions({ input: { limit: 30, active: 'true', search } }))
  const units = new Map([...known, ...(found.data?.items ?? [])].map((unit) => [unit.id, unit.name] as const))
  return { loading: found.isFetching, options: [...units].map(([value, label]) => ({ value, label })) }
}

/** Chooses one unit; a form control (`id`, `value` and `onChange` come from the field). */
export function UnitSelect(props: {
  readonly known?: readonly UnitChoice[]
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string | undefined) => void
}) {
  const [typed, setTyped] = useState('')
  const { loading, options } = useUnitOptions(props.known ?? [], typed)
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      value={props.value ?? null}
      onChange={(value: string | null | undefined) => props.onChange?.(value ?? undefined)}
      allowClear
      loading={loading}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={options}
    />
  )
}

/** Chooses several units; a form control. */
export function UnitsSelect(props: {
  readonly known?: readonly UnitChoice[]
  readonly id?: string
  readonly value?: string[]
  readonly onChange?: (value: string[]) => void
}) {
  const [typed, setTyped] = useState('')
  const { loading, options } = useUnitOptions(props.known ?? [], typed)
  return (
    <Select
      mode="multiple"
      {...(props.id ? { id: props.id } : {})}
      value={props.value ?? []}
      onChange={(value: string[]) => props.onChange?.(value)}
      loading={loading}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={options}
    />
  )
}
