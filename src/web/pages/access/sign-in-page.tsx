import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { postJson } from '#ui/api/post-json.ts'
import { useText } from '#ui/language/language.ts'
import { useProblemText } from '#ui/states/page-states.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { SignedOutFrame } from '../../workbench/signed-out-frame.tsx'
import { accessMessages } from './access-messages.ts'
import { continueAfterSignIn } from './continue-after-sign-in.ts'

/** User name and password, then the one-time code of those who use one. */
export function SignInPage() {
  const text = useText()
  const city = useQuery(orgApi.getCity.queryOptions())
  const [needsCode, setNeedsCode] = useState(false)
  return (
    <SignedOutFrame title={text(accessMessages['access.sign-in'])} cityTitle={city.data?.name}>
      {needsCode ? (
        <CodeForm onBack={() => setNeedsCode(false)} />
      ) : (
        <PasswordForm onSecondFactor={() => setNeedsCode(true)} />
      )}
    </SignedOutFrame>
  )
}

/** Whether the answer of the sign-in asks for a second factor. */
function asksForCode(answer: unknown): boolean {
  return (
    typeof answer === 'object' && answer !== null && 'secondFactor' in answer && answer.secondFactor === true
  )
}

function PasswordForm(props: { readonly onSecondFactor: () => void }) {
  const text = useText()
  return (
    <SignInForm<{ username: string; password: string }>
      submitLabel={text(accessMessages['access.sign-in'])}
      onSubmit={async ({ username, password }) => {
        const answer = await postJson('/api/auth/sign-in/username', { username: username.trim(), password })
        if (asksForCode(answer)) props.onSecondFactor()
        else continueAfterSignIn()
      }}
    >
      <Form.Item
        name="username"
        label={text(accessMessages['access.username'])}
        rules={[{ required: true, message: required(text, 'access.username') }]}
      >
        <Input size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={60} />
      </Form.Item>
      <Form.Item
        name="password"
        label={text(accessMessages['access.password'])}
        extra={text(accessMessages['access.forgotten'])}
        rules={[{ required: true, message: required(text, 'access.password') }]}
      >
        <Input.Password size="large" autoComplete="current-password" maxLength={200} />
      </Form.Item>
    </SignInForm>
  )
}

function CodeForm(props: { readonly onBack: () => void }) {
  const text = useText()
  return (
    <SignInForm<{ code: string }>
      submitLabel={text(accessMessages['access.code-submit'])}
      after={<Button onClick={props.onBack}>{text(accessMessages['access.other-account'])}</Button>}
      onSubmit={async ({ code }) => {
        const digits = code.replaceAll(/\s/g, '')
        await postJson(
          /^\d{6}$/.test(digits)
            ? '/api/auth/two-factor/verify-totp'
            : '/api/auth/two-factor/verify-backup-code',
          { code: digits },
        )
        continueAfterSignIn()
      }}
    >
      <Form.Item
        name="code"
        label={text(accessMessages['access.code'])}
        extra={text(accessMessages['access.code-help'])}
        rules={[{ required: true, message: required(text, 'access.code') }]}
      >
        <Input size="large" autoComplete="one-time-code" inputMode="numeric" maxLength={40} />
      </Form.Item>
    </SignInForm>
  )
}

function required(text: ReturnType<typeof useText>, label: keyof typeof accessMessages): string {
  return text(uiMessages['ui.form.required'], { label: text(accessMessages[label]) })
}

function SignInForm<Values>(props: {
  readonly submitLabel: string
  readonly onSubmit: (values: Values) => Promise<void>
  readonly after?: ReactNode
  readonly children: ReactNode
}) {
  const problemText = useProblemText()
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  const submit = async (values: Values) => {
    setSending(true)
    setProblem('')
    try {
      await props.onSubmit(values)
    } catch (error) {
      setProblem(problemText(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: Values) => void submit(values)}>
      {props.children}
      {problem ? (
        <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 16 }} />
      ) : null}
      <div className="row">
        <Button type="primary" size="large" htmlType="submit" loading={sending} block={!props.after}>
          {props.submitLabel}
        </Button>
        {props.after}
      </div>
    </Form>
  )
}
