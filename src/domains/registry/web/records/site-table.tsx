import { Input, InputNumber, Select } from 'antd'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { type Site, SiteFields } from '../../contract.ts'
import { recordMessages, siteKindTitles } from '../../records/messages.ts'
import { RegionSelect } from '../region-select.tsx'
import { registryApi } from '../registry-api.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { recordPageMessages } from './record-words.ts'
import { useRecordEditing } from './use-record-table.tsx'

/** The sites of an enterprise. */
export function SiteTable(props: { readonly enterpriseId: string }) {
  const { enterpriseId } = props
  const text = useText()
  const { nameOf } = useDistricts()
  const { editing, mayManage, addButton, changeColumn, empty, close } = useRecordEditing<Site>(
    recordMessages['registry.sites'],
    enterpriseId,
  )
  const columns: readonly DataColumn<Site>[] = [
    {
      key: 'name',
      title: text(recordMessages['registry.site.name']),
      card: 'title',
      render: (row) => row.name,
    },
    {
      key: 'kind',
      title: text(recordMessages['registry.site.kind']),
      render: (row) => text(siteKindTitles[row.kind]),
    },
    {
      key: 'region',
      title: text(recordMessages['registry.site.region']),
      render: (row) => nameOf(row.region),
    },
    { key: 'address', title: text(recordMessages['registry.site.address']), render: (row) => row.address },
    {
      key: 'place',
      title: `${text(recordMessages['registry.site.longitude'])} / ${text(recordMessages['registry.site.latitude'])}`,
      optional: true,
      render: (row) => (row.longitude === null ? '—' : `${row.longitude}, ${row.latitude}`),
    },
    {
      key: 'state',
      title: text(recordMessages['registry.site.state']),
      render: (row) => text(recordMessages[`registry.site.state.${row.state}`]),
    },
    ...(mayManage ? [changeColumn] : []),
  ]
  return (
    <>
      <DataTable<Site>
        name="sites"
        label={text(recordMessages['registry.sites'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={[...registryApi.listSites.key(), enterpriseId]}
        toolbar={addButton}
        empty={empty}
        load={({ after, limit }, signal) =>
          registryApi.listSites.call({ enterpriseId, limit, after }, { signal })
        }
      />
      {editing === 'none' ? null : (
        <SiteDrawer
          enterpriseId={enterpriseId}
          site={editing === 'new' ? undefined : editing}
          onClose={close}
        />
      )}
    </>
  )
}

function SiteDrawer(props: {
  readonly enterpriseId: string
  readonly site: Site | undefined
  readonly onClose: () => void
}) {
  const { enterpriseId, site } = props
  const text = useText()
  const kind = text(recordMessages['registry.sites'])
  return (
    <RecordDrawer<SiteFields>
      open
      name={`registry/site/${site?.id ?? enterpriseId}`}
      title={
        site
          ? text(recordPageMessages['registry.record.change-title'], { label: site.name })
          : text(recordPageMessages['registry.record.add'], { kind })
      }
      initial={site ?? { state: 'used', kind: 'production' }}
      changing={site !== undefined}
      send={(fields, reason) =>
        site
          ? registryApi.changeSite.call({ recordId: site.id, version: site.version, reason, fields })
          : registryApi.createSite.call({ enterpriseId, fields })
      }
      onClose={props.onClose}
    >
      <Field name={['fields', 'name']} label={text(recordMessages['registry.site.name'])} required>
        <Input maxLength={120} />
      </Field>
      <Field name={['fields', 'kind']} label={text(recordMessages['registry.site.kind'])} required>
        <Select
          options={SiteFields.shape.kind.options.map((value) => ({
            value,
            label: text(siteKindTitles[value]),
          }))}
        />
      </Field>
      <Field name={['fields', 'region']} label={text(recordMessages['registry.site.region'])} required>
        <RegionSelect />
      </Field>
      <Field name={['fields', 'state']} label={text(recordMessages['registry.site.state'])} required>
        <Select
          options={(['used', 'closed'] as const).map((value) => ({
            value,
            label: text(recordMessages[`registry.site.state.${value}`]),
          }))}
        />
      </Field>
      <div className="record-form__wide">
        <Field name={['fields', 'address']} label={text(recordMessages['registry.site.address'])} required>
          <Input maxLength={200} />
        </Field>
      </div>
      <Field name={['fields', 'longitude']} label={text(recordMessages['registry.site.longitude'])}>
        <InputNumber min={-180} max={180} style={{ width: '100%' }} />
      </Field>
      <Field name={['fields', 'latitude']} label={text(recordMessages['registry.site.latitude'])}>
        <InputNumber min={-90} max={90} style={{ width: '100%' }} />
      </Field>
    </RecordDrawer>
  )
}
