/** Sites: where an enterprise works. */
import { recordMessages, siteKindTitles } from '../messages.ts'
import { defineRecordKind } from '../record-kind.ts'
import type { SiteFields } from '../record-schemas.ts'

export const siteKind = defineRecordKind<SiteFields>({
  name: 'site',
  table: 'enterprise_site',
  title: recordMessages['registry.sites'],
  fields: ['kind', 'name', 'region', 'address', 'longitude', 'latitude', 'state'],
  kept: [],
  defaults: { longitude: null, latitude: null, state: 'used' },
  identity: ['name'],
  identityWithin: 'enterprise',
  counted: undefined,
  check: (fields) => ({
    fields,
    problems:
      (fields.longitude === null) === (fields.latitude === null)
        ? []
        : [
            {
              path: fields.longitude === null ? 'longitude' : 'latitude',
              message: {
                zh: '经度和纬度要么都填，要么都不填。',
                en: 'Give longitude and latitude, or neither.',
              },
            },
          ],
  }),
  label: (fields) => fields.name,
  mask: (fields) => fields,
  columns: [
    {
      field: 'kind',
      title: recordMessages['registry.site.kind'],
      width: 12,
      required: true,
      type: 'choice',
      options: Object.entries(siteKindTitles).map(([value, title]) => ({ value, title })),
    },
    { field: 'name', title: recordMessages['registry.site.name'], width: 28, required: true, type: 'text' },
    {
      field: 'region',
      title: recordMessages['registry.site.region'],
      width: 12,
      required: true,
      type: 'text',
      hint: { zh: '6 位区县或 9 位乡镇代码', en: 'County code (6 digits) or town code (9 digits)' },
    },
    {
      field: 'address',
      title: recordMessages['registry.site.address'],
      width: 40,
      required: true,
      type: 'text',
    },
    { field: 'longitude', title: recordMessages['registry.site.longitude'], width: 12, type: 'number' },
    { field: 'latitude', title: recordMessages['registry.site.latitude'], width: 12, type: 'number' },
    {
      field: 'state',
      title: recordMessages['registry.site.state'],
      width: 10,
      type: 'choice',
      options: [
        { value: 'used', title: recordMessages['registry.site.state.used'] },
        { value: 'closed', title: recordMessages['registry.site.state.closed'] },
      ],
    },
  ],
})
