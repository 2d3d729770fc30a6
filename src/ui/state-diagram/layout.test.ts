import { expect, test } from 'vitest'
import { layoutDiagram, textWidth } from './layout.ts'

const states = [
  { id: 'draft', title: '草稿' },
  { id: 'review', title: '待审核' },
  { id: 'published', title: '已发布', final: true },
]
const transitions = [
  { from: 'draft', to: 'review', title: '提交' },
  { from: 'review', to: 'draft', title: '退回' },
  { from: 'review', to: 'published', title: '发布' },
]

test('boxes do not overlap and lie inside the picture', () => {
  for (const direction of ['across', 'down'] as const) {
    const diagram = layoutDiagram(states, transitions, direction)
    for (const [index, one] of diagram.states.entries()) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0)
      expect(one.x + one.width / 2).toBeLessThanOrEqual(diagram.width)
      expect(one.y + one.height / 2).toBeLessThanOrEqual(diagram.height)
      for (const other of diagram.states.slice(index + 1)) {
        const apart =
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
          Math.abs(one.y - other.y) >= (one.height + other.height) / 2
        expect(apart).toBe(true)
      }
    }
  }
})

test('a statechart runs in the direction asked for', () => {
  const across = layoutDiagram(states, transitions, 'across').states
  expect(across.map((state) => state.x)).toEqual(across.map((state) => state.x).toSorted((a, b) => a - b))
  const down = layoutDiagram(states, transitions, 'down').states
  expect(down.map((state) => state.y)).toEqual(down.map((state) => state.y).toSorted((a, b) => a - b))
})

test('events between the same states share an arrow; an event to nowhere is left out', () => {
  const more = [
    ...transitions,
    { from: 'draft', to: 'review', title: '直接送审' },
    { from: 'draft', to: 'gone', title: '?' },
  ]
  const { transitions: arrows } = layoutDiagram(states, more, 'across')
  expect(arrows.map((arrow) => arrow.title)).toEqual(['提交 / 直接送审', '退回', '发布'])
  expect(arrows.every((arrow) => arrow.points.length >= 2)).toBe(true)
})

test('an event that leads back to its own state keeps its arrow', () => {
  const { transitions: arrows } = layoutDiagram(
    states,
    [{ from: 'draft', to: 'draft', title: '保存' }],
    'across',
  )
  expect(arrows[0]?.points.length).toBeGreaterThan(2)
})

test('Chinese characters are full width', () => {
  expect(textWidth('审核', 13)).toBe(26)
  expect(textWidth('ab', 10)).toBeCloseTo(11.2)
})
