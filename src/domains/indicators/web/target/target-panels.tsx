/** What the pages of other domains show of a target. */
import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { DistrictMap } from '../map/district-map.tsx'
import { LineageTree } from './lineage.tsx'
import { targetMessages } from './target-messages.ts'
import { TargetTrendChart } from './trend-chart.tsx'

/** Its course beside the required path. */
export function TrendPanel({ id }: { readonly id: string }) {
  const text = useText()
  return (
    <div className="stack">
      <TargetTrendChart targetId={id} level={3} height={260} />
      <p>
        <Link to="/targets/$targetId" params={{ targetId: id }}>
          {text(targetMessages['indicators.target.open'])}
        </Link>
      </p>
    </div>
  )
}

/** Its districts on a map. */
export function DistrictsPanel({ id }: { readonly id: string }) {
  return <DistrictMap targetId={id} level={3} height={300} />
}

/** Where its present value comes from. */
export function SourcesPanel({ id }: { readonly id: string }) {
  return <LineageTree targetId={id} />
}
