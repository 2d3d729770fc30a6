import { expect, test } from 'vitest'
import { definePages, doorOf, menuPermission } from './define-pages.ts'

const title = { zh: '规划', en: 'Plans' }
const page = { path: '/plans', title, permission: 'plans.read', load: async () => () => null }

test('a menu entry that leads nowhere is refused', () => {
  expect(() =>
    definePages({ name: 'plans', title, menu: [{ path: '/plan', title }], routes: [page] }),
  ).toThrow('/plan of plans')
})

test('two panels of one name on one kind of object are refused', () => {
  const panel = {
    on: 'enterprise',
    name: 'risk',
    title,
    permission: 'signed-in',
    load: async () => () => null,
  } as const
  const domain = { name: 'supervision', title, menu: [], routes: [] }
  expect(() => definePages({ ...domain, panels: [panel, panel] })).toThrow('enterprise/risk')
  expect(definePages({ ...domain, panels: [panel, { ...panel, on: 'product' }] }).panels).toHaveLength(2)
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
