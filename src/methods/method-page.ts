/** The documentation page of a method, written from what the catalogue says about it. */
import { formatCsvTable } from './csv-table.ts'
import { type MethodFields, methodFields } from './describe-method.ts'
import type { CatalogueMethod, MethodExample, MethodSource } from './method.ts'

/** Markdown of the page `docs/methods/<name>.md`. */
export function methodPage(method: CatalogueMethod): string {
  const { name, title, summary, formula, validity } = method
  const options = methodFields(method.options)
  const sections = [
    `# ${title.zh} · ${title.en}`,
    `\`zhiheng methods ${name} input.csv\``,
    summary.zh,
    summary.en,
    ...(formula === undefined ? [] : [`\`\`\`text\n${formula}\n\`\`\``]),
    ...(validity === undefined ? [] : ['## 适用范围 · Validity', validity.zh, validity.en]),
    '## 依据 · Sources',
    sourceTable(method.sources),
    ...method.sources.flatMap(confirmationNote),
    '## 输入列 · Columns',
    fieldTable(methodFields(method.row)),
    ...(options.fields.length === 0 ? [] : ['## 选项 · Options', fieldTable(options)]),
    ...method.examples.flatMap((example) => exampleSection(name, example)),
  ]
  return `${sections.join('\n\n')}\n`
}

function sourceTable(sources: readonly MethodSource[]): string {
  const rows = sources.map(({ document, clause, effectiveFrom, effectiveTo, confidence }) => [
    document,
    clause ?? '',
    effectiveFrom === undefined
      ? ''
      : `${effectiveFrom} – ${effectiveTo === undefined ? '' : `${effectiveTo} (not included)`}`.trim(),
    confidence === 'confirmed' ? '已核 confirmed' : '待核 to be confirmed',
  ])
  return table(['文件 document', '条款 clause', '施行期间 in force', '核实 status'], rows)
}

function confirmationNote({ document, note }: MethodSource): string[] {
  return note === undefined ? [] : [`> **待核 · To be confirmed** (${document}): ${note.zh} ${note.en}`]
}

function fieldTable({ fields, open }: MethodFields): string {
  const rows = fields.map(({ name, type, required, defaultValue, description }) => [
    `\`${name}\``,
    type,
    required
      ? '必填 required'
      : defaultValue === undefined
        ? '可空 optional'
        : `默认 default \`${defaultValue}\``,
    description,
  ])
  const openRow = open
    ? [
        [
          '…',
          'number',
          '',
          'one column for each criterion, under a name of your own / 每项指标一列，列名自定',
        ],
      ]
    : []
  return table(['列 name', '类型 type', '', '说明 meaning'], [...rows, ...openRow])
}

function exampleSection(name: string, example: MethodExample): string[] {
  const options = Object.entries(example.options ?? {}).map(
    ([key, value]) => ` --option ${shellWord(`${key}=${value}`)}`,
  )
  return [
    `## 算例 · Worked example: ${example.title.zh} · ${example.title.en}`,
    `\`input.csv\`:\n\n\`\`\`csv\n${example.csv.trimEnd()}\n\`\`\``,
    `\`\`\`sh\nzhiheng methods ${name} input.csv${options.join('')}\n\`\`\``,
    `结果（节选）· Result (these columns${example.tolerance === undefined ? '' : `, within ${example.tolerance}`}):`,
    `\`\`\`csv\n${formatCsvTable(example.expected).trimEnd()}\n\`\`\``,
    `出处 · Figures from: ${example.source}`,
  ]
}

function shellWord(text: string): string {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
