import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('..', import.meta.url))
const listed = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)))

const pages = listed('*.md')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '')

describe('documents', () => {
  it.each(pages)('%s links only to what exists', (page) => {
    const missing = [...withoutCode(read(page)).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(resolve(root, dirname(page), target)))
    expect(missing).toEqual([])
  })

  it('name only npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')))
    const known = new Set([...Object.keys(scripts), 'ci'])
    const unknown = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)]
        .map((match) => match[1] ?? '')
        .filter((script) => !known.has(script))
        .map((script) => `${page}: ${script}`),
    )
    expect(unknown).toEqual([])
  })

  it('have an identifier in the source for every term of the glossary that names one', () => {
    const source = listed('src/*.ts', 'src/*.tsx', 'src/*.sql').map(read).join('\n')
    const identifiers = [...read('docs/glossary.md').matchAll(/^\|[^|]*\|[^|]*\| `([^`]+)` \|/gm)].map(
      (match) => match[1] ?? '',
    )
    expect(identifiers.length).toBeGreaterThan(20)
    expect(identifiers.filter((identifier) => !source.includes(identifier))).toEqual([])
  })

  it('speak of the product alone: no path of a machine in any file', () => {
    const machinePaths = listed('*.ts', '*.tsx', '*.md', '*.json', '*.mjs')
      .filter((file) => file !== 'scripts/docs.test.ts' && file !== 'package-lock.json')
      .filter((file) => /\/(work|root|home)\/(main|shared|\.library)\b/.test(read(file)))
    expect(machinePaths).toEqual([])
  })
})
