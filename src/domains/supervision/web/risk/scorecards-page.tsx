import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ScorecardState, ScorecardSummary } from '../../risk/risk-contract.ts'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import './risk.css'

const tones: Readonly<Record<ScorecardState, State>> = {
  draft: 'no-data',
  proposed: 'at-risk',
  adopted: 'met',
  superseded: 'no-data',
  discarded: 'no-data',
}

/** The state of a version of the scorecard. */
export function ScorecardTag(props: { readonly state: ScorecardState }) {
  const text = useText()
  return <StateTag state={tones[props.state]} word={text(riskWords[`state.${props.state}`])} />
}

/** All versions of the scorecard, and the way to a new one. */
export function ScorecardsPage() {
  const text = useText()
  const query = useQuery(riskApi.listScorecards.queryOptions({}))
  return (
    <Page
      title={text(riskWords.scorecards)}
      lead={text(riskWords.scorecardsLead)}
      trail={[{ title: text(riskWords.overview), to: '/supervision/risk' }]}
      actions={
        <Allowed permission="risk.manage">
          <NewVersion versions={query.data?.items ?? []} />
        </Allowed>
      }
    >
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text(riskWords.noScorecard)} hint={text(riskWords.noScorecardHint)} />
          ) : (
            <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {items.map((version) => (
                <VersionCard key={version.id} version={version} />
              ))}
            </ul>
          )
        }
      </QueryState>
    </Page>
  )
}

function VersionCard({ version }: { readonly version: ScorecardSummary }) {
  const text = useText()
  const formats = useFormats()
  return (
    <li className="card">
      <div className="risk-head">
        <Link to="/supervision/risk/scorecards/$versionId" params={{ versionId: version.id }}>
          <strong>{version.title}</strong>
        </Link>
        <span className="soft">{text(riskWords.version, { number: version.number })}</span>
        <ScorecardTag state={version.state} />
      </div>
      <div className="soft">
        {text(riskWords.factorCount, { factors: version.factors, parts: version.parts })}
        {version.validFrom
          ? ` · ${text(riskWords.validity)} ${formats.date(version.validFrom)}–${version.validTo ? formats.date(version.validTo) : text(riskWords.untilNow)}`
          : ''}
        {` · ${text(riskWords.changed)} ${formats.dateTime(version.changedAt)} ${version.changedBy}`}
      </div>
    </li>
  )
}

function NewVersion(props: { readonly versions: readonly ScorecardSummary[] }) {
  const text = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(riskWords.draft)}
      </Button>
      <Drawer open={open} title={text(riskWords.draft)} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<{ title: string; basedOnId?: string }>
          name="risk/scorecard/new"
          draft={false}
          submitLabel={text(riskWords.draft)}
          onSubmit={async ({ title, basedOnId }) => {
            const made = await riskApi.draftScorecard.call({ title, basedOnId: basedOnId || undefined })
            await navigate({
              to: '/supervision/risk/scorecards/$versionId',
              params: { versionId: made.id },
            })
          }}
        >
          <Field name="title" label={text(riskWords.title)} required>
            <Input maxLength={100} />
          </Field>
          <Field name="basedOnId" label={text(riskWords.basedOn)}>
            <Select
              allowClear
              placeholder={text(riskWords.example)}
              options={props.versions.map((version) => ({
                value: version.id,
                label: `${version.title} · ${text(riskWords.version, { number: version.number })}`,
              }))}
            />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
