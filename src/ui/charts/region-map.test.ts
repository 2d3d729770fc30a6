import { expect, test } from 'vitest'
import { labelPoint } from './label-point.ts'
import { regionMapOption, shadeOf, shades, stateSurfaces, valueRange } from './region-map-option.ts'

test('a label stands at the centre of mass of the largest part', () => {
  // An L of three unit squares: its centre of mass is (5/6, 5/6), not the middle (1, 1) of its box.
  const l = [
    [0, 0],
    [2, 0],
    [2, 1],
    [1, 1],
    [1, 2],
    [0, 2],
    [0, 0],
  ] as const
  const island = [
    [9, 9],
    [9.1, 9],
    [9.1, 9.1],
    [9, 9],
  ] as const
  const [x, y] = labelPoint([[island], [l]])
  expect(x).toBeCloseTo(5 / 6)
  expect(y).toBeCloseTo(5 / 6)
})

test('shades run from the least to the most known value; what is not known is grey', () => {
  const region = (value: number | null) => ({ code: '1', name: '', value })
  const range = valueRange([region(10), region(null), region(20)])
  expect(range).toEqual({ low: 10, high: 20 })
  expect([shadeOf(10, range), shadeOf(20, range), shadeOf(null, range)]).toEqual([
    shades[0],
    shades.at(-1),
    stateSurfaces['no-data'],
  ])
  expect(valueRange([region(null)])).toBeUndefined()
})

test('a state is a word and a mark on the map, not colour alone, and names are never markup', () => {
  const option = JSON.stringify(
    regionMapOption(
      {
        name: 'm',
        unit: '%',
        regions: [{ code: '1', name: '<b>东区', value: 3, state: 'behind', stateWord: '滞后' }],
      },
      { letters: 12, number: (value) => String(value) },
    ),
  )
  expect(option).toContain('× 滞后')
  expect(option).toContain('&lt;b&gt;东区<br>3 %')
})
