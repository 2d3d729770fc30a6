/** What the notices and decisions say. Official documents are in Chinese whatever the reader's language. */
import { z } from 'zod'
import { localDate } from '#kernel/calendar/calendar.ts'
import { dateInWords } from '../papers/words.ts'
import type { MatterContent, MatterKind } from './list-schemas.ts'
import type { DocumentName } from './lists-contract.ts'

/** A document as its parts (GB/T 9704-2012): issuer, name, number, addressee, body, signature and date. */
export interface OfficialDocument {
  readonly issuer: string
  readonly name: string
  readonly number: string
  readonly addressee: string
  readonly paragraphs: readonly string[]
  readonly date: string
}

/** What the texts are filled in with. */
export interface DocumentFacts {
  readonly kind: MatterKind
  readonly state: string
  readonly content: MatterContent
  readonly enterprise: { readonly name: string; readonly creditCode: string }
  readonly ground: {
    readonly title: string
    readonly source: string
    readonly clause: string | null
    readonly cure: string
  }
  /** Of applications: the entry they are about. */
  readonly entry:
    | {
        readonly authority: string
        readonly decisionNumber: string
        readonly enteredOn: string
        readonly facts: string
      }
    | undefined
  /** For a document whose step is still to come. */
  readonly today: string
  /** The sentence about the remedies against a decision of that day, served with a paper: `本决定书`, `本告知书`. */
  readonly remediesOn: (day: string, paper: string) => Promise<string>
}

const StepInput = z.object({
  decisionNumber: z.string().optional(),
  noticeNumber: z.string().optional(),
  findings: z.string().optional(),
  reason: z.string().optional(),
  statement: z.string().optional(),
  heldOn: z.string().optional(),
})

/** The last step of these names. */
function lastStep(content: MatterContent, events: readonly string[]) {
  const step = content.steps.findLast((one) => events.includes(one.event))
  return step && { ...StepInput.catch({}).parse(step.input), on: localDate(new Date(step.at)) }
}

/** What a paper calls itself, by its name: a refusal to take an application in is a 告知书. */
const paperOf = (name: string): string => (name.endsWith('告知书') ? '本告知书' : '本决定书')

const lawOf = ({ ground }: DocumentFacts): string =>
  `《${ground.source.replace(/；.*$/, '')}》${ground.clause ?? ''}`

const listNames: Readonly<Record<'abnormal' | 'serious', string>> = {
  abnormal: '经营异常名录',
  serious: '严重违法失信名单',
}

function entryNotice(facts: DocumentFacts): OfficialDocument | undefined {
  const { proposal } = facts.content
  if (!proposal) return undefined
  const given = lastStep(facts.content, ['give-notice'])
  return {
    issuer: proposal.authority,
    name: '列入严重违法失信名单告知书',
    number: given?.noticeNumber ?? '（文号待编）',
    addressee: facts.enterprise.name,
    paragraphs: [
      `经查，${proposal.facts}`,
      `${proposal.penaltyNumber ? `我局已就上述行为作出行政处罚（${proposal.penaltyNumber}）。` : ''}上述行为符合“${facts.ground.title}”的情形。依据${lawOf(facts)}的规定，我局拟将你单位（统一社会信用代码：${facts.enterprise.creditCode}）列入严重违法失信名单，通过国家企业信用信息公示系统公示，并依法实施相应管理措施。`,
      '你单位对上述拟作出的决定，可以自收到本告知书之日起五个工作日内向我局陈述、申辩；符合听证条件的，可以在同一期限内要求听证。逾期未提出的，视为放弃上述权利。',
    ],
    date: given?.on ?? facts.today,
  }
}

async function entryDecision(facts: DocumentFacts): Promise<OfficialDocument | undefined> {
  const { proposal } = facts.content
  const decided = lastStep(facts.content, ['decide'])
  if (!proposal || !decided) return undefined
  const list = listNames[proposal.list]
  const defence = lastStep(facts.content, ['defend', 'ask-hearing'])
  const hearing = lastStep(facts.content, ['hold-hearing'])
  const procedure =
    proposal.list === 'abnormal'
      ? []
      : [
          hearing
            ? `我局依法送达了告知书，并应你单位要求于${dateInWords(hearing.heldOn ?? decided.on)}举行了听证。对你单位的意见，我局进行了复核。`
            : defence
              ? '我局依法送达了告知书。对你单位的陈述、申辩意见，我局进行了复核。'
              : '我局依法送达了告知书，你单位在规定期限内未陈述、申辩，也未要求听证。',
        ]
  return {
    issuer: proposal.authority,
    name: `列入${list}决定书`,
    number: decided.decisionNumber ?? '',
    addressee: facts.enterprise.name,
    paragraphs: [
      `经查，${proposal.facts}`,
      ...procedure,
      `上述情形属于“${facts.ground.title}”。依据${lawOf(facts)}的规定，决定将你单位（统一社会信用代码：${facts.enterprise.creditCode}）列入${list}，并通过国家企业信用信息公示系统向社会公示。`,
      proposal.list === 'abnormal'
        ? `你单位${facts.ground.cure}后，可以向我局申请移出经营异常名录。`
        : '公示期自列入之日起计算，最长三年，期满自动停止公示。最短公示期一年届满后，你单位已履行法定义务、消除危害后果和不良影响并作出信用承诺的，可以申请信用修复。',
      await facts.remediesOn(decided.on, '本决定书'),
    ],
    date: decided.on,
  }
}

const leavingNames: Readonly<
  Record<
    Extract<MatterKind, 'correction' | 'repair' | 'objection' | 'penalty-repair'>,
    readonly [granted: string, refused: string]
  >
> = {
  correction: ['移出经营异常名录决定书', '不予移出经营异常名录决定书'],
  repair: ['信用修复决定书', '不予信用修复决定书'],
  objection: ['撤销列入名单决定书', '名单异议处理结果告知书'],
  'penalty-repair': ['行政处罚信用修复决定书', '不予行政处罚信用修复决定书'],
}

const grantedTexts: Readonly<Record<keyof typeof leavingNames, string>> = {
  correction: '决定将你单位移出经营异常名录，停止公示相关信息。',
  repair:
    '决定准予信用修复，将你单位提前移出严重违法失信名单，停止公示、共享和使用相关失信信息，并解除相应管理措施。',
  objection: '经核实，你单位提出的异议成立，决定撤销上述列入决定，停止公示相关信息。',
  'penalty-repair': '决定准予信用修复，停止公示、共享和使用上述行政处罚信息。',
}

async function leavingDecision(
  facts: DocumentFacts,
  kind: keyof typeof leavingNames,
): Promise<OfficialDocument | undefined> {
  const { entry } = facts
  const decided = lastStep(facts.content, ['decide', 'decline'])
  if (!entry || !decided) return undefined
  const [granted, refused] = leavingNames[kind]
  const isGranted = facts.state === 'granted'
  const found = lastStep(facts.content, ['propose-granting', 'propose-refusing'])
  const declined = facts.state === 'declined'
  const name = declined ? '不予受理告知书' : isGranted ? granted : refused
  return {
    issuer: entry.authority,
    name,
    number: decided.decisionNumber ?? '',
    addressee: facts.enterprise.name,
    paragraphs: [
      `你单位（统一社会信用代码：${facts.enterprise.creditCode}）于${dateInWords(entry.enteredOn)}因“${facts.ground.title}”被我局${kind === 'penalty-repair' ? '行政处罚' : '列入名单'}（${entry.decisionNumber}）。你单位提出申请，称：${facts.content.application?.statement ?? ''}`,
      ...(declined
        ? [`经审查，${decided.reason ?? '申请不符合受理条件'}。决定不予受理。`]
        : [
            `经核实，${found?.findings ?? ''}`,
            isGranted ? grantedTexts[kind] : '你单位的申请不符合规定的条件，决定不予同意。',
          ]),
      ...(isGranted ? [] : [await facts.remediesOn(decided.on, paperOf(name))]),
    ],
    date: decided.on,
  }
}

/** A document of a matter; undefined while it cannot be made. */
export async function officialDocument(
  facts: DocumentFacts,
  name: DocumentName,
): Promise<OfficialDocument | undefined> {
  if (name === 'notice') return facts.kind === 'serious-entry' ? entryNotice(facts) : undefined
  if (facts.kind === 'abnormal-entry' || facts.kind === 'serious-entry') return entryDecision(facts)
  return leavingDecision(facts, facts.kind)
}
