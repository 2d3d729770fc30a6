import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { RegionMap } from '#ui/charts/region-map.tsx'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { FileDrop } from '#ui/forms/file-drop.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useSession } from '#ui/session/session.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { boundariesMessages } from './boundaries-messages.ts'
import './boundaries.css'

const systems = ['cgcs2000', 'wgs84', 'gcj02'] as const
type System = (typeof systems)[number]
type Drawn = NonNullable<Awaited<ReturnType<typeof orgApi.getBoundaries.call>>['boundaries']>
type Findings = Awaited<ReturnType<typeof orgApi.setBoundaries.call>>

/** The boundaries in use, and the upload of others, checked before they are kept. */
export function BoundariesPage() {
  const text = useText()
  const boundaries = useQuery(orgApi.getBoundaries.queryOptions())
  return (
    <Page
      title={text(boundariesMessages['indicators.boundaries'])}
      lead={text(boundariesMessages['indicators.boundaries.lead'])}
    >
      <div className="boundaries">
        <section className="card stack" aria-labelledby="boundaries-now">
          <h2 id="boundaries-now">{text(boundariesMessages['indicators.boundaries.now'])}</h2>
          <QueryState query={boundaries} lines={6}>
            {({ boundaries: drawn }) =>
              drawn ? (
                <InUse drawn={drawn} />
              ) : (
                <p className="soft">{text(boundariesMessages['indicators.boundaries.none'])}</p>
              )
            }
          </QueryState>
        </section>
        <Upload />
      </div>
    </Page>
  )
}

function InUse({ drawn }: { readonly drawn: Drawn }) {
  const text = useText()
  const formats = useFormats()
  const { city } = useSession()
  const queries = useQueryClient()
  const { nameOf } = useDistricts()
  const remove = useMutation(
    orgApi.removeBoundaries.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orgApi.getBoundaries.key() }),
    }),
  )
  return (
    <>
      <RegionMap
        title={text(boundariesMessages['indicators.boundaries.preview'])}
        level={3}
        mapName={`${city}/${drawn.uploadedAt}`}
        outlines={drawn.features}
        // Nothing is measured here: the number counts the districts off.
        regions={drawn.features.map(({ properties: { code } }, index) => ({
          code,
          name: nameOf(code),
          value: index + 1,
        }))}
        unit=""
        decimals={0}
        labelTitle={text(boundariesMessages['indicators.boundaries.region'])}
        valueTitle="#"
        source={drawn.source}
        height={360}
      />
      <p className="soft">
        {text(boundariesMessages['indicators.boundaries.facts'], {
          count: drawn.features.length,
          system: text(boundariesMessages[`indicators.boundaries.${drawn.coordinateSystem}`]),
          source: drawn.source,
          by: drawn.uploadedBy,
          at: formats.dateTime(drawn.uploadedAt),
        })}
      </p>
      <div>
        <ConfirmAction
          label={text(boundariesMessages['indicators.boundaries.remove'])}
          title={text(boundariesMessages['indicators.boundaries.remove-question'])}
          consequences={[text(boundariesMessages['indicators.boundaries.none-left'])]}
          danger
          run={() => remove.mutateAsync(undefined)}
        />
      </div>
    </>
  )
}

function Upload() {
  const text = useText()
  const systemId = useId()
  const sourceId = useId()
  const queries = useQueryClient()
  const [system, setSystem] = useState<System>('cgcs2000')
  const [source, setSource] = useState('')
  const [findings, setFindings] = useState<Findings>()
  const send = async (file: File) => {
    setFindings(undefined)
    const collection = parsed(await file.text())
    if (collection === undefined)
      throw new TypeError(text(boundariesMessages['indicators.boundaries.no-json']))
    setFindings(await orgApi.setBoundaries.call({ collection, coordinateSystem: system, source }))
    await queries.invalidateQueries({ queryKey: orgApi.getBoundaries.key() })
  }
  return (
    <section className="card stack" aria-labelledby="boundaries-upload">
      <h2 id="boundaries-upload">{text(boundariesMessages['indicators.boundaries.upload'])}</h2>
      <p className="soft">{text(boundariesMessages['indicators.boundaries.hint'])}</p>
      <div className="boundaries__field">
        <label htmlFor={systemId}>{text(boundariesMessages['indicators.boundaries.system'])}</label>
        <Select
          id={systemId}
          value={system}
          options={systems.map((one) => ({
            value: one,
            label: text(boundariesMessages[`indicators.boundaries.${one}`]),
          }))}
          onChange={setSystem}
        />
      </div>
      <div className="boundaries__field">
        <label htmlFor={sourceId}>{text(boundariesMessages['indicators.boundaries.source'])}</label>
        <Input
          id={sourceId}
          value={source}
          maxLength={200}
          placeholder={text(boundariesMessages['indicators.boundaries.source-hint'])}
          onChange={(event) => setSource(event.target.value)}
        />
      </div>
      <FileDrop
        label={text(boundariesMessages['indicators.boundaries.file'])}
        limits={{ types: ['.json', '.geojson'], megabytes: 4 }}
        disabled={source.trim() === ''}
        send={send}
      />
      {findings ? <FindingList findings={findings} /> : null}
    </section>
  )
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}

function FindingList({ findings }: { readonly findings: Findings }) {
  const text = useText()
  const heading = findings.saved
    ? text(boundariesMessages['indicators.boundaries.saved'], { count: findings.regions })
    : text(boundariesMessages['indicators.boundaries.refused'])
  return (
    <div role="status" className="stack">
      <p>
        <strong>{heading}</strong>
        {findings.saved && findings.findings.length > 0
          ? ` ${text(boundariesMessages['indicators.boundaries.notes'])}`
          : ''}
      </p>
      <ul className="boundaries__findings">
        {findings.findings.map((finding) => (
          <li key={`${finding.feature}/${finding.message.en}`}>
            {finding.feature === null
              ? text(finding.message)
              : text(boundariesMessages['indicators.boundaries.feature'], {
                  feature: finding.feature,
                  message: text(finding.message),
                })}
          </li>
        ))}
      </ul>
    </div>
  )
}
