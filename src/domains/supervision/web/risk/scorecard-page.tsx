import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { App, Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import type { ScorecardDefinition, ScorecardVersion } from '../../risk/risk-contract.ts'
import type { Source } from './factor-list.tsx'
import { PartList } from './part-list.tsx'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import { ScorecardTag } from './scorecards-page.tsx'
import { VetoList } from './veto-list.tsx'
import { WhatIfPanel } from './what-if.tsx'
import './risk.css'

/** A version of the scorecard: read, changed while it is a draft, tried out, led to its adoption. */
export function ScorecardPage() {
  const { versionId = '' }: { versionId?: string } = useParams({ strict: false })
  const query = useQuery(riskApi.getScorecard.queryOptions({ input: { versionId } }))
  return (
    <QueryState query={query}>
      {(version) => <Version key={`${version.id} ${version.changedAt} ${version.state}`} version={version} />}
    </QueryState>
  )
}

function Version({ version }: { readonly version: ScorecardVersion }) {
  const text = useText()
  const mayManage = useAllowed('risk.manage')
  const [definition, setDefinition] = useState(version.definition)
  const sources = useQuery(riskApi.listFactSources.queryOptions({ staleTime: 3_600_000 })).data?.items ?? []
  const unsaved = definition !== version.definition
  const editable = mayManage && version.state === 'draft'
  return (
    <Page
      title={version.title}
      tag={<ScorecardTag state={version.state} />}
      lead={text(riskWords.version, { number: version.number })}
      trail={[
        { title: text(riskWords.overview), to: '/supervision/risk' },
        { title: text(riskWords.scorecards), to: '/supervision/risk/scorecards' },
      ]}
      actions={editable ? <SaveButton version={version} definition={definition} unsaved={unsaved} /> : null}
    >
      <div className="stack">
        <WhatIfPanel version={version} unsaved={unsaved} />
        {version.caseId ? <Adoption caseId={version.caseId} /> : null}
        <Classes definition={definition} sources={sources} onChange={editable ? setDefinition : undefined} />
        <PartList definition={definition} sources={sources} onChange={editable ? setDefinition : undefined} />
      </div>
    </Page>
  )
}

function SaveButton(props: {
  readonly version: ScorecardVersion
  readonly definition: ScorecardDefinition
  readonly unsaved: boolean
}) {
  const text = useText()
  const client = useQueryClient()
  const problemText = useProblemText()
  const { message } = App.useApp()
  const [saving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    try {
      await riskApi.saveScorecard.call({
        versionId: props.version.id,
        title: props.version.title,
        definition: props.definition,
      })
      message.success(text(riskWords.saved))
      await client.invalidateQueries({ queryKey: riskApi.key() })
    } catch (error) {
      message.error(problemText(error))
    } finally {
      setSaving(false)
    }
  }
  return (
    <>
      {props.unsaved ? <span role="status">{text(riskWords.unsaved)}</span> : null}
      <Button type="primary" disabled={!props.unsaved} loading={saving} onClick={() => void save()}>
        {text(riskWords.save)}
      </Button>
    </>
  )
}

function Adoption(props: { readonly caseId: string }) {
  const text = useText()
  const client = useQueryClient()
  const query = useQuery(casesApi.getCase.queryOptions({ input: { id: props.caseId } }))
  if (!query.data || query.data.done) return null
  return (
    <section className="card">
      <h2>{text(riskWords.adoption)}</h2>
      <CaseActions detail={query.data} onSent={() => client.invalidateQueries({ queryKey: riskApi.key() })} />
    </section>
  )
}

interface ClassesProps {
  readonly definition: ScorecardDefinition
  readonly sources: readonly Source[]
  readonly onChange: ((definition: ScorecardDefinition) => void) | undefined
}

function Classes({ definition, sources, onChange }: ClassesProps) {
  const text = useText()
  const { classing } = definition
  const borderWord = (one: 'B' | 'C' | 'D') =>
    text(riskWords[classing.kind === 'shares' ? 'share' : 'cutOff'], { class: one })
  return (
    <section className="card stack">
      <h2>{text(riskWords.classing)}</h2>
      <div className="risk-numbers">
        <div className="risk-number">
          <span aria-hidden>{text(riskWords.classing)}</span>
          <Select
            aria-label={text(riskWords.classing)}
            disabled={!onChange}
            value={classing.kind}
            options={(['cut-offs', 'shares'] as const).map((value) => ({
              value,
              label: text(riskWords[`classing.${value}`]),
            }))}
            onChange={(kind) =>
              onChange?.({
                ...definition,
                classing:
                  kind === 'shares' ? { kind, B: 0.25, C: 0.08, D: 0.02 } : { kind, B: 60, C: 180, D: 350 },
              })
            }
          />
        </div>
        {(['B', 'C', 'D'] as const).map((one) => (
          <div key={one} className="risk-number">
            <span aria-hidden>{borderWord(one)}</span>
            <InputNumber
              aria-label={borderWord(one)}
              disabled={!onChange}
              min={0}
              max={classing.kind === 'shares' ? 1 : definition.scale}
              value={classing[one]}
              onChange={(value) =>
                onChange?.({ ...definition, classing: { ...classing, [one]: value ?? 0 } })
              }
            />
          </div>
        ))}
        <div className="risk-number">
          <span aria-hidden>{text(riskWords.scale)}</span>
          <InputNumber
            aria-label={text(riskWords.scale)}
            disabled={!onChange}
            min={100}
            max={10_000}
            precision={0}
            value={definition.scale}
            onChange={(scale) => onChange?.({ ...definition, scale: scale ?? 1000 })}
          />
        </div>
        <div className="risk-number">
          <span aria-hidden>
            {text(riskWords.generalShare)}
            {text(uiMessages['ui.aside'], { what: '%' })}
          </span>
          <InputNumber
            aria-label={text(riskWords.generalShare)}
            disabled={!onChange}
            min={0}
            max={100}
            precision={0}
            value={Math.round(definition.generalShare * 100)}
            onChange={(share) => onChange?.({ ...definition, generalShare: (share ?? 0) / 100 })}
          />
        </div>
      </div>
      <h3>{text(riskWords.vetoes)}</h3>
      <VetoList
        vetoes={definition.vetoes}
        sources={sources}
        onChange={onChange && ((vetoes) => onChange({ ...definition, vetoes }))}
      />
    </section>
  )
}
