import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { targetMessages } from '../target/target-messages.ts'
import { DistrictMap } from './district-map.tsx'
import './overview-map.css'

/** The map beside the board. Its id is the target last pointed at there; another is chosen here. */
export function OverviewMapPanel({ id }: { readonly id: string }) {
  // Pointing at another target on the board sets the choice made here aside: a new key draws the panel anew.
  return <MapWithChoice key={id} pointed={id} />
}

function MapWithChoice({ pointed }: { readonly pointed: string }) {
  const text = useText()
  const mapped = useQuery(indicatorsApi.listMappedTargets.queryOptions({ staleTime: 300_000 }))
  const items = mapped.data?.items ?? []
  const [chosen, setChosen] = useState(pointed)
  const shown = chosen || items[0]?.id
  if (!shown) return null
  return (
    <div className="overview-map">
      <Select
        className="overview-map__choice"
        aria-label={text(targetMessages['indicators.districts.choose'])}
        value={shown}
        showSearch={{ optionFilterProp: 'label' }}
        options={items.map((item) => ({ value: item.id, label: item.indicator }))}
        onChange={setChosen}
        popupMatchSelectWidth={false}
      />
      <DistrictMap targetId={shown} height={280} />
    </div>
  )
}
