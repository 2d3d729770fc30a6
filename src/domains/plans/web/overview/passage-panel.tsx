import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { QueryState } from '#ui/states/query-state.tsx'
import { plansApi } from '../plans-api.ts'
import { sectionNumber } from '../review/entries.ts'
import { overviewMessages } from './overview-messages.ts'
import './passage.css'

/** The paragraph of the plan that a target comes from, with the target's own words marked. */
export function PassagePanel({ id }: { readonly id: string }) {
  const text = useText()
  const target = useQuery(plansApi.boardTarget.queryOptions({ input: { lineageId: id } }))
  return (
    <QueryState query={target} lines={4}>
      {(found) => (
        <div className="passage">
          <p className="soft">
            {`《${found.planTitle}》 ${sectionNumber(found.path)} ${found.heading}`.trim()}
          </p>
          <blockquote className="passage__quote">
            {found.passage.before}
            <mark>{found.passage.quote}</mark>
            {found.passage.after}
          </blockquote>
          <p>
            <Link
              to="/plans/$planId"
              params={{ planId: found.planId }}
              search={{ tab: 'text', entry: `target:${found.targetId}` }}
            >
              {text(overviewMessages['plans.overview.open-plan'])}
            </Link>
          </p>
        </div>
      )}
    </QueryState>
  )
}
