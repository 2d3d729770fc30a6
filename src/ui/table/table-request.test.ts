import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyView, viewFromAddress, viewToAddress } from './table-request.ts'

test('a view without choices leaves the address clean', () => {
  expect(viewToAddress(emptyView)).toBeUndefined()
  expect(viewToAddress({ ...emptyView, filters: { unit: [], date: ['', ''] } })).toBeUndefined()
})

test('the address is short and readable', () => {
  const view = { search: '质量', sort: { key: 'date', descending: true }, filters: { unit: ['a', 'b'] } }
  expect(viewToAddress(view)).toEqual({ q: '质量', sort: '-date', f: { unit: ['a', 'b'] } })
})

test('every view comes back from its address', () => {
  const word = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('-') && text !== '__proto__')
  const view = fc.record({
    search: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    sort: fc.option(fc.record({ key: word, descending: fc.boolean() }), { nil: undefined }),
    filters: fc.dictionary(word, fc.array(word, { minLength: 1 })),
  })
  fc.assert(
    fc.property(view, (one) => {
      expect(viewFromAddress(viewToAddress(one))).toEqual({ ...one, filters: { ...one.filters } })
    }),
  )
})

test('an edited address never breaks the table', () => {
  fc.assert(
    fc.property(fc.anything(), (address) => {
      expect(viewFromAddress(address)).toHaveProperty('filters')
    }),
  )
  expect(viewFromAddress({ q: 5, sort: ['x'], f: { unit: 'a', region: [1, 'b'], state: [''] } })).toEqual({
    search: undefined,
    sort: undefined,
    filters: { region: ['b'] },
  })
})
