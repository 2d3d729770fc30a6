import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useSession } from '#ui/session/session.tsx'

/** Chooses a county or town of the city; a form control (`id`, `value` and `onChange` come from the field). */
export function RegionSelect(props: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
}) {
  const { city } = useSession()
  const { districts, nameOf } = useDistricts()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const towns = useQuery(
    orgApi.listRegions.queryOptions({
      input: { within: city, level: 'town', limit: 100, search: search || undefined },
    }),
  )
  const chosen = useQuery({
    ...orgApi.getRegion.queryOptions({ input: { code: props.value ?? '' } }),
    enabled: props.value !== undefined && props.value.length === 9,
  })
  const options = new Map(
    [
      ...districts.filter((district) => district.label.includes(search)),
      ...(towns.data?.items ?? []).map((town) => ({
        value: town.code,
        label: `${nameOf(town.code)} ${town.name}`,
      })),
      ...(chosen.data?.path ?? [])
        .filter((region) => region.code === props.value)
        .map((region) => ({ value: region.code, label: `${nameOf(region.code)} ${region.name}` })),
    ].map((option) => [option.value, option]),
  )
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      value={props.value ?? null}
      onChange={(value: string) => props.onChange?.(value)}
      loading={towns.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={[...options.values()]}
    />
  )
}
