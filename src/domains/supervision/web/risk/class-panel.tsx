import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Allowed } from '#ui/session/session.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import type { ClassExplanation, ExplainedFactor, NoClassReason } from '../../risk/risk-contract.ts'
import { RiskClass } from '../../risk/risk-contract.ts'
import { classTitles } from '../../risk/risk-messages.ts'
import { causeWord } from './cause-word.ts'
import { ClassTag, toneOf } from './class-tag.tsx'
import { factWord } from './fact-word.ts'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import './risk.css'

/** The class of an enterprise, told apart into the points of its factors and the records behind them. */
export function ClassPanel(props: { readonly id: string }) {
  const query = useQuery(riskApi.enterpriseClass.queryOptions({ input: { enterpriseId: props.id } }))
  return (
    <QueryState query={query}>
      {(standing) =>
        standing.classified ? (
          <Explanation explained={standing.explained} />
        ) : (
          <NoClass id={props.id} reason={standing.reason} />
        )
      }
    </QueryState>
  )
}

/** Why there is no class, and how there can be one at once. */
function NoClass(props: { readonly id: string; readonly reason: NoClassReason }) {
  const text = useText()
  const client = useQueryClient()
  const problemText = useProblemText()
  const compute = useMutation(
    riskApi.classifyEnterprise.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: riskApi.key() }),
    }),
  )
  return (
    <div className="stack">
      <p>{text(riskWords[`noClass.${props.reason}`])}</p>
      {props.reason === 'not-yet' ? (
        <Allowed permission="risk.record">
          <div>
            <Button
              type="primary"
              loading={compute.isPending}
              onClick={() => compute.mutate({ enterpriseId: props.id })}
            >
              {text(riskWords.computeNow)}
            </Button>
          </div>
        </Allowed>
      ) : null}
      {compute.isError ? <p role="alert">{problemText(compute.error)}</p> : null}
    </div>
  )
}

/** The class in one word, beside the enterprise's state. */
export function ClassHead(props: { readonly id: string }) {
  const query = useQuery(riskApi.enterpriseClass.queryOptions({ input: { enterpriseId: props.id } }))
  return query.data?.classified ? <ClassTag value={query.data.explained.class} /> : null
}

function Explanation({ explained }: { readonly explained: ClassExplanation }) {
  const text = useText()
  const formats = useFormats()
  const { borders } = explained
  const border = (one: 'B' | 'C' | 'D') => (borders ? formats.number(borders[one]) : '—')
  return (
    <div className="stack">
      <div className="risk-head">
        <ClassTag value={explained.class} />
        <strong>
          {text(riskWords.scoreOf, {
            score: formats.number(explained.score, 2),
            scale: formats.number(explained.scale),
          })}
        </strong>
        <Allowed permission="risk.override">
          <OverrideActions explained={explained} />
        </Allowed>
      </div>
      <p className="soft">
        {text(riskWords.classedBy, {
          scorecard: explained.scorecard.title,
          number: explained.scorecard.number,
          asOf: formats.date(explained.asOf),
          B: border('B'),
          C: border('C'),
          D: border('D'),
        })}
      </p>
      {explained.override ? (
        <p>
          {text(riskWords.overrideStands, {
            by: explained.override.by,
            class: explained.override.class,
            until: formats.date(explained.override.until),
            reason: explained.override.reason,
            byScore: explained.classByScore,
          })}
        </p>
      ) : null}
      {explained.vetoes.map((veto) => (
        <p key={veto.code}>
          {text(riskWords.vetoApplied, { title: veto.title, class: veto.atLeast })}{' '}
          <span className="soft">{veto.records.map((record) => record.label).join('、')}</span>
        </p>
      ))}
      <section>
        <h3>{text(riskWords.why, { score: formats.number(explained.score, 2) })}</h3>
        <FactorTable explained={explained} />
      </section>
      <section>
        <h3>{text(riskWords.history)}</h3>
        <Timeline
          entries={explained.history.map((one) => ({
            id: one.id,
            at: one.from,
            title: `${text(classTitles[one.class])} · ${formats.number(one.score, 2)}`,
            detail: `${text(causeWord(one.cause))} · ${formats.date(one.from)}–${
              one.to ? formats.date(one.to) : text(riskWords.untilNow)
            }`,
            tone: toneOf(one.class),
          }))}
        />
      </section>
    </div>
  )
}

function FactorTable({ explained }: { readonly explained: ClassExplanation }) {
  const text = useText()
  const formats = useFormats()
  const groups = [
    { title: text(riskWords.general), factors: explained.factors.filter((one) => one.part === 'general') },
    {
      title: explained.part
        ? `${text(uiMessages['ui.before'], { name: text(riskWords.professional) })}${explained.part.title}`
        : text(riskWords.professional),
      factors: explained.factors.filter((one) => one.part === 'professional'),
    },
  ].filter((group) => group.factors.length > 0)
  return (
    <div className="risk-scroll">
      <table className="risk-factors">
        <thead>
          <tr>
            <th scope="col">{text(riskWords.factor)}</th>
            <th scope="col">{text(riskWords.fact)}</th>
            <th scope="col" className="risk-end">
              {text(riskWords.points)}
            </th>
            <th scope="col">{text(riskWords.records)}</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr className="risk-factors__group">
              <th scope="rowgroup" colSpan={4}>
                {group.title}
              </th>
            </tr>
            {group.factors.map((factor) => (
              <FactorRow key={factor.code} factor={factor} />
            ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {text(riskWords.sum)}
            </th>
            <td className="risk-end">{formats.number(explained.score, 2)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function FactorRow({ factor }: { readonly factor: ExplainedFactor }) {
  const text = useText()
  const formats = useFormats()
  const share = factor.mostPoints === 0 ? 0 : factor.points / factor.mostPoints
  return (
    <tr>
      <td>{factor.title}</td>
      <td>
        {factor.fact === null ? text(riskWords.unknown) : text(factWord(factor.fact))}
        {factor.unit && factor.fact !== null ? ` ${factor.unit}` : ''}
      </td>
      <td className="risk-end">
        {formats.number(factor.points, 2)}{' '}
        <span className="soft">/ {formats.number(factor.mostPoints, 2)}</span>
        <div className="risk-bar" aria-hidden>
          <span style={{ width: `${Math.round(share * 100)}%` }} />
        </div>
      </td>
      <td className="soft">
        {factor.records
          .slice(0, 5)
          .map((record) => `${formats.date(record.at)} ${record.label}`)
          .join('；')}
      </td>
    </tr>
  )
}

function OverrideActions({ explained }: { readonly explained: ClassExplanation }) {
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const { enterpriseId } = explained
  const refresh = () => client.invalidateQueries({ queryKey: riskApi.key() })
  if (explained.override)
    return (
      <ConfirmAction
        size="small"
        label={text(riskWords.lift)}
        title={text(riskWords.liftTitle)}
        consequences={[text(riskWords.liftEffect)]}
        run={async () => {
          await riskApi.liftOverride.call({ enterpriseId })
          await refresh()
        }}
      />
    )
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text(riskWords.override)}
      </Button>
      <Drawer open={open} title={text(riskWords.override)} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<{ class: RiskClass; reason: string; until: string }>
          name={`risk/override/${enterpriseId}`}
          onSubmit={async (values) => {
            await riskApi.overrideClass.call({ enterpriseId, ...values })
            setOpen(false)
            await refresh()
          }}
        >
          <Field name="class" label={text(riskWords.class)} required>
            <Select
              options={RiskClass.options.map((value) => ({ value, label: text(classTitles[value]) }))}
            />
          </Field>
          <Field name="reason" label={text(riskWords.reason)} required>
            <Input.TextArea rows={3} maxLength={1000} />
          </Field>
          <Field name="until" label={text(riskWords.until)} required>
            <Input type="date" />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
