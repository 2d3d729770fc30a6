import { expect, it } from 'vitest'
import { readBoundaries } from '#kernel/org/boundary-geometry.ts'
import { demoBoundaries } from './boundaries.ts'
import { demoRegions } from './city.ts'

it('finds nothing wrong with the demo city, whose districts share their edges', () => {
  const codes = new Set(
    demoRegions.filter((region) => region.level === 'county').map((region) => region.code),
  )
  const read = readBoundaries(demoBoundaries, codes)
  expect(read.findings).toEqual([])
  // Inside the city each edge belongs to two districts, once in each direction; the outline's edges to one.
  const edges = new Map<string, number>()
  for (const one of read.features)
    for (const [ring] of one.geometry.coordinates)
      for (const [index, point] of (ring ?? []).slice(0, -1).entries()) {
        const next = ring?.[index + 1]
        const [key, back] = [`${point}/${next}`, `${next}/${point}`]
        expect(edges.has(key)).toBe(false)
        edges.set(key, edges.has(back) ? 2 : 1)
      }
  expect([...edges.values()].filter((times) => times === 2).length).toBeGreaterThan(80)
})
