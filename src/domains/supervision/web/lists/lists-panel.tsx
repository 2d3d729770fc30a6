import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Applications } from './application-form.tsx'
import { EntryCard } from './entry-card.tsx'
import { EntryForm } from './entry-form.tsx'
import { MatterTag } from './entry-tags.tsx'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'
import { PenaltiesSection } from './penalties-section.tsx'
import './lists.css'

type Account = Awaited<ReturnType<typeof listsApi.enterpriseLists.call>>['accounts'][number]

/** What the lists hold about an enterprise, and the ways onto them and off. */
export function ListsPanel(props: { readonly id: string }) {
  const text = useText()
  const formats = useFormats()
  const navigate = useNavigate()
  const mayPropose = useAllowed('lists.propose')
  const query = useQuery(listsApi.enterpriseLists.queryOptions({ input: { enterpriseId: props.id } }))
  const toMatter = (caseId: string) =>
    navigate({ to: '/supervision/lists/matters/$caseId', params: { caseId } })
  return (
    <QueryState query={query}>
      {({ entries, matters, penalties, accounts }) => (
        <div className="stack">
          <Allowed permission="lists.propose">
            <EntryForm enterpriseId={props.id} onBegun={toMatter} />
          </Allowed>
          {entries.length === 0 ? <p>{text(listWords.panelNone)}</p> : null}
          {entries.map((entry) => (
            <EntryCard key={entry.id} entry={entry}>
              {mayPropose ? (
                <Applications
                  entry={entry}
                  today={formats.date(new Date().toISOString())}
                  send={async (kind, application) => {
                    const { caseId } = await listsApi.applyForEnterprise.call({
                      entryId: entry.id,
                      kind,
                      ...application,
                    })
                    await toMatter(caseId)
                  }}
                />
              ) : null}
            </EntryCard>
          ))}
          <PenaltiesSection penalties={penalties} matters={matters} toMatter={toMatter} />
          {matters.length > 0 ? (
            <section>
              <h3>{text(listWords.matters)}</h3>
              <ul className="list-matters">
                {matters.map((matter) => (
                  <li key={matter.caseId}>
                    <Link to="/supervision/lists/matters/$caseId" params={{ caseId: matter.caseId }}>
                      {text(listWords[`kind.${matter.kind}`])}
                    </Link>{' '}
                    <MatterTag matter={matter} />{' '}
                    <span className="soft">
                      {[matter.aboutNumber, formats.date(matter.openedAt)].filter(Boolean).join(' · ')}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <Accounts enterpriseId={props.id} accounts={accounts} />
        </div>
      )}
    </QueryState>
  )
}

function Accounts(props: { readonly enterpriseId: string; readonly accounts: readonly Account[] }) {
  const text = useText()
  const client = useQueryClient()
  const { enterpriseId } = props
  const refresh = () => client.invalidateQueries({ queryKey: listsApi.enterpriseLists.key() })
  return (
    <section>
      <h3>{text(listWords.accounts)}</h3>
      {props.accounts.length === 0 ? <p className="soft">{text(listWords.noAccounts)}</p> : null}
      <ul>
        {props.accounts.map((account) => (
          <li key={account.id}>
            {account.name}（{account.username}）{' '}
            <Allowed permission="lists.link-accounts">
              <ConfirmAction
                size="small"
                label={text(listWords.unlink)}
                title={text(listWords.unlinkTitle)}
                consequences={[text(listWords.unlinkEffect)]}
                run={async () => {
                  await listsApi.unlinkEnterpriseAccount.call({ enterpriseId, accountId: account.id })
                  await refresh()
                }}
              />
            </Allowed>
          </li>
        ))}
      </ul>
      <Allowed permission="lists.link-accounts">
        <DraftForm<{ username: string }>
          key={props.accounts.length}
          name={`lists/account/${enterpriseId}`}
          draft={false}
          submitLabel={text(listWords.link)}
          onSubmit={async ({ username }) => {
            await listsApi.linkEnterpriseAccount.call({ enterpriseId, username })
            await refresh()
          }}
        >
          <Field name="username" label={text(listWords.username)} required>
            <Input maxLength={30} style={{ maxWidth: 240 }} />
          </Field>
        </DraftForm>
      </Allowed>
    </section>
  )
}
