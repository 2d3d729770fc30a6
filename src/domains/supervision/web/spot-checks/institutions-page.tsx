import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#kernel/org/web/unit-select.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { kindTitles } from '../../spot-checks/messages.ts'
import { SpotCheckKind } from '../../spot-checks/spot-checks-contract.ts'
import { ActiveTag, ChangeActive } from './active-state.tsx'
import { catalogueWords as words } from './catalogue-words.ts'
import { words as spotCheckWords } from './spot-check-words.ts'
import { type InstitutionView, spotChecksApi } from './spot-checks-api.ts'
import { WholeList } from './whole-list.tsx'
import './spot-checks.css'

/** Who tests samples, and how long each may. */
export function InstitutionsPage() {
  const text = useText()
  const institutions = useQuery(
    spotChecksApi.listSpotCheckInstitutions.queryOptions({ input: { retired: true } }),
  )
  return (
    <Page
      title={text(words['spot-checks.institutions'])}
      lead={text(words['spot-checks.institutions-lead'])}
      trail={[{ title: text(spotCheckWords['spot-checks.plans']), to: '/supervision/spot-checks/plans' }]}
      actions={
        <Allowed permission="spot-checks.plan">
          <InstitutionForm />
        </Allowed>
      }
    >
      <WholeList
        query={institutions}
        label={text(words['spot-checks.institutions'])}
        empty={text(words['spot-checks.institutions-empty'])}
        columns={useColumns()}
      />
    </Page>
  )
}

function useColumns(): readonly RowColumn<InstitutionView>[] {
  const text = useText()
  const formats = useFormats()
  const mayPlan = useAllowed('spot-checks.plan')
  const columns: readonly RowColumn<InstitutionView>[] = [
    {
      key: 'name',
      title: text(words['spot-checks.institution-name']),
      card: 'title',
      render: ({ name }) => name,
    },
    {
      key: 'unit',
      title: text(words['spot-checks.institution-unit']),
      render: ({ unitName }) => unitName ?? text(words['spot-checks.institution-no-unit']),
    },
    { key: 'cma', title: text(words['spot-checks.cma']), render: ({ cmaNumber }) => cmaNumber ?? '—' },
    {
      key: 'until',
      title: text(words['spot-checks.qualified-until']),
      render: ({ qualifiedUntil, qualified }) => (
        <>
          {formats.date(qualifiedUntil)}{' '}
          {qualified ? null : (
            <StateTag state="behind" word={text(words['spot-checks.qualification-ended'])} />
          )}
        </>
      ),
    },
    {
      key: 'kinds',
      title: text(words['spot-checks.kinds']),
      render: ({ kinds }) => kinds.map((kind) => text(kindTitles[kind])).join('、'),
    },
    {
      key: 'state',
      title: text(spotCheckWords['spot-checks.state']),
      render: ({ active }) => <ActiveTag active={active} />,
    },
  ]
  if (!mayPlan) return columns
  return [
    ...columns,
    {
      key: 'actions',
      title: text(spotCheckWords['spot-checks.line-actions']),
      card: 'end',
      render: (institution) => <InstitutionActions institution={institution} />,
    },
  ]
}

function InstitutionActions({ institution }: { readonly institution: InstitutionView }) {
  const text = useText()
  const client = useQueryClient()
  const change = (run: typeof spotChecksApi.retireSpotCheckInstitution.call) => async (reason: string) => {
    await run({ institutionId: institution.id, reason })
    await client.invalidateQueries({ queryKey: spotChecksApi.key() })
  }
  return (
    <div className="row">
      <InstitutionForm institution={institution} />
      <ChangeActive
        small
        name={institution.name}
        active={institution.active}
        consequence={text(words['spot-checks.retire-institution-consequence'])}
        retire={change(spotChecksApi.retireSpotCheckInstitution.call)}
        reinstate={change(spotChecksApi.reinstateSpotCheckInstitution.call)}
      />
    </div>
  )
}

interface InstitutionValues {
  readonly name: string
  readonly unitId?: string | null
  readonly cmaNumber?: string | null
  readonly qualifiedUntil: string
  readonly kinds: SpotCheckKind[]
}

/** Registers an institution, or changes one: above all the last day of its qualification. */
function InstitutionForm({ institution }: { readonly institution?: InstitutionView }) {
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const title = institution
    ? text(words['spot-checks.change-of'], { name: institution.name })
    : text(words['spot-checks.institution-add'])
  const known =
    institution?.unitId && institution.unitName
      ? [{ id: institution.unitId, name: institution.unitName }]
      : []
  const save = async (values: InstitutionValues) => {
    const fields = {
      name: values.name,
      unitId: values.unitId ?? null,
      cmaNumber: values.cmaNumber?.trim() || null,
      qualifiedUntil: values.qualifiedUntil,
      kinds: values.kinds,
    }
    await (institution
      ? spotChecksApi.changeSpotCheckInstitution.call({ institutionId: institution.id, ...fields })
      : spotChecksApi.createSpotCheckInstitution.call(fields))
    setOpen(false)
    await client.invalidateQueries({ queryKey: spotChecksApi.key() })
  }
  return (
    <>
      <Button
        {...(institution ? { size: 'small' as const } : { type: 'primary' as const })}
        onClick={() => setOpen(true)}
      >
        {text(words[institution ? 'spot-checks.change' : 'spot-checks.institution-add'])}
      </Button>
      <Drawer open={open} size={420} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<InstitutionValues>
          name={`spot-checks/institution/${institution?.id ?? 'new'}`}
          initialValues={institution ?? { kinds: [] }}
          onSubmit={save}
        >
          <Field name="name" label={text(words['spot-checks.institution-name'])} required>
            <Input maxLength={100} />
          </Field>
          <Field
            name="unitId"
            label={text(words['spot-checks.institution-unit'])}
            help={text(words['spot-checks.institution-unit-help'])}
          >
            <UnitSelect known={known} />
          </Field>
          <Field name="cmaNumber" label={text(words['spot-checks.cma'])}>
            <Input maxLength={12} />
          </Field>
          <Field name="qualifiedUntil" label={text(words['spot-checks.qualified-until'])} required>
            <Input type="date" />
          </Field>
          <Field name="kinds" label={text(words['spot-checks.kinds'])} required>
            <Select
              mode="multiple"
              options={SpotCheckKind.options.map((value) => ({ value, label: text(kindTitles[value]) }))}
            />
          </Field>
        </DraftForm>
      </Drawer>
    </>
  )
}
