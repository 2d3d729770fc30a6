import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Form, Input } from 'antd'
import { ApiProblem } from '#ui/api/problem.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useMyself } from '../../workbench/current-session.ts'
import { accessApi } from './access-api.ts'
import { accessMessages } from './access-messages.ts'

interface Passwords {
  readonly current: string
  readonly next: string
  readonly again: string
}

/** Changes one's own password; forced when it is temporary or has run out. */
export function ChangePasswordPage() {
  const text = useText()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const myself = useMyself()
  const policy = useQuery(accessApi.getAccessPolicy.queryOptions())
  const change = async ({ current, next, again }: Passwords) => {
    if (next !== again) {
      const words = text(accessMessages['access.passwords-differ'])
      throw new ApiProblem({
        title: words,
        status: 422,
        code: 'ui.passwords-differ',
        fields: [{ path: 'again', message: words }],
      })
    }
    await accessApi.changePassword.call({ current, next })
    await client.invalidateQueries({ queryKey: accessApi.key() })
    message.success(text(accessMessages['access.password-changed']))
    await navigate({ to: '/' })
  }
  return (
    <Page title={text(accessMessages['access.change-password'])} width="narrow">
      {myself.data?.required.passwordChange ? (
        <Alert type="warning" showIcon title={text(accessMessages['access.must-change'])} />
      ) : null}
      <div className="card">
        <DraftForm<Passwords> name="access/password" draft={false} onSubmit={change}>
          <Form.Item hidden>
            <Input autoComplete="username" value={myself.data?.user.username ?? ''} readOnly />
          </Form.Item>
          <Field name="current" label={text(accessMessages['access.current-password'])} required>
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Field>
          <Field
            name="next"
            label={text(accessMessages['access.new-password'])}
            rule="GB/T 22239-2019 8.1.4.1"
            help={
              policy.data
                ? text(accessMessages['access.password-rule'], {
                    length: policy.data.passwordLength,
                    classes: policy.data.passwordClasses,
                  })
                : null
            }
            required
          >
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Field>
          <Field name="again" label={text(accessMessages['access.repeat-password'])} required>
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Field>
        </DraftForm>
      </div>
    </Page>
  )
}
