import { useQuery } from '@tanstack/react-query'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { accessApi } from './access-api.ts'
import { accountMessages } from './account-messages.ts'

/** What each role may do, and how far. */
export function RolesPage() {
  const text = useText()
  const query = useQuery(accessApi.listPermissions.queryOptions())
  return (
    <Page title={text(accountMessages['roles.title'])} lead={text(accountMessages['roles.lead'])}>
      <QueryState query={query} lines={10}>
        {({ roles, permissions }) => (
          <ScrollBox className="card" label={text(accountMessages['roles.title'])}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{text(accountMessages['roles.permission'])}</th>
                  {roles.map(({ role, title }) => (
                    <th key={role} scope="col">
                      {text(title)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {permissions.map((permission) => (
                  <tr key={permission.permission}>
                    <th scope="row">
                      {text(permission.title)}
                      <div className="soft">
                        {text(permission.module)} · {permission.permission}
                      </div>
                    </th>
                    {roles.map(({ role }) => {
                      const reach = permission.roles.find((held) => held.role === role)?.reach
                      return <td key={role}>{reach ? text(accountMessages[`roles.reach.${reach}`]) : ''}</td>
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </QueryState>
    </Page>
  )
}
