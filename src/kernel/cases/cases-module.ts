import { appendOnlyCityTable, cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { casesContract } from './contract.ts'
import { deadlineJob } from './deadline-job.ts'
import { casesRouter } from './router.ts'

/** What moves through people's hands: statechart-driven cases with inbox, deadlines and timeline. */
export const casesModule = defineDomain({
  name: 'cases',
  title: { zh: '事项办理', en: 'Cases' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    case_instance: cityTable,
    case_event: appendOnlyCityTable,
    case_deadline: cityTable,
    case_assignment: cityTable,
    case_comment: appendOnlyCityTable,
    case_attachment: appendOnlyCityTable,
  },
  permissions: {
    'cases.use': {
      // What somebody may do in a case is said by its type; this opens inbox and case page at all.
      title: { zh: '使用待办与事项办理', en: 'Use the inbox and case pages' },
      roles: {
        clerk: 'city',
        liaison: 'city',
        leader: 'city',
        inspector: 'city',
        reviewer: 'city',
        enterprise: 'city',
        institution: 'city',
      },
    },
  },
  contract: casesContract,
  router: casesRouter,
  jobs: [deadlineJob],
})
