import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { ErrorState } from '#ui/states/page-states.tsx'
import { indicatorsApi } from '../indicators-api.ts'
import { cityComparisonMessages } from './city-comparison-messages.ts'

/** What the city shares, and the choice of more. */
export function Sharing() {
  const text = useText()
  const formats = useFormats()
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: indicatorsApi.key() })
  const shared = useQuery(indicatorsApi.listOwnShared.queryOptions())
  // One page is enough to name what is shared and to search in; the catalogue is searched by the server.
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<string>()
  const catalogue = useQuery(
    indicatorsApi.listIndicators.queryOptions({
      input: { limit: 50, search: search || undefined },
      staleTime: 60_000,
    }),
  )
  const comparable = useQuery(indicatorsApi.listComparable.queryOptions())
  const names = new Map(comparable.data?.items.map((item) => [item.code, text(item.name)]))
  const share = useMutation(
    indicatorsApi.shareIndicator.mutationOptions({
      onSuccess: async () => {
        setChosen(undefined)
        await refresh()
      },
    }),
  )
  const withdraw = useMutation(indicatorsApi.withdrawIndicator.mutationOptions({ onSuccess: refresh }))
  const items = shared.data?.items ?? []
  const taken = new Set(items.map((item) => item.code))
  return (
    <section className="card stack" aria-labelledby="sharing-title">
      <div>
        <h2 id="sharing-title">{text(cityComparisonMessages['indicators.sharing'])}</h2>
        <p className="soft">{text(cityComparisonMessages['indicators.sharing.lead'])}</p>
      </div>
      <div className="row">
        <Select
          className="city-comparison__choice"
          aria-label={text(cityComparisonMessages['indicators.sharing.add'])}
          placeholder={text(cityComparisonMessages['indicators.sharing.add'])}
          value={chosen}
          showSearch={{ filterOption: false, onSearch: setSearch }}
          loading={catalogue.isFetching}
          options={(catalogue.data?.items ?? [])
            .filter((one) => !taken.has(one.code))
            .map((one) => ({
              value: one.code,
              label: text({ zh: one.version.nameZh, en: one.version.nameEn }),
            }))}
          onChange={setChosen}
        />
        <Button
          disabled={chosen === undefined}
          loading={share.isPending}
          onClick={() => chosen !== undefined && share.mutate({ code: chosen })}
        >
          {text(cityComparisonMessages['indicators.sharing.share'])}
        </Button>
      </div>
      {share.error ? <ErrorState error={share.error} /> : null}
      {items.length === 0 ? (
        <p className="soft">{text(cityComparisonMessages['indicators.sharing.none'])}</p>
      ) : (
        <ul className="city-comparison__shared">
          {items.map((item) => (
            <li key={item.code}>
              <span>{names.get(item.code) ?? item.code}</span>
              <span className="soft">
                {text(cityComparisonMessages['indicators.sharing.by'], {
                  name: item.sharedBy,
                  at: formats.date(item.sharedAt),
                })}
              </span>
              <Button
                size="small"
                loading={withdraw.isPending && withdraw.variables.code === item.code}
                onClick={() => withdraw.mutate({ code: item.code })}
              >
                {text(cityComparisonMessages['indicators.sharing.stop'])}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
