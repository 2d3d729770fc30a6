/** Runs after `npm ci` in a checkout: builds the pages and a database without a city to start from. */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { makeDatabaseTemplate } from '../src/server/database-template.ts'
import { modules } from '../src/server/domains.ts'
import { syncReferenceData } from '../src/server/start.ts'

// What this run compiles of the program, the first start need not.
enableCompileCache(fileURLToPath(new URL('../dist/compile-cache/', import.meta.url)))
await build({ logLevel: 'warn' })
await makeDatabaseTemplate(modules, syncReferenceData)
