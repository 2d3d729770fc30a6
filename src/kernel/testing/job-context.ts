import type { JobContext } from '../jobs/job.ts'
import { memoryBlobs } from './request-context.ts'

/** The surroundings of a job as the worker gives them, for tests that do its work at once. */
export const jobContext = (
  on: Pick<JobContext, 'database' | 'identity' | 'modules'> & Partial<JobContext>,
): JobContext => ({
  blobs: memoryBlobs(),
  runId: 'test',
  now: () => new Date(),
  progress: () => {},
  signal: new AbortController().signal,
  ...on,
})
