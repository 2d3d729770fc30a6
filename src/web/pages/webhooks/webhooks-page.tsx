import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Input, Select, Switch, Typography } from 'antd'
import { useState } from 'react'
import type { WebhookView } from '#kernel/webhooks/contract.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty, useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Deliveries, deliveryTones } from './deliveries.tsx'
import { useEventTitle } from './event-titles.ts'
import { webhooksApi } from './webhooks-api.ts'
import { webhooksMessages as messages } from './webhooks-messages.ts'
import './webhooks.css'

/** How often the list is asked for while something waits, in milliseconds. */
const interval = 10_000

interface NewWebhook {
  readonly url: string
  readonly eventTypes: string[]
  readonly description?: string
}

/** Subscriptions of programs outside, and what was sent to each. */
export function WebhooksPage() {
  const text = useText()
  const [adding, setAdding] = useState(false)
  const webhooks = useQuery(
    webhooksApi.listWebhooks.queryOptions({
      input: { limit: 200 },
      refetchInterval: ({ state: { data } }) =>
        data?.items.some((one) => one.lastState === 'waiting') ? interval : false,
    }),
  )
  return (
    <Page
      title={text(messages['webhooks.title'])}
      lead={text(messages['webhooks.lead'])}
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {text(messages['webhooks.add'])}
        </Button>
      }
    >
      <QueryState query={webhooks} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text(messages['webhooks.empty'])} />
          ) : (
            items.map((webhook) => <WebhookCard key={webhook.id} webhook={webhook} />)
          )
        }
      </QueryState>
      <AddWebhook open={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}

function Secret(props: { readonly secret: string }) {
  const text = useText()
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={text(messages['webhooks.secret'])}
      description={
        <Typography.Text code copyable>
          {props.secret}
        </Typography.Text>
      }
    />
  )
}

function AddWebhook(props: { readonly open: boolean; readonly onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [secret, setSecret] = useState<string>()
  const types = useQuery(webhooksApi.listEventTypes.queryOptions({ enabled: props.open }))
  const create = async ({ url, eventTypes, description }: NewWebhook) => {
    const made = await webhooksApi.createWebhook.call({
      url,
      eventTypes,
      description: description ?? '',
      active: true,
    })
    setSecret(made.secret)
    await client.invalidateQueries({ queryKey: webhooksApi.key() })
  }
  const close = () => {
    setSecret(undefined)
    props.onClose()
  }
  return (
    <Drawer
      open={props.open}
      size={440}
      title={text(messages['webhooks.add'])}
      onClose={close}
      destroyOnHidden
    >
      {secret === undefined ? (
        <DraftForm<NewWebhook> name="webhooks/new" onSubmit={create}>
          <Field
            name="url"
            label={text(messages['webhooks.url'])}
            help={text(messages['webhooks.url-help'])}
            required
          >
            <Input maxLength={1000} inputMode="url" autoComplete="off" />
          </Field>
          <Field name="eventTypes" label={text(messages['webhooks.events'])} required>
            <Select
              mode="multiple"
              loading={types.isLoading}
              options={(types.data?.items ?? []).map(({ type, title }) => ({
                value: type,
                label: text(title),
              }))}
            />
          </Field>
          <Field name="description" label={text(messages['webhooks.description'])}>
            <Input maxLength={200} autoComplete="off" />
          </Field>
        </DraftForm>
      ) : (
        <Secret secret={secret} />
      )}
    </Drawer>
  )
}

function WebhookCard(props: { readonly webhook: WebhookView }) {
  const { webhook } = props
  const { id } = webhook
  const text = useText()
  const client = useQueryClient()
  const [secret, setSecret] = useState<string>()
  const [open, setOpen] = useState(false)
  const problemText = useProblemText()
  const eventTitle = useEventTitle()
  const onSuccess = () => client.invalidateQueries({ queryKey: webhooksApi.key() })
  const change = useMutation(webhooksApi.changeWebhook.mutationOptions({ onSuccess }))
  const test = useMutation(webhooksApi.testWebhook.mutationOptions({ onSuccess }))
  const remove = useMutation(webhooksApi.deleteWebhook.mutationOptions({ onSuccess }))
  const failure = change.error ?? test.error
  const renew = async () => setSecret((await webhooksApi.renewWebhookSecret.call({ id })).secret)
  return (
    <section className="card stack">
      <div className="row">
        <h2 className="webhooks__address">{webhook.description || webhook.url}</h2>
        {webhook.lastState ? (
          <StateTag
            state={deliveryTones[webhook.lastState]}
            word={text(messages['webhooks.last'], {
              state: text(messages[`webhooks.state.${webhook.lastState}`]),
            })}
          />
        ) : null}
      </div>
      {webhook.description ? <span className="webhooks__address">{webhook.url}</span> : null}
      <span className="soft">{webhook.eventTypes.map(eventTitle).join(' · ')}</span>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
        <Switch
          checked={webhook.active}
          loading={change.isPending}
          aria-label={text(messages['webhooks.switch'], { url: webhook.url })}
          onChange={(active) => {
            test.reset()
            change.mutate({ id, active })
          }}
        />
        <span>{text(messages['webhooks.active'])}</span>
        <Button
          size="small"
          disabled={!webhook.active}
          loading={test.isPending}
          onClick={() => {
            setOpen(true)
            change.reset()
            test.mutate({ id })
          }}
        >
          {text(messages['webhooks.test'])}
        </Button>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {text(messages['webhooks.deliveries'])}
        </Button>
        <ConfirmAction
          size="small"
          label={text(messages['webhooks.renew'])}
          title={text(messages['webhooks.renew-title'])}
          consequences={[text(messages['webhooks.renew-consequence'])]}
          run={renew}
        />
        <ConfirmAction
          size="small"
          danger
          label={text(messages['webhooks.delete'])}
          title={text(messages['webhooks.delete-title'])}
          consequences={[text(messages['webhooks.delete-consequence'])]}
          run={() => remove.mutateAsync({ id })}
        />
      </div>
      {failure ? (
        <Alert
          type="error"
          showIcon
          title={text(messages['webhooks.failed-action'], { problem: problemText(failure) })}
        />
      ) : null}
      {secret === undefined ? null : <Secret secret={secret} />}
      {open ? <Deliveries webhook={webhook} /> : null}
    </section>
  )
}
