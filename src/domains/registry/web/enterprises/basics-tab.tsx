import { Descriptions } from 'antd'
import { useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Allowed } from '#ui/session/session.tsx'
import { useGridCellName } from '../grid/use-grid.ts'
import { type EnterpriseView, registryApi } from '../registry-api.ts'
import { enterpriseMessages, fieldTitles, industryName, sizeTitles } from './enterprise-words.ts'

type Contact = Pick<EnterpriseView, 'legalRepresentative' | 'phone'>

/** The facts of an enterprise; personal data masked until somebody shows them on record. */
export function BasicsTab({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  const cellNameOf = useGridCellName()
  const [contact, setContact] = useState<Contact>()
  const shown: Contact = contact ?? enterprise
  const item = (field: string, children: React.ReactNode) => ({
    key: field,
    label: fieldTitles[field] ? text(fieldTitles[field]) : field,
    children: children === '' || children === null ? '—' : children,
  })
  return (
    <div className="card stack">
      <Descriptions
        column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
        items={[
          item('creditCode', <span className="enterprise-code">{enterprise.creditCode}</span>),
          item('establishedOn', formats.date(enterprise.establishedOn)),
          item('size', text(sizeTitles[enterprise.size])),
          item('industry', `${enterprise.industry} ${industryName(enterprise.industry)}`),
          item('region', nameOf(enterprise.region)),
          item('registeredCapital', formats.number(enterprise.registeredCapital)),
          item('address', enterprise.address),
          item('legalRepresentative', shown.legalRepresentative),
          item('phone', shown.phone),
          item('formerNames', enterprise.formerNames.join('、')),
          item('aliases', enterprise.aliases.join('、')),
          item('tags', enterprise.tags.join('、')),
          item('gridCellId', cellNameOf(enterprise.gridCellId)),
        ]}
      />
      {(enterprise.legalRepresentative || enterprise.phone) && !contact ? (
        <Allowed permission="registry.read-personal-data">
          <div>
            <ConfirmAction
              size="small"
              label={text(enterpriseMessages['registry.reveal'])}
              title={text(enterpriseMessages['registry.reveal-title'])}
              consequences={[text(enterpriseMessages['registry.reveal-consequence'])]}
              run={async () =>
                setContact(await registryApi.readEnterprisePersonalData.call({ enterpriseId: enterprise.id }))
              }
            />
          </div>
        </Allowed>
      ) : null}
      <p className="soft">
        {text(enterpriseMessages['registry.created-by'], {
          date: formats.date(enterprise.createdAt),
          name: enterprise.createdBy,
        })}
        {' · '}
        {text(enterpriseMessages['registry.changed-by'], {
          date: formats.dateTime(enterprise.changedAt),
          name: enterprise.changedBy,
        })}
      </p>
    </div>
  )
}
