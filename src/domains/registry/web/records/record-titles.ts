import { recordMessages } from '../../records/messages.ts'

/** What each kind of record is called. */
export const recordTitles = {
  product: recordMessages['registry.products'],
  site: recordMessages['registry.sites'],
  certificate: recordMessages['registry.certificates'],
  instrument: recordMessages['registry.instruments'],
  person: recordMessages['registry.people'],
} as const
