import { useQuery } from '@tanstack/react-query'
import { Alert, Form } from 'antd'
import { useEffect, useState } from 'react'
import { Chart } from '#ui/charts/chart.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { QueryState } from '#ui/states/query-state.tsx'
import type { ChangeEffect } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorMessages } from '../catalogue/indicator-messages.ts'
import { shownSpan } from '../catalogue/periods.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { changeMessages } from './change-messages.ts'
import { definitionOf } from './definition-values.ts'
import { EffectView } from './effect-view.tsx'

// Long enough that a word is written to its end, short enough to feel alive.
const pause = 500

/** A value once it has stayed the same for a moment. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** The definition in the form, as JSON so that it only changes when it says something else. */
function useDefinition(filled: object = {}) {
  const form = Form.useFormInstance()
  const values: unknown = Form.useWatch([], form)
  const settled = useSettled(JSON.stringify(values ?? {}))
  const parsed: unknown = JSON.parse(settled)
  const validFrom =
    typeof parsed === 'object' && parsed !== null && 'validFrom' in parsed ? parsed.validFrom : undefined
  return {
    definition: definitionOf({ ...filled, ...withoutBlanks(parsed) }),
    validFrom: typeof validFrom === 'string' && validFrom !== '' ? validFrom : undefined,
  }
}

const withoutBlanks = (values: unknown): Readonly<Record<string, unknown>> =>
  typeof values === 'object' && values !== null
    ? Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined))
    : {}

/** What the changed definition would do, as it is written. */
export function ChangePreview(props: { readonly indicatorId: string }) {
  const text = useText()
  const { definition, validFrom } = useDefinition()
  const effect = useQuery({
    ...indicatorsApi.previewChange.queryOptions({
      input: {
        ...(definition ?? blank),
        indicatorId: props.indicatorId,
        validFrom: validFrom ?? '2000-01-01',
      },
    }),
    enabled: definition !== undefined && validFrom !== undefined,
    placeholderData: (before) => before,
  })
  if (!definition || !validFrom)
    return <p className="soft">{text(changeMessages['indicators.editor.unchanged'])}</p>
  const expression =
    definition.computation.kind === 'expression' ? definition.computation.expression : undefined
  return (
    <QueryState query={effect} lines={6}>
      {(found) => (
        <div className="stack" aria-live="polite">
          {found.place && expression !== undefined ? (
            <MarkedProblem expression={expression} place={found.place} />
          ) : null}
          <EffectView effect={found} unit={definition.unit} decimals={definition.decimals} />
        </div>
      )}
    </QueryState>
  )
}

/** The formula with the part that is wrong marked. */
function MarkedProblem(props: {
  readonly expression: string
  readonly place: NonNullable<ChangeEffect['place']>
}) {
  const text = useText()
  const { expression, place } = props
  return (
    <div>
      <p className="soft">{text(changeMessages['indicators.editor.problem-place'])}</p>
      <code className="definition-editor__marked">
        {expression.slice(0, place.start)}
        <mark>{expression.slice(place.start, place.end)}</mark>
        {expression.slice(place.end)}
      </code>
    </div>
  )
}

const blank = {
  nameZh: '—',
  nameEn: '—',
  definitionZh: '—',
  definitionEn: '—',
  unit: '',
  direction: 'neutral',
  decimals: 0,
  category: '—',
  period: 'month',
  accumulation: 'none',
  computation: { kind: 'observed' },
} as const

/** What a new definition gives on the figures there are. */
export function TrialPreview() {
  const text = useText()
  const locale = useLocale()
  // Names may still be missing: figures do not need them.
  const { definition } = useDefinition(blank)
  const { nameZh, unit, decimals, period, accumulation, computation } = definition ?? blank
  const tried = useQuery({
    ...indicatorsApi.previewDefinition.queryOptions({
      input: {
        unit,
        decimals,
        period,
        accumulation,
        computation,
        ...(nameZh === blank.nameZh ? {} : { nameZh }),
        ...shownSpan(new Date()),
      },
    }),
    enabled: definition !== undefined && definition.computation.kind !== 'observed',
    placeholderData: (before) => before,
  })
  if (!definition || definition.computation.kind === 'observed')
    return <p className="soft">{text(changeMessages['indicators.editor.unchanged'])}</p>
  const expression =
    definition.computation.kind === 'expression' ? definition.computation.expression : undefined
  return (
    <QueryState query={tried} lines={6}>
      {({ problem, place, items }) =>
        problem ? (
          <div className="stack" aria-live="polite">
            {place && expression !== undefined ? (
              <MarkedProblem expression={expression} place={place} />
            ) : null}
            <Alert
              type="error"
              showIcon
              title={text(changeMessages['indicators.effect.problem'])}
              description={text(problem)}
            />
          </div>
        ) : (
          <Chart
            title={locale === 'zh' ? definition.nameZh : definition.nameEn}
            level={3}
            height={260}
            labelTitle={text(indicatorMessages['indicators.time'])}
            labels={items.map((item) => item.period)}
            labelWords={items.map((item) => text(periodWords(item.period)))}
            unit={unit}
            decimals={decimals}
            series={[
              {
                name: text(indicatorMessages['indicators.value']),
                values: items.map((item) => item.value),
              },
            ]}
          />
        )
      }
    </QueryState>
  )
}
