/** Where the label of a region stands. */

type Point = readonly [x: number, y: number]

/** Signed area and centre of a ring; the centre of its first position when it has no area. */
function centreOf(ring: readonly Point[]): { readonly area: number; readonly centre: Point } {
  let area = 0
  let [x, y] = [0, 0]
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1]
    const cross = x1 * y2 - x2 * y1
    area += cross / 2
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  return { area, centre: area === 0 ? (ring[0] ?? [0, 0]) : [x / (6 * area), y / (6 * area)] }
}

/**
 * The centre of mass of the largest polygon of a multipolygon (GeoJSON coordinates).
 *
 * @example labelPoint([[[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]]) // [1, 1]
 */
export function labelPoint(polygons: readonly (readonly (readonly Point[])[])[]): Point {
  const centres = polygons.map(([outer]) => centreOf(outer ?? []))
  return centres.toSorted((a, b) => Math.abs(b.area) - Math.abs(a.area))[0]?.centre ?? [0, 0]
}
