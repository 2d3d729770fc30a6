import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Input, Typography } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { accessApi } from './access-api.ts'
import { accessMessages } from './access-messages.ts'
import { accountMessages } from './account-messages.ts'

interface NewAccount {
  readonly username: string
  readonly name: string
  readonly phone?: string
  readonly email?: string
}

/** Makes an account and shows its temporary password once. */
export function CreateAccount(props: { readonly open: boolean; readonly onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [made, setMade] = useState<{ username: string; password: string }>()
  const close = () => {
    setMade(undefined)
    props.onClose()
  }
  const create = async ({ username, name, phone, email }: NewAccount) => {
    const answer = await accessApi.createAccount.call({
      username,
      name,
      phone: phone || undefined,
      email: email || undefined,
    })
    setMade({ username: answer.account.username, password: answer.temporaryPassword })
    await client.invalidateQueries({ queryKey: accessApi.listAccounts.key() })
  }
  return (
    <Drawer
      open={props.open}
      size={440}
      title={text(accountMessages['accounts.create'])}
      onClose={close}
      destroyOnHidden
    >
      {made ? (
        <div className="stack">
          <TemporaryPassword
            title={text(accountMessages['accounts.created-title'], { username: made.username })}
            password={made.password}
          />
          <Button onClick={close}>{text(uiMessages['ui.close'])}</Button>
        </div>
      ) : (
        <DraftForm<NewAccount>
          name="access/new-account"
          submitLabel={text(accountMessages['accounts.create-submit'])}
          onSubmit={create}
        >
          <Field name="name" label={text(accountMessages['accounts.name'])} required>
            <Input maxLength={60} autoComplete="off" />
          </Field>
          <Field
            name="username"
            label={text(accountMessages['accounts.username'])}
            help={text(accessMessages['access.username-help'])}
            required
          >
            <Input maxLength={30} autoCapitalize="none" autoComplete="off" />
          </Field>
          <Field name="phone" label={text(accountMessages['accounts.phone'])}>
            <Input maxLength={25} inputMode="tel" autoComplete="off" />
          </Field>
          <Field name="email" label={text(accountMessages['accounts.email'])}>
            <Input maxLength={200} inputMode="email" autoComplete="off" />
          </Field>
        </DraftForm>
      )}
    </Drawer>
  )
}

/** A temporary password, shown once to whoever hands it over. */
export function TemporaryPassword(props: { readonly title: string; readonly password: string }) {
  const text = useText()
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={props.title}
      description={
        <>
          <div>
            {text(accountMessages['accounts.temporary-password'])}{' '}
            <Typography.Text code copyable>
              {props.password}
            </Typography.Text>
          </div>
          <div>{text(accountMessages['accounts.temporary-hint'])}</div>
        </>
      }
    />
  )
}
