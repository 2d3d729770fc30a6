import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#kernel/org/web/unit-select.tsx'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { AvoidanceReason } from '../../draws/register-contract.ts'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'

type Row = Awaited<ReturnType<typeof drawsApi.listInspectors.call>>['items'][number]

/** Who may be sent to inspect. */
export function InspectorsPage() {
  const text = useText()
  const mayManage = useAllowed('supervision.draws-manage')
  return (
    <Page
      title={text(drawWebMessages['supervision.inspectors'])}
      lead={text(drawWebMessages['supervision.inspectors-lead'])}
      actions={mayManage ? <InspectorForm /> : null}
    >
      <DataTable<Row>
        name="inspectors"
        label={text(drawWebMessages['supervision.inspectors'])}
        columns={useColumns()}
        rowKey={(row) => row.id}
        queryKey={drawsApi.listInspectors.key()}
        load={({ search, after, limit }, signal) =>
          drawsApi.listInspectors.call({ limit, after, search }, { signal })
        }
        searchHint={text(drawWebMessages['supervision.inspectors-search'])}
        empty={<Empty title={text(drawWebMessages['supervision.inspectors-none'])} />}
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<Row>[] {
  const text = useText()
  const formats = useFormats()
  const mayManage = useAllowed('supervision.draws-manage')
  const mayDeclare = useAllowed('supervision.avoidance-declare')
  const today = formats.date(new Date())
  return [
    {
      key: 'name',
      title: text(drawWebMessages['supervision.inspector-name']),
      card: 'title',
      render: (row) => (
        <>
          {row.name} <span className="soft">{row.number}</span>
        </>
      ),
    },
    {
      key: 'department',
      title: text(drawWebMessages['supervision.item-department']),
      render: (row) => row.department,
    },
    {
      key: 'active',
      title: text(drawWebMessages['supervision.active']),
      render: (row) =>
        row.active ? (
          <StateTag state="met" word={text(drawWebMessages['supervision.active'])} />
        ) : (
          <StateTag state="no-data" word={text(drawWebMessages['supervision.inactive'])} />
        ),
    },
    {
      key: 'certificate',
      title: text(drawWebMessages['supervision.certificate']),
      render: (row) => (
        <>
          {row.certificate}
          <div className="soft">
            {formats.date(row.certificateUntil)}{' '}
            {row.certificateUntil < today ? text(drawWebMessages['supervision.certificate-expired']) : ''}
          </div>
        </>
      ),
    },
    {
      key: 'skills',
      title: text(drawWebMessages['supervision.skills']),
      render: (row) => row.skills.join('、') || '—',
    },
    {
      key: 'districts',
      title: text(drawWebMessages['supervision.districts']),
      optional: true,
      render: (row) => row.districts.join('、') || '—',
    },
    {
      key: 'open',
      title: text(drawWebMessages['supervision.open-inspections']),
      align: 'end',
      render: (row) => formats.number(row.open),
    },
    {
      key: 'avoidances',
      title: text(drawWebMessages['supervision.avoidances']),
      render: (row) => <Avoidances row={row} mayEnd={mayManage} />,
    },
    {
      key: 'actions',
      title: text(drawWebMessages['supervision.edit-inspector']),
      render: (row) => (
        <div className="row">
          {mayManage ? <InspectorForm inspector={row} /> : null}
          {mayDeclare ? <Declare row={row} /> : null}
        </div>
      ),
    },
  ]
}

const useRefresh = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: drawsApi.key() })
}

function Avoidances(props: { readonly row: Row; readonly mayEnd: boolean }) {
  const text = useText()
  const refresh = useRefresh()
  const end = useMutation(drawsApi.endAvoidance.mutationOptions({ onSuccess: refresh }))
  if (props.row.avoidances.length === 0) return '—'
  return props.row.avoidances.map((one) => (
    <div key={one.id}>
      {one.enterprise}{' '}
      <span className="soft">{text(drawWebMessages[`supervision.avoidance.${one.reason}`])}</span>{' '}
      {props.mayEnd ? (
        <ConfirmAction
          size="small"
          label={text(drawWebMessages['supervision.end-avoidance'])}
          title={`${text(uiMessages['ui.before'], { name: text(drawWebMessages['supervision.end-avoidance']) })}${one.enterprise}`}
          consequences={[]}
          run={() => end.mutateAsync({ id: one.id })}
        />
      ) : null}
    </div>
  ))
}

function Declare(props: { readonly row: Row }) {
  const { row } = props
  const text = useText()
  const refresh = useRefresh()
  const [open, setOpen] = useState(false)
  const declare = useMutation(drawsApi.declareAvoidance.mutationOptions())
  const title = `${text(uiMessages['ui.before'], { name: text(drawWebMessages['supervision.declare']) })}${row.name}`
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={title}>
        {text(drawWebMessages['supervision.declare'])}
      </Button>
      <Modal open={open} title={title} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <DraftForm<{ creditCode: string; reason: AvoidanceReason; note?: string }>
          name={`supervision/avoidance/${row.id}`}
          draft={false}
          onSubmit={async ({ creditCode, reason, note }) => {
            await declare.mutateAsync({
              inspectorId: row.id,
              creditCode,
              reason,
              note: note?.trim() || null,
            })
            setOpen(false)
            await refresh()
          }}
        >
          <Field name="creditCode" label={text(drawWebMessages['supervision.credit-code'])} required>
            <Input maxLength={18} />
          </Field>
          <Field name="reason" label={text(drawWebMessages['supervision.avoidance-reason'])} required>
            <Select
              options={AvoidanceReason.options.map((value) => ({
                value,
                label: text(drawWebMessages[`supervision.avoidance.${value}`]),
              }))}
            />
          </Field>
          <Field name="note" label={text(drawWebMessages['supervision.note'])}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </DraftForm>
      </Modal>
    </>
  )
}

interface Values {
  readonly number: string
  readonly name: string
  readonly accountId?: string | null
  readonly departmentId: string
  readonly certificate: string
  readonly certificateUntil: string
  readonly skills: string[]
  readonly districts: string[]
  readonly maximumLoad: number
  readonly active: boolean
}

function InspectorForm(props: { readonly inspector?: Row }) {
  const { inspector } = props
  const text = useText()
  const refresh = useRefresh()
  const [open, setOpen] = useState(false)
  const accounts = useQuery({ ...drawsApi.listInspectorAccounts.queryOptions(), enabled: open })
  const save = useMutation(drawsApi.saveInspector.mutationOptions())
  const label = text(drawWebMessages[inspector ? 'supervision.edit-inspector' : 'supervision.new-inspector'])
  return (
    <>
      <Button
        type={inspector ? 'default' : 'primary'}
        size={inspector ? 'small' : 'middle'}
        aria-label={inspector ? `${text(uiMessages['ui.before'], { name: label })}${inspector.name}` : label}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Modal open={open} title={label} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <DraftForm<Values>
          name={`supervision/inspector/${inspector?.id ?? 'new'}`}
          initialValues={inspector ?? { skills: [], districts: [], maximumLoad: 20, active: true }}
          onSubmit={async (values) => {
            await save.mutateAsync({ ...values, accountId: values.accountId ?? null })
            setOpen(false)
            await refresh()
          }}
        >
          <Field name="number" label={text(drawWebMessages['supervision.inspector-number'])} required>
            <Input maxLength={20} disabled={inspector !== undefined} />
          </Field>
          <Field name="name" label={text(drawWebMessages['supervision.inspector-name'])} required>
            <Input maxLength={200} />
          </Field>
          <Field name="departmentId" label={text(drawWebMessages['supervision.item-department'])} required>
            <UnitSelect
              known={inspector ? [{ id: inspector.departmentId, name: inspector.department }] : []}
            />
          </Field>
          <Field name="accountId" label={text(drawWebMessages['supervision.account'])}>
            <Select
              allowClear
              loading={accounts.isPending}
              options={(accounts.data ?? []).map((account) => ({
                value: account.id,
                label: `${account.name}（${account.username}）`,
              }))}
            />
          </Field>
          <Field name="certificate" label={text(drawWebMessages['supervision.certificate'])} required>
            <Input maxLength={60} />
          </Field>
          <Field
            name="certificateUntil"
            label={text(drawWebMessages['supervision.certificate-until'])}
            required
          >
            <Input type="date" />
          </Field>
          <Field name="skills" label={text(drawWebMessages['supervision.skills'])}>
            <Select mode="tags" open={false} tokenSeparators={[',', ' ', '，', '、']} />
          </Field>
          <Field name="districts" label={text(drawWebMessages['supervision.districts'])}>
            <Select mode="tags" open={false} tokenSeparators={[',', ' ', '，', '、']} />
          </Field>
          <Field name="maximumLoad" label={text(drawWebMessages['supervision.maximum-load'])} required>
            <InputNumber min={0} max={1000} />
          </Field>
          <Field name="active" label={text(drawWebMessages['supervision.active'])} valuePropName="checked">
            <Switch />
          </Field>
        </DraftForm>
      </Modal>
    </>
  )
}
