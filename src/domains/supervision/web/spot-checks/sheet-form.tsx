import { useQuery, useQueryClient } from '@tanstack/react-query'
import { AutoComplete, Form, Input, InputNumber, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { linkTitles } from '../../spot-checks/messages.ts'
import { SamplingSubject } from '../../spot-checks/sampling/sampling-contract.ts'
import { type SampleFileRole, SamplingLink } from '../../spot-checks/spot-checks-contract.ts'
import { uploadEvidence } from './sample-files.tsx'
import { SignaturePad } from './signature-pad.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi, type TaskView } from './spot-checks-api.ts'

interface Done {
  readonly id: string
  readonly number: string
}

interface WhereForm {
  readonly link: SamplingLink
  readonly enterprise?: SamplingSubject
  readonly region: string
  readonly enterpriseName: string
  readonly enterpriseCode?: string
  readonly address: string
  readonly productName: string
  readonly signatoryName?: string
  readonly signatoryPhone?: string
  readonly note?: string
}

interface SheetValues extends WhereForm {
  readonly producer?: SamplingSubject
  readonly producerName: string
  readonly tradeMark?: string
  readonly model?: string
  readonly standard?: string
  readonly batchNumber?: string
  readonly producedOn?: string
  readonly baseQuantity: number
  readonly sampleQuantity: number
  readonly reserveQuantity: number
  readonly price?: number
  readonly platform?: string
  readonly orderNumber?: string
}

/** The subject chosen from the register, unless another name was typed since. */
function linked(chosen: unknown, name: unknown): SamplingSubject | undefined {
  const { data } = SamplingSubject.safeParse(chosen)
  return data?.name === name ? data : undefined
}

/** The sampling sheet, laid out for one hand: what is usual is filled in. */
export function SheetForm(props: {
  readonly task: TaskView
  readonly rule: NonNullable<TaskView['rule']>
  readonly onDone: (done: Done) => void
}) {
  const { task, rule } = props
  const text = useText()
  const client = useQueryClient()
  const [files, setFiles] = useState<readonly { fileId: string; role: SampleFileRole }[]>([])
  const least = (count: number) => text(words['spot-checks.at-least'], { count, unit: rule.sampleUnit })
  const attach = async (file: File, role: SampleFileRole, onProgress?: (share: number) => void) => {
    const { id } = await uploadEvidence(file, onProgress)
    setFiles((before) => [...before, { fileId: id, role }])
  }
  const submit = async ({ enterprise, producer, ...values }: SheetValues) => {
    const made = linked(producer, values.producerName)
    const sample = await spotChecksApi.recordSample.call({
      ...values,
      producedOn: values.producedOn || null,
      price: values.price ?? null,
      taskId: task.id,
      enterpriseId: linked(enterprise, values.enterpriseName)?.id ?? null,
      producerId: made?.id ?? null,
      producerCode: made?.creditCode ?? null,
      files: [...files],
    })
    await client.invalidateQueries({ queryKey: spotChecksApi.key() })
    props.onDone({ id: sample.id, number: sample.sheetNumber })
  }
  return (
    <DraftForm<SheetValues>
      name={`spot-checks/sheet/${task.id}`}
      initialValues={{
        link: 'sale',
        region: task.region.slice(0, 6),
        sampleQuantity: rule.sampleQuantity,
        reserveQuantity: rule.reserveQuantity,
      }}
      omit={['signatoryName', 'signatoryPhone']}
      submitLabel={text(words['spot-checks.submit-sheet'])}
      onSubmit={submit}
    >
      <div className="sheet-form">
        <WhereFields />
        <h2>{text(words['spot-checks.what'])}</h2>
        <div className="sheet-grid">
          <Field name="productName" label={text(words['spot-checks.product'])} required>
            <Input maxLength={100} />
          </Field>
          <SubjectField
            name="producerName"
            chosenName="producer"
            label={text(words['spot-checks.producer'])}
            help={text(words['spot-checks.not-registered'])}
          />
          <Field name="model" label={text(words['spot-checks.model'])}>
            <Input maxLength={60} />
          </Field>
          <Field name="tradeMark" label={text(words['spot-checks.trade-mark'])}>
            <Input maxLength={60} />
          </Field>
          <Field name="batchNumber" label={text(words['spot-checks.batch-number'])}>
            <Input maxLength={60} />
          </Field>
          <Field name="producedOn" label={text(words['spot-checks.produced-on'])}>
            <Input type="date" />
          </Field>
          <Field name="standard" label={text(words['spot-checks.product-standard'])}>
            <Input maxLength={60} />
          </Field>
        </div>
        <h2>{text(words['spot-checks.how-much'])}</h2>
        <div className="sheet-grid">
          <Field
            name="baseQuantity"
            label={`${text(words['spot-checks.base-quantity'])}${text(uiMessages['ui.aside'], { what: rule.sampleUnit })}`}
            required
          >
            <InputNumber min={0} inputMode="decimal" />
          </Field>
          <Field
            name="sampleQuantity"
            label={text(words['spot-checks.sample-quantity'])}
            help={least(rule.sampleQuantity)}
            required
          >
            <InputNumber min={0} inputMode="decimal" />
          </Field>
          <Field
            name="reserveQuantity"
            label={text(words['spot-checks.reserve-quantity'])}
            help={least(rule.reserveQuantity)}
            required
          >
            <InputNumber min={0} inputMode="decimal" />
          </Field>
          <Field name="price" label={text(words['spot-checks.price'])}>
            <InputNumber min={0} inputMode="decimal" />
          </Field>
        </div>
        <OnlineFields />
        <h2>{text(words['spot-checks.evidence'])}</h2>
        <FileDrop
          label={text(words['spot-checks.photo'])}
          limits={{ types: ['.jpg', '.jpeg', '.png', '.webp'], megabytes: 20 }}
          several
          send={(file, onProgress) => attach(file, 'photo', onProgress)}
        />
        <div className="sheet-grid">
          <Field name="signatoryName" label={text(words['spot-checks.signatory'])}>
            <Input maxLength={30} autoComplete="off" />
          </Field>
          <Field name="signatoryPhone" label={text(words['spot-checks.signatory-phone'])}>
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Field>
        </div>
        <SignaturePad keep={(file) => attach(file, 'signature')} />
        <Field name="note" label={text(words['spot-checks.note'])}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Field>
      </div>
    </DraftForm>
  )
}

/** Online samples name the platform and the order. */
function OnlineFields() {
  const text = useText()
  const form = Form.useFormInstance()
  const link: unknown = Form.useWatch('link', form)
  if (link !== 'online') return null
  return (
    <div className="sheet-grid">
      <Field name="platform" label={text(words['spot-checks.platform'])} required>
        <Input maxLength={60} />
      </Field>
      <Field name="orderNumber" label={text(words['spot-checks.order-number'])} required>
        <Input maxLength={60} />
      </Field>
    </div>
  )
}

function WhereFields() {
  const text = useText()
  const { districts } = useDistricts()
  return (
    <>
      <h2>{text(words['spot-checks.where'])}</h2>
      <div className="sheet-grid">
        <Field name="link" label={text(words['spot-checks.link'])} required>
          <Select
            options={SamplingLink.options.map((value) => ({ value, label: text(linkTitles[value]) }))}
          />
        </Field>
        <Field name="region" label={text(words['spot-checks.region'])} required>
          <Select options={districts} />
        </Field>
        <SubjectField
          name="enterpriseName"
          chosenName="enterprise"
          label={text(words['spot-checks.enterprise'])}
          help={text(words['spot-checks.not-registered'])}
          codeName="enterpriseCode"
        />
        <Field name="enterpriseCode" label={text(words['spot-checks.credit-code'])}>
          <Input maxLength={18} />
        </Field>
        <Field name="address" label={text(words['spot-checks.address'])} required>
          <Input maxLength={200} />
        </Field>
      </div>
    </>
  )
}

interface SubjectOption {
  readonly value: string
  readonly label: string
  readonly key: string
  readonly subject: SamplingSubject
}

/**
 * A name found in the register by what is typed, or any other. What was chosen is a value of the form itself, so that a
 * draft that is taken up again has it too; the field says whom the name stands for.
 */
function SubjectField(props: {
  readonly name: string
  readonly chosenName: string
  readonly label: string
  readonly help: string
  readonly codeName?: string
}) {
  const text = useText()
  const form = Form.useFormInstance()
  const subject = linked(Form.useWatch(props.chosenName, form), Form.useWatch(props.name, form))
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const found = useQuery(
    spotChecksApi.findSamplingSubjects.queryOptions({
      input: { search },
      enabled: search.length > 1,
      staleTime: 60_000,
    }),
  )
  const items = search.length > 1 ? (found.data?.items ?? []) : []
  return (
    <>
      <Field
        name={props.name}
        label={props.label}
        help={
          subject
            ? text(words['spot-checks.registered-as'], { code: subject.creditCode ?? subject.name })
            : props.help
        }
        required
      >
        <AutoComplete<string, SubjectOption>
          placeholder={text(words['spot-checks.find-enterprise'])}
          options={items.map((item) => ({
            value: item.name,
            label: `${item.name} ${item.creditCode ?? ''}`,
            key: item.id,
            subject: item,
          }))}
          showSearch={{ onSearch: setTyped }}
          // What was chosen, not what a list that may have changed since has of that name; two may share one.
          onSelect={(_name, option) => {
            if (props.codeName) form.setFieldValue(props.codeName, option.subject.creditCode ?? '')
            form.setFieldValue(props.chosenName, option.subject)
          }}
        />
      </Field>
      <Form.Item name={props.chosenName} noStyle>
        <Chosen />
      </Form.Item>
    </>
  )
}

/** Stands for a value of the form that nothing shows. */
const Chosen = () => null

/** Records that sampling was refused. */
export function RefusalForm(props: { readonly task: TaskView; readonly onDone: (done: Done) => void }) {
  const { task } = props
  const text = useText()
  const client = useQueryClient()
  return (
    <DraftForm<WhereForm & { readonly reason: string }>
      name={`spot-checks/refusal/${task.id}`}
      initialValues={{ link: 'sale', region: task.region.slice(0, 6), productName: task.category.name }}
      submitLabel={text(words['spot-checks.record-refusal'])}
      onSubmit={async ({ enterprise, ...values }) => {
        const sample = await spotChecksApi.recordRefusal.call({
          ...values,
          taskId: task.id,
          enterpriseId: linked(enterprise, values.enterpriseName)?.id ?? null,
        })
        await client.invalidateQueries({ queryKey: spotChecksApi.key() })
        props.onDone({ id: sample.id, number: sample.sheetNumber })
      }}
    >
      <div className="sheet-form">
        <WhereFields />
        <Field name="productName" label={text(words['spot-checks.product'])} required>
          <Input maxLength={100} />
        </Field>
        <Field name="reason" label={text(words['spot-checks.refusal-reason'])} required>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </div>
    </DraftForm>
  )
}
