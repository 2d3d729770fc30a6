/** `zhiheng draw verify FILE [--commitment HEX]`: replays a published draw from its file alone, without a network. */
import { readFile } from 'node:fs/promises'
import {
  type DrawFinding,
  PublishedDraw as Published,
  type PublishedDraw,
  verifyPublishedDraw,
} from '#methods/draw/published-draw.ts'

type Language = 'zh' | 'en'

const problems: Readonly<Record<DrawFinding['problem'], Readonly<Record<Language, string>>>> = {
  malformed: { zh: '文件内容不是完整的抽取记录', en: 'the file is not a complete record of a draw' },
  'unknown-format': { zh: '记录格式或算法无法识别', en: 'the format or the hash is not known' },
  'file-digest': {
    zh: '文件内容与其摘要不符，有内容被改动',
    en: 'the file does not give its digest: something was changed',
  },
  'terms-digest': { zh: '抽取条件与其摘要不符', en: 'the terms do not give their digest' },
  'terms-not-bound': { zh: '抽取条件没有绑定到种子', en: 'the terms are not bound to the seed' },
  'no-witness': { zh: '没有见证人或公共事件的内容', en: 'no witness or public event contributed' },
  order: { zh: '检查对象名单的顺序被改动', en: 'the list of subjects is out of order' },
  'population-digest': {
    zh: '检查对象名单与公布的摘要不符',
    en: 'the list of subjects does not give its published digest',
  },
  'plan-digest': {
    zh: '抽取方案（比例、检查人员、回避）与公布的摘要不符',
    en: 'the plan (rates, inspectors, avoidances) does not give its published digest',
  },
  commitment: {
    zh: '密钥、名单和方案算不出抽取前公布的承诺',
    en: 'secret, list and plan do not give the commitment published before the draw',
  },
  seed: {
    zh: '种子不是由承诺、密钥和见证内容算出的',
    en: 'the seed does not follow from commitment, secret and contributions',
  },
  results: {
    zh: '抽中的对象或其顺序与重算不同',
    en: 'the subjects drawn, or their order, differ from the replay',
  },
  teams: { zh: '检查人员的分派与重算不同', en: 'the teams differ from the replay' },
  'joint-teams': {
    zh: '联合检查部门的人员分派与重算不同',
    en: 'the teams of the joined departments differ from the replay',
  },
  'step-in': {
    zh: '候补递补的记录不连续，或递补的不是下一个候补',
    en: 'the chain of substitutes is broken, or another than the next one stepped in',
  },
}

const words = {
  where: { zh: '位置', en: 'at' },
  recorded: { zh: '记录', en: 'recorded' },
  replayed: { zh: '重算', en: 'replayed' },
  holds: {
    zh: '验证通过：名单、承诺、种子、抽取结果和人员分派全部可以重算。',
    en: 'Verified: list, commitment, seed, results and teams replay.',
  },
  fails: { zh: '验证不通过', en: 'Does not hold' },
  commitment: {
    zh: '请与抽取前公布的承诺核对',
    en: 'Compare the commitment with the one published before the draw',
  },
  unreadable: { zh: '无法读取文件', en: 'The file cannot be read' },
  notJson: { zh: '不是 JSON 文件', en: 'is no JSON' },
} as const

/**
 * Verifies one file and says where it differs.
 *
 * @returns exit status: 0 when it holds, 1 when it does not, 2 when the file cannot be read
 */
export async function drawVerify(
  path: string,
  options: { readonly commitment?: string; readonly json?: boolean },
): Promise<number> {
  const language: Language = /^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'zh' : 'en'
  let content: unknown
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof SyntaxError ? words.notJson[language] : words.unreadable[language]
    process.stderr.write(`${path}: ${reason}\n`)
    return 2
  }
  const findings = verifyPublishedDraw(content, options.commitment)
  if (options.json === true)
    process.stdout.write(`${JSON.stringify({ file: path, verified: findings.length === 0, findings })}\n`)
  else process.stdout.write(`${textOf(path, content, findings, language)}\n`)
  return findings.length === 0 ? 0 : 1
}

function textOf(
  path: string,
  content: unknown,
  findings: readonly DrawFinding[],
  language: Language,
): string {
  const parsed = Published.safeParse(content)
  const head = parsed.success ? [`${path}`, ...summaryOf(parsed.data, language)] : [path]
  if (findings.length === 0) return [...head, words.holds[language]].join('\n')
  const lines = findings.flatMap(({ problem, where, recorded, replayed }) => [
    `✗ ${problems[problem][language]}`,
    `  ${words.where[language]}: ${where}`,
    ...(recorded === '' ? [] : [`  ${words.recorded[language]}: ${recorded}`]),
    ...(replayed === '' ? [] : [`  ${words.replayed[language]}: ${replayed}`]),
  ])
  return [...head, `${words.fails[language]}:`, ...lines].join('\n')
}

function summaryOf({ terms, record }: PublishedDraw, language: Language): string[] {
  const drawn = record.results.reduce((sum, stratum) => sum + stratum.sample.length, 0)
  const counts =
    language === 'zh'
      ? `名单 ${record.population.ids.length} 家，${record.plan.strata.length} 层，抽中 ${drawn} 家，见证内容 ${record.contributions.length - 1} 条`
      : `${record.population.ids.length} subjects in ${record.plan.strata.length} strata, ${drawn} drawn, ${record.contributions.length - 1} contributions`
  return [
    `  ${terms.city.name} ${terms.number} ${terms.title}`,
    `  ${counts}`,
    `  ${words.commitment[language]} (${record.hash}): ${record.commitment}`,
  ]
}
