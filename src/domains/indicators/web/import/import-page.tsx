import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { uploadFile } from '#ui/api/upload.ts'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { DownloadIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { importFileLimit, mostImportRows } from '../../observation-import/import-contract.ts'
import { reportingMessages } from '../reporting/reporting-messages.ts'
import { ImportCard, isAtWork, pause } from './import-card.tsx'
import { importMessages } from './import-messages.ts'
import { importsApi } from './imports-api.ts'
import './import.css'

const [firstShown, mostShown] = [10, 100]

/** Files of figures: sent, checked row by row, confirmed, and followed until all of it is published. */
export function ObservationImportPage() {
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const [limit, setLimit] = useState(firstShown)
  const imports = useQuery({
    ...importsApi.listObservationImports.queryOptions({ input: { limit } }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some(isAtWork) ? pause : false),
  })
  return (
    <Page
      title={text(importMessages['imports.title'])}
      lead={text(importMessages['imports.lead'])}
      trail={[{ title: text(reportingMessages['reporting.title']), to: '/reporting' }]}
      width="narrow"
    >
      <p className="soft">{text(importMessages['imports.how'], { rows: formats.number(mostImportRows) })}</p>
      <div className="row">
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            className="plain-button"
            href={`/api/observations/import-template?format=${format}`}
            download
          >
            <DownloadIcon />
            {text(importMessages[`imports.template-${format}`])}
          </a>
        ))}
      </div>
      <FileDrop
        label={text(importMessages['imports.file'])}
        limits={{ types: ['.xlsx', '.csv'], megabytes: importFileLimit }}
        send={async (file, onProgress) => {
          await uploadFile({ url: '/api/observations/imports', file, onProgress })
          await client.invalidateQueries({ queryKey: importsApi.listObservationImports.key() })
        }}
      />
      <h2>{text(importMessages['imports.recent'])}</h2>
      <QueryState query={imports} lines={3}>
        {({ items, next }) => (
          <div className="stack">
            {items.length === 0 ? <p className="soft">{text(importMessages['imports.none'])}</p> : null}
            {items.map((one, index) => (
              <ImportCard key={one.id} one={one} startsOpen={index === 0} />
            ))}
            {next !== null && limit < mostShown ? (
              <Button onClick={() => setLimit(Math.min(limit * 2, mostShown))}>
                {text(importMessages['imports.more'])}
              </Button>
            ) : null}
          </div>
        )}
      </QueryState>
    </Page>
  )
}
