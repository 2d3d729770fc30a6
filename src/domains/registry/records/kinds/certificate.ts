/** Certificates and licences: numbers checked by the grammar of their kind, validity in order, how they stand. */
import type { FieldProblem } from '#kernel/language/errors.ts'
import { calendarDaysBetween } from '#methods/working-days/iso-date.ts'
import {
  certificateKinds,
  certificateNumberProblem,
  findCertificateKind,
  normaliseCertificateNumber,
} from '../lists/certificate-kinds.ts'
import { certificateStatusTitles, recordMessages } from '../messages.ts'
import { certificateFacts } from '../record-facts.ts'
import { defineRecordKind } from '../record-kind.ts'
import type { CertificateFields, CertificateStanding } from '../record-schemas.ts'

function problemsOf(fields: CertificateFields): FieldProblem[] {
  const kind = findCertificateKind(fields.kind)
  const problems: FieldProblem[] = []
  if (!kind)
    problems.push({
      path: 'kind',
      message: {
        zh: `没有“${fields.kind}”这种证书，请从列表中选择。`,
        en: `There is no kind of certificate “${fields.kind}”; choose one from the list.`,
      },
    })
  const numberProblem = kind && certificateNumberProblem(kind, fields.number)
  if (numberProblem) problems.push({ path: 'number', message: numberProblem })
  if (fields.validTo !== null && fields.validTo < fields.validFrom)
    problems.push({
      path: 'validTo',
      message: {
        zh: `有效期止（${fields.validTo}）早于有效期起（${fields.validFrom}）。`,
        en: `The last day (${fields.validTo}) is before the first (${fields.validFrom}).`,
      },
    })
  if (fields.status !== 'valid' && fields.statusSince === null)
    problems.push({
      path: 'statusSince',
      message: {
        zh: '证书暂停、撤销或注销时，须填写从哪一天起。',
        en: 'Say from which day the certificate is suspended, revoked or cancelled.',
      },
    })
  return problems
}

export const certificateKind = defineRecordKind<CertificateFields, { readonly region: string }>({
  name: 'certificate',
  table: 'enterprise_certificate',
  title: recordMessages['registry.certificates'],
  fields: ['kind', 'number', 'issuer', 'scope', 'validFrom', 'validTo', 'status', 'statusSince'],
  kept: ['region'],
  defaults: { issuer: null, scope: null, validTo: null, status: 'valid', statusSince: null },
  identity: ['kind', 'number'],
  identityWithin: 'city',
  counted: certificateFacts,
  check: (given) => {
    const fields = {
      ...given,
      number: normaliseCertificateNumber(given.number),
      statusSince: given.status === 'valid' ? null : given.statusSince,
    }
    return { fields, problems: problemsOf(fields) }
  },
  label: (fields) => `${findCertificateKind(fields.kind)?.title.zh ?? fields.kind} ${fields.number}`,
  mask: (fields) => fields,
  columns: [
    {
      field: 'kind',
      title: recordMessages['registry.certificate.kind'],
      width: 28,
      required: true,
      type: 'choice',
      options: certificateKinds.map(({ key, title }) => ({ value: key, title })),
    },
    {
      field: 'number',
      title: recordMessages['registry.certificate.number'],
      width: 26,
      required: true,
      type: 'text',
    },
    { field: 'issuer', title: recordMessages['registry.certificate.issuer'], width: 28, type: 'text' },
    { field: 'scope', title: recordMessages['registry.certificate.scope'], width: 40, type: 'text' },
    {
      field: 'validFrom',
      title: recordMessages['registry.certificate.valid-from'],
      width: 12,
      required: true,
      type: 'date',
    },
    {
      field: 'validTo',
      title: recordMessages['registry.certificate.valid-to'],
      width: 12,
      type: 'date',
      hint: { zh: '最后一天；长期有效的留空', en: 'Last day; empty for one without end' },
    },
    {
      field: 'status',
      title: recordMessages['registry.certificate.status'],
      width: 10,
      type: 'choice',
      options: Object.entries(certificateStatusTitles).map(([value, title]) => ({ value, title })),
    },
    {
      field: 'statusSince',
      title: recordMessages['registry.certificate.status-since'],
      width: 12,
      type: 'date',
      hint: { zh: '状态为暂停、撤销、注销时填写', en: 'For one suspended, revoked or cancelled' },
    },
  ],
})

/**
 * How a certificate stands on a day.
 *
 * @param soon days before its last day from which it counts as expiring
 */
export function certificateStanding(
  certificate: Pick<CertificateFields, 'validFrom' | 'validTo' | 'status' | 'statusSince'>,
  today: string,
  soon: number,
): { readonly standing: CertificateStanding; readonly daysLeft: number | null } {
  const { validFrom, validTo, status, statusSince } = certificate
  const daysLeft = validTo === null ? null : calendarDaysBetween(today, validTo)
  if (status !== 'valid' && (statusSince ?? '') <= today) return { standing: status, daysLeft }
  if (validFrom > today) return { standing: 'not-yet', daysLeft }
  if (daysLeft !== null && daysLeft < 0) return { standing: 'expired', daysLeft }
  return { standing: daysLeft !== null && daysLeft <= soon ? 'expiring' : 'in-force', daysLeft }
}
