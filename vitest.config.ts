import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['src/methods/**/*.test.ts', 'src/domains/*/reader/**/*.test.ts', 'src/ui/**/*.test.ts'],
          isolate: false,
        },
      },
    ],
  },
})
