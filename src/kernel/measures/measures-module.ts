import { appendOnlyCityTable, cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { foldJob } from './fold-job.ts'

/** Figures out of records: blocks of sums, the ledger and what was corrected late. */
export const measuresModule = defineDomain({
  name: 'measures',
  title: { zh: '度量', en: 'Measures' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    measure_block: cityTable,
    measure_folded: cityTable,
    measure_delta: cityTable,
    measure_closed_period: cityTable,
    measure_late_change: appendOnlyCityTable,
  },
  jobs: [foldJob],
})
