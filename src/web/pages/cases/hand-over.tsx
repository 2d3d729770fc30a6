import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import type { CaseDetail } from '#kernel/cases/contract.ts'
import { caseMessages } from '#kernel/cases/web/case-messages.ts'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { UnitSelect } from '#kernel/org/web/unit-select.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'

/** Hands a case over to another unit. */
export function HandOver(props: { readonly detail: Pick<CaseDetail, 'id' | 'version' | 'unit'> }) {
  const { detail } = props
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text(caseMessages['cases.hand-over'])}</Button>
      <Drawer
        open={open}
        size={440}
        title={text(caseMessages['cases.hand-over'])}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <DraftForm<{ unitId: string; comment: string }>
          name={`cases/${detail.id}/hand-over`}
          submitLabel={text(caseMessages['cases.hand-over'])}
          onSubmit={async ({ unitId, comment }) => {
            await casesApi.handOverCase.call({ id: detail.id, version: detail.version, unitId, comment })
            await client.invalidateQueries({ queryKey: casesApi.key() })
            setOpen(false)
          }}
        >
          <Field name="unitId" label={text(caseMessages['cases.hand-over-unit'])} required>
            <UnitSelect known={detail.unit ? [detail.unit] : []} />
          </Field>
          <Field name="comment" label={text(caseMessages['cases.hand-over-reason'])} required>
            <Input.TextArea rows={3} maxLength={2000} />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
