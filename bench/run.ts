/** `npm run bench -- <name> [options]`: runs one benchmark. Every figure is measured in the same run as what it is compared with. */
const benchmarks: Readonly<Record<string, () => Promise<{ run: (args: string[]) => Promise<void> | void }>>> =
  {
    draws: () => import('./draws.ts'),
    measures: () => import('./measures.ts'),
    methods: () => import('./methods.ts'),
    observations: () => import('./observations.ts'),
    'plan-reader': () => import('./plan-reader.ts'),
    registry: () => import('./registry.ts'),
    risk: () => import('./risk.ts'),
  }

const [name = '', ...args] = process.argv.slice(2)
const load = benchmarks[name]
if (load) await (await load()).run(args)
else {
  console.error(`Benchmarks: ${Object.keys(benchmarks).join(', ')}\nUsage: npm run bench -- <name> [options]`)
  process.exitCode = 2
}
