import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { JobProgress, jobsApi } from '#kernel/jobs/web/job-panel.tsx'
import { Chart } from '#ui/charts/chart.tsx'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { RiskOverview } from '../../risk/risk-contract.ts'
import { RiskClass } from '../../risk/risk-contract.ts'
import { classTitles } from '../../risk/risk-messages.ts'
import { sectionNames } from '../../risk/section-messages.ts'
import { ClassTag, toneOf } from './class-tag.tsx'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import './risk.css'

/** Risk classes in numbers: by district and section, over time, and what moved. */
export function RiskOverviewPage() {
  const text = useText()
  const query = useQuery(riskApi.riskOverview.queryOptions({}))
  return (
    <Page
      title={text(riskWords.overview)}
      lead={text(riskWords.overviewLead)}
      actions={
        <Allowed permission="risk.manage">
          <ClassifyAgain />
        </Allowed>
      }
    >
      <QueryState query={query}>{(overview) => <Overview overview={overview} />}</QueryState>
    </Page>
  )
}

function ClassifyAgain() {
  const text = useText()
  const client = useQueryClient()
  const [runId, setRunId] = useState<string>()
  const start = useMutation(riskApi.classifyEnterprises.mutationOptions({}))
  return (
    <div className="stack">
      <ConfirmAction
        label={text(riskWords.classify)}
        title={text(riskWords.classifyTitle)}
        consequences={[text(riskWords.classifyEffect)]}
        run={async () => setRunId((await start.mutateAsync({})).runId)}
      />
      {runId ? (
        <RunProgress runId={runId} onDone={() => client.invalidateQueries({ queryKey: riskApi.key() })} />
      ) : null}
    </div>
  )
}

/** A run that is watched until it ends. */
export function RunProgress(props: { readonly runId: string; readonly onDone: () => unknown }) {
  const run = useQuery({
    ...jobsApi.getJobRun.queryOptions({ input: { id: props.runId } }),
    refetchInterval: (query) => {
      const state = query.state.data?.state
      return state === undefined || state === 'queued' || state === 'running' ? 1000 : false
    },
  })
  const state = run.data?.state
  const done = useQuery({
    queryKey: ['risk-run-done', props.runId],
    enabled: state === 'succeeded',
    queryFn: async () => {
      await props.onDone()
      return true
    },
  })
  return run.data && !done.data ? <JobProgress run={run.data} /> : null
}

function Overview({ overview }: { readonly overview: RiskOverview }) {
  const text = useText()
  if (overview.scorecard === null)
    return (
      <Empty
        title={text(riskWords.noScorecard)}
        hint={text(riskWords.noScorecardHint)}
        action={
          <Link to="/supervision/risk/scorecards" className="plain-button plain-button--primary">
            {text(riskWords.scorecards)}
          </Link>
        }
      />
    )
  return (
    <div className="stack">
      <Sentence overview={overview} />
      <ClassTiles counts={overview.byClass} />
      <div className="risk-charts">
        <div className="stack">
          <section className="card">
            <ClassChart
              title={text(riskWords.byRegion)}
              labelTitle={text(riskWords.region)}
              rows={overview.byRegion.map((row) => ({ ...row, label: row.name }))}
            />
          </section>
          <section className="card">
            <Trend overview={overview} />
          </section>
          <section className="card">
            <Moves overview={overview} />
          </section>
        </div>
        <section className="card">
          <ClassChart
            title={text(riskWords.bySection)}
            labelTitle={text(riskWords.section)}
            rows={overview.bySection.map((row) => ({
              ...row,
              label: text(sectionNames[row.section] ?? { zh: row.section, en: row.section }),
            }))}
          />
        </section>
      </div>
    </div>
  )
}

function Trend({ overview }: { readonly overview: RiskOverview }) {
  const text = useText()
  const formats = useFormats()
  return (
    <Chart
      title={text(riskWords.trend)}
      labelTitle={text(riskWords.month)}
      labels={overview.trend.map((row) => row.month)}
      labelWords={overview.trend.map((row) => formats.month(row.month))}
      unit={text(riskWords.unit)}
      series={(['C', 'D'] as const).map((one) => ({
        name: text(classTitles[one]),
        tone: toneOf(one),
        values: overview.trend.map((row) => row[one]),
      }))}
    />
  )
}

function Sentence({ overview }: { readonly overview: RiskOverview }) {
  const text = useText()
  const formats = useFormats()
  const { byClass, lastRun, scorecard } = overview
  const total = byClass.A + byClass.B + byClass.C + byClass.D
  const share = (count: number) => (total === 0 ? '—' : formats.number((count / total) * 100, 1))
  const numbers = Object.fromEntries(RiskClass.options.map((one) => [one, formats.number(byClass[one])]))
  return (
    <div>
      <p className="risk-sentence">
        {text(riskWords.sentence, {
          total: formats.number(total),
          ...numbers,
          shareA: share(byClass.A),
          shareD: share(byClass.D),
        })}
      </p>
      {lastRun && scorecard ? (
        <p className="soft">
          {text(riskWords.lastRun, {
            at: formats.dateTime(lastRun.finishedAt),
            enterprises: formats.number(lastRun.enterprises),
            changed: formats.number(lastRun.changed),
            scorecard: scorecard.title,
          })}
        </p>
      ) : null}
    </div>
  )
}

function ClassTiles({ counts }: { readonly counts: RiskOverview['byClass'] }) {
  const formats = useFormats()
  return (
    <ul className="risk-tiles">
      {RiskClass.options.map((one) => (
        <li key={one} className="card">
          <ClassTag value={one} />
          <Link
            to="/supervision/risk/enterprises"
            search={{ 'enterprise-classes': { f: { class: [one] } } }}
            className="risk-tiles__count"
          >
            {formats.number(counts[one])}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function ClassChart(props: {
  readonly title: string
  readonly labelTitle: string
  readonly rows: ReadonlyArray<RiskOverview['byClass'] & { readonly label: string }>
}) {
  const text = useText()
  return (
    <Chart
      title={props.title}
      labelTitle={props.labelTitle}
      labels={props.rows.map((row) => row.label)}
      unit={text(riskWords.unit)}
      horizontal
      height={Math.max(220, props.rows.length * 34 + 90)}
      series={RiskClass.options.map((one) => ({
        name: text(classTitles[one]),
        tone: toneOf(one),
        kind: 'bar' as const,
        stack: 'class',
        values: props.rows.map((row) => row[one]),
      }))}
    />
  )
}

function Moves({ overview }: { readonly overview: RiskOverview }) {
  const text = useText()
  const count = (before: RiskClass, after: RiskClass) =>
    overview.moves.find((move) => move.before === before && move.after === after)?.enterprises
  return (
    <>
      <h2>{text(riskWords.moves)}</h2>
      {overview.moves.length === 0 ? (
        <p className="soft">{text(riskWords.noMoves)}</p>
      ) : (
        <MoveMatrix rows={RiskClass.options} rowWord={(one) => one} count={count} />
      )}
      <p>
        <Link to="/supervision/risk/moves">{text(riskWords.moveList)}</Link>
      </p>
    </>
  )
}

/** How many went from which class (row) to which (column). */
export function MoveMatrix<Row extends string>(props: {
  readonly rows: readonly Row[]
  readonly rowWord: (row: Row) => string
  readonly count: (row: Row, after: RiskClass) => number | undefined
}) {
  const text = useText()
  const formats = useFormats()
  return (
    <div className="risk-scroll">
      <table className="risk-matrix">
        <thead>
          <tr>
            <th scope="col">
              {text(riskWords.from)} \ {text(riskWords.to)}
            </th>
            {RiskClass.options.map((after) => (
              <th key={after} scope="col">
                {after}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row}>
              <th scope="row">{props.rowWord(row)}</th>
              {RiskClass.options.map((after) => {
                const value = props.count(row, after)
                const tone = row === after ? 'same' : row < after ? 'worse' : 'better'
                return (
                  <td key={after} className={value ? `risk-matrix__${tone}` : undefined}>
                    {value ? formats.number(value) : '—'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
