import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { RuleView } from '#kernel/rules/contract.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { OverrideForm } from './override-form.tsx'
import { writeRuleValue } from './rule-value.ts'
import { rulesApi } from './rules-api.ts'
import { rulesMessages } from './rules-messages.ts'
import './rules.css'

const confidenceTone: Readonly<Record<RuleView['confidence'], State>> = {
  confirmed: 'met',
  recalled: 'at-risk',
  'to be confirmed': 'behind',
}

/** Every deadline, limit and rate with its source; the city's own values where the law lets it set them. */
export function RulesPage() {
  const text = useText()
  const [search, setSearch] = useState('')
  const rules = useQuery(
    rulesApi.listRules.queryOptions({
      input: {},
      // The values are read by their schema: their type does not survive the client's JSON typing.
      select: ({ items }) => items.map((item) => RuleView.parse(item)),
    }),
  )
  return (
    <Page title={text(rulesMessages['rules.title'])} lead={text(rulesMessages['rules.lead'])}>
      <Input.Search
        allowClear
        style={{ maxWidth: 340 }}
        aria-label={text(rulesMessages['rules.search'])}
        placeholder={text(rulesMessages['rules.search'])}
        onChange={(event) => setSearch(event.target.value.trim().toLowerCase())}
      />
      <QueryState query={rules} lines={8}>
        {(items) => <RuleList rules={items.filter((rule) => matches(rule, search))} />}
      </QueryState>
    </Page>
  )
}

function matches(rule: RuleView, search: string): boolean {
  return [rule.key, rule.title.zh, rule.title.en, rule.source, rule.clause ?? ''].some((part) =>
    part.toLowerCase().includes(search),
  )
}

function RuleList(props: { readonly rules: readonly RuleView[] }) {
  const text = useText()
  if (props.rules.length === 0) return <Empty title={text(rulesMessages['rules.empty'])} />
  return (
    <ul className="rule-list">
      {props.rules.map((rule) => (
        <li key={`${rule.key} ${rule.effectiveFrom}`} className="card">
          <RuleCard rule={rule} />
        </li>
      ))}
    </ul>
  )
}

function RuleCard(props: { readonly rule: RuleView }) {
  const { rule } = props
  const text = useText()
  const formats = useFormats()
  const [setting, setSetting] = useState(false)
  return (
    <>
      <div className="rule-list__head">
        <h2>{text(rule.title)}</h2>
        <strong>{writeRuleValue(rule.value, text, formats)}</strong>
        <StateTag
          state={confidenceTone[rule.confidence]}
          word={text(rulesMessages[`rules.confidence.${rule.confidence}`])}
        />
      </div>
      <dl className="rule-list__facts">
        <dt>{text(rulesMessages['rules.source'])}</dt>
        <dd>
          {rule.source}
          {rule.clause ? ` ${rule.clause}` : ''}
        </dd>
        <dt>{text(rulesMessages['rules.validity'])}</dt>
        <dd>
          <Validity {...rule} />
        </dd>
      </dl>
      {rule.overrides.map((override) => (
        <Override key={override.id} override={override} />
      ))}
      {rule.cityMayOverride ? (
        <Allowed permission="rules.override">
          {setting ? (
            <OverrideForm rule={rule} onDone={() => setSetting(false)} />
          ) : (
            <Button size="small" onClick={() => setSetting(true)}>
              {text(rulesMessages['rules.set'])}
            </Button>
          )}
        </Allowed>
      ) : null}
    </>
  )
}

function Validity(props: { readonly effectiveFrom: string; readonly effectiveTo: string | null }) {
  const text = useText()
  const formats = useFormats()
  const from = formats.date(props.effectiveFrom)
  return props.effectiveTo
    ? text(rulesMessages['rules.until'], { from, to: formats.date(props.effectiveTo) })
    : text(rulesMessages['rules.from-to'], { from })
}

function Override(props: { readonly override: RuleView['overrides'][number] }) {
  const { override } = props
  const text = useText()
  const formats = useFormats()
  const client = useQueryClient()
  const remove = useMutation(
    rulesApi.removeRuleOverride.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: rulesApi.key() }),
    }),
  )
  return (
    <div className="rule-list__override">
      <div>
        <strong>
          {text(rulesMessages['rules.own'])} {writeRuleValue(override.value, text, formats)}
        </strong>{' '}
        <Validity {...override} />
        <div className="soft">
          {override.basis} · {override.setBy} {formats.dateTime(override.setAt)}
        </div>
      </div>
      <Allowed permission="rules.override">
        <ConfirmAction
          size="small"
          danger
          label={text(rulesMessages['rules.remove'])}
          title={text(rulesMessages['rules.remove-title'])}
          consequences={[text(rulesMessages['rules.remove-consequence'])]}
          run={() => remove.mutateAsync({ id: override.id })}
        />
      </Allowed>
    </div>
  )
}
