import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useText } from '#ui/language/language.ts'
import { groundTitles } from '../../../spot-checks/messages.ts'
import { ObjectionGround, type OwnSample } from '../../../spot-checks/own/own-contract.ts'
import { spotChecksApi } from '../spot-checks-api.ts'
import { OwnDeadlineBasis, OwnDeadlineTag } from './own-tags.tsx'
import { ownWords } from './own-words.ts'

/** Kinds of evidence that are taken. */
export const ownEvidenceLimits = {
  types: ['.jpg', '.jpeg', '.png', '.webp', '.pdf', '.docx', '.xlsx'],
  megabytes: 20,
} as const

interface ObjectionValues {
  readonly ground: ObjectionGround
  readonly statement: string
}

/** Opens the form of an objection; text and evidence go in together or not at all. */
export function ObjectButton({ sample }: { readonly sample: OwnSample }) {
  const text = useText()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [evidence, setEvidence] = useState<File>()
  const send = async (values: ObjectionValues) => {
    await spotChecksApi.objectToMySpotCheck.call({
      sampleId: sample.id,
      ground: values.ground,
      statement: values.statement,
      evidence,
    })
    message.success(text(ownWords.filed))
    setOpen(false)
    await client.invalidateQueries({ queryKey: spotChecksApi.key() })
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(ownWords.object)}
      </Button>
      <Drawer
        open={open}
        size={520}
        title={text(ownWords.object)}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <p className="row">
          <OwnDeadlineTag sample={sample} />
          <OwnDeadlineBasis sample={sample} />
        </p>
        <p>{text(ownWords.objectHint)}</p>
        <DraftForm<ObjectionValues>
          name={`spot-checks/objection/${sample.id}`}
          initialValues={{ ground: 'result' }}
          submitLabel={text(ownWords.object)}
          onSubmit={send}
        >
          <Field name="ground" label={text(ownWords.ground)} required>
            <Select
              options={ObjectionGround.options.map((value) => ({ value, label: text(groundTitles[value]) }))}
            />
          </Field>
          <Field name="statement" label={text(ownWords.statement)} required>
            <Input.TextArea rows={6} maxLength={2000} />
          </Field>
          <FileDrop
            label={text(ownWords.evidence)}
            limits={ownEvidenceLimits}
            send={async (file) => setEvidence(file)}
          />
          {evidence ? <p className="soft">{text(ownWords.evidenceChosen, { name: evidence.name })}</p> : null}
        </DraftForm>
      </Drawer>
    </>
  )
}
