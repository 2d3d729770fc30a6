/** Turns regions and their values into an ECharts map: state by colour, word and mark, or value by shade. */
import type { EChartsCoreOption } from 'echarts/core'
import type { State } from '../state-tag/state-tag.tsx'
import { colours, fontFamily } from '../theme/antd-theme.ts'
import type { PictureLook } from './chart-frame.tsx'

/** A region on the map. */
export interface MapRegion {
  readonly code: string
  readonly name: string
  /** Null where none is known: the region stays grey. */
  readonly value: number | null
  /** How it stands; in place of shading by value. */
  readonly state?: State | undefined
  /** The word of the state. */
  readonly stateWord?: string | undefined
}

/** Surfaces on which ink is read at 7:1 and more; the edges carry the colour of the state at 3:1. */
export const stateSurfaces: Readonly<Record<State, string>> = {
  met: '#cfe8da',
  'on-track': '#cfe0f4',
  'at-risk': '#f7e3b8',
  behind: '#f6caca',
  'no-data': '#e6e9ed',
}

/** From little to much; ink stays readable on all. */
export const shades = ['#edf4fc', '#d3e4f6', '#b3d0ee', '#92bbe4', '#72a5d9'] as const

const marks: Readonly<Record<State, string>> = {
  met: '✓',
  'on-track': '↑',
  'at-risk': '!',
  behind: '×',
  'no-data': '–',
}

/** Whether regions are coloured by their state: as soon as one has a state. */
export const isByState = (regions: readonly MapRegion[]): boolean =>
  regions.some((region) => region.state !== undefined)

/** The ends of the values that are known; undefined while none is. */
export function valueRange(regions: readonly MapRegion[]): { low: number; high: number } | undefined {
  const known = regions.flatMap((region) => region.value ?? [])
  return known.length === 0 ? undefined : { low: Math.min(...known), high: Math.max(...known) }
}

/** The shade of a value between the ends. */
export function shadeOf(value: number | null, range: { low: number; high: number } | undefined): string {
  if (value === null || !range) return stateSurfaces['no-data']
  const share = range.high === range.low ? 0.5 : (value - range.low) / (range.high - range.low)
  return shades[Math.min(shades.length - 1, Math.floor(share * shades.length))] ?? shades[0]
}

/** The option of a map that was registered under a name. */
export function regionMapOption(
  map: {
    readonly name: string
    readonly regions: readonly MapRegion[]
    readonly unit: string
    readonly decimals?: number | undefined
    readonly selected?: string | undefined
  },
  look: PictureLook,
): EChartsCoreOption {
  const byState = isByState(map.regions)
  const range = valueRange(map.regions)
  const written = (value: number | null): string =>
    `${look.number(value, map.decimals)}${value !== null && map.unit ? ` ${map.unit}` : ''}`
  const words = (region: MapRegion): string[] =>
    region.state && region.stateWord ? [`${marks[region.state]} ${region.stateWord}`] : []
  return {
    animation: false,
    textStyle: { fontFamily, fontSize: look.letters },
    tooltip: { trigger: 'item', confine: true },
    series: [
      {
        type: 'map',
        map: map.name,
        nameProperty: 'code',
        roam: false,
        selectedMode: false,
        layoutCenter: ['50%', '50%'],
        layoutSize: '100%',
        top: 6,
        bottom: 6,
        left: 6,
        right: 6,
        emphasis: { label: { color: colours.ink }, itemStyle: { areaColor: null, borderWidth: 2.5 } },
        data: map.regions.map((region) => {
          const surface = byState ? stateSurfaces[region.state ?? 'no-data'] : shadeOf(region.value, range)
          const chosen = region.code === map.selected
          return {
            name: region.code,
            value: region.value ?? Number.NaN,
            tooltip: {
              formatter: [region.name, written(region.value), ...words(region)].map(escaped).join('<br>'),
            },
            label: {
              show: true,
              formatter: [region.name, look.number(region.value, map.decimals), ...words(region)].join('\n'),
              color: colours.ink,
              fontSize: look.letters,
              lineHeight: Math.round(look.letters * 1.35),
            },
            itemStyle: {
              areaColor: surface,
              borderColor: chosen ? colours.ink : '#ffffff',
              borderWidth: chosen ? 2 : 1.2,
            },
            emphasis: { itemStyle: { areaColor: surface, borderColor: colours.inkSoft } },
          }
        }),
      },
    ],
  }
}

/** Names come from data: in a tooltip they are text, never markup. */
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
