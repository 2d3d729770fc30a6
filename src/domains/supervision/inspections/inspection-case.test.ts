import { sql } from 'kysely'
import { v7 } from 'uuid'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import { drawModules } from '../draws/draw.fixture.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { inspectionCaseType } from './inspection-case.ts'
import * as store from './inspection-store.ts'

const answers = { licence: { value: 'fails', remark: '没有悬挂', photos: [] } }

/** An inspection with a record that is ready to be handed in. */
async function openInspection(scope: Scope): Promise<string> {
  const [itemId, id, departmentId] = [v7(), v7(), v7()]
  const [enterpriseId = ''] = await addEnterprises(scope.tx, scope.city, [{}])
  const checks = [
    { key: 'licence', title: '营业执照', requirement: '', kind: 'conformity', required: true, photo: 'none' },
  ]
  await sql`insert into inspection_item (city, id, code, version, title, category, basis, clause, subject_kind, method,
      department_id, register, checks, state, created_at, created_by)
    values (${scope.city}, ${itemId}, ${itemId}, 1, '检查', 'key', '法', '条', 'enterprise', 'on-site', ${departmentId}, '{}',
      ${JSON.stringify(checks)}::jsonb, 'active', ${scope.now}, 'test')`.execute(scope.tx)
  await sql`insert into inspection (city, id, item_id, item_code, class, enterprise_id, credit_code, name, region, department_id, state, assigned_at)
    values (${scope.city}, ${id}, ${itemId}, ${itemId}, 'N', ${enterpriseId}, '91990500MA00000000', '示例企业', ${scope.city}, ${departmentId}, 'assigned', ${scope.now})`.execute(
    scope.tx,
  )
  await store.updateInspection(scope, id, {
    record: {
      answers,
      remark: '',
      location: null,
      signature: null,
      outcome: 'not-disclosed',
      correctBy: null,
    },
  })
  const opened = await openCase(scope, inspectionCaseType, {
    title: '示例企业：检查',
    data: { inspectionId: id },
    unitId: departmentId,
  })
  await store.setCase(scope, id, opened.id)
  return opened.id
}

/** Every path of an inspection, with its row beside it. */
caseTypeModelTest(inspectionCaseType, {
  modules: drawModules,
  data: { inspectionId: v7() },
  inputs: {
    record: [{ followUp: 'none' }, { followUp: 'correction' }, { followUp: 'handling' }],
    'record-again': [{ followUp: 'none' }, { followUp: 'correction' }, { followUp: 'handling' }],
    unable: [{ followUp: 'handling' }],
  },
  mostPaths: 24,
  open: openInspection,
})
