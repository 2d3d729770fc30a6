import { useQuery } from '@tanstack/react-query'
import { notifyApi } from '../pages/notify/notify-api.ts'

/** How often the count is asked for while the page is in front, in milliseconds. */
const interval = 60_000

/** How many notifications are unread; 0 while that is not known. 100 stands for so many or more. */
export function useUnreadCount(): number {
  const unread = useQuery(notifyApi.countUnreadNotifications.queryOptions({ refetchInterval: interval }))
  return unread.data?.count ?? 0
}
