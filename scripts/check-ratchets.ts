/** Counts what must not grow: long files, escapes from the type system, tests switched off. Ends with 1 when any is found. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const longestFile = 500

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '')

const findings: string[] = []

const escapes: ReadonlyArray<readonly [RegExp, string]> = [
  [/@ts-ignore|@ts-expect-error/, 'an error of the type checker is silenced'],
  [/:\s*any\b|\bas any\b|<any>/, '`any`'],
  [/\b(it|test|describe)\.(only|todo)\b/, 'a test that hides others, or none'],
  [/biome-ignore(?!.*:\s*\S)/, 'a suppression without its reason'],
]

for (const file of files) {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    continue
  }
  const lines = text.split('\n')
  if (lines.length - 1 > longestFile)
    findings.push(`${file}: ${lines.length - 1} lines, at most ${longestFile}`)
  if (file === 'scripts/check-ratchets.ts') continue
  lines.forEach((line, index) => {
    for (const [pattern, what] of escapes)
      if (pattern.test(line)) findings.push(`${file}:${index + 1}: ${what}`)
  })
}

if (findings.length > 0) {
  console.error(findings.join('\n'))
  process.exitCode = 1
} else
  console.log(
    `${files.length} files: none over ${longestFile} lines, no escape from the types, no test switched off`,
  )
