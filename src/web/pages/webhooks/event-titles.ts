import { useQuery } from '@tanstack/react-query'
import { useText } from '#ui/language/language.ts'
import { webhooksApi } from './webhooks-api.ts'
import { webhooksMessages as messages } from './webhooks-messages.ts'

/** What an event of a type is called; the type itself where the program knows no such event (any more). */
export function useEventTitle(): (type: string) => string {
  const text = useText()
  const types = useQuery(webhooksApi.listEventTypes.queryOptions())
  return (type) => {
    if (type === 'org.zhiheng.webhooks.test') return text(messages['webhooks.test-event'])
    const found = types.data?.items.find((one) => one.type === type)
    return found ? text(found.title) : type
  }
}
