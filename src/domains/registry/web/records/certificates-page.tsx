import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { recordMessages } from '../../records/messages.ts'
import { CertificateTable } from './certificate-table.tsx'
import { RecordFileLinks } from './record-file-links.tsx'
import { recordPageMessages } from './record-words.ts'

/** All certificates of the city, those that end first in front. */
export function CertificatesPage() {
  const text = useText()
  return (
    <Page
      title={text(recordMessages['registry.certificates'])}
      lead={text(recordPageMessages['registry.certificates-lead'])}
      actions={<RecordFileLinks kind="certificate" />}
    >
      <CertificateTable />
    </Page>
  )
}
