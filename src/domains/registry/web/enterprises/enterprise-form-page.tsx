import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { AutoComplete, Form, Input, InputNumber, Select } from 'antd'
import { defineMessages } from '#kernel/language/messages.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { type EnterpriseFields, EnterpriseSize, EnterpriseStatus } from '../../contract.ts'
import { ReasonField } from '../reason-field.tsx'
import { recordPageMessages } from '../records/record-words.ts'
import { RegionSelect } from '../region-select.tsx'
import { type EnterpriseView, registryApi } from '../registry-api.ts'
import { CodeCheck } from './code-check.tsx'
import {
  enterpriseMessages,
  fieldTitles,
  industryChoices,
  sizeTitles,
  statusTitles,
} from './enterprise-words.ts'
import './enterprises.css'

const formMessages = defineMessages({
  'registry.form.create-lead': {
    zh: '按营业执照填写。保存后即可检索，并计入主体数量。',
    en: 'Fill it in from the licence. Once saved it can be found and counts in the figures.',
  },
  'registry.form.edit-title': { zh: '变更“{name}”', en: 'Change “{name}”' },
  'registry.form.edit-lead': {
    zh: '每一处变更都记入变更历史，写明变更前后和原因。',
    en: 'Every change goes into the history with before, after and reason.',
  },
  'registry.form.exists': { zh: '这个代码已经登记：{name}', en: 'This code is registered: {name}' },
  'registry.form.industry-help': {
    zh: 'GB/T 4754-2017，可选大类，也可输入中类、小类代码（如 C1411）',
    en: 'GB/T 4754-2017: choose a division, or type a group or class (C1411)',
  },
  'registry.form.names-help': { zh: '输入后按回车，可填多个', en: 'Press Enter after each' },
  'registry.form.personal': {
    zh: '显示的是遮盖后的内容；不改就保持原样，要改请完整填写。',
    en: 'Shown masked; leave as it is, or write the whole anew.',
  },
})

type FormValues = EnterpriseFields & { readonly reason?: string }

/** Registers an enterprise. */
export function EnterpriseCreatePage() {
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  return (
    <Page
      width="narrow"
      title={text(enterpriseMessages['registry.create'])}
      lead={text(formMessages['registry.form.create-lead'])}
      trail={[{ title: text(enterpriseMessages['registry.list']), to: '/registry' }]}
    >
      <div className="card">
        <DraftForm<FormValues>
          name="registry/new"
          initialValues={{ size: 'small' }}
          submitLabel={text(enterpriseMessages['registry.create'])}
          onSubmit={async ({ reason: _, ...fields }) => {
            const made = await registryApi.createEnterprise.call(filled(fields))
            await client.invalidateQueries({ queryKey: registryApi.key() })
            await navigate({ to: '/registry/$enterpriseId', params: { enterpriseId: made.id } })
          }}
        >
          <EnterpriseFormFields known={undefined} />
        </DraftForm>
      </div>
    </Page>
  )
}

/** Changes an enterprise. */
export function EnterpriseEditPage() {
  const { enterpriseId = '' } = useParams({ strict: false })
  const found = useQuery(registryApi.getEnterprise.queryOptions({ input: { enterpriseId }, staleTime: 0 }))
  return <QueryState query={found}>{(enterprise) => <EditForm enterprise={enterprise} />}</QueryState>
}

function EditForm({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { id: enterpriseId, version } = enterprise
  return (
    <Page
      width="narrow"
      title={text(formMessages['registry.form.edit-title'], { name: enterprise.name })}
      lead={text(formMessages['registry.form.edit-lead'])}
      trail={[
        { title: text(enterpriseMessages['registry.list']), to: '/registry' },
        { title: enterprise.name, to: `/registry/${enterpriseId}` },
      ]}
    >
      <div className="card">
        <DraftForm<FormValues>
          name={`registry/edit/${enterpriseId}/${version}`}
          initialValues={enterprise}
          submitLabel={text(recordPageMessages['registry.record.save'])}
          actions={
            <Link to="/registry/$enterpriseId" params={{ enterpriseId }} className="plain-button">
              {text(uiMessages['ui.cancel'])}
            </Link>
          }
          onSubmit={async ({ reason = '', ...fields }) => {
            await registryApi.changeEnterprise.call({
              enterpriseId,
              version,
              reason,
              fields: changedFields(enterprise, filled(fields)),
            })
            await client.invalidateQueries({ queryKey: registryApi.key() })
            await navigate({ to: '/registry/$enterpriseId', params: { enterpriseId } })
          }}
        >
          <EnterpriseFormFields known={enterprise} />
          <ReasonField />
        </DraftForm>
      </div>
    </Page>
  )
}

/** What was left empty is null; lists that were never opened are left out. */
function filled<Values extends object>(fields: Values): Values {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value === '' ? null : value]),
  ) as Values
}

/** Only what differs: masked personal data that nobody touched must not be written back. */
function changedFields(before: EnterpriseView, after: EnterpriseFields): Partial<EnterpriseFields> {
  const values = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(values.get(name)) !== JSON.stringify(value),
    ),
  )
}

/** The code with its check, and a warning while typing when it is registered already. */
function CodeField(props: { readonly known: EnterpriseView | undefined }) {
  const text = useText()
  const value: unknown = Form.useWatch('creditCode', Form.useFormInstance())
  const code = typeof value === 'string' ? value : ''
  const compact = code.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
  const other = useQuery({
    ...registryApi.findEnterpriseByCode.queryOptions({ input: { creditCode: compact } }),
    enabled: compact.length === 18 && compact !== props.known?.creditCode,
    retry: false,
  })
  return (
    <>
      <Field
        name="creditCode"
        label={text(fieldTitles.creditCode ?? enterpriseMessages['registry.basics'])}
        help={<CodeCheck code={code} />}
        required
      >
        <Input maxLength={22} className="enterprise-code" />
      </Field>
      {other.data ? (
        <p className="code-check--wrong" role="alert">
          <Link to="/registry/$enterpriseId" params={{ enterpriseId: other.data.id }}>
            {text(formMessages['registry.form.exists'], { name: other.data.name })}
          </Link>
        </p>
      ) : null}
    </>
  )
}

function EnterpriseFormFields(props: { readonly known: EnterpriseView | undefined }) {
  const { known } = props
  const text = useText()
  const label = (field: string) => {
    const title = fieldTitles[field]
    return title ? text(title) : field
  }
  const namesHelp = text(formMessages['registry.form.names-help'])
  const personalHelp = known ? { help: text(formMessages['registry.form.personal']) } : {}
  return (
    <div className="enterprise-form">
      <div className="enterprise-form__wide">
        <CodeField known={known} />
        <Field name="name" label={label('name')} required>
          <Input maxLength={120} />
        </Field>
      </div>
      <Field name="region" label={label('region')} required>
        <RegionSelect />
      </Field>
      <Field
        name="industry"
        label={label('industry')}
        help={text(formMessages['registry.form.industry-help'])}
        required
      >
        <AutoComplete
          options={industryChoices}
          maxLength={6}
          showSearch={{
            filterOption: (typed, option) =>
              typeof option?.label === 'string' && option.label.toUpperCase().includes(typed.toUpperCase()),
          }}
        />
      </Field>
      <Field name="size" label={label('size')} required>
        <Select
          options={EnterpriseSize.options.map((value) => ({ value, label: text(sizeTitles[value]) }))}
        />
      </Field>
      <Field name="establishedOn" label={label('establishedOn')} required>
        <Input type="date" />
      </Field>
      {known ? (
        <>
          <Field name="status" label={label('status')} required>
            <Select
              options={EnterpriseStatus.options.map((value) => ({ value, label: text(statusTitles[value]) }))}
            />
          </Field>
          <Field name="statusSince" label={label('statusSince')} required>
            <Input type="date" />
          </Field>
        </>
      ) : null}
      <Field name="registeredCapital" label={label('registeredCapital')}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Field>
      <Field name="address" label={label('address')}>
        <Input maxLength={200} />
      </Field>
      <Field name="legalRepresentative" label={label('legalRepresentative')} {...personalHelp}>
        <Input maxLength={60} />
      </Field>
      <Field name="phone" label={label('phone')} {...personalHelp}>
        <Input maxLength={30} inputMode="tel" />
      </Field>
      {(['formerNames', 'aliases', 'tags'] as const).map((name) => (
        <Field key={name} name={name} label={label(name)} help={namesHelp}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',']} />
        </Field>
      ))}
    </div>
  )
}
