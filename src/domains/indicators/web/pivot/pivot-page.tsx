import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty, ErrorState } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { PivotDefinition } from '../../contract.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { PivotChooser } from './pivot-chooser.tsx'
import { pivotMessages } from './pivot-messages.ts'
import { PivotResult } from './pivot-result.tsx'
import { PivotViews } from './pivot-views.tsx'
import './pivot.css'

const thisYear = new Date().getFullYear()

/** What the page starts from: the years that a five-year plan looks back on. */
const start: PivotDefinition = {
  indicators: [],
  measures: [],
  regions: [],
  kind: 'year',
  from: String(thisYear - 4),
  to: String(thisYear),
  dimension: null,
  rows: ['item', 'region'],
}

/** Figures of any indicators, regions and periods. What is chosen stands in the address, so that a link shows the same. */
export function PivotPage() {
  const text = useText()
  const [definition, setDefinition, view] = useDefinition()
  const chosen = definition.indicators.length + definition.measures.length > 0
  const answer = useQuery(
    indicatorsApi.pivot.queryOptions({
      input: definition,
      enabled: chosen,
      placeholderData: keepPreviousData,
      // What the server refuses it refuses again: too many cells, a dimension that does not fit.
      retry: false,
    }),
  )
  return (
    <Page
      title={text(pivotMessages['indicators.pivot'])}
      lead={text(pivotMessages['indicators.pivot.lead'])}
      actions={<PivotViews definition={definition} onOpen={setDefinition} />}
    >
      <div className="pivot">
        <PivotChooser definition={definition} onChange={setDefinition} />
        <div className="pivot__result">
          {view.error && !chosen ? (
            <ErrorState error={view.error} />
          ) : chosen ? (
            <QueryState query={answer} lines={8}>
              {(found) => (
                <PivotResult answer={found} definition={definition} busy={answer.isPlaceholderData} />
              )}
            </QueryState>
          ) : (
            <Empty
              title={text(pivotMessages['indicators.pivot.empty'])}
              hint={text(pivotMessages['indicators.pivot.empty-hint'])}
            />
          )}
        </div>
      </div>
    </Page>
  )
}

/** The definition in the address: itself, or the id of a saved view, which is opened and put in its place. */
function useDefinition() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const read = PivotDefinition.safeParse(search.pivot)
  const viewId = typeof search.view === 'string' ? search.view : undefined
  const view = useQuery(
    indicatorsApi.getPivotView.queryOptions({
      input: { viewId: viewId ?? '' },
      enabled: viewId !== undefined,
      retry: false,
    }),
  )
  const set = (definition: PivotDefinition) =>
    void navigate({ to: '.', search: { pivot: definition }, replace: true })
  const open = useEffectEvent((definition: PivotDefinition) => set(definition))
  const saved = view.data?.definition
  useEffect(() => {
    if (saved) open(saved)
  }, [saved])
  return [read.success ? read.data : start, set, view] as const
}
