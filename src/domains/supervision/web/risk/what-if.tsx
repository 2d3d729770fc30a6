import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Allowed } from '#ui/session/session.tsx'
import type { ScorecardVersion, WhatIf } from '../../risk/risk-contract.ts'
import { riskApi } from './risk-api.ts'
import { MoveMatrix, RunProgress } from './risk-overview-page.tsx'
import { riskWords } from './risk-words.ts'

/** What a version would do to the classes, and the button that works it out. */
export function WhatIfPanel(props: { readonly version: ScorecardVersion; readonly unsaved: boolean }) {
  const { version } = props
  const text = useText()
  const client = useQueryClient()
  const [runId, setRunId] = useState<string>()
  const start = useMutation(riskApi.tryScorecard.mutationOptions({}))
  const open = version.state === 'draft' || version.state === 'proposed'
  return (
    <section className="card stack">
      <h2>{text(riskWords.whatIf)}</h2>
      {open ? (
        <Allowed permission="risk.manage">
          <div className="risk-head">
            <Button
              disabled={props.unsaved}
              loading={start.isPending}
              onClick={async () => setRunId((await start.mutateAsync({ versionId: version.id })).runId)}
            >
              {text(riskWords.whatIf)}
            </Button>
            <span className="soft">{text(riskWords.whatIfLead)}</span>
          </div>
        </Allowed>
      ) : null}
      {runId ? (
        <RunProgress
          key={runId}
          runId={runId}
          onDone={() => client.invalidateQueries({ queryKey: riskApi.getScorecard.key() })}
        />
      ) : null}
      {version.whatIf && open && !version.whatIfCurrent ? (
        <p role="status">{text(riskWords.whatIfStale)}</p>
      ) : null}
      {version.whatIf ? <Result whatIf={version.whatIf} /> : null}
    </section>
  )
}

const rows = ['none', 'A', 'B', 'C', 'D'] as const

function Result({ whatIf }: { readonly whatIf: WhatIf }) {
  const text = useText()
  const formats = useFormats()
  const over = whatIf.moves.filter((move) => move.region === null && move.section === null)
  const shown = rows.filter((row) => over.some((move) => (move.before ?? 'none') === row))
  return (
    <>
      <p>
        {text(riskWords.whatIfResult, {
          asOf: formats.date(whatIf.asOf),
          enterprises: formats.number(whatIf.enterprises),
          changed: formats.number(whatIf.changed),
        })}
      </p>
      <h3>{text(riskWords.matrix)}</h3>
      <MoveMatrix
        rows={shown}
        rowWord={(row) => (row === 'none' ? text(riskWords.unclassified) : row)}
        count={(row, after) =>
          over.find((move) => (move.before ?? 'none') === row && move.after === after)?.enterprises
        }
      />
      <RegionMoves whatIf={whatIf} />
      {whatIf.examples.length > 0 ? <Examples whatIf={whatIf} /> : null}
    </>
  )
}

function RegionMoves({ whatIf }: { readonly whatIf: WhatIf }) {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  const moved = whatIf.moves.filter((move) => move.region !== null && move.before !== null)
  const regions = [...new Set(moved.flatMap((move) => move.region ?? []))]
  const sum = (region: string, up: boolean) =>
    moved
      .filter((move) => move.region === region && move.before !== null && move.before !== move.after)
      .filter((move) => move.before !== null && move.before < move.after === up)
      .reduce((total, move) => total + move.enterprises, 0)
  if (regions.length === 0) return null
  return (
    <>
      <h3>{text(riskWords.byRegionMoves)}</h3>
      <div className="risk-scroll">
        <table className="risk-matrix">
          <thead>
            <tr>
              <th scope="col">{text(riskWords.region)}</th>
              <th scope="col">{text(riskWords.upwards)}</th>
              <th scope="col">{text(riskWords.downwards)}</th>
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <tr key={region}>
                <th scope="row">{nameOf(region)}</th>
                <td>{formats.number(sum(region, true))}</td>
                <td>{formats.number(sum(region, false))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Examples({ whatIf }: { readonly whatIf: WhatIf }) {
  const text = useText()
  const formats = useFormats()
  return (
    <>
      <h3>{text(riskWords.examples)}</h3>
      <ul className="risk-examples">
        {whatIf.examples.map((example) => (
          <li key={example.id}>
            <Link to="/registry/$enterpriseId" params={{ enterpriseId: example.id }}>
              {example.name}
            </Link>{' '}
            {example.before} → {example.after}{' '}
            <span className="soft">
              {formats.number(example.scoreBefore / 100, 2)} → {formats.number(example.scoreAfter / 100, 2)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
