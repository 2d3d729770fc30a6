import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Descriptions } from 'antd'
import { useState } from 'react'
import type { AccountView } from '#kernel/access/contract.ts'
import { roleTitles } from '#kernel/access/roles.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { accessApi } from './access-api.ts'
import { accountMessages } from './account-messages.ts'
import { AccountState } from './accounts-page.tsx'
import { TemporaryPassword } from './create-account.tsx'
import { GrantForms } from './grant-forms.tsx'

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: accessApi.key() })

/** One account: its facts, and what each administrator may do with it. */
export function AccountPage() {
  const { accountId = '' }: { accountId?: string } = useParams({ strict: false })
  const account = useQuery(accessApi.getAccount.queryOptions({ input: { accountId } }))
  return <QueryState query={account}>{(account) => <Account account={account} />}</QueryState>
}

function Account(props: { readonly account: AccountView }) {
  const { account } = props
  const text = useText()
  const [password, setPassword] = useState<string>()
  return (
    <Page
      title={account.name}
      tag={<AccountState account={account} />}
      trail={[{ title: text(accountMessages['accounts.title']), to: '/administration/accounts' }]}
      width="narrow"
      actions={<AccountActions account={account} onPassword={setPassword} />}
    >
      {password ? (
        <TemporaryPassword title={text(accountMessages['accounts.reset-password'])} password={password} />
      ) : null}
      <Facts account={account} />
      <Allowed permission="access.grant-roles">
        <GrantForms account={account} />
      </Allowed>
    </Page>
  )
}

function Facts(props: { readonly account: AccountView }) {
  const { account } = props
  const text = useText()
  const formats = useFormats()
  const [contact, setContact] = useState<{ phone: string | null; email: string | null }>()
  const shown = contact ?? account
  return (
    <div className="card stack">
      <Descriptions
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'username', label: text(accountMessages['accounts.username']), children: account.username },
          {
            key: 'roles',
            label: text(accountMessages['accounts.roles']),
            children:
              account.roles.map((role) => text(roleTitles[role])).join('、') ||
              text(accountMessages['accounts.no-roles']),
          },
          {
            key: 'units',
            label: text(accountMessages['accounts.units']),
            children: account.units.map((unit) => unit.name).join('、') || '—',
          },
          {
            key: 'factor',
            label: text(accountMessages['accounts.second-factor']),
            children: text(accountMessages[account.secondFactorEnabled ? 'accounts.on' : 'accounts.off']),
          },
          { key: 'phone', label: text(accountMessages['accounts.phone']), children: shown.phone ?? '—' },
          { key: 'email', label: text(accountMessages['accounts.email']), children: shown.email ?? '—' },
          {
            key: 'last',
            label: text(accountMessages['accounts.last-sign-in']),
            children: formats.dateTime(account.lastSignInAt),
          },
          {
            key: 'created',
            label: text(accountMessages['accounts.created']),
            children: formats.dateTime(account.createdAt),
          },
        ]}
      />
      {account.phone || account.email ? (
        <Allowed permission="access.reveal-contact">
          <div>
            <ConfirmAction
              size="small"
              label={text(accountMessages['accounts.reveal'])}
              title={text(accountMessages['accounts.reveal'])}
              consequences={[text(accountMessages['accounts.reveal-consequence'])]}
              reason="required"
              run={async (reason) =>
                setContact(await accessApi.revealContact.call({ accountId: account.id, reason }))
              }
            />
          </div>
        </Allowed>
      ) : null}
    </div>
  )
}

function AccountActions(props: {
  readonly account: AccountView
  readonly onPassword: (password: string) => void
}) {
  const { account } = props
  const { name, id: accountId } = account
  const text = useText()
  const client = useQueryClient()
  const turn = account.active ? ('disable' as const) : ('enable' as const)
  return (
    <>
      <Allowed permission="access.unlock-accounts">
        {account.lockedUntil ? (
          <ConfirmAction
            label={text(accountMessages['accounts.unlock'])}
            title={text(accountMessages['accounts.unlock-title'], { name })}
            consequences={[text(accountMessages['accounts.unlock-consequence'])]}
            run={async () => {
              await accessApi.unlockAccount.call({ accountId })
              await refresh(client)
            }}
          />
        ) : null}
        {account.secondFactorEnabled ? (
          <ConfirmAction
            label={text(accountMessages['accounts.reset-factor'])}
            title={text(accountMessages['accounts.reset-factor-title'], { name })}
            consequences={[text(accountMessages['accounts.reset-factor-consequence'])]}
            run={async () => {
              await accessApi.resetSecondFactor.call({ accountId })
              await refresh(client)
            }}
          />
        ) : null}
      </Allowed>
      <Allowed permission="access.manage-accounts">
        <ConfirmAction
          label={text(accountMessages['accounts.reset-password'])}
          title={text(accountMessages['accounts.reset-title'], { name })}
          consequences={[text(accountMessages['accounts.reset-consequence'])]}
          run={async () => {
            props.onPassword((await accessApi.resetPassword.call({ accountId })).temporaryPassword)
            await refresh(client)
          }}
        />
        <ConfirmAction
          danger={account.active}
          label={text(accountMessages[`accounts.${turn}`])}
          title={text(accountMessages[`accounts.${turn}-title`], { name })}
          consequences={[text(accountMessages[`accounts.${turn}-consequence`])]}
          reason="required"
          run={async (reason) => {
            await accessApi.setAccountActive.call({ accountId, active: !account.active, reason })
            await refresh(client)
          }}
        />
      </Allowed>
    </>
  )
}
