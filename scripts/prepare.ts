/** Runs after `npm ci` in a checkout: builds the pages, and the databases that a first start copies. */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { makeDemoTemplate } from '../demo/template.ts'
import { makeTemplate } from '../src/server/database-template.ts'
import { blankTemplate, syncReferenceData } from '../src/server/start.ts'

// What this run compiles of the program, the first start need not.
enableCompileCache(fileURLToPath(new URL('../dist/compile-cache/', import.meta.url)))
await build({ logLevel: 'warn' })
await makeTemplate(blankTemplate, syncReferenceData)
await makeDemoTemplate()
