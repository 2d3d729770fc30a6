import { defineConfig } from 'vitest/config'

const pure = ['src/methods/**/*.test.ts', 'src/domains/*/reader/**/*.test.ts', 'src/ui/**/*.test.ts']

export default defineConfig({
  test: {
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
      // The browser journeys.
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          // The pages may have to be built and the demo city filled first, on a busy machine.
          hookTimeout: 360_000,
        },
      },
    ],
  },
})
