import { Form, Input, Select } from 'antd'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { DataColumn, TableFilter, TableView } from '#ui/table/data-table.tsx'
import {
  type Certificate,
  type CertificateFields,
  CertificateStanding,
  CertificateStatus,
  certificateKinds,
  findCertificateKind,
} from '../../contract.ts'
import { certificateStatusTitles, recordMessages } from '../../records/messages.ts'
import { registryApi } from '../registry-api.ts'
import { LastDay } from './days-left.tsx'
import { RecordDrawer } from './record-drawer.tsx'
import { RecordTable } from './record-table.tsx'
import { certificateStandings, recordPageMessages } from './record-words.ts'

const withinChoices = [30, 60, 90, 180, 365] as const

function useColumns(): readonly DataColumn<Certificate>[] {
  const text = useText()
  const formats = useFormats()
  return [
    {
      key: 'kind',
      title: text(recordMessages['registry.certificate.kind']),
      card: 'title',
      render: (row) => {
        const kind = findCertificateKind(row.kind)
        return kind ? text(kind.title) : row.kind
      },
    },
    {
      key: 'number',
      title: text(recordMessages['registry.certificate.number']),
      render: (row) => <span className="enterprise-code">{row.number}</span>,
    },
    {
      key: 'standing',
      title: text(recordPageMessages['registry.record.standing']),
      render: (row) => {
        const { tone, title } = certificateStandings[row.standing]
        return <StateTag state={tone} word={text(title)} />
      },
    },
    {
      key: 'valid-to',
      title: text(recordMessages['registry.certificate.valid-to']),
      render: (row) => <LastDay date={row.validTo} daysLeft={row.daysLeft} />,
    },
    {
      key: 'valid-from',
      title: text(recordMessages['registry.certificate.valid-from']),
      optional: true,
      render: (row) => formats.date(row.validFrom),
    },
    {
      key: 'issuer',
      title: text(recordMessages['registry.certificate.issuer']),
      render: (row) => row.issuer ?? '—',
    },
    {
      key: 'scope',
      title: text(recordMessages['registry.certificate.scope']),
      optional: true,
      render: (row) => row.scope ?? '—',
    },
  ]
}

function useFilters(): readonly TableFilter[] {
  const text = useText()
  const { districts } = useDistricts()
  return [
    {
      kind: 'choice',
      key: 'within',
      title: text(recordPageMessages['registry.record.within']),
      several: false,
      options: withinChoices.map((count) => ({
        value: String(count),
        label: text(recordPageMessages['registry.record.within-days'], { count }),
      })),
    },
    {
      kind: 'choice',
      key: 'standing',
      title: text(recordPageMessages['registry.record.standing']),
      several: false,
      options: CertificateStanding.options.map((value) => ({
        value,
        label: text(certificateStandings[value].title),
      })),
    },
    {
      kind: 'choice',
      key: 'kind',
      title: text(recordMessages['registry.certificate.kind']),
      several: false,
      options: certificateKinds.map(({ key, title, statutory }) => ({
        value: key,
        label: `${text(title)} · ${text(recordPageMessages[statutory ? 'registry.record.statutory' : 'registry.record.voluntary'])}`,
      })),
    },
    {
      kind: 'choice',
      key: 'region',
      title: text(recordMessages['registry.site.region']),
      several: false,
      options: districts,
    },
  ]
}

function requestOf(filters: TableView['filters']) {
  const standing = CertificateStanding.options.find((one) => one === filters.standing?.[0])
  const [within] = filters.within ?? []
  return { standing, withinDays: within }
}

/** What the list of the city opens with: what somebody has to look after. */
const endingSoon: Partial<TableView> = { filters: { within: ['90'] } }

/** Certificates of an enterprise, or of the whole city in the order of their last days. */
export function CertificateTable(props: { readonly enterpriseId?: string }) {
  return (
    <RecordTable<Certificate>
      name="certificates"
      kind={recordMessages['registry.certificates']}
      enterpriseId={props.enterpriseId}
      columns={useColumns()}
      filters={useFilters()}
      defaults={endingSoon}
      queryKey={registryApi.listCertificates.key()}
      list={(request, filters, signal) =>
        registryApi.listCertificates.call({ ...request, ...requestOf(filters) }, { signal })
      }
      drawer={(certificate, close) => (
        <CertificateDrawer enterpriseId={props.enterpriseId} certificate={certificate} onClose={close} />
      )}
    />
  )
}

/** The number with the grammar of the chosen kind beside it. */
function NumberField() {
  const text = useText()
  const locale = useLocale()
  const form = Form.useFormInstance()
  const key: unknown = Form.useWatch(['fields', 'kind'], form)
  const kind = typeof key === 'string' ? findCertificateKind(key) : undefined
  const help = kind?.form
    ? text(recordPageMessages['registry.certificate.number-hint'], {
        words: kind.form.words[locale],
        example: kind.form.example,
      })
    : undefined
  return (
    <Field
      name={['fields', 'number']}
      label={text(recordMessages['registry.certificate.number'])}
      required
      {...(help ? { help } : {})}
      {...(kind ? { rule: kind.source } : {})}
    >
      <Input maxLength={60} />
    </Field>
  )
}

function CertificateDrawer(props: {
  readonly enterpriseId: string | undefined
  readonly certificate: Certificate | undefined
  readonly onClose: () => void
}) {
  const { certificate, enterpriseId = '' } = props
  const text = useText()
  const label = (name: 'issuer' | 'scope' | 'valid-from' | 'valid-to' | 'status' | 'status-since') =>
    text(recordMessages[`registry.certificate.${name}`])
  return (
    <RecordDrawer<CertificateFields>
      open
      name={`registry/certificate/${certificate?.id ?? enterpriseId}`}
      title={
        certificate
          ? text(recordPageMessages['registry.record.change-title'], { label: certificate.number })
          : text(recordPageMessages['registry.record.add'], {
              kind: text(recordMessages['registry.certificates']),
            })
      }
      initial={certificate ?? { status: 'valid' }}
      changing={certificate !== undefined}
      send={(fields, reason) =>
        certificate
          ? registryApi.changeCertificate.call({
              recordId: certificate.id,
              version: certificate.version,
              reason,
              fields,
            })
          : registryApi.createCertificate.call({ enterpriseId, fields })
      }
      onClose={props.onClose}
    >
      <div className="record-form__wide">
        <Field name={['fields', 'kind']} label={text(recordMessages['registry.certificate.kind'])} required>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={certificateKinds.map(({ key, title }) => ({ value: key, label: text(title) }))}
          />
        </Field>
        <NumberField />
        <Field name={['fields', 'issuer']} label={label('issuer')}>
          <Input maxLength={120} />
        </Field>
      </div>
      <Field name={['fields', 'validFrom']} label={label('valid-from')} required>
        <Input type="date" />
      </Field>
      <Field
        name={['fields', 'validTo']}
        label={label('valid-to')}
        help={text(recordPageMessages['registry.record.no-end'])}
      >
        <Input type="date" />
      </Field>
      <Field name={['fields', 'status']} label={label('status')} required>
        <Select
          options={CertificateStatus.options.map((value) => ({
            value,
            label: text(certificateStatusTitles[value]),
          }))}
        />
      </Field>
      <Field name={['fields', 'statusSince']} label={label('status-since')}>
        <Input type="date" />
      </Field>
      <div className="record-form__wide">
        <Field name={['fields', 'scope']} label={label('scope')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
      </div>
    </RecordDrawer>
  )
}
