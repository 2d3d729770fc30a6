import { cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { notifyContract } from './contract.ts'
import { deliverJob } from './deliver-job.ts'
import { notifyRouter } from './router.ts'

/** Notifications in the application, by e-mail and by webhook. */
export const notifyModule = defineDomain({
  name: 'notify',
  title: { zh: '通知', en: 'Notifications' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { notification: cityTable, notification_read: cityTable, notification_delivery: cityTable },
  contract: notifyContract,
  router: notifyRouter,
  jobs: [deliverJob],
})
