/** Runs after `npm ci` in a checkout: builds the pages and an empty database to start from. */
import { build } from 'vite'
import { makeDatabaseTemplate } from '../src/server/database-template.ts'

await build({ logLevel: 'warn' })
await makeDatabaseTemplate()
