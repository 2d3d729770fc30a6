import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { type CreditRecord, type CreditRecordFields, creditRecordKinds } from '../../risk/risk-contract.ts'
import { creditKindTitles } from '../../risk/risk-messages.ts'
import { enterpriseColumn } from '../enterprise-column.tsx'
import { ImportRecords } from './import-records.tsx'
import { riskApi } from './risk-api.ts'
import { riskWords } from './risk-words.ts'
import './risk.css'

/** What other systems hold about enterprises: looked through, recorded one by one, imported, withdrawn. */
export function CreditRecordsPage() {
  const text = useText()
  const columns = useColumns()
  return (
    <Page
      title={text(riskWords.creditRecords)}
      lead={text(riskWords.creditLead)}
      trail={[{ title: text(riskWords.overview), to: '/supervision/risk' }]}
      actions={
        <Allowed permission="risk.record">
          <AddRecord />
          <ImportRecords />
        </Allowed>
      }
    >
      <DataTable<CreditRecord>
        name="credit-records"
        label={text(riskWords.creditRecords)}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={riskApi.listCreditRecords.key()}
        load={({ search, filters, after, limit }, signal) => {
          const kind = creditRecordKinds.find((one) => one === filters.kind?.[0])
          return riskApi.listCreditRecords.call({ limit, after, search, kind }, { signal })
        }}
        searchHint={text(riskWords.searchRecords)}
        filters={[
          {
            kind: 'choice',
            key: 'kind',
            title: text(riskWords.kind),
            several: false,
            options: creditRecordKinds.map((value) => ({ value, label: text(creditKindTitles[value]) })),
          },
        ]}
        empty={<Empty title={text(riskWords.noRecords)} hint={text(riskWords.noRecordsHint)} />}
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<CreditRecord>[] {
  const text = useText()
  const formats = useFormats()
  const mayRecord = useAllowed('risk.record')
  return [
    enterpriseColumn('enterprise', text(riskWords.enterprise), (row) => row.enterpriseName),
    { key: 'kind', title: text(riskWords.kind), render: (row) => text(creditKindTitles[row.kind]) },
    { key: 'number', title: text(riskWords.number), render: (row) => row.number },
    { key: 'on', title: text(riskWords.on), render: (row) => formats.date(row.decidedOn) },
    { key: 'authority', title: text(riskWords.authority), render: (row) => row.authority },
    {
      key: 'amount',
      title: text(riskWords.amount),
      align: 'end',
      render: (row) => formats.number(row.amount),
    },
    {
      key: 'summary',
      title: text(riskWords.summary),
      optional: true,
      card: 'none',
      render: (row) => row.summary,
    },
    {
      key: 'withdraw',
      title: text(riskWords.recordStanding),
      render: (row) =>
        row.withdrawn ? (
          <StateTag state="no-data" word={text(riskWords.withdrawn)} />
        ) : row.repairedOn ? (
          <span className="row">
            <StateTag state="met" word={text(riskWords.repaired)} />
            <span className="soft">
              {formats.date(row.repairedOn)} {row.repairDecisionNumber}
            </span>
          </span>
        ) : mayRecord ? (
          <Withdraw record={row} />
        ) : (
          '—'
        ),
    },
  ]
}

function Withdraw({ record }: { readonly record: CreditRecord }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <ConfirmAction
      size="small"
      label={text(riskWords.withdraw)}
      title={text(riskWords.withdrawTitle)}
      consequences={[text(riskWords.withdrawEffect)]}
      reason="required"
      run={async (reason) => {
        await riskApi.withdrawCreditRecord.call({ recordId: record.id, reason })
        await client.invalidateQueries({ queryKey: riskApi.key() })
      }}
    />
  )
}

function AddRecord() {
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {text(riskWords.add)}
      </Button>
      <Drawer open={open} title={text(riskWords.add)} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<CreditRecordFields>
          name="risk/credit-record"
          onSubmit={async (values) => {
            await riskApi.addCreditRecord.call(values)
            await client.invalidateQueries({ queryKey: riskApi.key() })
            setOpen(false)
          }}
        >
          <Field name="creditCode" label={text(riskWords.creditCode)} required>
            <Input maxLength={18} />
          </Field>
          <Field name="kind" label={text(riskWords.kind)} required>
            <Select
              options={creditRecordKinds.map((value) => ({ value, label: text(creditKindTitles[value]) }))}
            />
          </Field>
          <Field name="number" label={text(riskWords.number)} required>
            <Input maxLength={100} />
          </Field>
          <Field name="decidedOn" label={text(riskWords.on)} required>
            <Input type="date" />
          </Field>
          <Field name="authority" label={text(riskWords.authority)} required>
            <Input maxLength={100} />
          </Field>
          <Field name="amount" label={text(riskWords.amount)}>
            <InputNumber min={0} style={{ width: 180 }} />
          </Field>
          <Field name="summary" label={text(riskWords.summary)}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
