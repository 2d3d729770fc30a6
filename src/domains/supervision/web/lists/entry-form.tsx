import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import type { Ground } from '../../lists/lists-contract.ts'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'

interface Values {
  readonly ground: string
  readonly facts: string
  readonly authority: string
  readonly penaltyNumber?: string
  readonly mailed?: string
  readonly mailedAgain?: string
}

/** A button that begins the entry of an enterprise on a list. */
export function EntryForm(props: {
  readonly enterpriseId: string
  readonly onBegun: (caseId: string) => unknown
}) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const grounds = useQuery(listsApi.listGrounds.queryOptions({ staleTime: 3_600_000 })).data?.items ?? []
  const submit = async (values: Values) => {
    const ground = grounds.find((one) => one.code === values.ground)
    if (!ground) return
    const { caseId } = await listsApi.proposeListEntry.call({
      enterpriseId: props.enterpriseId,
      list: ground.list,
      ground: ground.code,
      facts: values.facts,
      authority: values.authority,
      penaltyNumber: values.penaltyNumber || null,
      mailedOn: [values.mailed, values.mailedAgain].flatMap((day) => day || []),
    })
    setOpen(false)
    await props.onBegun(caseId)
  }
  return (
    <div>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(listWords.begin)}
      </Button>
      <Drawer
        open={open}
        title={text(listWords.begin)}
        onClose={() => setOpen(false)}
        destroyOnHidden
        size="large"
      >
        <DraftForm<Values>
          name={`lists/entry/${props.enterpriseId}`}
          submitLabel={text(listWords.begin)}
          onSubmit={submit}
        >
          <GroundField grounds={grounds} />
          <Field name="facts" label={text(listWords.facts)} required>
            <Input.TextArea rows={6} maxLength={4000} />
          </Field>
          <Field name="authority" label={text(listWords.authority)} required>
            <Input maxLength={100} />
          </Field>
          <GroundDependent grounds={grounds} />
        </DraftForm>
      </Drawer>
    </div>
  )
}

function GroundField(props: { readonly grounds: readonly Ground[] }) {
  const text = useText()
  const chosen: unknown = Form.useWatch('ground')
  const ground = props.grounds.find((one) => one.code === chosen)
  return (
    <Field
      name="ground"
      label={text(listWords.ground)}
      required
      {...(ground ? { rule: `${ground.source}${ground.clause ?? ''}` } : {})}
    >
      <Select
        options={(['abnormal', 'serious'] as const).map((list) => ({
          label: text(listWords[`list.${list}`]),
          options: props.grounds
            .filter((one) => one.list === list)
            .map((one) => ({ value: one.code, label: text(one.title) })),
        }))}
      />
    </Field>
  )
}

/** Fields that only some grounds ask for. */
function GroundDependent(props: { readonly grounds: readonly Ground[] }) {
  const text = useText()
  const chosen: unknown = Form.useWatch('ground')
  const ground = props.grounds.find((one) => one.code === chosen)
  if (ground?.code === 'unreachable-address')
    return (
      <>
        <Field name="mailed" label={text(listWords.mailed)} required>
          <Input type="date" />
        </Field>
        <Field
          name="mailedAgain"
          label={text(listWords.mailedAgain)}
          help={text(listWords.mailedHelp)}
          required
        >
          <Input type="date" />
        </Field>
      </>
    )
  if (ground?.list === 'serious')
    return (
      <Field
        name="penaltyNumber"
        label={text(listWords.penalty)}
        required={ground.code !== 'abnormal-three-years'}
      >
        <Input maxLength={100} />
      </Field>
    )
  return null
}
