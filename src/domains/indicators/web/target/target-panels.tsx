/** What the pages of other domains show of a target. */
import { DistrictMap } from '../map/district-map.tsx'
import { LineageTree } from './lineage.tsx'
import { TargetTrendChart } from './trend-chart.tsx'

/** Its course beside the required path. */
export function TrendPanel({ id }: { readonly id: string }) {
  return <TargetTrendChart targetId={id} level={3} height={260} />
}

/** Its districts on a map. */
export function DistrictsPanel({ id }: { readonly id: string }) {
  return <DistrictMap targetId={id} level={3} height={300} />
}

/** Where its present value comes from. */
export function SourcesPanel({ id }: { readonly id: string }) {
  return <LineageTree targetId={id} />
}
