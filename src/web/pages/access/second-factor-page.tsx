import { useQueryClient } from '@tanstack/react-query'
import { Alert, Input, QRCode } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { postJson } from '#ui/api/post-json.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { useMyself } from '../../workbench/current-session.ts'
import { accessApi } from './access-api.ts'
import { accessMessages } from './access-messages.ts'

const SecondFactorSetUp = z.object({ uri: z.string(), backupCodes: z.array(z.string()) })
type SecondFactorSetUp = z.infer<typeof SecondFactorSetUp>

/** Sets up or takes off one's own one-time codes. */
export function SecondFactorPage() {
  const text = useText()
  const client = useQueryClient()
  const myself = useMyself()
  const [setUp, setSetUp] = useState<SecondFactorSetUp>()
  const refresh = () => client.invalidateQueries({ queryKey: accessApi.key() })
  return (
    <Page
      title={text(accessMessages['access.second-factor'])}
      lead={text(accessMessages['access.second-factor-lead'])}
      width="narrow"
    >
      <QueryState query={myself}>
        {(me) => (
          <>
            {me?.required.secondFactor ? (
              <Alert type="warning" showIcon title={text(accessMessages['access.second-factor-required'])} />
            ) : null}
            {me?.secondFactorEnabled ? (
              <div className="card stack">
                <Alert type="success" showIcon title={text(accessMessages['access.second-factor-on'])} />
                <PasswordStep
                  label={text(accessMessages['access.second-factor-off'])}
                  onSubmit={async (password) => {
                    await postJson('/api/auth/two-factor/disable', { password })
                    await refresh()
                  }}
                />
              </div>
            ) : setUp ? (
              <ConfirmStep
                setUp={setUp}
                onConfirmed={async () => {
                  setSetUp(undefined)
                  await refresh()
                }}
              />
            ) : (
              <div className="card">
                <PasswordStep
                  label={text(accessMessages['access.second-factor-start'])}
                  onSubmit={async (password) => {
                    const answer = await postJson('/api/auth/two-factor/enable', { password })
                    setSetUp(SecondFactorSetUp.parse(answer))
                  }}
                />
              </div>
            )}
          </>
        )}
      </QueryState>
    </Page>
  )
}

function PasswordStep(props: {
  readonly label: string
  readonly onSubmit: (password: string) => Promise<void>
}) {
  const text = useText()
  return (
    <DraftForm<{ password: string }>
      name="access/second-factor"
      draft={false}
      submitLabel={props.label}
      onSubmit={({ password }) => props.onSubmit(password)}
    >
      <Field name="password" label={text(accessMessages['access.confirm-password'])} required>
        <Input.Password autoComplete="current-password" maxLength={128} style={{ maxWidth: 320 }} />
      </Field>
    </DraftForm>
  )
}

function ConfirmStep(props: {
  readonly setUp: SecondFactorSetUp
  readonly onConfirmed: () => Promise<void>
}) {
  const { uri, backupCodes } = props.setUp
  const text = useText()
  const key = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <div className="card stack">
      <p>{text(accessMessages['access.second-factor-scan'])}</p>
      <div className="row">
        <QRCode value={uri} type="svg" size={180} />
        <div>
          <div className="soft">{text(accessMessages['access.second-factor-key'])}</div>
          <code style={{ overflowWrap: 'anywhere' }}>{key.replaceAll(/(.{4})/g, '$1 ')}</code>
        </div>
      </div>
      <p>{text(accessMessages['access.second-factor-backup'])}</p>
      <pre style={{ columns: 2, maxWidth: 320, margin: 0 }}>{backupCodes.join('\n')}</pre>
      <p>{text(accessMessages['access.second-factor-confirm'])}</p>
      <DraftForm<{ code: string }>
        name="access/second-factor-code"
        draft={false}
        submitLabel={text(accessMessages['access.second-factor-finish'])}
        onSubmit={async ({ code }) => {
          await postJson('/api/auth/two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') })
          await props.onConfirmed()
        }}
      >
        <Field name="code" label={text(accessMessages['access.code'])} required>
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} style={{ maxWidth: 180 }} />
        </Field>
      </DraftForm>
    </div>
  )
}
