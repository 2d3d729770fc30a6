import { expect, test } from 'vitest'
import { readProblem } from './problem.ts'

test('problem details become a problem with its fields and id', () => {
  const problem = readProblem(
    {
      type: 'about:blank',
      title: '提交的内容有 1 处不符合要求',
      status: 422,
      code: 'kernel.bad-input',
      requestId: 'req-1',
      fields: [{ path: 'contact.phone', message: '应为 11 位' }, { path: 3 }],
    },
    422,
  )
  expect(problem).toMatchObject({
    message: '提交的内容有 1 处不符合要求',
    status: 422,
    code: 'kernel.bad-input',
    requestId: 'req-1',
    fields: [{ path: 'contact.phone', message: '应为 11 位' }],
  })
})

test('a body that is no problem gives none', () => {
  expect(readProblem('<html>Bad gateway</html>', 502)).toBeUndefined()
  expect(readProblem({ message: 'no code' }, 500)).toBeUndefined()
  expect(readProblem(null, 500)).toBeUndefined()
})
