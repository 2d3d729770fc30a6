import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { AccountView } from '#kernel/access/contract.ts'
import { type Role, roles, roleTitles } from '#kernel/access/roles.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableRequest } from '#ui/table/data-table.tsx'
import { accessApi } from './access-api.ts'
import { accountMessages } from './account-messages.ts'
import { CreateAccount } from './create-account.tsx'

/** The accounts of the city. */
export function AccountsPage() {
  const text = useText()
  const [creating, setCreating] = useState(false)
  return (
    <Page
      title={text(accountMessages['accounts.title'])}
      lead={text(accountMessages['accounts.lead'])}
      actions={
        <Allowed permission="access.manage-accounts">
          <Button type="primary" onClick={() => setCreating(true)}>
            {text(accountMessages['accounts.create'])}
          </Button>
        </Allowed>
      }
    >
      <CreateAccount open={creating} onClose={() => setCreating(false)} />
      <AccountTable />
    </Page>
  )
}

/** Whether an account may sign in now. */
export function AccountState(props: { readonly account: Pick<AccountView, 'active' | 'lockedUntil'> }) {
  const text = useText()
  const { active, lockedUntil } = props.account
  if (!active) return <StateTag state="no-data" word={text(accountMessages['accounts.disabled'])} />
  return lockedUntil ? (
    <StateTag state="behind" word={text(accountMessages['accounts.locked'])} />
  ) : (
    <StateTag state="met" word={text(accountMessages['accounts.active'])} />
  )
}

function AccountTable() {
  const text = useText()
  const formats = useFormats()
  const columns: readonly DataColumn<AccountView>[] = [
    {
      key: 'name',
      title: text(accountMessages['accounts.name']),
      card: 'title',
      render: (account) => (
        <Link to="/administration/accounts/$accountId" params={{ accountId: account.id }}>
          {account.name}
        </Link>
      ),
    },
    {
      key: 'username',
      title: text(accountMessages['accounts.username']),
      render: (account) => account.username,
    },
    {
      key: 'roles',
      title: text(accountMessages['accounts.roles']),
      render: (account) =>
        account.roles.length > 0
          ? account.roles.map((role) => text(roleTitles[role])).join('、')
          : text(accountMessages['accounts.no-roles']),
    },
    {
      key: 'units',
      title: text(accountMessages['accounts.units']),
      render: (account) => account.units.map((unit) => unit.shortName).join('、') || '—',
    },
    {
      key: 'state',
      title: text(accountMessages['accounts.state']),
      render: (account) => <AccountState account={account} />,
    },
    {
      key: 'last',
      title: text(accountMessages['accounts.last-sign-in']),
      render: (account) => formats.dateTime(account.lastSignInAt),
    },
    {
      key: 'phone',
      title: text(accountMessages['accounts.phone']),
      render: (account) => account.phone ?? '—',
      optional: true,
    },
    {
      key: 'created',
      title: text(accountMessages['accounts.created']),
      render: (account) => formats.date(account.createdAt),
      optional: true,
    },
  ]
  return (
    <DataTable
      name="accounts"
      label={text(accountMessages['accounts.title'])}
      columns={columns}
      rowKey={(account) => account.id}
      queryKey={accessApi.listAccounts.key()}
      searchHint={text(accountMessages['accounts.search'])}
      filters={[
        {
          kind: 'choice',
          key: 'role',
          title: text(accountMessages['accounts.roles']),
          several: false,
          options: roles.map((role) => ({ value: role, label: text(roleTitles[role]) })),
        },
        {
          kind: 'choice',
          key: 'active',
          title: text(accountMessages['accounts.state']),
          several: false,
          options: [
            { value: 'true', label: text(accountMessages['accounts.active']) },
            { value: 'false', label: text(accountMessages['accounts.disabled']) },
          ],
        },
      ]}
      empty={<Empty title={text(accountMessages['accounts.empty'])} />}
      load={loadAccounts}
    />
  )
}

function loadAccounts({ after, limit, search, filters }: TableRequest, signal: AbortSignal) {
  const role: Role | undefined = roles.find((one) => one === filters.role?.[0])
  const active = (['true', 'false'] as const).find((one) => one === filters.active?.[0])
  return accessApi.listAccounts.call(
    {
      limit,
      after,
      search,
      role,
      active,
    },
    { signal },
  )
}
