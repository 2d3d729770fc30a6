import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { JobProgress, jobsApi } from '#kernel/jobs/web/job-panel.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter } from '#ui/table/data-table.tsx'
import { periodWords } from '../../period-messages.ts'
import { ReportState } from '../../reporting/reporting-contract.ts'
import { reportingApi, reportTones } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'
import './reporting.css'

type ReportRow = Awaited<ReturnType<typeof reportingApi.listReports.call>>['items'][number]

/** The tasks: all of them for the quality office and for leaders, its own for a unit. */
export function ReportsPage() {
  const text = useText()
  const isClerk = useAllowed('indicators.publish')
  const reports = useAllowed('indicators.report')
  const reader = isClerk ? 'clerk' : reports ? 'unit' : 'reader'
  const columns = useColumns()
  const filters = useFilters()
  return (
    <Page
      title={text(reportingMessages['reporting.title'])}
      lead={text(reportingMessages[`reporting.lead-${reader}`])}
      actions={<Actions />}
    >
      <Counts />
      <DataTable<ReportRow>
        name="reports"
        label={text(reportingMessages['reporting.title'])}
        columns={columns}
        rowKey={(report) => report.id}
        queryKey={reportingApi.listReports.key()}
        load={({ search, filters: chosen, after, limit }, signal) =>
          reportingApi.listReports.call(
            {
              limit,
              after,
              search,
              state: chosen.state?.join(','),
              late: (['true', 'false'] as const).find((one) => one === chosen.late?.[0]),
              period: chosen.period?.[0],
            },
            { signal },
          )
        }
        {...(isClerk ? { searchHint: text(reportingMessages['reporting.search']) } : {})}
        filters={filters}
        empty={
          <Empty
            title={text(reportingMessages['reporting.none'])}
            hint={text(reportingMessages[`reporting.none-${reader}`])}
          />
        }
      />
    </Page>
  )
}

function Actions() {
  const text = useText()
  return (
    <>
      <Link to="/reporting/observations" className="plain-button">
        {text(reportingMessages['reporting.observations'])}
      </Link>
      <Allowed permission="indicators.import">
        <Link to="/reporting/import" className="plain-button">
          {text(reportingMessages['reporting.import'])}
        </Link>
      </Allowed>
      <Allowed permission="indicators.report">
        <Link to="/reporting/assignments" className="plain-button">
          {text(reportingMessages['reporting.assignments'])}
        </Link>
      </Allowed>
      <Allowed permission="indicators.manage">
        <Generate />
      </Allowed>
    </>
  )
}

/** How many tasks are in each state, and how many of them late. */
function Counts() {
  const text = useText()
  const formats = useFormats()
  const counts = useQuery(reportingApi.reportCounts.queryOptions({ input: {} }))
  const states = counts.data?.states ?? []
  if (states.length === 0) return null
  return (
    <ul className="report-counts">
      {ReportState.options.map((state) => {
        const found = states.find((one) => one.state === state)
        if (!found) return null
        return (
          <li key={state} className="card report-counts__state">
            <StateTag state={reportTones[state]} word={text(reportingMessages[`reporting.state.${state}`])} />
            <strong>
              {text(reportingMessages['reporting.count'], { count: formats.number(found.count) })}
            </strong>
            {found.late > 0 ? (
              <span className="soft">
                {text(reportingMessages['reporting.late-count'], { count: formats.number(found.late) })}
              </span>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

function useFilters(): readonly TableFilter[] {
  const text = useText()
  const locale = useLocale()
  const counts = useQuery(reportingApi.reportCounts.queryOptions({ input: {} }))
  return [
    {
      kind: 'choice',
      key: 'state',
      title: text(reportingMessages['reporting.state']),
      options: ReportState.options.map((value) => ({
        value,
        label: text(reportingMessages[`reporting.state.${value}`]),
      })),
    },
    {
      kind: 'choice',
      key: 'period',
      title: text(reportingMessages['reporting.period']),
      several: false,
      options: (counts.data?.periods ?? []).map((value) => ({ value, label: periodWords(value)[locale] })),
    },
    {
      kind: 'choice',
      key: 'late',
      title: text(reportingMessages['reporting.late-only']),
      several: false,
      options: [{ value: 'true', label: text(reportingMessages['reporting.late']) }],
    },
  ]
}

function useColumns(): readonly DataColumn<ReportRow>[] {
  const text = useText()
  const formats = useFormats()
  const locale = useLocale()
  return [
    {
      key: 'unit',
      title: text(reportingMessages['reporting.unit']),
      card: 'title',
      render: (report) => (
        <Link to="/reporting/$caseId" params={{ caseId: report.caseId }}>
          {report.unit.name} {periodWords(report.period)[locale]}
        </Link>
      ),
    },
    {
      key: 'state',
      title: text(reportingMessages['reporting.state']),
      render: (report) => (
        <span className="row">
          <StateTag
            state={reportTones[report.state]}
            word={text(reportingMessages[`reporting.state.${report.state}`])}
          />
          {report.round > 1 ? (
            <span className="soft">
              {text(reportingMessages['reporting.correction'], { number: report.round - 1 })}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'due',
      title: text(reportingMessages['reporting.due']),
      render: (report) => (
        <span className="row">
          {formats.date(report.dueOn)}
          {report.late ? <StateTag state="behind" word={text(reportingMessages['reporting.late'])} /> : null}
        </span>
      ),
    },
    {
      key: 'filled',
      title: text(reportingMessages['reporting.filled']),
      align: 'end',
      render: (report) => `${formats.number(report.filled)} / ${formats.number(report.figures)}`,
    },
    {
      key: 'submitted',
      title: text(reportingMessages['reporting.submitted']),
      render: (report) =>
        report.submittedAt ? `${report.submittedBy ?? ''} ${formats.dateTime(report.submittedAt)}` : '—',
    },
  ]
}

/** The period that ended last, as most are asked for. */
function lastMonth(): string {
  const now = new Date()
  const before = new Date(now.getFullYear(), now.getMonth() - 1, 1)
  return `${before.getFullYear()}-${String(before.getMonth() + 1).padStart(2, '0')}`
}

function Generate() {
  const text = useText()
  const [open, setOpen] = useState(false)
  const [runId, setRunId] = useState<string>()
  const title = text(reportingMessages['reporting.generate'])
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Drawer open={open} size={420} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        <p style={{ marginBottom: 16 }}>{text(reportingMessages['reporting.generate-lead'])}</p>
        <DraftForm<{ period: string }>
          name="reporting/generate"
          draft={false}
          initialValues={{ period: lastMonth() }}
          submitLabel={title}
          onSubmit={async ({ period }) =>
            setRunId((await reportingApi.generateReports.call({ period: period.trim() })).runId)
          }
        >
          <Field
            name="period"
            label={text(reportingMessages['reporting.generate-period'])}
            help={text(reportingMessages['reporting.generate-hint'])}
            required
          >
            <Input maxLength={8} style={{ width: 180 }} />
          </Field>
        </DraftForm>
        {runId ? <Run key={runId} id={runId} /> : null}
      </Drawer>
    </>
  )
}

const pollEvery = 1000

function Run(props: { readonly id: string }) {
  const client = useQueryClient()
  const run = useQuery(
    jobsApi.getJobRun.queryOptions({
      input: { id: props.id },
      refetchInterval: ({ state: { data } }) => {
        if (data === undefined || data.state === 'queued' || data.state === 'running') return pollEvery
        void client.invalidateQueries({ queryKey: reportingApi.key() })
        return false
      },
    }),
  )
  return run.data ? <JobProgress run={run.data} /> : null
}
