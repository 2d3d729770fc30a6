/** Verifiable draws, as the methods catalogue lists them. */
import { z } from 'zod'
import { type CatalogueMethod, defineMethod, MethodInputError } from '../method.ts'
import { assignInspectors } from './assign-inspectors.ts'
import { commitToDraw, revealSeed } from './commitment.ts'
import { drawStratified } from './stratified-draw.ts'

const seedOption = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('Published seed, 64 hexadecimal digits')
const hashOption = z.enum(['sha256', 'sm3']).default('sha256').describe('sha256 or sm3')

const generatorSources = [
  {
    document: 'Blackman & Vigna, ACM Trans. Math. Softw. 47(4), 2021',
    clause: 'xoshiro128** 1.1',
    confidence: 'confirmed',
  },
  { document: 'FIPS 180-4 (SHA-256); GB/T 32905-2016 (SM3)', confidence: 'confirmed' },
] as const

/** Tells a person what does not fit instead of throwing a bare RangeError. */
function withInputErrors<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new MethodInputError([{ message: error.message }])
    throw error
  }
}

const stratifiedDraw = defineMethod({
  name: 'stratified-draw',
  title: { zh: '可验证分层抽取', en: 'Verifiable stratified draw' },
  summary: {
    zh: '由公布的种子按层无放回随机抽取，可按风险权重；任何人可用同一种子和名单重现结果。',
    en: 'Draws from each stratum without replacement, with equal chances or by weight, from a published seed; anyone with the list and the seed gets the same result.',
  },
  formula: 'P(next = i) = w_i / Σ w of those left in the stratum',
  validity: {
    zh: '名单按公布顺序逐行给出；权重为非负整数；各层抽取数不超过层内可抽对象数。',
    en: 'The list in its published order; weights are whole numbers of at least 0; no stratum gives more than it holds.',
  },
  sources: generatorSources,
  row: z.object({
    subject: z.string().describe('Identifier of the subject'),
    stratum: z.string().default('').describe('Stratum, such as a region and risk class'),
    weight: z.coerce
      .number()
      .int()
      .nonnegative()
      .max(4_294_967_295)
      .default(1)
      .describe('Risk weight, default 1'),
  }),
  options: z.object({
    seed: seedOption,
    hash: hashOption,
    count: z.coerce.number().int().nonnegative().describe('Subjects to draw from each stratum'),
  }),
  run: (rows, { seed, hash, count }) => {
    const keys = [...new Set(rows.map(({ stratum }) => stratum))]
    const numbers = new Map(keys.map((key, index) => [key, index]))
    const frame = {
      strata: Uint32Array.from(rows, ({ stratum }) => numbers.get(stratum) ?? 0),
      stratumCount: keys.length,
      weights: Uint32Array.from(rows, ({ weight }) => weight),
    }
    const draw = withInputErrors(() => drawStratified(frame, { seed, hash, counts: keys.map(() => count) }))
    return keys.flatMap((stratum, index) => {
      const drawn = [...draw.subjects.subarray(draw.offsets[index], draw.offsets[index + 1])]
      return drawn.map((subject, place) => ({
        stratum,
        order: place + 1,
        subject: rows[subject]?.subject ?? null,
      }))
    })
  },
  examples: [
    {
      title: { zh: '两层各抽两个，第一层按权重', en: 'Two of each stratum, the first by weight' },
      csv: 'subject,stratum,weight\n甲,一,1\n乙,一,1\n丙,一,2\n丁,一,4\n戊,二,1\n己,二,1\n庚,二,1\n辛,二,1',
      options: { seed: '63578082efb9d6b61b32016ddd97f02d6ffa15df9ed86dfe1bf602cf61c56112', count: '2' },
      expected: [
        { stratum: '一', order: 1, subject: '乙' },
        { stratum: '一', order: 2, subject: '甲' },
        { stratum: '二', order: 1, subject: '辛' },
        { stratum: '二', order: 2, subject: '戊' },
      ],
      source: 'A separate Python program written from the description of the draw',
    },
  ],
})

const drawSeed = defineMethod({
  name: 'draw-seed',
  title: { zh: '抽取承诺与种子', en: 'Commitment and seed of a draw' },
  summary: {
    zh: '由组织者的秘密值、名单摘要和方案摘要得到事前公布的承诺，再与公开随机数合成种子。',
    en: 'The commitment published before a draw, and the seed that the revealed secret and the public contributions give.',
  },
  formula:
    'seed = H(commitment, secret, contributions); commitment = H(secret, population digest, plan digest)',
  validity: {
    zh: '至少一项组织者事先无法知道的公开随机数，每项一行。',
    en: 'At least one public contribution that the organiser could not know before, one a row.',
  },
  sources: [generatorSources[1]],
  row: z.object({ contribution: z.string().describe('Public contribution, in the order of publication') }),
  options: z.object({
    secret: z.string().describe('Secret of the organiser, 64 hexadecimal digits'),
    populationDigest: z.string().describe('Digest of the population'),
    planDigest: z.string().describe('Digest of the plan'),
    hash: hashOption,
  }),
  run: (rows, { secret, populationDigest, planDigest, hash }) =>
    withInputErrors(() => {
      const commitment = commitToDraw({ hash, populationDigest, planDigest }, secret)
      const contributions = rows.map(({ contribution }) => contribution)
      return [{ commitment, seed: revealSeed(commitment, secret, contributions, hash) }]
    }),
  examples: [
    {
      title: { zh: '两项公开随机数', en: 'Two public contributions' },
      csv: 'contribution\n4 1 7\n证人甲 88',
      options: {
        secret: '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b',
        populationDigest: '4f9edc4d3ed0a0e5741a1f55b9a8f68efff6089dcc3009512eabd709c0d40bf1',
        planDigest: '64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525',
      },
      expected: [
        {
          commitment: 'b3d15f47ffbff85e82189a0d60ec5131c4d8e8c358d8c356f42cdb2a92aceb5f',
          seed: 'dfa36282e5febe5692fcfc60f149419146918e08c51542942bc2b77d3854020d',
        },
      ],
      source: 'hashlib of Python, from the description',
    },
  ],
})

const inspectorAssignment = defineMethod({
  name: 'inspector-assignment',
  title: { zh: '随机选派检查人员', en: 'Random assignment of inspectors' },
  summary: {
    zh: '为抽中的对象随机组队，遵守回避关系和工作量上限；派不满时说明原因。',
    en: 'Random teams for drawn subjects that keep avoidance and load limits; says why when a seat stays empty.',
  },
  validity: {
    zh: '每组人数默认 2；检查人员写作 编号:最大任务数，回避写作 编号/对象，均以分号分隔。',
    en: 'Teams of 2 by default; inspectors as id:load and avoidances as id/subject, separated by semicolons.',
  },
  sources: [
    {
      document: '国发〔2019〕5号',
      confidence: 'to be confirmed',
      note: {
        zh: '每组不少于两人、回避要求的条款待核对。',
        en: 'The clauses on teams of two and on avoidance await comparison with the text.',
      },
    },
    ...generatorSources,
  ],
  row: z.object({
    subject: z.string().describe('Drawn subject, in the order of drawing'),
    stratum: z.string().default('').describe('Stratum of the subject'),
  }),
  options: z.object({
    seed: seedOption,
    hash: hashOption,
    inspectors: z.string().describe('id:load, separated by semicolons'),
    avoidances: z.string().default('').describe('id/subject, separated by semicolons'),
    teamSize: z.coerce.number().int().positive().default(2).describe('Inspectors sent to each subject'),
  }),
  run: (rows, { seed, hash, inspectors, avoidances, teamSize }) =>
    withInputErrors(() => {
      const pool = {
        teamSize,
        inspectors: entries(inspectors, ':').map(([id, load]) => ({ id, maximumLoad: Number(load) })),
        avoidances: entries(avoidances, '/').map(([inspector, subject]) => ({
          inspector,
          subject,
          reason: '',
        })),
      }
      return assignInspectors(rows, pool, seed, hash).map((team) => ({
        subject: team.subject,
        inspectors: team.inspectors.join(' '),
        emptySeats: team.emptySeats.join(' '),
      }))
    }),
  examples: [
    {
      title: {
        zh: '三个对象、三名检查人员，一对回避',
        en: 'Three subjects, three inspectors, one avoidance',
      },
      csv: 'subject\na\nb\nc',
      options: {
        seed: '63578082efb9d6b61b32016ddd97f02d6ffa15df9ed86dfe1bf602cf61c56112',
        inspectors: 'I1:3;I2:3;I3:3',
        avoidances: 'I1/a',
      },
      expected: [
        { subject: 'a', inspectors: 'I2 I3', emptySeats: '' },
        { subject: 'b', inspectors: 'I1 I3', emptySeats: '' },
        { subject: 'c', inspectors: 'I2 I1', emptySeats: '' },
      ],
      source: 'A separate Python program written from the description of the assignment',
    },
  ],
})

function entries(text: string, separator: string): [string, string][] {
  return text
    .split(/[;；]/)
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [left, right] = entry.split(separator, 2).map((part) => part.trim())
      if (!left || !right) throw new RangeError(`"${entry}" is not written as left${separator}right`)
      return [left, right]
    })
}

/** The methods of this folder. */
export const drawMethods: readonly CatalogueMethod[] = [stratifiedDraw, drawSeed, inspectorAssignment]
