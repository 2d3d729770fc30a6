/** What imports of files share that are checked by one job and carried out by another. */
import type { Scope } from '../db/scope.ts'
import { isRunAtWork } from '../jobs/jobs.ts'

/** The part of an import's row that says which job has it: in these two states one should be at work. */
export interface ImportUnderWay<State extends string> {
  readonly state: State | 'checking' | 'importing'
  readonly job_run_id: string | null
}

/**
 * Whether the job of an import ended without bringing it to an end: it was stopped, or failed for good. A person may
 * then take the import up again or give it up; nothing else will.
 */
export async function isStalledImport<State extends string>(
  scope: Scope,
  row: ImportUnderWay<State>,
): Promise<boolean> {
  const underWay = row.state === 'checking' || row.state === 'importing'
  return underWay && row.job_run_id !== null && !(await isRunAtWork(scope, row.job_run_id))
}
