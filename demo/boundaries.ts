/**
 * Boundaries of the demo city: five districts that share their edges, as a land survey would draw them. They lie
 * around 0° N 1° E in the open sea, where no real city can be mistaken for them.
 */
import type { BoundaryFeature } from '#kernel/org/boundary-geometry.ts'

type Point = readonly [x: number, y: number]

/** Where boundaries meet. */
const nodes = {
  west: [0.3, 0.72],
  northWest: [0.52, 1.08],
  north: [0.95, 1.15],
  northEast: [1.35, 1.02],
  east: [1.55, 0.68],
  southEast: [1.3, 0.36],
  south: [0.9, 0.28],
  southWest: [0.5, 0.4],
  innerWest: [0.7, 0.78],
  innerNorth: [0.98, 0.88],
  innerEast: [1.18, 0.68],
  innerSouth: [1.02, 0.48],
  innerSouthWest: [0.74, 0.53],
} as const satisfies Record<string, Point>

type Node = keyof typeof nodes

/** The ring of nodes around each district, counterclockwise. */
const districts: ReadonlyArray<readonly [code: string, ring: readonly Node[]]> = [
  ['990102', ['innerSouthWest', 'innerSouth', 'innerEast', 'innerNorth', 'innerWest']],
  ['990103', ['southWest', 'south', 'innerSouth', 'innerSouthWest', 'innerWest', 'west']],
  ['990121', ['west', 'innerWest', 'innerNorth', 'north', 'northWest']],
  ['990171', ['south', 'southEast', 'east', 'innerEast', 'innerSouth']],
  ['990181', ['innerNorth', 'innerEast', 'east', 'northEast', 'north']],
]

/** A number between −1 and 1 that a text always gives. */
function sway(text: string): number {
  let hash = 2_166_136_261
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return ((hash >>> 0) / 0xffffffff) * 2 - 1
}

/** Bends a straight edge by moving midpoints aside, again and again: how rivers and ridges run. */
function bent(from: Point, to: Point, name: string, depth: number): Point[] {
  if (depth === 0) return [from]
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const aside = sway(`${name}/${depth}`) * 0.14
  const middle: Point = [(from[0] + to[0]) / 2 - dy * aside, (from[1] + to[1]) / 2 + dx * aside]
  return [...bent(from, middle, `${name}a`, depth - 1), ...bent(middle, to, `${name}b`, depth - 1)]
}

/** An edge as both its districts have it: made in one direction, reversed for the other. */
function edge(from: Node, to: Node): Point[] {
  const forward = from < to
  const [start, end] = forward ? [from, to] : [to, from]
  const points = [...bent(nodes[start], nodes[end], `${start}-${end}`, 4), nodes[end]]
  return (forward ? points : points.toReversed()).slice(0, -1)
}

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5

/** The features of the demo city, as an administrator would upload them. */
export const demoBoundaries: {
  readonly type: 'FeatureCollection'
  readonly features: readonly BoundaryFeature[]
} = {
  type: 'FeatureCollection',
  features: districts.map(([code, ring]) => {
    const points = ring.flatMap((node, index) => edge(node, ring[(index + 1) % ring.length] ?? node))
    const closed = [...points, ...points.slice(0, 1)]
    return {
      type: 'Feature',
      properties: { code },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[closed.map(([x, y]): [number, number] => [rounded(x), rounded(y)])]],
      },
    }
  }),
}
