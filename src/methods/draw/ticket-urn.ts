/**
 * An urn of tickets: every member holds as many consecutive tickets as its weight; a ticket number is drawn, its
 * holder wins and leaves with all tickets (successive sampling without replacement). Tickets are counted in a
 * binary indexed tree (P. M. Fenwick, 1994), so each win costs log₂ n steps.
 */
import type { SeededGenerator } from './seeded-generator.ts'

/**
 * Draws `count` of `size` members, in the order of winning.
 *
 * @param tickets tickets of each member; without it everyone holds one
 * @throws RangeError when there are fewer members with tickets than `count`, or 2³² tickets or more.
 */
export function drawTickets(
  size: number,
  count: number,
  generator: SeededGenerator,
  tickets?: Uint32Array,
): Uint32Array {
  let left = size
  if (tickets !== undefined) {
    left = 0
    for (const own of tickets) left += own
  }
  if (left >= 2 ** 32) throw new RangeError('an urn holds fewer than 2^32 tickets')
  const tree = new Uint32Array(size + 1)
  for (let member = 1; member <= size; member++) {
    const own = tickets === undefined ? 1 : (tickets[member - 1] ?? 0)
    tree[member] = (tree[member] ?? 0) + own
    const parent = member + (member & -member)
    if (parent <= size) tree[parent] = (tree[parent] ?? 0) + (tree[member] ?? 0)
  }
  const highest = size === 0 ? 0 : 2 ** (31 - Math.clz32(size))
  const winners = new Uint32Array(count)
  for (let place = 0; place < count; place++) {
    if (left < 1) throw new RangeError(`the urn is empty after ${place} of ${count} draws`)
    let ticket = generator.below(left)
    let member = 0
    for (let step = highest; step > 0; step >>= 1) {
      const next = member + step
      if (next > size) continue
      const held = tree[next] ?? 0
      if (held <= ticket) {
        member = next
        ticket -= held
      }
    }
    winners[place] = member
    const own = tickets === undefined ? 1 : (tickets[member] ?? 0)
    left -= own
    for (let node = member + 1; node <= size; node += node & -node) tree[node] = (tree[node] ?? 0) - own
  }
  return winners
}
