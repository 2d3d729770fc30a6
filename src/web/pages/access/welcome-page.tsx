import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { SignedOutFrame } from '../../workbench/signed-out-frame.tsx'
import { accessApi } from './access-api.ts'
import { accessMessages } from './access-messages.ts'

interface Administrator {
  readonly username: string
  readonly name: string
  readonly password: string
}

interface SetUp {
  readonly city: { readonly code: string; readonly name: string; readonly shortName: string }
  readonly administrators: Readonly<Record<'system' | 'security' | 'audit', Administrator>>
}

/** Opened by the one-time link of an empty installation: names the city and its three administrators. */
export function WelcomePage() {
  const text = useText()
  const [done, setDone] = useState(false)
  const token = new URLSearchParams(globalThis.location.search).get('token') ?? ''
  return (
    <SignedOutFrame title={text(accessMessages['access.welcome'])} wide>
      {done ? (
        <div className="stack">
          <Alert type="success" showIcon title={text(accessMessages['access.welcome-done'])} />
          <Button type="primary" href="/sign-in">
            {text(accessMessages['access.sign-in'])}
          </Button>
        </div>
      ) : token === '' ? (
        <Alert type="error" showIcon title={text(accessMessages['access.welcome-no-token'])} />
      ) : (
        <div className="stack">
          <p className="soft">{text(accessMessages['access.welcome-lead'])}</p>
          <DraftForm<SetUp>
            name="access/welcome"
            omit={['administrators']}
            onSubmit={async (values) => {
              await accessApi.claimFirstAdministrators.call({ token, ...values })
              setDone(true)
            }}
          >
            <CityFields />
            <AdministratorFields duty="system" />
            <AdministratorFields duty="security" />
            <AdministratorFields duty="audit" />
          </DraftForm>
        </div>
      )}
    </SignedOutFrame>
  )
}

function CityFields() {
  const text = useText()
  return (
    <fieldset className="field-group">
      <legend>{text(accessMessages['access.city'])}</legend>
      <Field
        name={['city', 'code']}
        label={text(accessMessages['access.city-code'])}
        help={text(accessMessages['access.city-code-help'])}
        rule="GB/T 2260"
        required
      >
        <Input inputMode="numeric" maxLength={6} />
      </Field>
      <Field name={['city', 'name']} label={text(accessMessages['access.city-name'])} required>
        <Input maxLength={60} />
      </Field>
      <Field name={['city', 'shortName']} label={text(accessMessages['access.city-short-name'])} required>
        <Input maxLength={20} />
      </Field>
    </fieldset>
  )
}

function AdministratorFields(props: { readonly duty: 'system' | 'security' | 'audit' }) {
  const text = useText()
  const path = (part: keyof Administrator) => ['administrators', props.duty, part]
  return (
    <fieldset className="field-group">
      <legend>{text(accessMessages[`access.administrator.${props.duty}`])}</legend>
      <Field name={path('name')} label={text(accessMessages['access.person-name'])} required>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <Field
        name={path('username')}
        label={text(accessMessages['access.username'])}
        help={text(accessMessages['access.username-help'])}
        required
      >
        <Input maxLength={30} autoCapitalize="none" autoComplete="off" />
      </Field>
      <Field
        name={path('password')}
        label={text(accessMessages['access.password'])}
        help={text(accessMessages['access.password-rule'], { length: 8, classes: 3 })}
        required
      >
        <Input.Password maxLength={128} autoComplete="new-password" />
      </Field>
    </fieldset>
  )
}
