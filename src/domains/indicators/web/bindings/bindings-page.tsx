import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Checkbox, Drawer, Select } from 'antd'
import { useState } from 'react'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty, useProblemText } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { catalogueMessages } from '../../catalogue-messages.ts'
import type { Suggestion, TargetSummary } from '../../contract.ts'
import { nameWithUnit } from '../catalogue/name-with-unit.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { targetWords } from '../target/target-words.ts'
import { BindingForm } from './binding-form.tsx'
import { bindingMessages } from './binding-messages.ts'
import { SharesForm } from './shares-form.tsx'
import '../catalogue/indicator-page.css'
import './bindings.css'

const nameOf = (target: TargetSummary): string => [target.action, target.indicator].filter(Boolean).join(' ')

/** The choices of a page: which suggestion for which target. */
interface Choices {
  readonly chosen: ReadonlyMap<string, string>
  readonly choose: (targetId: string, indicatorId: string | undefined) => void
}

/** Targets with the indicator that answers each, or with suggestions to confirm, one or many at once. */
export function BindingsPage() {
  const text = useText()
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const [edited, setEdited] = useState<TargetSummary>()
  // Rows that the table has loaded, for choosing all that are sure.
  const [loaded, setLoaded] = useState<ReadonlyMap<string, TargetSummary>>(new Map())
  const choices: Choices = {
    chosen,
    choose: (targetId, indicatorId) => {
      const next = new Map(chosen)
      if (indicatorId === undefined) next.delete(targetId)
      else next.set(targetId, indicatorId)
      setChosen(next)
    },
  }
  const columns = useColumns(choices, setEdited)
  return (
    <Page
      title={text(bindingMessages['indicators.bindings'])}
      lead={text(bindingMessages['indicators.bindings-lead'])}
      trail={[{ title: text(catalogueMessages['indicators.catalogue']), to: '/indicators' }]}
    >
      <DataTable<TargetSummary>
        name="bindings"
        label={text(bindingMessages['indicators.bindings'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={indicatorsApi.listTargets.key()}
        load={async ({ search, filters, after, limit }, signal) => {
          const bound = filters.bound?.[0]
          const page = await indicatorsApi.listTargets.call(
            {
              limit,
              after,
              search,
              bound: bound === undefined ? undefined : bound === 'true',
            },
            { signal },
          )
          setLoaded((before) => new Map([...before, ...page.items.map((row) => [row.id, row] as const)]))
          return page
        }}
        searchHint={text(bindingMessages['indicators.bindings.search'])}
        filters={[
          {
            kind: 'choice',
            key: 'bound',
            title: text(bindingMessages['indicators.bindings.bound']),
            several: false,
            options: (['false', 'true'] as const).map((value) => ({
              value,
              label: text(bindingMessages[`indicators.bindings.bound.${value}`]),
            })),
          },
        ]}
        toolbar={
          <Allowed permission="indicators.manage">
            <ManyActions chosen={chosen} setChosen={setChosen} loaded={loaded} />
          </Allowed>
        }
        empty={
          <Empty
            title={text(bindingMessages['indicators.bindings.none'])}
            hint={text(bindingMessages['indicators.bindings.none-hint'])}
          />
        }
      />
      <Drawer
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size={560}
        title={edited ? nameOf(edited) : ''}
        destroyOnHidden
      >
        {edited ? (
          <div className="stack">
            <BindingForm target={edited} onDone={() => setEdited(undefined)} />
            {edited.binding ? <SharesForm targetId={edited.id} unit={edited.unit} /> : null}
          </div>
        ) : null}
      </Drawer>
    </Page>
  )
}

function ManyActions(props: {
  readonly chosen: ReadonlyMap<string, string>
  readonly setChosen: (chosen: ReadonlyMap<string, string>) => void
  readonly loaded: ReadonlyMap<string, TargetSummary>
}) {
  const { chosen, setChosen } = props
  const text = useText()
  const confirm = useConfirm()
  const [running, setRunning] = useState(false)
  const sure = [...props.loaded.values()].flatMap((target): Array<[string, string]> => {
    const best = target.suggestions.find((one) => one.likeness === 1)
    return target.binding === null && best ? [[target.id, best.indicator.id]] : []
  })
  return (
    <>
      {sure.length > 0 ? (
        <Button onClick={() => setChosen(new Map([...chosen, ...sure]))}>
          {text(bindingMessages['indicators.bindings.choose-sure'])}
        </Button>
      ) : null}
      <Button
        type="primary"
        disabled={chosen.size === 0}
        loading={running}
        onClick={async () => {
          setRunning(true)
          if (await confirm(chosen)) setChosen(new Map())
          setRunning(false)
        }}
      >
        {text(bindingMessages['indicators.bindings.confirm-many'], { count: chosen.size })}
      </Button>
    </>
  )
}

/** Confirms bindings with their defaults; says what went wrong and returns whether it went well. */
function useConfirm() {
  const text = useText()
  const client = useQueryClient()
  const problemText = useProblemText()
  const { message } = App.useApp()
  return async (chosen: ReadonlyMap<string, string>): Promise<boolean> => {
    try {
      const { bound } = await indicatorsApi.bindTargets.call({
        bindings: [...chosen].map(([targetId, indicatorId]) => ({ targetId, indicatorId })),
      })
      await client.invalidateQueries({ queryKey: indicatorsApi.key() })
      message.success(text(bindingMessages['indicators.bindings.confirmed'], { count: bound }))
      return true
    } catch (error) {
      message.error(problemText(error))
      return false
    }
  }
}

function useColumns(
  choices: Choices,
  edit: (target: TargetSummary) => void,
): readonly DataColumn<TargetSummary>[] {
  const text = useText()
  const formats = useFormats()
  const may = useAllowed('indicators.manage')
  return [
    ...(may
      ? [
          {
            key: 'choose',
            title: text(bindingMessages['indicators.bindings.choose']),
            width: 64,
            render: (row: TargetSummary) => <ChooseBox row={row} choices={choices} />,
          },
        ]
      : []),
    {
      key: 'target',
      title: text(bindingMessages['indicators.bindings.target']),
      card: 'title' as const,
      render: (row) => (
        <>
          <Link to="/targets/$targetId" params={{ targetId: row.id }} className="catalogue__name">
            {nameOf(row)}
          </Link>
          <span className="catalogue__note">{row.planTitle}</span>
        </>
      ),
    },
    {
      key: 'goal',
      title: text(bindingMessages['indicators.bindings.goal']),
      render: (row) => (
        <>
          {targetWords(row, text, formats)}
          <span className="catalogue__note">{row.year ?? row.binding?.year ?? '—'}</span>
        </>
      ),
    },
    {
      key: 'indicator',
      title: text(bindingMessages['indicators.bindings.indicator']),
      render: (row) => <IndicatorCell row={row} choices={choices} may={may} />,
    },
    {
      key: 'state',
      title: text(bindingMessages['indicators.bindings.state']),
      render: (row) => <StateTag state={row.standing?.state ?? 'no-data'} />,
    },
    ...(may
      ? [
          {
            key: 'edit',
            title: text(bindingMessages['indicators.bindings.edit']),
            render: (row: TargetSummary) => (
              <Button
                size="small"
                aria-label={text(bindingMessages['indicators.bindings.edit-row'], { target: nameOf(row) })}
                onClick={() => edit(row)}
              >
                {text(bindingMessages['indicators.bindings.edit'])}
              </Button>
            ),
          },
        ]
      : []),
  ]
}

function ChooseBox({ row, choices }: { readonly row: TargetSummary; readonly choices: Choices }) {
  const text = useText()
  const [best] = row.suggestions
  if (row.binding || !best) return null
  return (
    <Checkbox
      aria-label={text(bindingMessages['indicators.bindings.choose-row'], { target: nameOf(row) })}
      checked={choices.chosen.has(row.id)}
      onChange={(event) => choices.choose(row.id, event.target.checked ? best.indicator.id : undefined)}
    />
  )
}

function IndicatorCell(props: {
  readonly row: TargetSummary
  readonly choices: Choices
  readonly may: boolean
}) {
  const { row, choices } = props
  const text = useText()
  const locale = useLocale()
  const name = (one: { readonly nameZh: string; readonly nameEn: string }) =>
    locale === 'zh' ? one.nameZh : one.nameEn
  if (row.binding) {
    const { indicator, basis, path } = row.binding
    return (
      <>
        <Link to="/indicators/$indicatorId" params={{ indicatorId: indicator.id }}>
          {name(indicator)}
        </Link>
        <span className="catalogue__note">
          {text(bindingMessages[`indicators.bindings.basis.${basis}`])} ·{' '}
          {text(bindingMessages[`indicators.bindings.path.${path}`])}
        </span>
      </>
    )
  }
  const shown =
    row.suggestions.find((one) => one.indicator.id === choices.chosen.get(row.id)) ?? row.suggestions[0]
  if (!shown)
    return <span className="soft">{text(bindingMessages['indicators.bindings.no-suggestion'])}</span>
  return (
    <div className="bindings__suggestion">
      {props.may && row.suggestions.length > 1 ? (
        <Select
          aria-label={text(bindingMessages['indicators.bindings.indicator'])}
          size="small"
          value={shown.indicator.id}
          popupMatchSelectWidth={false}
          options={row.suggestions.map((one) => ({
            value: one.indicator.id,
            label: nameWithUnit(name(one.indicator), one.indicator.unit, text),
          }))}
          onChange={(id: string) => choices.choose(row.id, id)}
        />
      ) : (
        <span>{name(shown.indicator)}</span>
      )}
      <Why suggestion={shown} />
    </div>
  )
}

/** Why an indicator is suggested. */
function Why({ suggestion }: { readonly suggestion: Suggestion }) {
  const text = useText()
  const formats = useFormats()
  return (
    <span className="catalogue__note">
      {text(bindingMessages[`indicators.bindings.how.${suggestion.how}`], {
        matched: suggestion.matched,
        share: formats.share(suggestion.likeness, 0),
      })}
    </span>
  )
}
