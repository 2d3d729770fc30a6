import { readFile } from 'node:fs/promises'
import mammoth from 'mammoth'
import { expect, test } from 'vitest'
import { buildPlanDocx } from './build-docx.ts'
import type { PlanText } from './gold.ts'

const sourceParagraphs = async (text: PlanText): Promise<string[]> =>
  (await readFile(new URL(text, import.meta.url), 'utf8'))
    .split(/[\n\t]/)
    .filter((line) => line.trim() !== '')

test.each<PlanText>(['plan.txt', 'plan-amended.txt', 'plan-previous.txt', 'plan-neighbour.txt'])(
  'the Word file of %s has every paragraph and cell of its source, in order',
  async (text) => {
    const docx = await buildPlanDocx(text)
    const read = await mammoth.extractRawText({ buffer: Buffer.from(docx) })
    const paragraphs = read.value.split('\n').filter((line) => line.trim() !== '')
    expect(paragraphs).toEqual(await sourceParagraphs(text))
  },
)

test('chapters are headings, boxes are frames and the indicators are a table', async () => {
  const html = (await mammoth.convertToHtml({ buffer: Buffer.from(await buildPlanDocx()) })).value
  expect([...html.matchAll(/<h1>/g)]).toHaveLength(8)
  const tables = html.split('<table>').slice(1)
  expect(
    tables.map(
      (t) =>
        t
          .replace(/<[^>]+>/g, ' ')
          .trim()
          .split(/\s/)[0],
    ),
  ).toEqual(['指标', '专栏1', '专栏2', '专栏3', '专栏4', '专栏5'])
  // The point （三） of the third box stays inside; the chapter after it does not.
  expect(tables[3]).toMatch(/（三）闭环改进.*<\/table>.*七、/s)
})
