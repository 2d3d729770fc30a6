/**
 * Keeps zod from compiling its checks with `new Function`, which the pages' content security policy forbids; it
 * would fall back by itself, but each try is a violation in the browser's log.
 */
import { config } from 'zod'

config({ jitless: true })
