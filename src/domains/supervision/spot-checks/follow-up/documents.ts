/**
 * Statutory papers of a spot check as Word files, laid out after GB/T 9704-2012: sampling sheet, notice of the result,
 * correction order. They are Chinese whatever the interface's language, since they are served on the parties.
 */
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { officialFile, officialList, officialTitle } from '#kernel/documents/official-document.ts'
import { cityProfile } from '#kernel/org/units.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { body, closing, form, numbered, type PaperPart } from '../../papers/layout.ts'
import { correctionOrderOf, periodInWords, remediesInWords } from '../../papers/remedies.ts'
import { dateInWords, stroke } from '../../papers/words.ts'
import { type DeadlineName, deadlineKey, familyOf, type LawFamily } from '../deadlines.ts'
import { spotCheckError } from '../errors.ts'
import { comparisonTitles, linkTitles, purposeTitles, requirementText } from '../messages.ts'
import type { Sample } from '../sampling/sampling-contract.ts'

/** The papers that can be made. */
type SpotCheckPaper = 'sampling-sheet' | 'result-notice' | 'correction-order'

/** What the check and its papers are called, and the law by which correction is ordered. */
interface FamilyPapers {
  readonly check: string
  readonly sheet: string
  readonly notice: string
  readonly law: string
}

const papersOf: Readonly<Record<LawFamily, FamilyPapers>> = {
  product: {
    check: '监督抽查',
    sheet: '产品质量监督抽查抽样单',
    notice: '产品质量监督抽查结果通知书',
    // What fails a spot check is ordered to be corrected within a time limit.
    law: '《中华人民共和国产品质量法》第十七条',
  },
  // No clause where none could be read in its source.
  food: {
    check: '食品安全抽样检验',
    sheet: '食品安全抽样检验抽样单',
    notice: '食品安全抽样检验结果通知书',
    law: '《中华人民共和国食品安全法》和《食品安全抽样检验管理办法》',
  },
  farm: {
    check: '农产品质量安全监测',
    sheet: '农产品质量安全监测抽样单',
    notice: '农产品质量安全监测结果通知书',
    law: '《中华人民共和国农产品质量安全法》',
  },
  drug: {
    check: '药品质量抽查检验',
    sheet: '药品质量抽查检验抽样单',
    notice: '药品质量抽查检验结果通知书',
    law: '《中华人民共和国药品管理法》',
  },
}

function sheet(sample: Sample): PaperPart[] {
  const unit = sample.quantityUnit
  const amount = (quantity: number | null) => (quantity === null ? null : `${quantity}${unit}`)
  return [
    officialTitle(papersOf[familyOf(sample.kind)].sheet),
    numbered(`编号：${sample.sheetNumber}`),
    ...(sample.voidReason === null ? [] : [body(`本抽样单已作废：${sample.voidReason}`)]),
    form([
      ['抽查类别', purposeTitles[sample.purpose].zh, '抽样环节', linkTitles[sample.link].zh],
      ['被抽样单位', sample.enterpriseName],
      ['统一社会信用代码', sample.enterpriseCode, '抽样日期', dateInWords(sample.sampledOn)],
      ['抽样地点', sample.address],
      ['标称生产者', sample.producerName],
      ['产品名称', sample.productName, '规格型号', sample.model],
      ['商标', sample.tradeMark, '执行标准', sample.standard],
      ['生产批号', sample.batchNumber, '生产日期', sample.producedOn && dateInWords(sample.producedOn)],
      ['抽样基数', amount(sample.baseQuantity), '单价（元）', sample.price],
      ['检验样品数量', amount(sample.sampleQuantity), '备用样品数量', amount(sample.reserveQuantity)],
      ...(sample.link === 'online'
        ? [['网络平台', sample.platform, '订单号', sample.orderNumber] as const]
        : []),
      ['抽样依据', `${sample.rule.title}（${sample.rule.document}）`],
      ['抽样方法', sample.rule.sampling],
      ['检验机构', sample.institutionName],
      ['备注', sample.note],
    ]),
    body(''),
    body(`抽样人员（签字）：${sample.samplers.join('、')}`, false),
    body('被抽样单位（签字、盖章）：', false),
    body('样品已当场封样，上述内容经双方核对无误。', false),
    closing(dateInWords(sample.sampledOn)),
  ]
}

/** The values of the first test, those that failed first said. */
function resultTable(sample: Sample): PaperPart {
  const items = new Map(sample.rule.items.map((item) => [item.position, item]))
  const rows = sample.values
    .filter((value) => value.round === 'initial')
    .flatMap((value) => {
      const item = items.get(value.position)
      if (!item) return []
      const unit = sample.rule.units > 1 ? `（样品${value.unitNumber}）` : ''
      const measured = value.reported ?? value.measured
      return [
        [
          `${item.name}${unit}`,
          `${item.standard} ${item.clause}`.trim(),
          // Words are judged as they are; only figures are compared, and have a unit.
          `${requirementText(item).zh}${item.requirement === 'limit' ? `（${comparisonTitles[item.comparison].zh}）` : ''}`,
          `${measured}${item.unit && /\d/.test(measured) ? ` ${item.unit}` : ''}`,
          value.conforms ? '合格' : '不合格',
        ],
      ]
    })
  return officialList(['检验项目', '标准和条款', '技术要求', '检验结果', '单项判定'], rows)
}

const describe = (sample: Sample): string =>
  `${sample.producerName ?? sample.enterpriseName}标称生产的${sample.productName}（规格型号：${stroke(sample.model)}，批号：${stroke(sample.batchNumber)}）`

/** A period as the rule has it on the sampling day, in words with its source. */
async function periodWords(scope: Scope, sample: Sample, name: DeadlineName): Promise<[string, string]> {
  const rule = await periodRule(scope, deadlineKey(familyOf(sample.kind), name), sample.sampledOn)
  const basis = rule.source.startsWith('Zhiheng') ? '' : `${rule.source}${rule.clause ?? ''}`
  return [periodInWords(rule.value), basis]
}

async function resultNotice(scope: Scope, sample: Sample, city: string): Promise<PaperPart[]> {
  const paper = sample.orders.find((order) => order.kind === 'notice')
  const [period, basis] = await periodWords(scope, sample, 'objection')
  return [
    officialTitle(papersOf[familyOf(sample.kind)].notice),
    numbered(stroke(paper?.number ?? null)),
    body(`${paper?.addressee ?? sample.enterpriseName}：`, false),
    body(
      `${dateInWords(sample.sampledOn)}，本机关依法在${sample.enterpriseName}抽取的${describe(sample)}，经${sample.institutionName}检验，依据${sample.rule.title}判定为${sample.initialResult === 'fail' ? '不合格' : '合格'}（抽样单编号：${sample.sheetNumber}，报告编号：${stroke(sample.reportNumber)}）。检验结果如下：`,
    ),
    resultTable(sample),
    body(
      `对上述结果有异议的，应当自收到本通知书之日起${period}内向本机关书面提出并提交相关材料${basis ? `（依据：${basis}）` : ''}。逾期未提出的，视为承认检验结果。复检结论维持初检结论的，复检费用由申请人承担；复检结论改变初检结论的，由本机关承担。`,
    ),
    ...sample.deliveries.map((one) =>
      body(
        `送达情况：${one.addressee}于${dateInWords(one.receivedOn)}收到，异议期至${dateInWords(one.objectUntil)}。`,
      ),
    ),
    closing(`${city}市场监督管理局`),
    closing(dateInWords(paper?.issuedOn ?? localDate(scope.now))),
  ]
}

async function correctionOrder(scope: Scope, sample: Sample, city: string): Promise<PaperPart[]> {
  const paper = sample.orders.find((order) => order.kind === 'correction')
  if (!paper)
    throw spotCheckError('spot-checks.no-document', {
      document: '责令改正通知书',
      reason: scope.locale === 'zh' ? '尚未责令改正' : 'no correction has been ordered',
    })
  const [period, basis] = await periodWords(scope, sample, 'correction')
  const failing = new Set(
    sample.values
      .filter((value) => !value.conforms && value.round === 'initial')
      .map((value) => value.position),
  )
  const findings = sample.rule.items
    .filter((item) => failing.has(item.position))
    .map((item) => `${item.name}不符合${`${item.standard} ${item.clause}`.trim()}的要求`)
  const { check, law } = papersOf[familyOf(sample.kind)]
  return [
    officialTitle('责令改正通知书'),
    numbered(paper.number),
    body(`${paper.addressee}：`, false),
    body(
      `经查，${describe(sample)}在${dateInWords(sample.sampledOn)}的${check}中判定为不合格（抽样单编号：${sample.sheetNumber}，报告编号：${stroke(sample.reportNumber)}）：${findings.join('；')}。`,
    ),
    body(
      `依据${law}，现责令你单位自收到本通知书之日起${period}内改正${basis ? `（依据：${basis}）` : ''}，具体要求如下：${paper.detail}`,
    ),
    body('期满后本机关将组织复查。逾期不改正或者复查仍不合格的，依法予以公告并作进一步处理。'),
    body(await remediesInWords(scope, correctionOrderOf(city), paper.issuedOn)),
    closing(`${city}市场监督管理局`),
    closing(dateInWords(paper.issuedOn)),
  ]
}

const names: Readonly<Record<SpotCheckPaper, string>> = {
  'sampling-sheet': '抽样单',
  'result-notice': '结果通知书',
  'correction-order': '责令改正通知书',
}

/**
 * Makes a paper of a sample.
 *
 * @throws spot-checks.no-document before the step that it belongs to
 */
export async function spotCheckDocument(
  scope: Scope,
  sample: Sample,
  paper: SpotCheckPaper,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string }> {
  const { name: city } = await cityProfile(scope)
  if (paper === 'result-notice' && sample.initialResult === null)
    throw spotCheckError('spot-checks.no-document', {
      document: names[paper],
      reason: scope.locale === 'zh' ? '尚未判定' : 'it is not judged',
    })
  const children =
    paper === 'sampling-sheet'
      ? sheet(sample)
      : paper === 'result-notice'
        ? await resultNotice(scope, sample, city)
        : await correctionOrder(scope, sample, city)
  return {
    bytes: await officialFile(`${names[paper]} ${sample.sheetNumber}`, children),
    name: `${names[paper]}-${sample.sheetNumber}`,
  }
}
