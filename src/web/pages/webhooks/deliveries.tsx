import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { DeliveryView, WebhookView } from '#kernel/webhooks/contract.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { webhooksApi } from './webhooks-api.ts'
import { webhooksMessages as messages } from './webhooks-messages.ts'

const tone: Readonly<Record<DeliveryView['state'], State>> = {
  waiting: 'at-risk',
  delivered: 'met',
  failed: 'behind',
}

/** How often the list is asked for while something waits, in milliseconds. */
const interval = 3000

/** What was sent to a subscription last. */
export function Deliveries(props: { readonly webhook: WebhookView }) {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const { id, active } = props.webhook
  const deliveries = useQuery(
    webhooksApi.listDeliveries.queryOptions({
      input: { id, limit: 20 },
      refetchInterval: (query) =>
        query.state.data?.items.some((one) => one.state === 'waiting') ? interval : false,
    }),
  )
  const redeliver = useMutation(
    webhooksApi.redeliver.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: webhooksApi.key() }),
    }),
  )
  return (
    <QueryState query={deliveries} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{text(messages['webhooks.no-deliveries'])}</p>
        ) : (
          <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
            {items.map((one) => (
              <li
                key={one.id}
                style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', padding: '4px 0' }}
              >
                <StateTag state={tone[one.state]} word={text(messages[`webhooks.state.${one.state}`])} />
                <span>{one.type}</span>
                <span className="soft">
                  {formats.dateTime(one.at)} · {text(messages['webhooks.attempts'], { count: one.attempts })}
                </span>
                <Button
                  size="small"
                  disabled={!active || redeliver.isPending}
                  onClick={() => redeliver.mutate({ id: one.id })}
                >
                  {text(messages['webhooks.redeliver'])}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </QueryState>
  )
}
