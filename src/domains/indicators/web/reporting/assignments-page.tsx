import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { UnitSelect } from '#kernel/org/web/unit-select.tsx'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { IndicatorPeriod } from '../../contract.ts'
import { type Coverage, Coverage as coverages } from '../../reporting/reporting-contract.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { reportingApi } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'
import './reporting.css'

type Row = Awaited<ReturnType<typeof reportingApi.listAssignments.call>>['items'][number]

/** Who reports what. */
export function AssignmentsPage() {
  const text = useText()
  const columns = useColumns()
  return (
    <Page
      title={text(reportingMessages['reporting.assignments'])}
      lead={text(reportingMessages['reporting.assignments-lead'])}
      trail={[{ title: text(reportingMessages['reporting.title']), to: '/reporting' }]}
      actions={
        <Allowed permission="indicators.manage">
          <AddAssignment />
        </Allowed>
      }
    >
      <Allowed permission="indicators.manage">
        <Suggestions />
      </Allowed>
      <DataTable<Row>
        name="assignments"
        label={text(reportingMessages['reporting.assignments'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={reportingApi.listAssignments.key()}
        load={({ search, after, limit }, signal) =>
          reportingApi.listAssignments.call({ limit, after, search }, { signal })
        }
        searchHint={text(reportingMessages['reporting.search-indicators'])}
        empty={<Empty title={text(reportingMessages['reporting.no-assignments'])} />}
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<Row>[] {
  const text = useText()
  const locale = useLocale()
  const formats = useFormats()
  const mayManage = useAllowed('indicators.manage')
  const columns: readonly DataColumn<Row>[] = [
    {
      key: 'indicator',
      title: text(reportingMessages['reporting.indicator']),
      card: 'title',
      render: ({ indicator }) => (locale === 'zh' ? indicator.nameZh : indicator.nameEn),
    },
    { key: 'unit', title: text(reportingMessages['reporting.unit']), render: (row) => row.unit.name },
    {
      key: 'frequency',
      title: text(reportingMessages['reporting.frequency']),
      render: (row) => text(reportingMessages[`reporting.frequency.${row.frequency}`]),
    },
    {
      key: 'coverage',
      title: text(reportingMessages['reporting.coverage']),
      render: (row) => (
        <>
          {text(reportingMessages[`reporting.coverage.${row.coverage}`])}
          {row.districtSum ? (
            <div className="soft">{text(reportingMessages['reporting.district-sum'])}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'from',
      title: text(reportingMessages['reporting.from']),
      render: (row) => formats.date(row.startsOn),
    },
  ]
  if (!mayManage) return columns
  return [...columns, { key: 'end', title: '', render: (row) => <EndAssignment row={row} /> }]
}

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: reportingApi.key() })
}

function EndAssignment({ row }: { readonly row: Row }) {
  const text = useText()
  const refresh = useRefresh()
  return (
    <ConfirmAction
      size="small"
      label={text(reportingMessages['reporting.end'])}
      title={text(reportingMessages['reporting.end-title'])}
      consequences={[text(reportingMessages['reporting.end-consequence'])]}
      run={async () => {
        await reportingApi.endAssignment.call({ assignmentId: row.id })
        await refresh()
      }}
    />
  )
}

/** Indicators that answer targets and are reported by nobody, with the unit that usually does. */
function Suggestions() {
  const text = useText()
  const locale = useLocale()
  const refresh = useRefresh()
  const { message } = App.useApp()
  const suggestions = useQuery(reportingApi.suggestAssignments.queryOptions({ input: undefined }))
  const items = suggestions.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="card stack">
      <p>{text(reportingMessages['reporting.suggestions'], { count: items.length })}</p>
      <ul className="report-suggestions">
        {items.slice(0, 8).map((one) => (
          <li key={one.indicator.id}>
            {locale === 'zh' ? one.indicator.nameZh : one.indicator.nameEn}
            <span className="soft"> → {one.unit.name}</span>
          </li>
        ))}
      </ul>
      <div>
        <Button
          onClick={async () => {
            await reportingApi.saveAssignments.call({
              assignments: items
                .slice(0, 500)
                .map((one) => ({ unitId: one.unit.id, indicatorId: one.indicator.id })),
            })
            message.success(text(reportingMessages['reporting.count'], { count: items.length }))
            await refresh()
          }}
        >
          {text(reportingMessages['reporting.take-suggestions'])}
        </Button>
      </div>
    </section>
  )
}

interface AssignmentValues {
  readonly unitId: string
  readonly indicatorId: string
  readonly frequency?: Row['frequency']
  readonly coverage: Coverage
  readonly districtSum?: 'required' | 'not-required'
  readonly startsOn?: string
}

function AddAssignment() {
  const text = useText()
  const refresh = useRefresh()
  const [open, setOpen] = useState(false)
  const title = text(reportingMessages['reporting.add-assignment'])
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Drawer open={open} size={460} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<AssignmentValues>
          name="reporting/assignment"
          initialValues={{ coverage: 'whole' }}
          submitLabel={text(reportingMessages['reporting.save'])}
          onSubmit={async ({ districtSum, startsOn, ...values }) => {
            await reportingApi.saveAssignments.call({
              assignments: [
                {
                  ...values,
                  districtSum: districtSum && districtSum === 'required',
                  startsOn: startsOn || undefined,
                },
              ],
            })
            setOpen(false)
            await refresh()
          }}
        >
          <Field name="indicatorId" label={text(reportingMessages['reporting.indicator'])} required>
            <IndicatorSelect />
          </Field>
          <Field name="unitId" label={text(reportingMessages['reporting.unit'])} required>
            <UnitSelect />
          </Field>
          <Field name="coverage" label={text(reportingMessages['reporting.coverage'])} required>
            <Select
              options={coverages.options.map((value) => ({
                value,
                label: text(reportingMessages[`reporting.coverage.${value}`]),
              }))}
            />
          </Field>
          <Field name="districtSum" label={text(reportingMessages['reporting.district-sum'])}>
            <Select
              allowClear
              placeholder={text(reportingMessages['reporting.district-sum.by-unit'])}
              options={(['required', 'not-required'] as const).map((value) => ({
                value,
                label: text(reportingMessages[`reporting.district-sum.${value}`]),
              }))}
            />
          </Field>
          <Field name="frequency" label={text(reportingMessages['reporting.frequency'])}>
            <Select
              allowClear
              placeholder={text(reportingMessages['reporting.frequency.own'])}
              options={IndicatorPeriod.options.map((value) => ({
                value,
                label: text(reportingMessages[`reporting.frequency.${value}`]),
              }))}
            />
          </Field>
          <Field
            name="startsOn"
            label={text(reportingMessages['reporting.from'])}
            help={text(reportingMessages['reporting.from-help'])}
          >
            <Input type="date" />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}

/** Chooses one indicator; a form control. */
function IndicatorSelect(props: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string | undefined) => void
}) {
  const locale = useLocale()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim()) || undefined
  const found = useQuery(
    indicatorsApi.listIndicators.queryOptions({ input: { limit: 30, search, reported: true } }),
  )
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      value={props.value ?? null}
      onChange={(value: string | null | undefined) => props.onChange?.(value ?? undefined)}
      allowClear
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={(found.data?.items ?? []).map(({ id, version }) => ({
        value: id,
        label: locale === 'zh' ? version.nameZh : version.nameEn,
      }))}
    />
  )
}
