import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { QueryState } from '#ui/states/query-state.tsx'
import { ResultTag } from './spot-check-tags.tsx'
import { words } from './spot-check-words.ts'
import { type SampleRow, spotChecksApi } from './spot-checks-api.ts'

/** Publishes what is final: which samples, under which notice. */
export function PublishButton() {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text(words['spot-checks.publish'])}</Button>
      <Drawer
        open={open}
        size={560}
        title={text(words['spot-checks.publish'])}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <PublishForm onDone={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function PublishForm(props: { readonly onDone: () => void }) {
  const text = useText()
  const { message } = App.useApp()
  const client = useQueryClient()
  const ready = useQuery(spotChecksApi.listSamples.queryOptions({ input: { toPublish: 'true', limit: 200 } }))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const submit = async (rows: readonly SampleRow[], values: { title: string; number: string }) => {
    const sampleIds = rows.filter((row) => !left.has(row.id)).map((row) => row.id)
    const { published } = await spotChecksApi.publishSpotChecks.call({ ...values, sampleIds })
    message.success(text(words['spot-checks.published-done'], { count: published }))
    await client.invalidateQueries({ queryKey: spotChecksApi.key() })
    props.onDone()
  }
  return (
    <QueryState query={ready}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{text(words['spot-checks.choose-publishable'])}</p>
        ) : (
          <DraftForm<{ title: string; number: string }>
            name="spot-checks/publish"
            submitLabel={text(words['spot-checks.publish-title'], { count: items.length - left.size })}
            onSubmit={(values) => submit(items, values)}
          >
            <p>{text(words['spot-checks.publish-consequence'])}</p>
            <Field name="title" label={text(words['spot-checks.notice-title'])} required>
              <Input maxLength={100} />
            </Field>
            <Field name="number" label={text(words['spot-checks.notice-number'])} required>
              <Input maxLength={40} />
            </Field>
            <fieldset className="publish-list">
              <legend>{text(words['spot-checks.publishable'])}</legend>
              {items.map((row) => (
                <label key={row.id}>
                  <input
                    type="checkbox"
                    checked={!left.has(row.id)}
                    onChange={(event) => {
                      const next = new Set(left)
                      if (event.target.checked) next.delete(row.id)
                      else next.add(row.id)
                      setLeft(next)
                    }}
                  />
                  <span>
                    {row.productName} {row.model} · {row.enterpriseName}
                  </span>
                  <ResultTag state={row.state} result={row.finalResult} />
                </label>
              ))}
            </fieldset>
          </DraftForm>
        )
      }
    </QueryState>
  )
}
