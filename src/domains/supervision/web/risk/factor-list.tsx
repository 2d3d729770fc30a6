import { Button } from 'antd'
import { useState } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import type { Factor, ProfessionalPart, ScorecardDefinition } from '../../risk/risk-contract.ts'
import { mostPointsOf } from '../../risk/risk-contract.ts'
import { FactorForm } from './factor-form.tsx'
import { freshCode } from './fresh-code.ts'
import type { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import { ruleWords } from './rule-words.ts'
import { sourceTitle } from './source-title.ts'

/** A source of facts as the API gives it. */
export type Source = Awaited<ReturnType<typeof riskApi.listFactSources.call>>['items'][number]

/** The factors of the general part or of a professional one; with `onChange` they can be changed. */
export function FactorList(props: {
  readonly definition: ScorecardDefinition
  readonly part: ProfessionalPart | undefined
  readonly sources: readonly Source[]
  readonly onChange: ((factors: Factor[]) => void) | undefined
}) {
  const { definition, part, sources, onChange } = props
  const text = useText()
  const [edited, setEdited] = useState<number>()
  const factors = part ? part.factors : definition.factors
  const current = edited === undefined ? undefined : (factors[edited] ?? freshFactor(factors))
  return (
    <>
      <div className="risk-scroll">
        <table className="risk-factors">
          <thead>
            <tr>
              <th scope="col">{text(riskWords.factor)}</th>
              <th scope="col">{text(riskWords.source)}</th>
              <th scope="col">{text(riskWords.rule)}</th>
              <th scope="col" className="risk-end">
                {text(riskWords.weight)} / {text(riskWords.most)}
              </th>
              {onChange ? <th scope="col" aria-label={text(riskWords.edit)} /> : null}
            </tr>
          </thead>
          <tbody>
            {factors.map((factor, index) => (
              <FactorLine
                key={factor.code}
                factor={factor}
                most={mostPointsOf(definition, factor, part)}
                source={sources.find((source) => source.name === factor.fact.source)}
                onEdit={onChange && (() => setEdited(index))}
                onRemove={
                  onChange && factors.length > 1
                    ? () => onChange(factors.filter((_, place) => place !== index))
                    : undefined
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      {onChange ? (
        <div>
          <Button size="small" onClick={() => setEdited(factors.length)}>
            {text(riskWords.addFactor)}
          </Button>
        </div>
      ) : null}
      {current && onChange && edited !== undefined ? (
        <FactorForm
          factor={current}
          sources={sources}
          onClose={() => setEdited(undefined)}
          onChange={(changed) => {
            onChange(
              edited < factors.length
                ? factors.map((factor, index) => (index === edited ? changed : factor))
                : [...factors, changed],
            )
            setEdited(undefined)
          }}
        />
      ) : null}
    </>
  )
}

/** A new factor under a code that none of the others has. */
export const freshFactor = (factors: readonly Factor[]): Factor => ({
  code: freshCode('factor', factors),
  title: '',
  weight: 5,
  fact: { source: 'credit.penalty', aggregate: 'count', months: 24 },
  rule: { kind: 'steps', direction: 'rising', below: 0, steps: [{ from: 1, share: 1 }] },
  missing: 0,
})

function FactorLine(props: {
  readonly factor: Factor
  readonly most: number
  readonly source: Source | undefined
  readonly onEdit: (() => void) | undefined
  readonly onRemove: (() => void) | undefined
}) {
  const text = useText()
  const formats = useFormats()
  const { factor, source } = props
  return (
    <tr>
      <td>{factor.title}</td>
      <td className="soft">
        {sourceTitle(factor.fact.source, source, text)}
        {source?.kind === 'records' ? ` · ${text(riskWords[`aggregate.${factor.fact.aggregate}`])}` : ''}
        {factor.fact.months ? ` · ${text(riskWords.lastMonths, { count: factor.fact.months })}` : ''}
      </td>
      <td className="soft">{ruleWords(factor, source, { text, formats })}</td>
      <td className="risk-end">
        {formats.number(factor.weight)} / {formats.number(props.most, 1)}
      </td>
      {props.onEdit ? (
        <td>
          <div className="row">
            <Button
              size="small"
              onClick={props.onEdit}
              aria-label={`${text(riskWords.edit)} ${factor.title}`}
            >
              {text(riskWords.edit)}
            </Button>
            {props.onRemove ? (
              <Button
                size="small"
                onClick={props.onRemove}
                aria-label={`${text(riskWords.remove)} ${factor.title}`}
              >
                {text(riskWords.remove)}
              </Button>
            ) : null}
          </div>
        </td>
      ) : null}
    </tr>
  )
}
