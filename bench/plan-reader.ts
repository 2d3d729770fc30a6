/**
 * How fast plans are read: the documents of a folder (or a generated one) together in a warm process, and
 * whether time stays linear in length. `npm run bench -- plan-reader [FOLDER]`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readPlan } from '#domains/plans/reader/read-plan.ts'

/** Runs the measurements and prints them. `args[0]` may name a folder of plan texts. */
export async function run(args: string[]): Promise<void> {
  const folder = args[0] ?? new URL('../../shared/plans/', import.meta.url).pathname
  const documents = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    : [generatedPlan(40), generatedPlan(60)]
  const characters = documents.reduce((sum, text) => sum + text.length, 0)
  const readAll = (): void => {
    for (const document of documents) readPlan(document)
  }
  const cold = timed(readAll)
  for (let i = 0; i < 10; i++) readAll()
  const warm = Array.from({ length: 20 }, () => timed(readAll)).sort((a, b) => a - b)
  console.log(`${documents.length} documents, ${characters} characters`)
  console.log(
    `  first read ${cold.toFixed(1)} ms, warm median ${(warm[10] ?? 0).toFixed(1)} ms, worst of 20 ${(warm.at(-1) ?? 0).toFixed(1)} ms`,
  )
  console.log('length (characters)   time (ms)   µs per 1000 characters')
  for (const sections of [100, 1000, 4000, 10_000]) {
    const text = generatedPlan(sections)
    readPlan(text)
    const time = timed(() => readPlan(text))
    console.log(
      `${String(text.length).padStart(19)} ${time.toFixed(0).padStart(11)} ${((time * 1e6) / text.length).toFixed(0).padStart(24)}`,
    )
  }
}

const timed = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** A fictional plan of so many numbered sections. */
export function generatedPlan(sections: number): string {
  const lines = [
    '云岭市质量强市建设三年行动计划(2026—2028年)',
    '一、总体要求',
    '到2028年,全市质量水平明显提升。',
  ]
  for (let i = 1; i <= sections; i++) {
    lines.push(
      `${i}.做强第${i}类产业。到2028年,培育质量标杆企业${i}家以上,抽检合格率、监测合格率分别达到98%和97.5%,新增国家标准${i}项、行业标准${2 * i}项以上,单位产值能耗下降13%。持续开展质量帮扶,完善溯源体系,提升产业链协同水平,支持企业导入先进管理方法。(责任单位:市市场监管局、市发展改革委、市科技局)`,
    )
  }
  return lines.join('\n')
}
