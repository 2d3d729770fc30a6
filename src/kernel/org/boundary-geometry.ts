/** Checks boundaries given as GeoJSON (RFC 7946) before maps are drawn from them. */
import { z } from 'zod'
import type { Message } from '../language/messages.ts'

const Position = z.array(z.number()).min(2).max(4)
const Ring = z.array(Position)
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
])
const GivenFeature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: Geometry,
})
const GivenCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).min(1).max(400),
})

type Point = readonly [x: number, y: number]

/** A region's boundary as it is kept: outer rings counterclockwise, holes clockwise, two numbers a position. */
export const BoundaryFeature = z.object({
  type: z.literal('Feature'),
  properties: z.object({ code: z.string() }),
  geometry: z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
  }),
})
export type BoundaryFeature = z.infer<typeof BoundaryFeature>

/** What is wrong, or worth knowing, about a feature (counted from 1) or the whole. */
export interface BoundaryFinding {
  readonly feature: number | null
  readonly severity: 'error' | 'warning'
  readonly message: Message
}

export interface BoundaryReading {
  readonly features: readonly BoundaryFeature[]
  readonly findings: readonly BoundaryFinding[]
}

/** A map of a city is legible with far fewer; a browser draws so many without delay. */
export const mostPositions = 40_000

/** Properties in which Chinese map data usually gives the code of a division. */
const codeProperties = ['code', 'adcode', '区划代码', 'XZQDM', 'id']

/** Twice the signed area of a ring: positive when it runs counterclockwise. */
const signedArea = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)

const turn = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

/** Whether two segments cross at a point inside both. */
const cross = (a: Point, b: Point, c: Point, d: Point): boolean =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0

/** Whether a ring crosses itself. Segments are compared from west to east, so that only those side by side meet. */
function crossesItself(ring: readonly Point[]): boolean {
  const segments = ring
    .slice(0, -1)
    .map((a, index) => {
      const b = ring[index + 1] ?? a
      return { a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) }
    })
    .toSorted((one, other) => one.west - other.west)
  for (const [index, one] of segments.entries())
    for (let next = index + 1; next < segments.length; next += 1) {
      const other = segments[next]
      if (!other || other.west > one.east) break
      if (cross(one.a, one.b, other.a, other.b)) return true
    }
  return false
}

const problem = (zh: string, en: string): Message => ({ zh, en })

/** What is wrong with a ring; undefined when nothing is. */
function ringProblem(ring: readonly Point[]): Message | undefined {
  const [first, last] = [ring[0], ring.at(-1)]
  if (ring.length < 4 || !first || !last || first[0] !== last[0] || first[1] !== last[1])
    return problem(
      '边界环没有闭合：至少四个点，且首尾相同。',
      'A ring is not closed: at least four positions, the first and last the same.',
    )
  if (ring.some(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90))
    return problem(
      '坐标超出经纬度范围，可能是投影坐标（米）；请转换为以度为单位的经度、纬度。',
      'Coordinates lie outside longitude and latitude, perhaps projected metres; give degrees, longitude first.',
    )
  if (Math.abs(signedArea(ring)) < 1e-12) return problem('边界环的面积为零。', 'A ring has no area.')
  if (crossesItself(ring)) return problem('边界环自相交。', 'A ring crosses itself.')
  return undefined
}

const turned = (ring: readonly Point[], counterclockwise: boolean): readonly Point[] =>
  signedArea(ring) > 0 === counterclockwise ? ring : ring.toReversed()

function codeOf(properties: Readonly<Record<string, unknown>> | null): string {
  for (const name of codeProperties) {
    const value = properties?.[name]
    if (typeof value === 'string' || typeof value === 'number') return String(value)
  }
  return ''
}

interface FeatureReading {
  readonly code: string
  readonly polygons: readonly (readonly (readonly Point[])[])[]
  readonly problem?: Message | undefined
  /** Whether a ring ran the wrong way round. */
  readonly rewound: boolean
}

function readFeature(given: unknown): FeatureReading {
  const read = GivenFeature.safeParse(given)
  if (!read.success)
    return {
      code: '',
      polygons: [],
      rewound: false,
      problem: problem(
        '不是面状要素（Polygon 或 MultiPolygon）。',
        'Not a feature with a Polygon or MultiPolygon.',
      ),
    }
  const { geometry, properties } = read.data
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const polygons = parts.map((rings) => rings.map((ring) => ring.map(([x = 0, y = 0]): Point => [x, y])))
  return {
    code: codeOf(properties),
    polygons: polygons.map((rings) => rings.map((ring, index) => turned(ring, index === 0))),
    rewound: polygons.some((rings) => rings.some((ring, index) => signedArea(ring) > 0 !== (index === 0))),
    problem: polygons.flat().flatMap((ring) => ringProblem(ring) ?? [])[0],
  }
}

/**
 * Reads a feature collection: each feature a region of the city, named by its code in a property `code` or `adcode`.
 *
 * @param known codes of the city's regions that a boundary may be given for
 * @returns the features that are right, rewound as RFC 7946 §3.1.6 asks, and what was found
 */
export function readBoundaries(given: unknown, known: ReadonlySet<string>): BoundaryReading {
  const collection = GivenCollection.safeParse(given)
  if (!collection.success)
    return {
      features: [],
      findings: [
        {
          feature: null,
          severity: 'error',
          message: problem(
            '文件不是 GeoJSON 的 FeatureCollection，或要素数不在 1 到 400 之间。',
            'The file is no GeoJSON FeatureCollection of 1 to 400 features.',
          ),
        },
      ],
    }
  const findings: BoundaryFinding[] = []
  const features = new Map<string, BoundaryFeature>()
  let positions = 0
  let rewound = 0
  for (const [index, one] of collection.data.features.entries()) {
    const { code, polygons, problem: wrong, rewound: turnedRound } = readFeature(one)
    const refuse = (message: Message) => findings.push({ feature: index + 1, severity: 'error', message })
    positions += polygons.flat().reduce((sum, ring) => sum + ring.length, 0)
    if (wrong) refuse(wrong)
    else if (!known.has(code))
      refuse(
        problem(
          `区划代码“${code}”不是本市下辖区划；代码应写在 code 或 adcode 属性中。`,
          `The code "${code}" is no division of this city; it is read from the property code or adcode.`,
        ),
      )
    else if (features.has(code))
      refuse(problem(`区划 ${code} 重复出现。`, `The division ${code} occurs twice.`))
    else {
      if (turnedRound) rewound += 1
      features.set(code, {
        type: 'Feature',
        properties: { code },
        geometry: {
          type: 'MultiPolygon',
          coordinates: polygons.map((rings) =>
            rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y])),
          ),
        },
      })
    }
  }
  if (positions > mostPositions)
    findings.push({
      feature: null,
      severity: 'error',
      message: problem(
        `共有 ${positions} 个坐标点，超过 ${mostPositions} 个；请先简化边界（如 mapshaper -simplify）。`,
        `There are ${positions} positions, more than ${mostPositions}; simplify the boundaries first (such as by mapshaper -simplify).`,
      ),
    })
  return { features: [...features.values()], findings: [...findings, ...notes(known, features, rewound)] }
}

function notes(
  known: ReadonlySet<string>,
  features: ReadonlyMap<string, BoundaryFeature>,
  rewound: number,
): BoundaryFinding[] {
  const warn = (message: Message): BoundaryFinding => ({ feature: null, severity: 'warning', message })
  const missing = [...known].filter((code) => !features.has(code))
  return [
    ...(rewound > 0
      ? [
          warn(
            problem(
              `${rewound} 个要素的环方向与 RFC 7946 相反，已自动调整为外环逆时针。`,
              `${rewound} features ran against RFC 7946; outer rings were turned counterclockwise.`,
            ),
          ),
        ]
      : []),
    ...(missing.length > 0
      ? [
          warn(
            problem(
              `以下区划没有边界，将只出现在表格中：${missing.join('、')}。`,
              `Divisions without a boundary stand in the table only: ${missing.join(', ')}.`,
            ),
          ),
        ]
      : []),
  ]
}
