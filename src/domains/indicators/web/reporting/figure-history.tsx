import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import type { State } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { periodWords } from '../../period-messages.ts'
import { reportingApi } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'

/** One figure, named for people. */
export interface HistoryPlace {
  readonly indicatorId: string
  readonly region: string
  readonly period: string
  readonly name: string
  readonly regionName: string
  readonly unit: string
}

const tones: Readonly<Record<'draft' | 'published' | 'superseded' | 'discarded', State>> = {
  draft: 'on-track',
  published: 'met',
  superseded: 'no-data',
  discarded: 'behind',
}

/** All entries of one figure, newest first: who, when, why, and what is in force. */
export function FigureHistory(props: {
  readonly place: HistoryPlace | undefined
  readonly onClose: () => void
}) {
  const { place } = props
  const text = useText()
  const locale = useLocale()
  return (
    <Drawer
      open={place !== undefined}
      size={480}
      onClose={props.onClose}
      destroyOnHidden
      title={
        place
          ? text(reportingMessages['reporting.history-of'], {
              name: place.name,
              region: place.regionName,
              period: periodWords(place.period)[locale],
            })
          : ''
      }
    >
      {place ? <Entries place={place} /> : null}
    </Drawer>
  )
}

function Entries(props: { readonly place: HistoryPlace }) {
  const { indicatorId, region, period, unit } = props.place
  const text = useText()
  const formats = useFormats()
  const entries = useQuery(
    reportingApi.listReportedObservations.queryOptions({
      input: { indicatorId, region, period, limit: 100 },
    }),
  )
  return (
    <QueryState query={entries}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{text(reportingMessages['reporting.no-history'])}</p>
        ) : (
          <Timeline
            entries={items.map((entry) => ({
              id: entry.id,
              at: entry.enteredAt,
              tone: tones[entry.state],
              title: `${formats.number(entry.value)} ${unit} · ${text(reportingMessages[`reporting.entry.${entry.state}`])}`,
              who: [entry.unit?.name, entry.enteredBy].filter(Boolean).join(' '),
              detail: (
                <>
                  {entry.explanation ? <div>{entry.explanation}</div> : null}
                  {entry.publishedAt ? (
                    <div className="soft">
                      {text(reportingMessages['reporting.round-published'], {
                        name: entry.publishedBy ?? '',
                        time: formats.dateTime(entry.publishedAt),
                      })}
                    </div>
                  ) : null}
                </>
              ),
            }))}
          />
        )
      }
    </QueryState>
  )
}
