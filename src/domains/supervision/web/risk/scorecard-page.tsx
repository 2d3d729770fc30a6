import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { App, Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { CaseActions } from '#kernel/cases/web/case-actions.tsx'
import { casesApi } from '#kernel/cases/web/cases-api.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ScorecardDefinition, ScorecardVersion } from '../../risk/risk-contract.ts'
import { FactorList } from './factor-list.tsx'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import { ScorecardTag } from './scorecards-page.tsx'
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
        <Classes definition={definition} onChange={editable ? setDefinition : undefined} />
        <Parts definition={definition} onChange={editable ? setDefinition : undefined} />
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

interface PartProps {
  readonly definition: ScorecardDefinition
  readonly onChange: ((definition: ScorecardDefinition) => void) | undefined
}

function Classes({ definition, onChange }: PartProps) {
  const text = useText()
  const formats = useFormats()
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
        <div>
          <span className="soft">{text(riskWords.scale)}</span> {formats.number(definition.scale)}
        </div>
        <div>
          <span className="soft">{text(riskWords.generalShare)}</span>{' '}
          {formats.share(definition.generalShare, 0)}
        </div>
      </div>
      <h3>{text(riskWords.vetoes)}</h3>
      <ul>
        {definition.vetoes.map((veto) => (
          <li key={veto.code}>
            {veto.title} → {text(riskWords.atLeast, { class: veto.atLeast })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Parts({ definition, onChange }: PartProps) {
  const text = useText()
  const sources = useQuery(riskApi.listFactSources.queryOptions({ staleTime: 3_600_000 })).data?.items ?? []
  return (
    <>
      <section className="card stack">
        <h2>{text(riskWords.general)}</h2>
        <FactorList
          definition={definition}
          part={undefined}
          sources={sources}
          onChange={onChange && ((factors) => onChange({ ...definition, factors }))}
        />
      </section>
      {definition.parts.map((part) => (
        <section key={part.code} className="card stack">
          <h2>
            {text(riskWords.professional)} · {part.title}
          </h2>
          <p className="soft">
            {part.industries.length > 0 ? `${text(riskWords.industries)} ${part.industries.join('、')} ` : ''}
            {part.tags.length > 0 ? `${text(riskWords.tags)} ${part.tags.join('、')}` : ''}
          </p>
          <FactorList
            definition={definition}
            part={part}
            sources={sources}
            onChange={
              onChange &&
              ((factors) =>
                onChange({
                  ...definition,
                  parts: definition.parts.map((one) => (one.code === part.code ? { ...one, factors } : one)),
                }))
            }
          />
        </section>
      ))}
    </>
  )
}
