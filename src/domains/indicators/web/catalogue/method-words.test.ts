import { describe, expect, it } from 'vitest'
import { formatMessage } from '#kernel/language/messages.ts'
import { callableMethods } from '../../method-call.ts'
import { methodCallText, methodTitle } from './method-words.ts'

const zh = (message: Parameters<typeof formatMessage>[0], parameters = {}) =>
  formatMessage(message, 'zh', parameters)

describe('methods in words', () => {
  const methods = callableMethods()
  const [method] = methods
  const [column] = method?.columns ?? []
  const name = method?.name ?? ''

  it('goes by its title, and by its name only where the library has it no more', () => {
    expect(methodTitle(name, methods, zh)).toBe(method?.title.zh)
    expect(methodTitle('gone', methods, zh)).toBe('gone')
  })

  it('tells two calls of the same method apart by their tables', () => {
    const call = (cell: string) =>
      methodCallText({ name, rows: [{ [column?.name ?? '']: cell }], options: {}, result: 'x' }, methods, zh)
    expect(call('1')).toBe(`${method?.title.zh} → x\n${column?.title.zh}：1`)
    expect(call('1')).not.toBe(call('2'))
  })
})
