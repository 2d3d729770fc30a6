import { expect, test } from 'vitest'
import { fileProblem } from './file-check.ts'

const limits = { types: ['.docx', '.pdf'], megabytes: 20 }

test('type by ending, whatever the case; size to the byte', () => {
  expect(fileProblem({ name: '规划.DOCX', size: 20_000_000 }, limits)).toBeUndefined()
  expect(fileProblem({ name: '规划.docx', size: 20_000_001 }, limits)).toBe('too-large')
  expect(fileProblem({ name: '规划.docx.exe', size: 1 }, limits)).toBe('wrong-type')
  expect(fileProblem({ name: '照片', size: 1 }, { ...limits, types: [] })).toBeUndefined()
})
