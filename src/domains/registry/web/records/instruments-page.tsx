import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { recordMessages } from '../../records/messages.ts'
import { InstrumentTable } from './instrument-table.tsx'
import { RecordFileLinks } from './record-file-links.tsx'
import { recordPageMessages } from './record-words.ts'

/** All instruments in use in the city, those due first in front. */
export function InstrumentsPage() {
  const text = useText()
  return (
    <Page
      title={text(recordMessages['registry.instruments'])}
      lead={text(recordPageMessages['registry.instruments-lead'])}
      actions={<RecordFileLinks kind="instrument" />}
    >
      <InstrumentTable />
    </Page>
  )
}
