import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { ErrorState } from '#ui/states/page-states.tsx'
import type { PivotDefinition } from '../../contract.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { pivotMessages } from './pivot-messages.ts'

interface ViewsProps {
  readonly definition: PivotDefinition
  readonly onOpen: (definition: PivotDefinition) => void
}

/** Saved views: open one, keep this one, hand its link on. */
export function PivotViews(props: ViewsProps) {
  const text = useText()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const views = useQuery(indicatorsApi.listPivotViews.queryOptions())
  const [chosen, setChosen] = useState<string>()
  // After a reload, or by its link, a view is open when just what it holds is shown.
  const shown = JSON.stringify(props.definition)
  const view = views.data?.items.find((one) =>
    chosen === undefined ? JSON.stringify(one.definition) === shown : one.id === chosen,
  )
  const remove = useMutation(
    indicatorsApi.deletePivotView.mutationOptions({
      onSuccess: () => {
        setChosen(undefined)
        void queries.invalidateQueries({ queryKey: indicatorsApi.listPivotViews.key() })
      },
    }),
  )
  const copy = async ({ id, shared }: { readonly id: string; readonly shared: boolean }) => {
    const link = `${globalThis.location.origin}/indicators/pivot?view=${id}`
    try {
      // Absent where the page does not come over TLS.
      await navigator.clipboard.writeText(link)
      void message.success(
        text(pivotMessages[shared ? 'indicators.pivot.copied' : 'indicators.pivot.copied-own']),
      )
    } catch {
      void message.info(text(pivotMessages['indicators.pivot.not-copied'], { link }), 15)
    }
  }
  const items = views.data?.items ?? []
  return (
    <>
      {items.length > 0 ? (
        <Select
          className="pivot__views"
          aria-label={text(pivotMessages['indicators.pivot.views'])}
          placeholder={text(pivotMessages['indicators.pivot.views'])}
          value={view?.id}
          options={items.map((one) => ({
            value: one.id,
            label: one.own
              ? one.title
              : text(pivotMessages['indicators.pivot.of'], { title: one.title, owner: one.ownerName }),
          }))}
          onChange={(id) => {
            setChosen(id)
            const found = items.find((one) => one.id === id)
            if (found) props.onOpen(found.definition)
          }}
        />
      ) : null}
      {view ? (
        <Button onClick={() => void copy(view)}>{text(pivotMessages['indicators.pivot.copy-link'])}</Button>
      ) : null}
      {view?.own ? (
        <Button loading={remove.isPending} onClick={() => remove.mutate({ viewId: view.id })}>
          {text(pivotMessages['indicators.pivot.delete'])}
        </Button>
      ) : null}
      <SaveView {...props} initial={view?.own ? view.title : ''} onSaved={setChosen} />
    </>
  )
}

function SaveView(props: ViewsProps & { readonly initial: string; readonly onSaved: (id: string) => void }) {
  const text = useText()
  const id = useId()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [shared, setShared] = useState(false)
  const save = useMutation(
    indicatorsApi.savePivotView.mutationOptions({
      onSuccess: async (view) => {
        await queries.invalidateQueries({ queryKey: indicatorsApi.listPivotViews.key() })
        props.onSaved(view.id)
        setOpen(false)
        void message.success(text(pivotMessages['indicators.pivot.saved']))
      },
    }),
  )
  const chosen = props.definition.indicators.length + props.definition.measures.length > 0
  return (
    <>
      <Button
        disabled={!chosen}
        onClick={() => {
          setTitle(props.initial)
          setOpen(true)
        }}
      >
        {text(pivotMessages['indicators.pivot.save'])}
      </Button>
      <Modal
        open={open}
        width={340}
        footer={null}
        destroyOnHidden
        title={text(pivotMessages['indicators.pivot.save'])}
        onCancel={() => setOpen(false)}
      >
        <form
          className="pivot__save"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate({ title, shared, definition: props.definition })
          }}
        >
          <label htmlFor={id}>{text(pivotMessages['indicators.pivot.view-title'])}</label>
          <Input id={id} value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
          <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
            {text(pivotMessages['indicators.pivot.share'])}
          </Checkbox>
          {save.error ? <ErrorState error={save.error} /> : null}
          <Button type="primary" htmlType="submit" disabled={title.trim() === ''} loading={save.isPending}>
            {text(pivotMessages['indicators.pivot.save'])}
          </Button>
        </form>
      </Modal>
    </>
  )
}
