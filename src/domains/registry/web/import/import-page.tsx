import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useNarrow } from '#ui/use-narrow.ts'
import { RecordKindName } from '../../records/record-schemas.ts'
import { enterpriseMessages } from '../enterprises/enterprise-words.ts'
import { recordTitles } from '../records/record-titles.ts'
import { recordPageMessages } from '../records/record-words.ts'
import { RecordImport } from './record-import.tsx'

/** Takes files in: records of enterprises, tried first. */
export function ImportPage() {
  const text = useText()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const kind = RecordKindName.options.find((one) => one === search.kind) ?? 'product'
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
        options={RecordKindName.options.map((value) => ({ value, label: text(recordTitles[value]) }))}
      />
      <RecordImport key={kind} kind={kind} />
    </Page>
  )
}
