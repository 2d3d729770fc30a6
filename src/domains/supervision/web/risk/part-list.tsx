import { Button } from 'antd'
import { useState } from 'react'
import { industryDivisions, industrySections } from '#methods/identity-codes/industry-code.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useText } from '#ui/language/language.ts'
import type { ProfessionalPart, ScorecardDefinition } from '../../risk/risk-contract.ts'
import { FactorList, freshFactor, type Source } from './factor-list.tsx'
import { freshCode } from './fresh-code.ts'
import { PartForm } from './part-form.tsx'
import { riskWords } from './risk-words.ts'

/** `C14 食品制造业`; the code alone where it is no section or division. */
function namedIndustry(code: string): string {
  const name = (
    code.length === 1
      ? industrySections.find((one) => one.letter === code)
      : industryDivisions.find((one) => one.code === code.slice(1, 3))
  )?.name
  return name === undefined ? code : `${code} ${name}`
}

/**
 * The general part and the professional ones in their order: the first that covers an enterprise applies. With
 * `onChange` parts can be added, changed, moved and removed.
 */
export function PartList(props: {
  readonly definition: ScorecardDefinition
  readonly sources: readonly Source[]
  readonly onChange: ((definition: ScorecardDefinition) => void) | undefined
}) {
  const { definition, sources, onChange } = props
  const { parts } = definition
  const text = useText()
  const [edited, setEdited] = useState<number>()
  const current = edited === undefined ? undefined : (parts[edited] ?? freshPart(parts))
  const setParts = onChange && ((changed: ProfessionalPart[]) => onChange({ ...definition, parts: changed }))
  const swapped = (index: number): ProfessionalPart[] => {
    const moved = [...parts]
    const [part] = moved.splice(index, 1)
    return part ? moved.toSpliced(index - 1, 0, part) : moved
  }
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
      {parts.map((part, index) => (
        <section key={part.code} className="card stack">
          <div className="row risk-part-head">
            <h2>
              {text(riskWords.professional)} · {part.title}
            </h2>
            {setParts ? (
              <PartActions
                part={part}
                first={index === 0}
                onEdit={() => setEdited(index)}
                onUp={() => setParts(swapped(index))}
                onRemove={() => setParts(parts.filter((_, place) => place !== index))}
              />
            ) : null}
          </div>
          <p className="soft">
            {part.industries.length > 0
              ? `${text(riskWords.industries)} ${part.industries.map(namedIndustry).join('、')} `
              : ''}
            {part.tags.length > 0 ? `${text(riskWords.tags)} ${part.tags.join('、')}` : ''}
          </p>
          <FactorList
            definition={definition}
            part={part}
            sources={sources}
            onChange={
              setParts &&
              ((factors) =>
                setParts(parts.map((one, place) => (place === index ? { ...one, factors } : one))))
            }
          />
        </section>
      ))}
      {setParts ? (
        <div>
          <Button disabled={parts.length >= 40} onClick={() => setEdited(parts.length)}>
            {text(riskWords.addPart)}
          </Button>
        </div>
      ) : null}
      {current && setParts && edited !== undefined ? (
        <PartForm
          part={current}
          onClose={() => setEdited(undefined)}
          onChange={(changed) => {
            setParts(
              edited < parts.length
                ? parts.map((part, index) => (index === edited ? changed : part))
                : [...parts, changed],
            )
            setEdited(undefined)
          }}
        />
      ) : null}
    </>
  )
}

/** A new part with one factor, since a part without any would weigh nothing. */
const freshPart = (parts: readonly ProfessionalPart[]): ProfessionalPart => ({
  code: freshCode('part', parts),
  title: '',
  industries: [],
  tags: [],
  factors: [{ ...freshFactor([]), title: '近24个月行政处罚' }],
})

function PartActions(props: {
  readonly part: ProfessionalPart
  readonly first: boolean
  readonly onEdit: () => void
  readonly onUp: () => void
  readonly onRemove: () => void
}) {
  const text = useText()
  const { title } = props.part
  const named = (word: string) => `${word} ${title}`
  return (
    <div className="row">
      <Button size="small" onClick={props.onEdit} aria-label={named(text(riskWords.edit))}>
        {text(riskWords.edit)}
      </Button>
      <Button size="small" disabled={props.first} onClick={props.onUp} aria-label={named(text(riskWords.up))}>
        {text(riskWords.up)}
      </Button>
      <ConfirmAction
        danger
        label={text(riskWords.removePart)}
        title={named(text(riskWords.removePart))}
        consequences={[text(riskWords.removePartEffect)]}
        run={async () => props.onRemove()}
      />
    </div>
  )
}
