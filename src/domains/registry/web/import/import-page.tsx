import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useText } from '#ui/language/language.ts'
import { useNarrow } from '#ui/media.ts'
import { Page } from '#ui/pages/page.tsx'
import { RecordKindName } from '../../contract.ts'
import { enterpriseMessages } from '../enterprises/enterprise-words.ts'
import { recordTitles } from '../records/record-titles.ts'
import { recordPageMessages } from '../records/record-words.ts'
import { EnterpriseImportPanel } from './enterprise-import.tsx'
import { importMessages } from './import-words.ts'
import { RecordImport } from './record-import.tsx'

const titles = { enterprise: importMessages['registry.imports.enterprises'], ...recordTitles } as const
const kinds = ['enterprise', ...RecordKindName.options] as const

/** Takes files in: enterprises, or what belongs to them; always tried before anything is written. */
export function ImportPage() {
  const text = useText()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const kind = kinds.find((one) => one === search.kind) ?? 'enterprise'
  return (
    <Page
      width="narrow"
      title={text(enterpriseMessages['registry.import'])}
      trail={[{ title: text(enterpriseMessages['registry.list']), to: '/registry' }]}
    >
      <Segmented
        vertical={narrow}
        value={kind}
        aria-label={text(recordPageMessages['registry.record-import.kind'])}
        onChange={(next) => void navigate({ to: '.', search: { kind: next }, replace: true })}
        options={kinds.map((value) => ({ value, label: text(titles[value]) }))}
      />
      {kind === 'enterprise' ? <EnterpriseImportPanel /> : <RecordImport key={kind} kind={kind} />}
    </Page>
  )
}
