import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { methodCatalogue } from '#methods/catalogue.ts'
import { decodeText, type MethodsCommandOptions, runMethods } from './methods.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'zhiheng-methods-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const full = path.join(folder, name)
  writeFileSync(full, content)
  return full
}

async function run(name?: string, input?: string, options: MethodsCommandOptions = {}) {
  let out = ''
  let err = ''
  const code = await runMethods(name, input, options, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

/** 「class / Ⅲ类 / 劣Ⅴ」 in GB18030. */
const gb18030 = Buffer.from([
  ...Buffer.from('class\n'),
  ...[0xa2, 0xf3, 0xc0, 0xe0, 0x0a],
  ...[0xc1, 0xd3, 0xa2, 0xf5, 0x0a],
])

describe('zhiheng methods', () => {
  test('lists every method with its title and standard', async () => {
    const { code, out } = await run()
    expect(code).toBe(0)
    for (const method of methodCatalogue) {
      const line = out.split('\n').find((candidate) => candidate.trim().startsWith(`${method.name} `))
      expect(line, method.name).toContain(method.title.zh)
      expect(line).toContain(method.sources[0]?.document)
    }
    const listed: unknown = JSON.parse((await run(undefined, undefined, { json: true })).out)
    expect(listed).toHaveLength(methodCatalogue.length)
  })

  test('tells the columns and options of one', async () => {
    const { code, out } = await run('legal-deadline')
    expect(code).toBe(0)
    expect(out).toContain('event (date, required)')
    expect(out).toContain('unknownYears')
    expect(JSON.parse((await run('legal-deadline', undefined, { json: true })).out)).toMatchObject({
      name: 'legal-deadline',
    })
  })

  test('runs one on a CSV and prints CSV or JSON', async () => {
    const input = file('day.csv', 'date,pm25Day\n2026-03-03,90\n')
    const csv = await run('aqi', input)
    expect(csv.code).toBe(0)
    expect(csv.out.split('\n')[1]).toMatch(/^2026-03-03,HJ 633-2026,128,3,轻度污染,pm25/)
    const json: unknown = JSON.parse((await run('aqi', input, { json: true })).out)
    expect(json).toMatchObject([{ date: '2026-03-03', aqi: 128 }])
    const older = await run('aqi', input, { option: ['edition=HJ 633-2012'] })
    expect(older.out).toContain('HJ 633-2012,119')
  })

  test('reads GB18030 and UTF-8 alike', async () => {
    const expected = 'group,goodSections,sections,percent,inferiorPercent\n,1,2,50,50\n'
    for (const content of [gb18030, 'class\nⅢ类\n劣Ⅴ\n', '\uFEFFclass\r\nⅢ类\r\n劣Ⅴ\r\n']) {
      expect((await run('good-water-sections', file('classes.csv', content))).out).toBe(expected)
    }
  })

  test('names row, line and column of what does not fit', async () => {
    const { code, out, err } = await run(
      'aqi',
      file('bad.csv', 'date,pm25Day\n2026-03-01,5\n\n2026-03-02,many\n2026-02-30,4\n'),
    )
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('row 2 (line 4), column pm25Day: a concentration is a number of at least 0')
    expect(err).toContain('row 3 (line 5), column date:')
  })

  test('stops listing after twenty places', async () => {
    const { err } = await run('aqi', file('many.csv', `pm25Day\n${'x\n'.repeat(25)}`))
    expect(err.trim().split('\n')).toHaveLength(21)
    expect(err).toContain('… and 5 more')
  })

  test('says which column is missing, which is not used, and what awaits confirmation', async () => {
    expect(await run('legal-deadline', file('short.csv', 'event,length\n2026-01-05,3\n'))).toMatchObject({
      code: 1,
      err: 'legal-deadline needs the column unit\n',
    })
    const extra = await run('industry-code', file('extra.csv', 'code,remark\nC13,x\n'))
    expect(extra.err).toContain('does not use the column remark')
    expect(extra.err).toContain('to be confirmed: GB/T 4754-2017')
  })

  test.each<[string, string | undefined, MethodsCommandOptions, string]>([
    ['no-such-method', undefined, {}, 'no method is named "no-such-method"'],
    ['aqi', 'absent.csv', {}, 'no such file'],
    ['aqi', 'ragged.csv', {}, 'line 2'],
    [
      'aqi',
      'one.csv',
      { option: ['colour=red'] },
      'aqi has no option colour; it has: edition, report, notMonitored',
    ],
    ['aqi', 'one.csv', { option: ['edition'] }, 'not of the form key=value'],
    ['aqi', 'one.csv', { option: ['edition=HJ 1-1999'] }, 'option edition:'],
    ['min-max', 'flat.csv', {}, 'all values are equal'],
    ['topsis', 'flat.csv', { option: ['costs=q'] }, 'option costs: q is not among the criteria a'],
  ])('refuses %s %s %j', async (name, input, options, message) => {
    file('flat.csv', 'name,a\nx,1\ny,1\n')
    file('ragged.csv', 'date,pm25Day\n2026-03-01\n')
    file('one.csv', 'date,pm25Day\n2026-03-01,5\n')
    const { code, out, err } = await run(
      name,
      input === undefined ? undefined : path.join(folder, input),
      options,
    )
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(message)
  })
})

test('text of files in the encodings people save', () => {
  expect(decodeText(gb18030)).toBe('class\nⅢ类\n劣Ⅴ\n')
  expect(decodeText(Buffer.from('质衡', 'utf8'))).toBe('质衡')
  expect(decodeText(Buffer.from('\uFEFF质衡', 'utf16le'))).toBe('质衡')
})
