import { Button, InputNumber } from 'antd'
import { useText } from '#ui/language/language.ts'
import { factWord } from './fact-word.ts'
import { riskWords } from './risk-words.ts'
import type { RuleDraft } from './rule-draft.ts'

/** Steps or categories with the percent of the points that each gives; a control of a form. */
export function RuleField(props: {
  readonly id?: string
  readonly value?: RuleDraft
  readonly onChange?: (draft: RuleDraft) => void
  /** Of the source's values. */
  readonly unit: string | null
}) {
  const { id, value, unit } = props
  if (value === undefined) return null
  const change = (draft: RuleDraft) => props.onChange?.(draft)
  return (
    <div id={id} className="risk-rule">
      {value.kind === 'categories' ? (
        Object.entries(value.percents).map(([category, percent]) => (
          <CategoryLine
            key={category}
            category={category}
            percent={percent}
            onChange={(changed) => change({ ...value, percents: { ...value.percents, [category]: changed } })}
          />
        ))
      ) : (
        <Steps draft={value} unit={unit} onChange={change} />
      )}
    </div>
  )
}

function CategoryLine(props: {
  readonly category: string
  readonly percent: number | null
  readonly onChange: (percent: number | null) => void
}) {
  const text = useText()
  const word = text(factWord(props.category))
  return (
    <div className="risk-rule__line">
      <span className="risk-rule__when">{word}</span>
      <Percent label={word} value={props.percent} onChange={props.onChange} />
    </div>
  )
}

type StepsDraft = Extract<RuleDraft, { kind: 'steps' }>

const mostSteps = 12

function Steps(props: {
  readonly draft: StepsDraft
  readonly unit: string | null
  readonly onChange: (draft: StepsDraft) => void
}) {
  const { draft, unit, onChange } = props
  const text = useText()
  const setStep = (place: number, changed: Partial<StepsDraft['steps'][number]>) =>
    onChange({
      ...draft,
      steps: draft.steps.map((step, index) => (index === place ? { ...step, ...changed } : step)),
    })
  return (
    <>
      <div className="risk-rule__line">
        <span className="risk-rule__when">{text(riskWords.belowSteps)}</span>
        <Percent
          label={text(riskWords.belowSteps)}
          value={draft.below}
          onChange={(below) => onChange({ ...draft, below })}
        />
      </div>
      {draft.steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place; two may have the same number while being typed
        <div key={index} className="risk-rule__line">
          <InputNumber
            className="risk-rule__when"
            aria-label={text(riskWords.stepFrom, { place: index + 1 })}
            value={step.from}
            suffix={text(riskWords.fromUnit, { unit: unit ?? '' })}
            onChange={(from) => setStep(index, { from })}
          />
          <Percent
            label={text(riskWords.stepShare, { place: index + 1 })}
            value={step.percent}
            onChange={(percent) => setStep(index, { percent })}
          />
          <Button
            size="small"
            disabled={draft.steps.length === 1}
            aria-label={text(riskWords.removeStep, { place: index + 1 })}
            onClick={() => onChange({ ...draft, steps: draft.steps.toSpliced(index, 1) })}
          >
            {text(riskWords.remove)}
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="small"
          disabled={draft.steps.length >= mostSteps}
          onClick={() => onChange({ ...draft, steps: [...draft.steps, { from: null, percent: null }] })}
        >
          {text(riskWords.addStep)}
        </Button>
      </div>
    </>
  )
}

function Percent(props: {
  readonly label: string
  readonly value: number | null
  readonly onChange: (percent: number | null) => void
}) {
  return (
    <InputNumber
      className="risk-rule__percent"
      aria-label={props.label}
      min={0}
      max={100}
      suffix="%"
      value={props.value}
      onChange={props.onChange}
    />
  )
}
