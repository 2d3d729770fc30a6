/** Figures for statistics programs: SDMX-CSV 2.0 (SDMX 3.0, section 5). */
import { z } from 'zod'
import { procedure } from '#kernel/api/contract.ts'
import { Period } from '../schemas.ts'

/** Media type that the standard registers for the format. */
export const sdmxCsvType = 'application/vnd.sdmx.data+csv; version=2.0.0'

/** Most figures of one file. */
export const mostSdmxFigures = 500_000

export const sdmxContract = {
  /**
   * One row per figure: dimensions FREQ, REF_AREA, INDICATOR and TIME_PERIOD, the value, and as attributes its unit,
   * decimals, the number of the definition's version and whether it was reported or computed. Missing figures have no row.
   */
  exportSdmx: procedure({
    method: 'GET',
    path: '/sdmx/indicators',
    permission: 'indicators.read',
    summary: { zh: '导出指标数值（SDMX-CSV）', en: 'Figures as SDMX-CSV' },
    tags: ['indicators'],
  })
    .input(
      z.object({
        /** Codes separated by commas; all that the caller may read unless given. */
        indicators: z.string().max(4_000).optional(),
        /** Codes of regions separated by commas; the city and what lies right below it unless given. */
        regions: z.string().max(2_000).optional(),
        /** First and last period, months, quarters or years; a century at most. */
        from: Period,
        to: Period,
      }),
    )
    .output(z.file()),
}
