import type { ReactNode } from 'react'
import { useFormats, useText } from '../language/language.ts'
import { type State, StateTag, states } from '../state-tag/state-tag.tsx'
import { uiMessages } from '../ui-messages.ts'
import { ChartFrame } from './chart-frame.tsx'
import { labelPoint } from './label-point.ts'
import { isByState, type MapRegion, regionMapOption, shades, valueRange } from './region-map-option.ts'

export type { MapRegion } from './region-map-option.ts'

/** A region's outline in GeoJSON with its code among the properties. */
export interface RegionOutline {
  readonly type: 'Feature'
  readonly properties: { readonly code: string }
  readonly geometry: {
    readonly type: 'MultiPolygon'
    readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[]
  }
}

/**
 * Regions in their outlines, coloured by state (with its word and a mark) or shaded by value; the same as a table.
 *
 * @example
 * <RegionMap title="2025 年各区县产品质量合格率" mapName="990100" outlines={boundaries.features}
 *   regions={[{ code: '990102', name: '汀澜区', value: 96.1 }]} unit="%" decimals={1} labelTitle="区县" valueTitle="合格率" />
 */
export function RegionMap(props: {
  readonly title: string
  /** Unlike any other map's: under it the outlines are kept while the page lives. */
  readonly mapName: string
  readonly outlines: readonly RegionOutline[]
  readonly regions: readonly MapRegion[]
  readonly unit: string
  readonly decimals?: number
  readonly labelTitle: string
  readonly valueTitle: string
  readonly height?: number
  readonly level?: 2 | 3
  readonly table?: ReactNode
  /** Where the outlines come from. */
  readonly source?: string
  readonly selected?: string | undefined
  readonly onSelect?: (code: string) => void
}) {
  const { regions, outlines, mapName, unit, decimals, selected, onSelect } = props
  return (
    <ChartFrame
      data={{
        title: props.title,
        labelTitle: props.labelTitle,
        labels: regions.map((region) => region.name),
        unit,
        ...(decimals === undefined ? {} : { decimals }),
        series: [{ name: props.valueTitle, values: regions.map((region) => region.value) }],
      }}
      {...(props.height ? { height: props.height } : {})}
      {...(props.level ? { level: props.level } : {})}
      {...(props.table ? { table: props.table } : {})}
      note={<MapLegend regions={regions} unit={unit} decimals={decimals} source={props.source} />}
      picture={{
        load: async () => {
          const { init, registerMap } = await import('./echarts-map.ts')
          registerMap(mapName, JSON.stringify(mapOf(outlines)))
          return { init }
        },
        option: (look) => regionMapOption({ name: mapName, regions, unit, decimals, selected }, look),
        drawing: JSON.stringify([mapName, regions, unit, decimals, selected]),
        ...(onSelect ? { onPress: onSelect } : {}),
      }}
    />
  )
}

/** The outlines with the point where each label stands: the centre of the largest part, not of its bounding box. */
function mapOf(outlines: readonly RegionOutline[]) {
  return {
    type: 'FeatureCollection',
    features: outlines.map((outline) => ({
      ...outline,
      properties: { ...outline.properties, cp: labelPoint(outline.geometry.coordinates) },
    })),
  }
}

function MapLegend(props: {
  readonly regions: readonly MapRegion[]
  readonly unit: string
  readonly decimals: number | undefined
  readonly source: string | undefined
}) {
  const text = useText()
  const formats = useFormats()
  const range = valueRange(props.regions)
  const present = new Set<State | undefined>(props.regions.map((region) => region.state))
  return (
    <figcaption className="map-legend">
      {isByState(props.regions) ? (
        <span className="map-legend__states">
          {states
            .filter((state) => present.has(state))
            .map((state) => (
              <StateTag key={state} state={state} />
            ))}
        </span>
      ) : range ? (
        <span className="map-legend__scale">
          <span>{formats.number(range.low, props.decimals)}</span>
          {shades.map((shade) => (
            <span
              key={shade}
              className="map-legend__shade"
              style={{ background: shade }}
              aria-hidden="true"
            />
          ))}
          <span>
            {formats.number(range.high, props.decimals)} {props.unit}
          </span>
        </span>
      ) : null}
      {props.source ? (
        <span className="map-legend__source">
          {text(uiMessages['ui.map.source'], { source: props.source })}
        </span>
      ) : null}
    </figcaption>
  )
}
