import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import type { AccountView } from '#kernel/access/contract.ts'
import { type Role, roles, roleTitles } from '#kernel/access/roles.ts'
import { UnitsSelect } from '#kernel/org/web/unit-select.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { accessApi } from './access-api.ts'
import { accountMessages } from './account-messages.ts'

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
            <UnitsSelect known={account.units} />
          </Field>
        </DraftForm>
      </div>
    </>
  )
}
