/**
 * What a PostgreSQL server does by itself and PGlite does not: gives the room of dead rows back and counts what is in
 * the tables. Without the counts, joins of tables that have grown are planned as if they were empty.
 */
import { z } from 'zod'
import { defineJob } from './job.ts'

export const vacuumJob = defineJob({
  name: 'jobs.vacuum',
  title: { zh: '整理内嵌数据库', en: 'Tidy the embedded database' },
  input: z.object({}),
  run: async (_input, { database }) => {
    if (database.kind === 'pglite') await database.executeScript('vacuum analyze')
    return {}
  },
  schedule: '45 3 * * *',
})
