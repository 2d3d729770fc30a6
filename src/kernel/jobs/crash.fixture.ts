/**
 * A program that starts a long job and is killed by the test in the middle of it. Arguments: kind and location of
 * the database. Prints `running` when the job is under way.
 */
import { tmpdir } from 'node:os'
import { z } from 'zod'
import { openDatabase } from '../db/database.ts'
import { systemIdentity, withScope } from '../db/scope.ts'
import { defineDomain } from '../domain.ts'
import { folderBlobStore } from '../files/folder-blob-store.ts'
import { defineJob, type JobDefinition } from './job.ts'
import { startJob } from './jobs.ts'
import { createJobWorker } from './worker.ts'

/** The job: hangs in the program that is killed, and ends at once in the one that takes it up. */
export const crashJob = (run: () => Promise<unknown>) =>
  defineJob({ name: 'test.crash', title: { zh: '任务', en: 'Work' }, input: z.object({}), run })

/** A module that has the job and nothing else. */
export const crashModule = (job: JobDefinition) =>
  defineDomain({ name: 'test', title: { zh: '测试', en: 'Test' }, jobs: [job] })

/** The city the job runs in. */
export const crashCity = '990399'

if (import.meta.main) {
  const [kind = '', location = ''] = process.argv.slice(2)
  const database = await openDatabase(
    kind === 'pglite' ? { kind, folder: location } : { kind: 'postgres', url: location },
  )
  const job = crashJob(() => {
    process.stdout.write('running\n')
    return new Promise(() => {})
  })
  const worker = createJobWorker(database, [crashModule(job)], {
    blobs: folderBlobStore(tmpdir()),
    cities: async () => [],
    onError: (error) => process.stderr.write(`${String(error)}\n`),
    heartbeat: 10,
  })
  await worker.start()
  await withScope(database, systemIdentity(crashCity, 'test'), (scope) => startJob(scope, job, {}))
}
