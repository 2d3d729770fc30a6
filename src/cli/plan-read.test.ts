import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { displayWidth } from './plan-read.ts'

const main = new URL('./main.ts', import.meta.url).pathname
const plan = (...args: string[]): { status: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'plan', 'read', ...args], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '' },
  })
  return { status, out: stdout, err: stderr }
}

describe('zhiheng plan read', () => {
  let folder = ''
  const file = (name: string): string => join(folder, name)
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plan-read-'))
    writeFileSync(file('a.txt'), '一、主要目标\n到2027年,抽检合格率达到98%以上。(责任单位:市市场监管局)')
    writeFileSync(file('b.txt'), '培育3至5家质量标杆企业。')
    writeFileSync(file('nothing.txt'), '今天天气很好。')
    writeFileSync(file('empty.txt'), '')
    writeFileSync(
      file('binary.txt'),
      new Uint8Array(300).map((_, i) => i % 7),
    )
    writeFileSync(file('huge.txt'), '')
    truncateSync(file('huge.txt'), 60 * 1024 * 1024)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('--json prints one document a line, in the order of the arguments, with these fields and no others', () => {
    const { status, out, err } = plan('--json', file('b.txt'), file('a.txt'))
    expect([status, err]).toEqual([0, ''])
    expect(out.endsWith('\n')).toBe(true)
    const documents = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(documents).toEqual([
      {
        title: null,
        issuer: null,
        docNumber: null,
        issuedOn: null,
        outline: [],
        targets: [
          {
            indicator: '质量标杆企业',
            action: '培育',
            comparator: 'range',
            value: 3,
            valueHigh: 5,
            unit: '家',
            year: null,
            path: '',
            quote: '培育3至5家质量标杆企业',
          },
        ],
        tasks: [],
      },
      {
        title: null,
        issuer: null,
        docNumber: null,
        issuedOn: null,
        outline: [{ path: '一', heading: '主要目标' }],
        targets: [
          {
            indicator: '抽检合格率',
            action: '',
            comparator: '>=',
            value: 98,
            valueHigh: null,
            unit: '%',
            year: 2027,
            path: '一',
            quote: '抽检合格率达到98%以上',
          },
        ],
        tasks: [{ path: '一', heading: '主要目标', lead: [], units: ['市市场监管局'] }],
      },
    ])
  })

  test('files that cannot be read are named, the others are read, and the status is 2', () => {
    const { status, out, err } = plan(
      '--json',
      file('empty.txt'),
      file('a.txt'),
      file('binary.txt'),
      file('huge.txt'),
      file('none.txt'),
      file('b.txt'),
    )
    expect(status).toBe(2)
    expect(out.trimEnd().split('\n')).toHaveLength(2)
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(folder.length + 1)),
    ).toEqual([
      'empty.txt: The file is empty.',
      expect.stringContaining('binary.txt: The file is neither text'),
      expect.stringContaining('huge.txt: The file is larger than 50 MB'),
      'none.txt: There is no such file.',
    ])
  })

  test('text with nothing to recognise gives empty lists and a warning, and is no failure', () => {
    const { status, out, err } = plan('--json', file('nothing.txt'))
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ outline: [], targets: [], tasks: [] })
    expect(err).toContain('no headings, targets or responsible units were found')
  })

  test('the summary is a table whose columns stand under each other', () => {
    const { out } = plan(file('a.txt'))
    const rows = out.split('\n').filter((line) => /目标值|≥98%/.test(line))
    expect(rows).toHaveLength(2)
    const [header = '', row = ''] = rows
    expect(displayWidth(header.slice(0, header.indexOf('目标值')))).toBe(
      displayWidth(row.slice(0, row.indexOf('≥98%'))),
    )
  })
})
