import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { useAllowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import type { Person, PersonFields } from '../../contract.ts'
import { findPersonRole, personRoles } from '../../contract.ts'
import { recordMessages } from '../../records/messages.ts'
import { enterpriseMessages } from '../enterprises/enterprise-words.ts'
import { registryApi } from '../registry-api.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { recordPageMessages } from './record-words.ts'
import { useRecordEditing } from './use-record-table.tsx'

type Contact = Pick<Person, 'name' | 'phone' | 'email'>

/** The people of an enterprise: masked, shown one at a time and on record. */
export function PersonTable(props: { readonly enterpriseId: string }) {
  const { enterpriseId } = props
  const text = useText()
  const formats = useFormats()
  const mayRead = useAllowed('registry.read-personal-data')
  const [shown, setShown] = useState<ReadonlyMap<string, Contact>>(new Map())
  const { editing, setEditing, mayManage, addButton, empty, close } = useRecordEditing<Person>(
    recordMessages['registry.people'],
    enterpriseId,
  )
  const reveal = async (person: Person): Promise<Person> => {
    const contact = await registryApi.readPerson.call({ recordId: person.id })
    setShown((before) => new Map(before).set(person.id, contact))
    return { ...person, ...contact }
  }
  const contactOf = (person: Person): Contact => shown.get(person.id) ?? person
  const columns: readonly DataColumn<Person>[] = [
    {
      key: 'role',
      title: text(recordMessages['registry.person.role']),
      card: 'title',
      render: (row) => {
        const role = findPersonRole(row.role)
        return role ? text(role.title) : row.role
      },
    },
    {
      key: 'name',
      title: text(recordMessages['registry.person.name']),
      render: (row) => contactOf(row).name,
    },
    {
      key: 'phone',
      title: text(recordMessages['registry.person.phone']),
      render: (row) => contactOf(row).phone ?? '—',
    },
    {
      key: 'email',
      title: text(recordMessages['registry.person.email']),
      optional: true,
      render: (row) => contactOf(row).email ?? '—',
    },
    { key: 'post', title: text(recordMessages['registry.person.post']), render: (row) => row.post ?? '—' },
    {
      key: 'appointed',
      title: text(recordMessages['registry.person.appointed-on']),
      render: (row) => formats.date(row.appointedOn),
    },
    {
      key: 'active',
      title: text(recordPageMessages['registry.record.standing']),
      render: (row) => (
        <StateTag
          state={row.active ? 'met' : 'no-data'}
          word={text(recordPageMessages[row.active ? 'registry.person.active' : 'registry.person.ended'])}
        />
      ),
    },
    ...(mayRead ? [actionColumn()] : []),
  ]

  function actionColumn(): DataColumn<Person> {
    return {
      key: 'actions',
      title: text(recordPageMessages['registry.record.actions']),
      render: (row) => (
        <span className="row">
          {shown.has(row.id) ? null : (
            <ConfirmAction
              size="small"
              label={text(recordPageMessages['registry.person.show'])}
              title={text(enterpriseMessages['registry.reveal-title'])}
              consequences={[text(enterpriseMessages['registry.reveal-consequence'])]}
              run={() => reveal(row)}
            />
          )}
          {mayManage ? (
            <Button size="small" onClick={() => void reveal(row).then(setEditing)}>
              {text(recordPageMessages['registry.record.change'])}
            </Button>
          ) : null}
        </span>
      ),
    }
  }
  return (
    <>
      <p className="soft">{text(recordPageMessages['registry.person.lead'])}</p>
      <DataTable<Person>
        name="people"
        label={text(recordMessages['registry.people'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={[...registryApi.listPeople.key(), enterpriseId]}
        toolbar={addButton}
        empty={empty}
        load={({ after, limit }, signal) =>
          registryApi.listPeople.call({ enterpriseId, limit, after }, { signal })
        }
      />
      {editing === 'none' ? null : (
        <PersonDrawer
          enterpriseId={enterpriseId}
          person={editing === 'new' ? undefined : editing}
          onClose={close}
        />
      )}
    </>
  )
}

function PersonDrawer(props: {
  readonly enterpriseId: string
  readonly person: Person | undefined
  readonly onClose: () => void
}) {
  const { enterpriseId, person } = props
  const text = useText()
  const label = (
    name: 'role' | 'name' | 'phone' | 'email' | 'post' | 'qualification' | 'appointed-on' | 'ended-on',
  ) => text(recordMessages[`registry.person.${name}`])
  const role = person ? findPersonRole(person.role) : undefined
  return (
    <RecordDrawer<PersonFields>
      open
      name={`registry/person/${person?.id ?? enterpriseId}`}
      draft={false}
      title={
        person
          ? text(recordPageMessages['registry.record.change-title'], {
              label: role ? text(role.title) : person.role,
            })
          : text(recordPageMessages['registry.record.add'], { kind: text(recordMessages['registry.people']) })
      }
      initial={person ?? {}}
      changing={person !== undefined}
      send={(fields, reason) =>
        person
          ? registryApi.changePerson.call({ recordId: person.id, version: person.version, reason, fields })
          : registryApi.createPerson.call({ enterpriseId, fields })
      }
      onClose={props.onClose}
    >
      <Field name={['fields', 'role']} label={label('role')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={personRoles.map(({ key, title }) => ({ value: key, label: text(title) }))}
        />
      </Field>
      <Field name={['fields', 'name']} label={label('name')} required>
        <Input maxLength={60} />
      </Field>
      <Field name={['fields', 'phone']} label={label('phone')}>
        <Input maxLength={30} inputMode="tel" />
      </Field>
      <Field name={['fields', 'email']} label={label('email')}>
        <Input maxLength={200} inputMode="email" />
      </Field>
      <Field name={['fields', 'post']} label={label('post')}>
        <Input maxLength={60} />
      </Field>
      <Field name={['fields', 'appointedOn']} label={label('appointed-on')}>
        <Input type="date" />
      </Field>
      <Field name={['fields', 'endedOn']} label={label('ended-on')}>
        <Input type="date" />
      </Field>
      <div className="record-form__wide">
        <Field name={['fields', 'qualification']} label={label('qualification')}>
          <Input.TextArea rows={2} maxLength={200} />
        </Field>
      </div>
    </RecordDrawer>
  )
}
