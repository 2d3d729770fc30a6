import { useQuery } from '@tanstack/react-query'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { RegionMap } from '#ui/charts/region-map.tsx'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { useSession } from '#ui/session/session.tsx'
import { StateTag, stateTitles } from '#ui/state-tag/state-tag.tsx'
import { Empty, Loading } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { TargetDistricts } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { targetMessages } from '../target/target-messages.ts'

/** A target by district: a map where the city has uploaded boundaries, and always a table. */
export function DistrictMap(props: {
  readonly targetId: string
  readonly level?: 2 | 3
  readonly height?: number
}) {
  const districts = useQuery(
    indicatorsApi.targetDistricts.queryOptions({ input: { targetId: props.targetId } }),
  )
  return (
    <QueryState query={districts} lines={6}>
      {(found) => <Districts found={found} level={props.level ?? 2} height={props.height ?? 320} />}
    </QueryState>
  )
}

function Districts(props: {
  readonly found: TargetDistricts
  readonly level: 2 | 3
  readonly height: number
}) {
  const { found } = props
  const text = useText()
  const { city } = useSession()
  const boundaries = useQuery(orgApi.getBoundaries.queryOptions({ staleTime: 600_000 }))
  if (boundaries.isPending) return <Loading lines={6} />
  if (found.period === null) return <Empty title={text(targetMessages['indicators.districts.none'])} />
  const title = text(targetMessages['indicators.districts.title'], {
    indicator: found.indicator,
    period: text(periodWords(found.period)),
  })
  const drawn = boundaries.data?.boundaries
  const Heading = props.level === 3 ? 'h3' : 'h2'
  if (!drawn)
    return (
      <section className="stack" aria-label={title}>
        <Heading>{title}</Heading>
        <DistrictTable found={found} label={title} />
        {/* Boundaries that could not be asked for may well be there. */}
        {boundaries.isError ? null : (
          <p className="soft">{text(targetMessages['indicators.districts.no-map'])}</p>
        )}
      </section>
    )
  return (
    <RegionMap
      title={title}
      level={props.level}
      height={props.height}
      // The outlines of a city change with its boundaries, not with what is shown in them.
      mapName={`${city}/${drawn.uploadedAt}`}
      outlines={drawn.features}
      source={drawn.source}
      unit={found.unit}
      decimals={found.decimals}
      labelTitle={text(targetMessages['indicators.districts.region'])}
      valueTitle={text(targetMessages['indicators.districts.value'])}
      regions={found.districts.map(({ region, value, standing }) => ({
        code: region.code,
        name: region.name,
        value,
        ...(standing ? { state: standing.state, stateWord: text(stateTitles[standing.state]) } : {}),
      }))}
      table={<DistrictTable found={found} label={title} />}
    />
  )
}

/** Districts with their values, their own shares and how they stand by them. */
function DistrictTable(props: { readonly found: TargetDistricts; readonly label: string }) {
  const text = useText()
  const { found } = props
  const { unit, decimals } = found
  return (
    <ScrollBox label={props.label}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text(targetMessages['indicators.districts.region'])}</th>
            <th scope="col" className="number">
              {text(targetMessages['indicators.districts.value'])}
            </th>
            <th scope="col" className="number">
              {text(targetMessages['indicators.districts.share'])}
            </th>
            <th scope="col">{text(targetMessages['indicators.districts.state'])}</th>
          </tr>
        </thead>
        <tbody>
          {found.districts.map(({ region, value, share, standing }) => (
            <tr key={region.code}>
              <th scope="row">{region.name}</th>
              <td className="number">
                <FigureText value={value} unit={unit} decimals={decimals} />
              </td>
              <td className="number">
                <FigureText value={share} unit={unit} />
              </td>
              <td>
                {standing ? (
                  <StateTag state={standing.state} />
                ) : (
                  <span className="soft">{text(targetMessages['indicators.districts.no-share'])}</span>
                )}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text(targetMessages['indicators.districts.city'])}</th>
            <td className="number">
              <FigureText value={found.city} unit={unit} decimals={decimals} />
            </td>
            <td className="number" />
            <td />
          </tr>
        </tbody>
      </table>
    </ScrollBox>
  )
}
