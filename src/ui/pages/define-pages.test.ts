import { expect, test } from 'vitest'
import { definePages, doorOf, menuPermission } from './define-pages.ts'

const title = { zh: '规划', en: 'Plans' }
const page = { path: '/plans', title, permission: 'plans.read', load: async () => () => null }

test('a menu entry that leads nowhere is refused', () => {
  expect(() =>
    definePages({ name: 'plans', title, menu: [{ path: '/plan', title }], routes: [page] }),
  ).toThrow('/plan of plans')
})

test('a menu entry shows to whoever may open its page, unless it says otherwise', () => {
  const menu = [
    { path: '/plans', title },
    { path: '/plans', title, permission: 'plans.publish' },
  ] as const
  const pages = definePages({ name: 'plans', title, menu, routes: [page] })
  expect(menuPermission(pages, menu[0])).toBe('plans.read')
  expect(menuPermission(pages, menu[1])).toBe('plans.publish')
})

test('the first segment of a path decides its door', () => {
  expect(doorOf('/')).toBe('workbench')
  expect(doorOf('/opening')).toBe('workbench')
  expect(doorOf('/my')).toBe('my')
  expect(doorOf('/my/requests')).toBe('my')
  expect(doorOf('/open/targets')).toBe('open')
})
