import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { NotificationView } from '#kernel/notify/contract.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import { notifyApi } from './notify-api.ts'
import { notifyMessages } from './notify-messages.ts'
import './notifications.css'

/** What the person has been told, newest first; following a link marks it as read. */
export function NotificationsPage() {
  const text = useText()
  const client = useQueryClient()
  const query = useInfiniteQuery(
    notifyApi.listNotifications.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 50, after }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const mark = useMutation(
    notifyApi.markNotificationsRead.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: notifyApi.key() }),
    }),
  )
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title={text(notifyMessages['notify.title'])}
      width="narrow"
      actions={
        items.some((item) => !item.read) ? (
          <Button loading={mark.isPending} onClick={() => mark.mutate({})}>
            {text(notifyMessages['notify.mark-all'])}
          </Button>
        ) : null
      }
    >
      {query.isPending ? (
        <Loading lines={6} />
      ) : query.isError ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <Empty
          title={text(notifyMessages['notify.empty'])}
          hint={text(notifyMessages['notify.empty-hint'])}
        />
      ) : (
        <ul className="notification-list">
          {items.map((item) => (
            <NotificationLine key={item.id} item={item} onFollow={() => mark.mutate({ ids: [item.id] })} />
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text(notifyMessages['notify.more'])}
        </Button>
      ) : null}
    </Page>
  )
}

function NotificationLine(props: { readonly item: NotificationView; readonly onFollow: () => void }) {
  const { item } = props
  const text = useText()
  const formats = useFormats()
  return (
    <li className={`card notification-list__item${item.read ? '' : ' notification-list__item--unread'}`}>
      <Link to={item.link} onClick={item.read ? undefined : props.onFollow}>
        {text(item.message)}
      </Link>
      <span className="row soft">
        {item.read ? null : <StateTag state="on-track" word={text(notifyMessages['notify.unread'])} />}
        <time dateTime={item.at}>{formats.dateTime(item.at)}</time>
      </span>
    </li>
  )
}
