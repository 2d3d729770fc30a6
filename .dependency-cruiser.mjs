/** The floors of the building, checked: see docs/guides/developer.md. Nothing imports upwards, nothing in rings. */
const test = '\\.(test|fixture)\\.tsx?$|/testing/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-ring',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'methods-stand-alone',
      comment: 'The arithmetic of the standards is usable on its own.',
      severity: 'error',
      from: { path: '^src/methods/', pathNot: test },
      to: { path: '^(src|demo|bench|e2e)/', pathNot: '^src/methods/' },
    },
    {
      name: 'ui-knows-no-domain',
      comment: 'Shared components use the message catalogue and the contract side of the API only.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(ui|kernel/language)/|^src/kernel/api/contract\\.ts$' },
    },
    {
      name: 'kernel-knows-no-domain',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/(domains|server|web|cli)/|^(demo|bench|e2e)/' },
    },
    {
      name: 'domains-meet-at-contracts',
      comment: 'One door per domain.',
      severity: 'error',
      from: { path: '^src/domains/([^/]+)/', pathNot: test },
      to: { path: '^src/domains/([^/]+)/', pathNot: '^src/domains/($1/|[^/]+/contract\\.ts$)' },
    },
    {
      name: 'domains-import-no-roof',
      severity: 'error',
      from: { path: '^src/domains/', pathNot: test },
      to: { path: '^src/(server|cli)/|^(demo|bench|e2e)/' },
    },
    {
      name: 'pages-import-contracts-only',
      comment: 'What runs in a browser must not pull server code in: contracts, messages, errors and types.',
      severity: 'error',
      from: { path: '^src/(web|ui|(domains|kernel)/[^/]+/web)/', pathNot: test },
      to: {
        path: '^src/(kernel|domains)/',
        pathNot:
          '^src/(domains|kernel)/[^/]+/web/|/(contract|[a-z-]+-contract|[a-z-]+-schemas|messages|[a-z-]+-messages|likeness|lineage)\\.ts$|^src/kernel/(language|access/roles|org/unit-types|rules/rule\\.ts)|^src/kernel/api/contract\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-does-not-import-pages',
      severity: 'error',
      from: { path: '^src/(methods|server)/|^src/(kernel|domains)/[^/]+/(?!web/)' },
      to: { path: '^src/(web|ui)/|^src/(kernel|domains)/[^/]+/web/' },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '\\.test\\.tsx?$|^src/kernel/testing/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?raw$|\\?url$|^virtual:' },
    },
    {
      name: 'no-development-dependency-in-the-program',
      severity: 'error',
      from: { path: '^src/', pathNot: `${test}|^src/(web|ui)/` },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
}
