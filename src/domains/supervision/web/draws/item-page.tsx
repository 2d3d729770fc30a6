import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'
import { ItemForm, type ItemView } from './item-form.tsx'

/** One item: its form, its versions, and whom it concerns now. */
export function InspectionItemPage() {
  const { itemId = '' }: { itemId?: string } = useParams({ strict: false })
  const query = useQuery(drawsApi.getInspectionItem.queryOptions({ input: { itemId } }))
  return <QueryState query={query}>{(item) => <ItemDesk key={item.id} item={item} />}</QueryState>
}

/** A new item. */
export function NewInspectionItemPage() {
  const text = useText()
  return (
    <Page
      title={text(drawWebMessages['supervision.new-item'])}
      trail={[{ title: text(drawWebMessages['supervision.items']), to: '/inspection-items' }]}
      width="narrow"
    >
      <ItemForm />
    </Page>
  )
}

function ItemDesk(props: { readonly item: ItemView }) {
  const { item } = props
  const text = useText()
  const formats = useFormats()
  const navigate = useNavigate()
  const client = useQueryClient()
  const mayManage = useAllowed('supervision.draws-manage') && item.state === 'active'
  const register = useQuery(drawsApi.countRegister.queryOptions({ input: { itemId: item.id } }))
  const retire = useMutation(drawsApi.retireInspectionItem.mutationOptions())
  return (
    <Page
      title={item.title}
      tag={
        <StateTag
          state={item.state === 'active' ? 'met' : 'no-data'}
          word={text(drawWebMessages['supervision.version'], { version: item.version })}
        />
      }
      lead={`${item.code} · 《${item.basis}》${item.clause} · ${item.department}`}
      trail={[{ title: text(drawWebMessages['supervision.items']), to: '/inspection-items' }]}
      actions={
        mayManage ? (
          <ConfirmAction
            danger
            label={text(drawWebMessages['supervision.retire'])}
            title={`${text(uiMessages['ui.before'], { name: text(drawWebMessages['supervision.retire']) })}${item.title}`}
            consequences={[text(drawWebMessages['supervision.retire-1'])]}
            reason="required"
            run={async (reason) => {
              await retire.mutateAsync({ itemId: item.id, reason })
              await client.invalidateQueries({ queryKey: drawsApi.key() })
              await navigate({ to: '/inspection-items' })
            }}
          />
        ) : null
      }
      width="narrow"
    >
      <section className="card stack">
        <h2>{text(drawWebMessages['supervision.register'])}</h2>
        <QueryState query={register} lines={2}>
          {(count) => (
            <p>
              {text(drawWebMessages['supervision.register-count'], {
                total: formats.number(count.total),
                resting: formats.number(count.resting),
                inspectors: formats.number(count.inspectors),
              })}
            </p>
          )}
        </QueryState>
      </section>
      {mayManage ? (
        <section className="card">
          <ItemForm item={item} />
        </section>
      ) : (
        <section className="card stack">
          <h2>{text(drawWebMessages['supervision.checks'])}</h2>
          <ol>
            {item.checks.map((check) => (
              <li key={check.key}>
                {check.title} <span className="soft">{check.requirement}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section className="card stack">
        <h2>{text(drawWebMessages['supervision.versions'])}</h2>
        <ul>
          {item.versions.map((version) => (
            <li key={version.id}>
              <Link className="draw-version" to="/inspection-items/$itemId" params={{ itemId: version.id }}>
                {text(drawWebMessages['supervision.version'], { version: version.version })}
              </Link>{' '}
              <span className="soft">
                {formats.dateTime(version.createdAt)} {version.createdBy}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}
