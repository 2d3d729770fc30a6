/**
 * Papers of an inspection as Word files: the record of what was seen on the spot, and the order to correct. They are
 * Chinese whatever the interface's language, since they are served on the inspected, who sign by hand.
 */
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { officialFile, officialList, officialTitle } from '#kernel/documents/official-document.ts'
import { cityProfile } from '#kernel/org/units.ts'
import type { Check } from '../draws/register-contract.ts'
import { body, closing, form, numbered, type PaperPart } from '../papers/layout.ts'
import { correctionOrderOf, remediesInWords } from '../papers/remedies.ts'
import { dateInWords } from '../papers/words.ts'
import type { InspectionDetail, InspectionPaper } from './inspections-contract.ts'
import { inspectionError } from './inspections-errors.ts'
import { outcomeTitles } from './outcome-messages.ts'
import { type Answer, type InspectionRecord, isProblem } from './record-contract.ts'

type Recorded = InspectionDetail & { readonly record: InspectionRecord; readonly recordedAt: string }

const answers: Readonly<Record<string, string>> = {
  conforms: '符合',
  fails: '不符合',
  'not-applicable': '不适用',
}

const withUnit = (value: string | number, unit: string | undefined): string =>
  `${value}${unit ? ` ${unit}` : ''}`

function answerWords({ unit }: Check, answer: Answer | undefined): string {
  const value = answer?.value ?? null
  if (value === null || value === '') return '未检查'
  return answers[value] ?? withUnit(value, unit)
}

function requirementWords({ requirement, minimum, maximum, unit }: Check): string {
  const range =
    minimum !== undefined && maximum !== undefined
      ? withUnit(`${minimum}～${maximum}`, unit)
      : minimum !== undefined
        ? withUnit(`不低于 ${minimum}`, unit)
        : maximum !== undefined
          ? withUnit(`不高于 ${maximum}`, unit)
          : ''
  return [requirement, range].filter((text) => text !== '').join('；') || '/'
}

/** The draw's number and the enterprise's code: no other inspection has both. */
const numberOf = ({ drawNumber, itemCode, creditCode }: InspectionDetail): string =>
  `${drawNumber ?? itemCode}-${creditCode}`

const dayOf = (instant: string): string => dateInWords(localDate(new Date(instant)))

const basisOf = ({ basis, clause }: InspectionDetail): string => `《${basis}》${clause}`

function placeOf({ location }: InspectionRecord): string {
  if (location === null) return '未记录'
  return `北纬${location.latitude.toFixed(5)}，东经${location.longitude.toFixed(5)}（精度${Math.round(location.accuracy)}米）`
}

function inspectionRecord(inspection: Recorded): PaperPart[] {
  const { record, team } = inspection
  const photos = inspection.files.filter((file) => file.kind === 'photo').length
  return [
    officialTitle('现场检查记录'),
    numbered(`编号：${numberOf(inspection)}`),
    form([
      ['被检查单位', inspection.name],
      ['统一社会信用代码', inspection.creditCode, '检查日期', dayOf(inspection.recordedAt)],
      ['住所（经营场所）', inspection.address],
      ['检查事项', `${inspection.itemCode} ${inspection.itemTitle}`],
      ['检查依据', basisOf(inspection)],
      ['检查部门', inspection.department, '随机抽取编号', inspection.drawNumber],
      ['检查人员', team.map(({ name, number }) => `${name}（${number}）`).join('、')],
      ['检查位置', placeOf(record)],
      ...(inspection.standsInFor === null ? [] : [['递补自', inspection.standsInFor] as const]),
    ]),
    body(''),
    officialList(
      ['检查内容', '要求', '检查结果', '情况说明'],
      inspection.checks.map((check) => [
        check.title,
        requirementWords(check),
        answerWords(check, record.answers[check.key]),
        record.answers[check.key]?.remark || '/',
      ]),
    ),
    body(''),
    body(
      `检查结果：${outcomeTitles[record.outcome].zh}。发现问题${inspection.problems}项，拍摄照片${photos}张。`,
      false,
    ),
    ...(record.remark === '' ? [] : [body(`补充说明：${record.remark}`, false)]),
    body('检查人员（签字）：', false),
    body(
      record.signature?.kind === 'refused'
        ? '被检查单位拒绝签字。'
        : '以上记录经核对无误。被检查单位（签字、盖章）：',
      false,
    ),
    closing(dayOf(inspection.recordedAt)),
  ]
}

async function correctionOrder(scope: Scope, inspection: Recorded): Promise<PaperPart[]> {
  const { record } = inspection
  const findings = inspection.checks.filter((check) => isProblem(check, record.answers[check.key]))
  const { name: city } = await cityProfile(scope)
  const on = localDate(new Date(inspection.recordedAt))
  const finding = (check: Check, index: number): PaperPart => {
    const answer = record.answers[check.key]
    const value = check.kind === 'number' ? `（${answerWords(check, answer)}）` : ''
    const words = (answer?.remark || answerWords(check, answer)).replace(/[。.；;]+$/, '')
    return body(`${index + 1}. ${check.title}${value}：${words}。`)
  }
  return [
    officialTitle('责令改正通知书'),
    numbered(`编号：${numberOf(inspection)}`),
    body(`${inspection.name}：`, false),
    body(
      `${dateInWords(on)}，本机关依据${basisOf(inspection)}，对你单位开展“${inspection.itemTitle}”随机抽查，发现存在下列问题：`,
    ),
    ...(findings.length > 0 ? findings.map(finding) : [body(record.remark)]),
    body(
      `现责令你单位在${record.correctBy === null ? '' : dateInWords(record.correctBy)}前改正，并将改正情况书面报告本机关。期满后本机关将组织复查，逾期不改正的，依法处理。`,
    ),
    body(await remediesInWords(scope, correctionOrderOf(city), on)),
    closing(inspection.department),
    closing(dateInWords(on)),
  ]
}

const names: Readonly<Record<InspectionPaper, string>> = {
  'inspection-record': '现场检查记录',
  'correction-order': '责令改正通知书',
}

/**
 * Makes a paper of an inspection.
 *
 * @throws `supervision.no-paper` before there is a result, or an order
 */
export async function inspectionPaper(
  scope: Scope,
  inspection: InspectionDetail,
  paper: InspectionPaper,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string }> {
  const { record, recordedAt } = inspection
  if (record === null || recordedAt === null || (paper === 'correction-order' && record.correctBy === null))
    throw inspectionError('supervision.no-paper', { paper: names[paper] })
  const recorded: Recorded = { ...inspection, record, recordedAt }
  const parts =
    paper === 'inspection-record' ? inspectionRecord(recorded) : await correctionOrder(scope, recorded)
  const name = `${names[paper]}-${numberOf(inspection)}`
  return { bytes: await officialFile(name, parts), name }
}
