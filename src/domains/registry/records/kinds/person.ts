/** People in roles: names and contacts are personal data, masked wherever they are not read on record. */
import { maskEmail, maskName, maskPhone } from '#kernel/access/mask.ts'
import type { FieldProblem } from '#kernel/language/errors.ts'
import { findPersonRole, personRoles } from '../lists/person-roles.ts'
import { recordMessages } from '../messages.ts'
import { defineRecordKind } from '../record-kind.ts'
import type { PersonFields } from '../record-schemas.ts'

function problemsOf(fields: PersonFields): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!findPersonRole(fields.role))
    problems.push({
      path: 'role',
      message: {
        zh: `没有“${fields.role}”这个岗位，请从列表中选择。`,
        en: `There is no role “${fields.role}”; choose one from the list.`,
      },
    })
  if (fields.phone !== null && !/^[+\d][\d\s-]{4,24}$/.test(fields.phone))
    problems.push({
      path: 'phone',
      message: {
        zh: `电话“${fields.phone}”应由数字组成，可带区号和短横，如 0571-12345678。`,
        en: `“${fields.phone}” should be digits, with hyphens if wanted: 0571-12345678.`,
      },
    })
  if (fields.appointedOn !== null && fields.endedOn !== null && fields.endedOn < fields.appointedOn)
    problems.push({
      path: 'endedOn',
      message: {
        zh: `离任日期（${fields.endedOn}）早于任命日期（${fields.appointedOn}）。`,
        en: `The role cannot end (${fields.endedOn}) before it began (${fields.appointedOn}).`,
      },
    })
  return problems
}

function mask(fields: Partial<PersonFields>): Partial<PersonFields> {
  const { name, phone, email } = fields
  return {
    ...fields,
    ...(name === undefined ? {} : { name: maskName(name) }),
    ...(phone ? { phone: maskPhone(phone) } : {}),
    ...(email ? { email: maskEmail(email) } : {}),
  }
}

export const personKind = defineRecordKind<PersonFields>({
  name: 'person',
  table: 'enterprise_person',
  title: recordMessages['registry.people'],
  fields: ['role', 'name', 'phone', 'email', 'post', 'qualification', 'appointedOn', 'endedOn'],
  kept: [],
  defaults: { phone: null, email: null, post: null, qualification: null, appointedOn: null, endedOn: null },
  identity: ['role', 'name'],
  identityWithin: 'enterprise',
  counted: undefined,
  check: (fields) => ({ fields, problems: problemsOf(fields) }),
  label: (fields) => `${findPersonRole(fields.role)?.title.zh ?? fields.role} ${maskName(fields.name)}`,
  mask,
  columns: [
    {
      field: 'role',
      title: recordMessages['registry.person.role'],
      width: 18,
      required: true,
      type: 'choice',
      options: personRoles.map(({ key, title }) => ({ value: key, title })),
    },
    { field: 'name', title: recordMessages['registry.person.name'], width: 12, required: true, type: 'text' },
    { field: 'phone', title: recordMessages['registry.person.phone'], width: 16, type: 'text' },
    { field: 'email', title: recordMessages['registry.person.email'], width: 24, type: 'text' },
    { field: 'post', title: recordMessages['registry.person.post'], width: 16, type: 'text' },
    {
      field: 'qualification',
      title: recordMessages['registry.person.qualification'],
      width: 28,
      type: 'text',
    },
    { field: 'appointedOn', title: recordMessages['registry.person.appointed-on'], width: 12, type: 'date' },
    { field: 'endedOn', title: recordMessages['registry.person.ended-on'], width: 12, type: 'date' },
  ],
})
