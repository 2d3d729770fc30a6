/** The bars on real plans, where the sample documents lie beside the checkout. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { PlanReading } from './plan-reading.ts'
import { readPlan } from './read-plan.ts'

const SHARED = new URL('../../../../../shared/', import.meta.url)
const present = existsSync(new URL('plans/', SHARED)) && existsSync(new URL('tools/score-plan.mjs', SHARED))

interface Score {
  readonly hit: number
  readonly gold: number
  readonly found: number
}
type Scores = Readonly<Record<'outline' | 'targetsLoose' | 'targetsStrict' | 'responsibility', Score>>
interface Scorer {
  readonly score: (gold: unknown, found: PlanReading) => Scores
}

const isScorer = (module: unknown): module is Scorer =>
  typeof module === 'object' && module !== null && 'score' in module

describe.skipIf(!present)('sample plans (skipped where the folder ../shared is absent)', () => {
  const BARS = { outline: 0.98, targetsLoose: 0.97, targetsStrict: 0.95, responsibility: 0.98 } as const

  test('outline, targets and responsibility reach their bars on every document', async () => {
    const scorer: unknown = await import(new URL('tools/score-plan.mjs', SHARED).href)
    if (!isScorer(scorer)) throw new Error('the scoring tool has no score()')
    for (const file of readdirSync(new URL('plans/', SHARED)).filter((name) => name.endsWith('.txt'))) {
      const gold: unknown = JSON.parse(readFileSync(new URL(`gold/${file.slice(0, 3)}.json`, SHARED), 'utf8'))
      const scores = scorer.score(gold, readPlan(readFileSync(new URL(`plans/${file}`, SHARED), 'utf8')))
      for (const [name, bar] of Object.entries(BARS) as [keyof typeof BARS, number][]) {
        const { hit, gold: expected, found } = scores[name]
        expect((2 * hit) / (expected + found), `${file} ${name}`).toBeGreaterThanOrEqual(bar)
      }
    }
  })

  test('title, issuer, number and date are those of the document', () => {
    for (const file of readdirSync(new URL('plans/', SHARED)).filter((name) => name.endsWith('.txt'))) {
      const gold: { title: string; issuer: string; docNumber: string; issued: string } = JSON.parse(
        readFileSync(new URL(`gold/${file.slice(0, 3)}.json`, SHARED), 'utf8'),
      )
      const { title, issuer, docNumber, issuedOn } = readPlan(
        readFileSync(new URL(`plans/${file}`, SHARED), 'utf8'),
      )
      expect({ title, issuer, docNumber, issuedOn }).toEqual({
        title: gold.title,
        issuer: gold.issuer,
        docNumber: gold.docNumber,
        issuedOn: gold.issued,
      })
    }
  })
})
