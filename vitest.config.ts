import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const pure = ['src/methods/**/*.test.ts', 'src/domains/*/reader/**/*.test.ts', 'src/ui/**/*.test.ts']

export default defineConfig({
  test: {
    // One of two cores would stand idle: half of the work waits for the database server.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // Pure functions: no database, modules shared between files.
      { test: { name: 'pure', include: pure, isolate: false, testTimeout: 60_000 } },
      // Everything that needs a database: on PGlite and on a PostgreSQL server started for the run.
      {
        test: {
          name: 'store',
          include: ['src/**/*.test.ts', 'demo/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: pure,
          globalSetup: ['src/kernel/testing/postgres-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      // The browser journeys, when nothing else runs: a page that waits for its machine is not what they look at.
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          // The pages may have to be built and the demo city filled first, on a busy machine.
          hookTimeout: 360_000,
        },
      },
    ],
  },
})
