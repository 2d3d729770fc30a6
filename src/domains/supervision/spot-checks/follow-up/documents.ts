/**
 * Statutory papers of a spot check as Word files, laid out after GB/T 9704-2012: sampling sheet, notice of the result,
 * correction order. They are Chinese whatever the interface's language, since they are served on the parties.
 */
import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { cityProfile } from '#kernel/org/units.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { type DeadlineName, deadlineKey, familyOf } from '../deadlines.ts'
import { spotCheckError } from '../errors.ts'
import { comparisonTitles, linkTitles, purposeTitles, requirementText } from '../messages.ts'
import type { Sample } from '../sampling/sampling-contract.ts'

/** The papers that can be made. */
type SpotCheckPaper = 'sampling-sheet' | 'result-notice' | 'correction-order'

// Half points: 2 号 = 22 pt, 3 号 = 16 pt, tables in 小四 = 12 pt; margins and line as GB/T 9704-2012, 5.2.1 and 5.2.3.
const size = { title: 44, body: 32, table: 24 } as const
const font = { title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312' } as const
const margin = { top: 2098, bottom: 1984, left: 1587, right: 1474 }
const line = { line: 560, lineRule: 'exact' } as const

const run = (text: string, options: { readonly font?: string; readonly size?: number } = {}): TextRun =>
  new TextRun({ text, font: options.font ?? font.body, size: options.size ?? size.body })

const title = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 280 },
    children: [run(text, { font: font.title, size: size.title })],
  })

const numbered = (text: string): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: line, children: [run(text)] })

/** A paragraph of the body: two characters of indent, or none for the addressee. */
const body = (text: string, indent = true): Paragraph =>
  new Paragraph({
    spacing: line,
    ...(indent ? { indent: { firstLine: 640 } } : {}),
    children: [run(text)],
  })

const closing = (text: string): Paragraph =>
  new Paragraph({ alignment: AlignmentType.RIGHT, spacing: line, children: [run(text)] })

const cell = (text: string, heading = false, span = 1): TableCell =>
  new TableCell({
    columnSpan: span,
    children: [
      new Paragraph({
        children: [run(text, { size: size.table, ...(heading ? { font: font.heading } : {}) })],
      }),
    ],
  })

const grid = (rows: TableRow[]): Table =>
  new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows })

/** `2026-05-06` as papers write it. */
const inWords = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

const dash = (value: string | number | null): string => (value === null || value === '' ? '/' : String(value))

function sheet(sample: Sample): (Paragraph | Table)[] {
  const pair = (a: string, b: string | number | null, c: string, d: string | number | null) =>
    new TableRow({ children: [cell(a, true), cell(dash(b)), cell(c, true), cell(dash(d))] })
  const wide = (a: string, b: string | number | null) =>
    new TableRow({ children: [cell(a, true), cell(dash(b), false, 3)] })
  const unit = sample.quantityUnit
  const amount = (quantity: number | null) => (quantity === null ? null : `${quantity}${unit}`)
  return [
    title('产品质量监督抽查抽样单'),
    numbered(`编号：${sample.sheetNumber}`),
    grid([
      pair('抽查类别', purposeTitles[sample.purpose].zh, '抽样环节', linkTitles[sample.link].zh),
      wide('被抽样单位', sample.enterpriseName),
      pair('统一社会信用代码', sample.enterpriseCode, '抽样日期', inWords(sample.sampledOn)),
      wide('抽样地点', sample.address),
      wide('标称生产者', sample.producerName),
      pair('产品名称', sample.productName, '规格型号', sample.model),
      pair('商标', sample.tradeMark, '执行标准', sample.standard),
      pair('生产批号', sample.batchNumber, '生产日期', sample.producedOn && inWords(sample.producedOn)),
      pair('抽样基数', amount(sample.baseQuantity), '单价（元）', sample.price),
      pair('检验样品数量', amount(sample.sampleQuantity), '备用样品数量', amount(sample.reserveQuantity)),
      ...(sample.link === 'online' ? [pair('网络平台', sample.platform, '订单号', sample.orderNumber)] : []),
      wide('抽样依据', `${sample.rule.title}（${sample.rule.document}）`),
      wide('抽样方法', sample.rule.sampling),
      wide('检验机构', sample.institutionName),
      wide('备注', sample.note),
    ]),
    body(''),
    body(`抽样人员（签字）：${sample.samplers.join('、')}`, false),
    body('被抽样单位（签字、盖章）：', false),
    body('样品已当场封样，上述内容经双方核对无误。', false),
    closing(inWords(sample.sampledOn)),
  ]
}

/** The values of the first test, those that failed first said. */
function resultTable(sample: Sample): Table {
  const items = new Map(sample.rule.items.map((item) => [item.position, item]))
  const heads = ['检验项目', '标准和条款', '技术要求', '检验结果', '单项判定']
  const rows = sample.values
    .filter((value) => value.round === 'initial')
    .flatMap((value) => {
      const item = items.get(value.position)
      if (!item) return []
      const unit = sample.rule.units > 1 ? `（样品${value.unitNumber}）` : ''
      return [
        new TableRow({
          children: [
            cell(`${item.name}${unit}`),
            cell(`${item.standard} ${item.clause}`.trim()),
            cell(`${requirementText(item).zh}（${comparisonTitles[item.comparison].zh}）`),
            cell(`${value.reported ?? value.measured}${item.unit ? ` ${item.unit}` : ''}`),
            cell(value.conforms ? '合格' : '不合格'),
          ],
        }),
      ]
    })
  return grid([new TableRow({ tableHeader: true, children: heads.map((head) => cell(head, true)) }), ...rows])
}

const describe = (sample: Sample): string =>
  `${sample.producerName ?? sample.enterpriseName}标称生产的${sample.productName}（规格型号：${dash(sample.model)}，批号：${dash(sample.batchNumber)}）`

/** A period as the rule has it on the sampling day, in words with its source. */
async function periodWords(scope: Scope, sample: Sample, name: DeadlineName): Promise<[string, string]> {
  const rule = await periodRule(scope, deadlineKey(familyOf(sample.kind), name), sample.sampledOn)
  const unit = { 'working-day': '个工作日', day: '日', month: '个月', year: '年', hour: '小时' }[
    rule.value.unit
  ]
  const basis = rule.source.startsWith('Zhiheng') ? '' : `${rule.source}${rule.clause ?? ''}`
  return [`${rule.value.count}${unit}`, basis]
}

async function resultNotice(scope: Scope, sample: Sample, city: string): Promise<(Paragraph | Table)[]> {
  const paper = sample.orders.find((order) => order.kind === 'notice')
  const [period, basis] = await periodWords(scope, sample, 'objection')
  return [
    title('产品质量监督抽查结果通知书'),
    numbered(dash(paper?.number ?? null)),
    body(`${paper?.addressee ?? sample.enterpriseName}：`, false),
    body(
      `${inWords(sample.sampledOn)}，本机关依法在${sample.enterpriseName}抽取的${describe(sample)}，经${sample.institutionName}检验，依据${sample.rule.title}判定为${sample.initialResult === 'fail' ? '不合格' : '合格'}（抽样单编号：${sample.sheetNumber}，报告编号：${dash(sample.reportNumber)}）。检验结果如下：`,
    ),
    resultTable(sample),
    body(
      `对上述结果有异议的，应当自收到本通知书之日起${period}内向本机关书面提出并提交相关材料${basis ? `（依据：${basis}）` : ''}。逾期未提出的，视为承认检验结果。复检结论维持初检结论的，复检费用由申请人承担；复检结论改变初检结论的，由本机关承担。`,
    ),
    closing(`${city}市场监督管理局`),
    closing(inWords(paper?.issuedOn ?? localDate(scope.now))),
  ]
}

async function correctionOrder(scope: Scope, sample: Sample, city: string): Promise<(Paragraph | Table)[]> {
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
  const names = sample.rule.items.filter((item) => failing.has(item.position)).map((item) => item.name)
  return [
    title('责令改正通知书'),
    numbered(paper.number),
    body(`${paper.addressee}：`, false),
    body(
      `经查，${describe(sample)}在${inWords(sample.sampledOn)}的监督抽查中，${names.join('、')}项目不合格（抽样单编号：${sample.sheetNumber}，报告编号：${dash(sample.reportNumber)}），违反了产品质量的有关规定。`,
    ),
    body(
      `现责令你单位自收到本通知书之日起${period}内改正${basis ? `（依据：${basis}）` : ''}，具体要求如下：${paper.detail}`,
    ),
    body('期满后本机关将组织复查。逾期不改正或者复查仍不合格的，依法予以公告并作进一步处理。'),
    closing(`${city}市场监督管理局`),
    closing(inWords(paper.issuedOn)),
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
  const document = new Document({
    creator: '质衡 Zhiheng',
    title: `${names[paper]} ${sample.sheetNumber}`,
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 }, margin } }, children }],
  })
  return {
    bytes: new Uint8Array(await Packer.toBuffer(document)),
    name: `${names[paper]}-${sample.sheetNumber}`,
  }
}
