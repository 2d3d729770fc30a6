import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ClosedMonths } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { closingMessages } from './closing-messages.ts'
import { LateChangeTable } from './late-change-table.tsx'

/** Up to where months are closed, closing and opening them, and what was corrected since. */
export function ClosingPage() {
  const text = useText()
  const closed = useQuery(indicatorsApi.getClosedMonths.queryOptions())
  return (
    <Page
      title={text(closingMessages['indicators.closing'])}
      lead={text(closingMessages['indicators.closing-lead'])}
    >
      <div className="stack">
        <QueryState query={closed} lines={2}>
          {(found) => <Standing key={found.through} closed={found} />}
        </QueryState>
        <LateChangeTable />
      </div>
    </Page>
  )
}

function Standing({ closed }: { readonly closed: ClosedMonths }) {
  const text = useText()
  const formats = useFormats()
  const { through, closedAt, closedBy } = closed
  return (
    <section className="card stack">
      <div>
        <h2>
          {through === null
            ? text(closingMessages['indicators.closing.none'])
            : text(closingMessages['indicators.closing.through'], { month: text(periodWords(through)) })}
        </h2>
        {closedAt === null || closedBy === null ? null : (
          <p className="soft">
            {text(closingMessages['indicators.closing.by'], {
              name: closedBy,
              at: formats.dateTime(closedAt),
            })}
          </p>
        )}
      </div>
      <Allowed permission="indicators.close">
        <CloseMonths closed={closed} />
      </Allowed>
    </section>
  )
}

/** A month to close up to; an earlier one than is closed opens those after it. */
function CloseMonths({ closed }: { readonly closed: ClosedMonths }) {
  const { through, latest } = closed
  const text = useText()
  const id = useId()
  const queries = useQueryClient()
  const [month, setMonth] = useState(latest)
  const set = useMutation(
    indicatorsApi.setClosedMonths.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: indicatorsApi.key() }),
    }),
  )
  const words = { month: text(periodWords(month)) }
  const opens = through !== null && month < through
  return (
    <div className="row">
      <label htmlFor={id} className="row">
        {text(closingMessages['indicators.closing.month'])}
        <Input
          id={id}
          type="month"
          max={latest}
          value={month}
          style={{ width: 'auto' }}
          onChange={(event) => event.target.value && setMonth(event.target.value)}
        />
      </label>
      {opens ? (
        <ConfirmAction
          label={text(closingMessages['indicators.closing.reopen'])}
          title={text(closingMessages['indicators.closing.reopen-title'], words)}
          consequences={[text(closingMessages['indicators.closing.reopen-consequence'])]}
          reason="required"
          run={(reason) => set.mutateAsync({ through: month, reason })}
        />
      ) : (
        <ConfirmAction
          label={text(closingMessages['indicators.closing.close'])}
          title={text(closingMessages['indicators.closing.close-title'], words)}
          consequences={[text(closingMessages['indicators.closing.close-consequence'])]}
          primary
          disabled={month === through}
          run={() => set.mutateAsync({ through: month })}
        />
      )}
      {through === null ? null : (
        <ConfirmAction
          label={text(closingMessages['indicators.closing.reopen-all'])}
          title={text(closingMessages['indicators.closing.reopen-all-title'])}
          consequences={[text(closingMessages['indicators.closing.reopen-consequence'])]}
          reason="required"
          danger
          run={(reason) => set.mutateAsync({ through: null, reason })}
        />
      )}
    </div>
  )
}
