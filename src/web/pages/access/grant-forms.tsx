import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { AccountView } from '#kernel/access/contract.ts'
import { type Role, roles, roleTitles } from '#kernel/access/roles.ts'
import { orgContract } from '#kernel/org/contract.ts'
import { createApi } from '#ui/api/create-api.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { accessApi } from './access-api.ts'
import { accountMessages } from './account-messages.ts'

const orgApi = createApi('org', orgContract)

/** What the security administrator decides: the roles and the units of an account. */
export function GrantForms(props: { readonly account: AccountView }) {
  const { account } = props
  const text = useText()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: accessApi.key() })
  return (
    <>
      <div className="card">
        <DraftForm<{ roles: Role[] }>
          name={`access/roles/${account.id}`}
          draft={false}
          initialValues={{ roles: [...account.roles] }}
          submitLabel={text(accountMessages['accounts.set-roles'])}
          onSubmit={async (values) => {
            await accessApi.setRoles.call({ accountId: account.id, roles: values.roles })
            await refresh()
          }}
        >
          <Field
            name="roles"
            label={text(accountMessages['accounts.roles'])}
            help={text(accountMessages['accounts.roles-help'])}
            rule="GB/T 22239-2019 8.1.5"
          >
            <Select
              mode="multiple"
              options={roles.map((role) => ({ value: role, label: text(roleTitles[role]) }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Field>
        </DraftForm>
      </div>
      <div className="card">
        <DraftForm<{ unitIds: string[] }>
          name={`access/units/${account.id}`}
          draft={false}
          initialValues={{ unitIds: account.units.map((unit) => unit.id) }}
          submitLabel={text(accountMessages['accounts.set-units'])}
          onSubmit={async (values) => {
            await accessApi.setUnits.call({ accountId: account.id, unitIds: values.unitIds })
            await refresh()
          }}
        >
          <Field
            name="unitIds"
            label={text(accountMessages['accounts.units'])}
            help={text(accountMessages['accounts.units-help'])}
          >
            <UnitSelect known={account.units} />
          </Field>
        </DraftForm>
      </div>
    </>
  )
}

/** Units found by what is typed; form control (`value`, `onChange`, `id` come from the field). */
function UnitSelect(props: {
  readonly known: readonly { readonly id: string; readonly name: string }[]
  readonly id?: string
  readonly value?: string[]
  readonly onChange?: (value: string[]) => void
}) {
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const found = useQuery(
    orgApi.listUnits.queryOptions({ input: { limit: 30, active: 'true', ...(search ? { search } : {}) } }),
  )
  const units = new Map(
    [...props.known, ...(found.data?.items ?? [])].map((unit) => [unit.id, unit.name] as const),
  )
  return (
    <Select
      mode="multiple"
      {...(props.id ? { id: props.id } : {})}
      value={props.value ?? []}
      onChange={(value: string[]) => props.onChange?.(value)}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={[...units].map(([value, label]) => ({ value, label }))}
    />
  )
}
