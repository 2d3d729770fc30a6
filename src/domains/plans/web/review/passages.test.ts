import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OutlineSection } from '../../contract.ts'
import { findPassage, layOutText, passagesOf, trimSpan } from './passages.ts'

const text = '一、总体要求\n\n合格率、满意度均达98%以上。\n其他。'
const outline: OutlineSection[] = [
  { path: '一', kind: 'chapter', heading: '总体要求', span: { start: 0, end: 6 } },
]
const targets = [
  { id: 'pass', span: { start: 8, end: 22 } },
  { id: 'content', span: { start: 12, end: 22 } },
]
const tasks = [{ id: 'task', span: { start: 0, end: 23 } }]

test('a paragraph is cut where marks begin and end, and the shortest mark is on top', () => {
  const paragraphs = layOutText(text, outline, passagesOf({ outline, targets, tasks }))
  expect(paragraphs.map(({ start, end }) => text.slice(start, end))).toEqual([
    '一、总体要求',
    '合格率、满意度均达98%以上。',
    '其他。',
  ])
  expect(paragraphs[0]?.heading).toBe('chapter')
  expect(paragraphs[1]?.heading).toBeNull()
  expect(paragraphs[1]?.pieces.map(({ start, end, keys }) => [text.slice(start, end), keys])).toEqual([
    ['合格率、', ['target:pass', 'task:task']],
    ['满意度均达98%以上', ['target:content', 'target:pass', 'task:task']],
    ['。', ['task:task']],
  ])
  expect(paragraphs[2]?.keys).toEqual([])
})

const anyText = fc
  .array(fc.constantFrom('甲', '乙', '。', '\n', ' ', '9'), { maxLength: 80 })
  .map((letters) => letters.join(''))
const anySpans = fc.array(fc.tuple(fc.nat(90), fc.nat(30)), { maxLength: 12 })

test('whatever the passages, the pieces give every visible letter once, in order, under exactly its marks', () => {
  fc.assert(
    fc.property(anyText, anySpans, (source, spans) => {
      const entries = spans.map(([start, length], index) => ({
        id: String(index),
        span: { start, end: start + length },
      }))
      const paragraphs = layOutText(source, [], passagesOf({ outline: [], targets: entries, tasks: [] }))
      let written = ''
      for (const paragraph of paragraphs)
        for (const piece of paragraph.pieces) {
          written += source.slice(piece.start, piece.end)
          for (let offset = piece.start; offset < piece.end; offset += 1) {
            const over = entries.filter(({ span }) => span.start <= offset && offset < span.end)
            expect(piece.keys.toSorted()).toEqual(over.map(({ id }) => `target:${id}`).toSorted())
          }
        }
      const lines = source.split('\n').filter((line) => line.trim() !== '')
      expect(written).toBe(lines.join(''))
    }),
  )
})

test('blanks at the ends of a selection do not count', () => {
  expect(trimSpan('ab  cd  ', { start: 2, end: 8 })).toEqual({ start: 4, end: 6 })
  expect(trimSpan('ab  cd', { start: 2, end: 4 })).toBeUndefined()
})

test('words are found wherever they stand', () => {
  expect(findPassage('达到90%,再达到95%', '达到')).toEqual([
    { start: 0, end: 2 },
    { start: 7, end: 9 },
  ])
  expect(findPassage('甲', ' ')).toEqual([])
})

test('a text of a megabyte with thousands of marks is laid out whole', () => {
  const paragraph = `${'质量强市建设目标'.repeat(12)}。\n`
  const source = paragraph.repeat(10_500)
  const entries = Array.from({ length: 20_000 }, (_, index) => ({
    id: String(index),
    span: { start: index * 50, end: index * 50 + 40 },
  }))
  const paragraphs = layOutText(source, [], passagesOf({ outline: [], targets: entries, tasks: [] }))
  expect(paragraphs).toHaveLength(10_500)
  expect(new Set(paragraphs.flatMap(({ keys }) => keys)).size).toBe(20_000)
  expect(paragraphs.every(({ keys }) => keys.length <= 4)).toBe(true)
})
