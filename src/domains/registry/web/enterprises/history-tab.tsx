import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { defineMessages, type Message } from '#kernel/language/messages.ts'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useText } from '#ui/language/language.ts'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import { Timeline, type TimelineEntry } from '#ui/timeline/timeline.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { EnterpriseSize, EnterpriseStatus } from '../../contract.ts'
import { useGridCellName } from '../grid/use-grid.ts'
import { recordFieldTitles } from '../records/record-field-titles.ts'
import { recordTitles } from '../records/record-titles.ts'
import { registryApi } from '../registry-api.ts'
import { fieldTitles, sizeTitles, statusTitles } from './enterprise-words.ts'

const historyMessages = defineMessages({
  'registry.history.own': { zh: '企业登记信息', en: 'The enterprise' },
  'registry.history.records': { zh: '产品、证书等', en: 'What belongs to it' },
  'registry.history.created': { zh: '登记', en: 'Registered' },
  'registry.history.added': { zh: '登记', en: 'Added' },
  'registry.history.changed': { zh: '变更', en: 'Changed' },
  'registry.history.moved': { zh: '随合并转入', en: 'Came with a merge' },
  'registry.history.merged': { zh: '并入另一家企业', en: 'Merged into another' },
  'registry.history.took-over': { zh: '合并了重复登记', en: 'Took a duplicate over' },
  'registry.history.none': { zh: '还没有变更', en: 'Nothing has changed yet' },
  'registry.history.field': { zh: '内容', en: 'Field' },
  'registry.history.before': { zh: '变更前', en: 'Before' },
  'registry.history.after': { zh: '变更后', en: 'After' },
  'registry.history.reason': { zh: '原因：{reason}', en: 'Reason: {reason}' },
})

type Values = Readonly<Record<string, unknown>>

interface Change {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly kind: 'created' | 'added' | 'changed' | 'moved' | 'merged' | 'took-over'
  readonly subject: string
  readonly before: Values
  readonly after: Values
  readonly reason: string | null
}

/** How an enterprise and what belongs to it came to be so: each change with before and after. */
export function HistoryTab(props: { readonly enterpriseId: string }) {
  const text = useText()
  const [of, setOf] = useState<'own' | 'records'>('own')
  return (
    <>
      <Segmented
        value={of}
        onChange={setOf}
        aria-label={text(historyMessages['registry.history.field'])}
        options={(['own', 'records'] as const).map((value) => ({
          value,
          label: text(historyMessages[`registry.history.${value}`]),
        }))}
      />
      <Changes key={of} of={of} enterpriseId={props.enterpriseId} />
    </>
  )
}

function useChanges(of: 'own' | 'records', enterpriseId: string) {
  const text = useText()
  return useInfiniteQuery({
    queryKey: [...registryApi.key(), 'history', of, enterpriseId],
    queryFn: async ({ pageParam, signal }): Promise<{ items: Change[]; next: string | null }> => {
      const input = { enterpriseId, limit: 50, after: pageParam }
      if (of === 'own') {
        const page = await registryApi.enterpriseHistory.call(input, { signal })
        return { ...page, items: page.items.map((change) => ({ ...change, subject: '' })) }
      }
      const page = await registryApi.recordHistory.call(input, { signal })
      const subject = (change: (typeof page.items)[number]) =>
        `${text(recordTitles[change.recordKind])}“${change.label}”`
      return { ...page, items: page.items.map((change) => ({ ...change, subject: subject(change) })) }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

const tones = {
  created: 'met',
  added: 'met',
  changed: 'on-track',
  moved: 'on-track',
  merged: 'at-risk',
  'took-over': 'at-risk',
} as const

function Changes(props: { readonly of: 'own' | 'records'; readonly enterpriseId: string }) {
  const text = useText()
  const query = useChanges(props.of, props.enterpriseId)
  if (query.isPending) return <Loading lines={6} />
  if (query.isError && !query.data)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />
  const changes = query.data.pages.flatMap((page) => page.items)
  if (changes.length === 0) return <Empty title={text(historyMessages['registry.history.none'])} />
  const entries: TimelineEntry[] = changes.map((change) => ({
    id: change.id,
    at: change.at,
    who: change.by,
    tone: tones[change.kind],
    title: `${text(historyMessages[`registry.history.${change.kind}`])}${change.subject}`,
    detail: <ChangeDetail change={change} of={props.of} />,
  }))
  return (
    <div className="card stack">
      <Timeline entries={entries} />
      {query.hasNextPage ? (
        <div>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {text(uiMessages['ui.table.more'])}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Fields that a reader need not see: they only order the register's own work. */
const silent = ['version', 'id']

function ChangeDetail(props: { readonly change: Change; readonly of: 'own' | 'records' }) {
  const { change, of } = props
  const text = useText()
  const valueText = useValueText()
  const titles: Readonly<Record<string, Message>> = of === 'own' ? fieldTitles : recordFieldTitles
  const names = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].filter(
    (name) => !silent.includes(name),
  )
  const isNew = change.kind === 'created' || change.kind === 'added'
  return (
    <>
      {change.reason ? (
        <p>{text(historyMessages['registry.history.reason'], { reason: change.reason })}</p>
      ) : null}
      {names.length > 0 ? (
        <table className="plain-table history-table">
          <thead>
            <tr>
              <th scope="col">{text(historyMessages['registry.history.field'])}</th>
              {isNew ? null : <th scope="col">{text(historyMessages['registry.history.before'])}</th>}
              <th scope="col">{text(historyMessages['registry.history.after'])}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{titles[name] ? text(titles[name]) : name}</th>
                {isNew ? null : <td className="soft">{valueText(name, change.before[name])}</td>}
                <td>{valueText(name, change.after[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}

/** A value of history in words. */
function useValueText(): (name: string, value: unknown) => string {
  const text = useText()
  const { nameOf } = useDistricts()
  const cellNameOf = useGridCellName()
  return (name, value) => {
    if (value === null || value === undefined || value === '') return '—'
    if (Array.isArray(value)) return value.join('、') || '—'
    if (typeof value === 'boolean') return value ? '✓' : '✗'
    const words = String(value)
    const status = EnterpriseStatus.options.find((one) => one === words)
    if (name === 'status' && status) return text(statusTitles[status])
    const size = EnterpriseSize.options.find((one) => one === words)
    if (name === 'size' && size) return text(sizeTitles[size])
    if (name === 'gridCellId') return cellNameOf(words) ?? words
    return name === 'region' ? nameOf(words) : words
  }
}
