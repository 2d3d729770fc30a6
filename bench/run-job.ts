/** Running a job at once, as the worker would, without the queue: the work is what is measured. */
import type { JobContext, JobDefinition } from '#kernel/jobs/job.ts'
import { jobContext } from '#kernel/testing/job-context.ts'

/** Runs a job with what it works on; nobody follows its progress or stops it. */
export const runJob = (
  job: JobDefinition,
  input: unknown,
  on: Pick<JobContext, 'database' | 'blobs' | 'identity' | 'modules'>,
): Promise<unknown> => job.run(input, jobContext(on))
