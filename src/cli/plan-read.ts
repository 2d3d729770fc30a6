/** `zhiheng plan read FILE… [--json]`: what plan documents say, for people or as one JSON document a line. */
import { readFile, stat } from 'node:fs/promises'
import { MAX_FILE_BYTES } from '#domains/plans/reader/input/decode-file.ts'
import { PLAN_WARNING_MESSAGES, READ_ERROR_MESSAGES } from '#domains/plans/reader/messages.ts'
import type { PlanReading, PlanTarget } from '#domains/plans/reader/plan-reading.ts'
import { PlanReadError } from '#domains/plans/reader/read-error.ts'
import { readPlanFile } from '#domains/plans/reader/read-plan.ts'

type Language = 'zh' | 'en'

/**
 * Reads each file and prints it. A file that cannot be read gives a message on standard error and the others
 * are still read.
 * @returns exit status: 0, or 2 when some file could not be read
 */
export async function planRead(files: string[], options: { json?: boolean }): Promise<number> {
  const language: Language = /^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'zh' : 'en'
  let status = 0
  for (const file of files) {
    try {
      const reading = await readOne(file)
      if (options.json === true) await print(`${JSON.stringify(jsonOf(reading))}\n`)
      else await print(`${summaryOf(file, reading)}\n`)
      for (const warning of reading.warnings) {
        process.stderr.write(`${file}: ${PLAN_WARNING_MESSAGES[warning][language]}\n`)
      }
    } catch (error) {
      status = 2
      process.stderr.write(`${messageOf(file, error, language)}\n`)
    }
  }
  return status
}

async function readOne(file: string): Promise<PlanReading> {
  const { size } = await stat(file)
  // A file that is too large is not even loaded.
  if (size > MAX_FILE_BYTES) throw new PlanReadError('too-large', file)
  return await readPlanFile({ name: file, bytes: await readFile(file) })
}

function messageOf(file: string, error: unknown, language: Language): string {
  if (error instanceof PlanReadError) return `${file}: ${READ_ERROR_MESSAGES[error.code][language]}`
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const texts: Readonly<Record<string, { zh: string; en: string }>> = {
    ENOENT: { zh: '没有这个文件。', en: 'There is no such file.' },
    EACCES: { zh: '没有读取权限。', en: 'No permission to read it.' },
    EISDIR: { zh: '这是一个文件夹。', en: 'This is a folder.' },
  }
  const known = texts[code]
  if (known !== undefined) return `${file}: ${known[language]}`
  return `${file}: ${error instanceof Error ? error.message : String(error)}`
}

// Waits until a pipe has taken the text, so that large output is never cut off at exit.
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

/** The fields of the JSON form, no more and no fewer. */
function jsonOf(reading: PlanReading): object {
  return {
    title: reading.title,
    issuer: reading.issuer,
    docNumber: reading.docNumber,
    issuedOn: reading.issuedOn,
    outline: reading.outline.map(({ path, heading }) => ({ path, heading })),
    targets: reading.targets.map(
      ({ indicator, action, comparator, value, valueHigh, unit, year, path, quote }) => ({
        indicator,
        action,
        comparator,
        value,
        valueHigh,
        unit,
        year,
        path,
        quote,
      }),
    ),
    tasks: reading.tasks.map(({ path, heading, lead, units }) => ({ path, heading, lead, units })),
  }
}

function summaryOf(file: string, reading: PlanReading): string {
  const lines = [`${file}`]
  const facts = [reading.issuer, reading.docNumber, reading.issuedOn].filter((fact) => fact !== null)
  if (reading.title !== null) lines.push(`  ${reading.title}`)
  if (facts.length > 0) lines.push(`  ${facts.join(' · ')}`)
  const { outline, targets, tasks } = reading
  lines.push(`  提纲 outline ${outline.length} · 指标 targets ${targets.length} · 任务 tasks ${tasks.length}`)
  if (outline.length > 0) {
    lines.push('', '提纲 Outline')
    for (const entry of outline) {
      const depth = entry.kind === 'box' ? 1 : entry.path.split('/').length - 1
      lines.push(`  ${'  '.repeat(depth)}${entry.path.split('/').at(-1) ?? ''} ${shorten(entry.heading, 60)}`)
    }
  }
  if (targets.length > 0) {
    lines.push('', '指标 Targets')
    const rows = targets.map((target) => [
      target.year === null ? '—' : String(target.year),
      shorten(`${target.action === '' ? '' : `${target.action} `}${target.indicator}`, 48),
      boundOf(target),
      target.path,
    ])
    lines.push(...table([['年份', '指标', '目标值', '位置'], ...rows]))
  }
  if (tasks.length > 0) {
    lines.push('', '任务 Tasks')
    const rows = tasks.map((task) => [
      task.path,
      shorten(task.heading, 36),
      task.units.map((unit) => (task.lead.includes(unit) ? `★${unit}` : unit)).join('、'),
    ])
    lines.push(...table([['位置', '任务', '责任单位（★牵头）'], ...rows]))
  }
  return `${lines.join('\n')}\n`
}

const SIGNS = {
  '>=': '≥',
  '<=': '≤',
  '=': '',
  '>': '>',
  '<': '<',
  '~': '约',
  range: '',
  'delta+': '提高',
  'delta-': '下降',
}

function boundOf(target: PlanTarget): string {
  const value = target.valueHigh === null ? String(target.value) : `${target.value}–${target.valueHigh}`
  return `${SIGNS[target.comparator]}${value}${target.unit}${target.doubtful === undefined ? '' : ' ?'}`
}

/** Columns a string takes in a terminal: Chinese characters and full-width punctuation take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const char of text) width += isWide(char.codePointAt(0) ?? 0) ? 2 : 1
  return width
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    code >= 0x20000
  )
}

function shorten(text: string, width: number): string {
  const flat = text.replace(/\s+/g, ' ')
  if (displayWidth(flat) <= width) return flat
  let out = ''
  for (const char of flat) {
    if (displayWidth(out + char) > width - 1) break
    out += char
  }
  return `${out}…`
}

function table(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => displayWidth(row[i] ?? ''))),
  )
  return rows.map((row) =>
    `  ${row.map((cell, i) => (i === columns - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - displayWidth(cell)))).join('  ')}`.trimEnd(),
  )
}
