import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import type { AttemptView, DeliveryView, WebhookView } from '#kernel/webhooks/contract.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { useEventTitle } from './event-titles.ts'
import { webhooksApi } from './webhooks-api.ts'
import { webhooksMessages as messages } from './webhooks-messages.ts'

/** Colour of a delivery's state. */
export const deliveryTones: Readonly<Record<DeliveryView['state'], State>> = {
  waiting: 'at-risk',
  delivered: 'met',
  failed: 'behind',
}

/** How often the list is asked for while something waits, in milliseconds. */
const interval = 3000
const pageSize = 20
const states = ['all', 'waiting', 'delivered', 'failed'] as const

/** What was sent to a subscription, newest first, as far back as it is kept. */
export function Deliveries({ webhook }: { readonly webhook: WebhookView }) {
  const text = useText()
  const { id } = webhook
  const [state, setState] = useState<(typeof states)[number]>('all')
  const deliveries = useInfiniteQuery(
    webhooksApi.listDeliveries.infiniteOptions({
      input: (after: string | undefined) => ({
        id,
        limit: pageSize,
        after,
        state: state === 'all' ? undefined : state,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      refetchInterval: (query) =>
        query.state.data?.pages.some((page) => page.items.some((one) => one.state === 'waiting'))
          ? interval
          : false,
    }),
  )
  return (
    <div className="stack">
      <Segmented
        className="webhooks__states"
        value={state}
        aria-label={text(messages['webhooks.deliveries'])}
        onChange={setState}
        options={states.map((value) => ({ value, label: text(messages[`webhooks.state.${value}`]) }))}
      />
      <QueryState query={deliveries} lines={3}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <p className="soft">{text(messages['webhooks.no-deliveries'])}</p>
          ) : (
            <ul className="webhooks__deliveries">
              {items.map((one) => (
                <Delivery key={one.id} delivery={one} active={webhook.active} />
              ))}
            </ul>
          )
        }}
      </QueryState>
      {deliveries.hasNextPage ? (
        <Button loading={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
          {text(messages['webhooks.more'])}
        </Button>
      ) : null}
    </div>
  )
}

/** What came of a call, in words. */
function useOutcome(): (attempt: Pick<AttemptView, 'status' | 'failure'>) => string {
  const text = useText()
  return ({ status, failure }) =>
    failure === null || failure === 'refused' || failure === 'redirect'
      ? text(messages[`webhooks.outcome.${failure ?? 'accepted'}`], { status: status ?? '—' })
      : text(messages[`webhooks.outcome.${failure}`])
}

function Delivery({ delivery, active }: { readonly delivery: DeliveryView; readonly active: boolean }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const problemText = useProblemText()
  const outcome = useOutcome()
  const eventTitle = useEventTitle()
  const [open, setOpen] = useState(false)
  const redeliver = useMutation(
    webhooksApi.redeliver.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: webhooksApi.key() }),
    }),
  )
  const { lastAttempt, state, attempts, dueAt } = delivery
  return (
    <li className="webhooks__delivery">
      <div className="row">
        <StateTag state={deliveryTones[state]} word={text(messages[`webhooks.state.${state}`])} />
        <span title={delivery.type}>{eventTitle(delivery.type)}</span>
        <span className="soft">
          {formats.dateTime(delivery.at)} · {text(messages['webhooks.attempts'], { count: attempts })}
        </span>
      </div>
      {lastAttempt ? (
        <span className="webhooks__answer">
          {outcome(lastAttempt)}
          {lastAttempt.answer ? <code>{lastAttempt.answer}</code> : null}
        </span>
      ) : null}
      {dueAt !== null && attempts > 0 ? (
        <span className="soft">{text(messages['webhooks.next'], { time: formats.dateTime(dueAt) })}</span>
      ) : null}
      <div className="row">
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {text(messages['webhooks.details'])}
        </Button>
        <Button
          size="small"
          disabled={!active}
          loading={redeliver.isPending}
          onClick={() => redeliver.mutate({ id: delivery.id })}
        >
          {text(messages['webhooks.redeliver'])}
        </Button>
      </div>
      {redeliver.error ? <Alert type="error" showIcon title={problemText(redeliver.error)} /> : null}
      {open ? <Attempts delivery={delivery} /> : null}
    </li>
  )
}

/** Every attempt of a delivery, and the event as it is sent. */
function Attempts({ delivery }: { readonly delivery: DeliveryView }) {
  const text = useText()
  const formats = useFormats()
  const outcome = useOutcome()
  // Another attempt is another answer: asked for anew when the list says so.
  const detail = useQuery(
    webhooksApi.getDelivery.queryOptions({
      input: { id: delivery.id },
      refetchInterval: delivery.state === 'waiting' ? interval : false,
    }),
  )
  return (
    <QueryState query={detail} lines={3}>
      {({ event, attempts }) => (
        <div className="stack">
          {attempts.length === 0 ? <p className="soft">{text(messages['webhooks.no-attempts'])}</p> : null}
          {attempts.length > 0 ? (
            <ScrollBox label={text(messages['webhooks.details'])}>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{text(messages['webhooks.at'])}</th>
                    <th scope="col">{text(messages['webhooks.outcome'])}</th>
                    <th scope="col">{text(messages['webhooks.answer'])}</th>
                    <th scope="col" className="number">
                      {text(messages['webhooks.milliseconds'])}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {attempts.map((one) => (
                    <tr key={one.id}>
                      <th scope="row">{formats.dateTime(one.at)}</th>
                      <td>{outcome(one)}</td>
                      <td className="webhooks__text">{one.answer || '—'}</td>
                      <td className="number">{formats.number(one.milliseconds)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          ) : null}
          <ScrollBox label={text(messages['webhooks.event'])}>
            <pre className="webhooks__event">{JSON.stringify(event, null, 2)}</pre>
          </ScrollBox>
        </div>
      )}
    </QueryState>
  )
}
