/** The words of the records' pages. */
import { defineMessages, type Message } from '#kernel/language/messages.ts'
import type { State } from '#ui/state-tag/state-tag.tsx'
import type {
  CertificateStanding,
  InstrumentStanding,
  VerificationResult,
} from '../../records/record-schemas.ts'

export const certificateStandings: Readonly<Record<CertificateStanding, { tone: State; title: Message }>> = {
  'in-force': { tone: 'met', title: { zh: '有效', en: 'In force' } },
  expiring: { tone: 'at-risk', title: { zh: '临期', en: 'Ending soon' } },
  expired: { tone: 'behind', title: { zh: '过期', en: 'Expired' } },
  'not-yet': { tone: 'no-data', title: { zh: '未生效', en: 'Not yet valid' } },
  suspended: { tone: 'at-risk', title: { zh: '暂停', en: 'Suspended' } },
  revoked: { tone: 'behind', title: { zh: '撤销', en: 'Revoked' } },
  cancelled: { tone: 'no-data', title: { zh: '注销', en: 'Cancelled' } },
}

export const instrumentStandings: Readonly<Record<InstrumentStanding, { tone: State; title: Message }>> = {
  qualified: { tone: 'met', title: { zh: '合格', en: 'Qualified' } },
  limited: { tone: 'on-track', title: { zh: '准用', en: 'Limited use' } },
  due: { tone: 'at-risk', title: { zh: '临检', en: 'Due soon' } },
  overdue: { tone: 'behind', title: { zh: '超期', en: 'Overdue' } },
  failed: { tone: 'behind', title: { zh: '不合格', en: 'Failed' } },
  unverified: { tone: 'at-risk', title: { zh: '未检定', en: 'Never verified' } },
  'out-of-use': { tone: 'no-data', title: { zh: '停用', en: 'Out of use' } },
  'not-required': { tone: 'no-data', title: { zh: '不需检定', en: 'Not required' } },
}

export const verificationResults: Readonly<Record<VerificationResult, Message>> = {
  qualified: { zh: '合格', en: 'Qualified' },
  limited: { zh: '准用', en: 'Limited use' },
  failed: { zh: '不合格', en: 'Failed' },
}

export const recordPageMessages = defineMessages({
  'registry.record.add': { zh: '登记{kind}', en: 'Add: {kind}' },
  'registry.record.change': { zh: '变更', en: 'Change' },
  'registry.record.change-title': { zh: '变更“{label}”', en: 'Change “{label}”' },
  'registry.record.reason': { zh: '变更原因', en: 'Reason' },
  'registry.record.reason-hint': {
    zh: '记入变更历史，如“换证”“更名”',
    en: 'Goes into the history: “renewed”, “renamed”',
  },
  'registry.record.save': { zh: '保存', en: 'Save' },
  'registry.record.actions': { zh: '操作', en: 'Actions' },
  'registry.record.standing': { zh: '状态', en: 'State' },
  'registry.record.none': { zh: '还没有登记{kind}', en: 'Nothing recorded yet: {kind}' },
  'registry.record.none-hint': {
    zh: '逐条登记，或在“导入”页用 Excel 批量导入。',
    en: 'Record them one by one, or take them in from Excel.',
  },
  'registry.record.search': { zh: '名称、编号、企业', en: 'Name, number, enterprise' },
  'registry.record.search-own': { zh: '名称、编号', en: 'Name, number' },
  'registry.record.days-left': { zh: '剩 {count} 天', en: '{count} day(s) left' },
  'registry.record.days-past': { zh: '已过 {count} 天', en: '{count} day(s) ago' },
  'registry.record.today': { zh: '今天到期', en: 'Ends today' },
  'registry.record.no-end': { zh: '长期', en: 'No end' },
  'registry.record.import': { zh: '批量导入', en: 'Import' },
  'registry.record.within': { zh: '到期时间', en: 'Ends within' },
  'registry.record.within-days': { zh: '{count} 天内到期', en: 'Within {count} days' },
  'registry.record.statutory': { zh: '法定', en: 'Statutory' },
  'registry.record.voluntary': { zh: '自愿', en: 'Voluntary' },
  'registry.certificates-lead': {
    zh: '按到期先后排列。临期的请提醒企业及时申请延续，过期的不得继续生产经营。',
    en: 'In the order of their last days. Remind enterprises of what is ending; without a valid licence they must stop.',
  },
  'registry.instruments-lead': {
    zh: '按检定到期先后排列。超期未检或检定不合格的计量器具不得使用。',
    en: 'In the order in which verification falls due. Overdue and failed instruments must not be used.',
  },
  'registry.instrument.verify': { zh: '登记检定', en: 'Record a verification' },
  'registry.instrument.verified-on': { zh: '检定日期', en: 'Verified on' },
  'registry.instrument.result': { zh: '检定结论', en: 'Result' },
  'registry.instrument.verifier': { zh: '检定机构', en: 'Verified by' },
  'registry.instrument.certificate': { zh: '证书编号', en: 'Certificate number' },
  'registry.instrument.due': { zh: '检定有效期至', en: 'Valid to' },
  'registry.instrument.verifications': { zh: '历次检定', en: 'Verifications' },
  'registry.instrument.none-verified': { zh: '还没有检定记录', en: 'Never verified' },
  'registry.instrument.cycle-hint': {
    zh: '通常 {months} 个月（{regulation}），以检定机构确定的为准',
    en: 'Usually {months} months ({regulation}); the verifying body decides',
  },
  'registry.person.active': { zh: '在岗', en: 'In office' },
  'registry.person.ended': { zh: '不在岗', en: 'Not in office' },
  'registry.person.show': { zh: '查看（留痕）', en: 'Show (recorded)' },
  'registry.person.lead': {
    zh: '姓名和联系方式为个人信息，平时遮盖显示；查看和变更都会记入审计记录。',
    en: 'Names and contacts are personal data and masked; reading and changing them goes on the audit trail.',
  },
  'registry.product.gtin-hint': {
    zh: '8、12、13 或 14 位数字，自动核对校验码',
    en: 'Check digit is verified',
  },
  'registry.certificate.number-hint': { zh: '应为{words}，如 {example}', en: '{words}, such as {example}' },
  'registry.record-import': { zh: '导入企业的{kind}', en: 'Import: {kind}' },
  'registry.record-import.lead': {
    zh: '先试导入：逐行检查，不写入任何内容。全部符合要求后再正式导入；有一行不符合，就一行也不导入。',
    en: 'Try first: every row is checked and nothing is written. Rows are taken in all together or not at all.',
  },
  'registry.record-import.kind': { zh: '导入什么', en: 'What to import' },
  'registry.record-import.template': { zh: '下载模板', en: 'Download the template' },
  'registry.record-import.export': { zh: '导出现有的', en: 'Export what is there' },
  'registry.record-import.file': { zh: 'Excel 或 CSV 文件', en: 'Excel or CSV file' },
  'registry.record-import.rows': { zh: '共', en: 'Rows' },
  'registry.record-import.added': { zh: '新增', en: 'Added' },
  'registry.record-import.changed': { zh: '变更', en: 'Changed' },
  'registry.record-import.unchanged': { zh: '无变化', en: 'Unchanged' },
  'registry.record-import.problems': { zh: '不符合要求', en: 'Problems' },
  'registry.record-import.fits': {
    zh: '全部符合要求，可以导入。',
    en: 'Everything fits; it can be taken in.',
  },
  'registry.record-import.misfits': {
    zh: '有 {count} 处不符合要求。请在文件中改正后重新选择文件，现在还没有导入任何内容。',
    en: '{count} things do not fit. Correct them in the file and choose it again; nothing has been taken in.',
  },
  'registry.record-import.taken': {
    zh: '已导入：新增 {added} 条，变更 {changed} 条。',
    en: 'Taken in: {added} added, {changed} changed.',
  },
  'registry.record-import.take': { zh: '正式导入', en: 'Take it in' },
  'registry.record-import.take-title': { zh: '导入“{name}”？', en: 'Take “{name}” in?' },
  'registry.record-import.row': { zh: '行', en: 'Row' },
  'registry.record-import.column': { zh: '列', en: 'Column' },
  'registry.record-import.value': { zh: '填写的内容', en: 'Written' },
  'registry.record-import.message': { zh: '问题与改法', en: 'What is wrong, and what would be right' },
  'registry.record-import.download': { zh: '下载问题清单', en: 'Download the list' },
  'registry.record-import.problem-file': { zh: '问题', en: 'problems' },
  'registry.record-import.add-count': { zh: '新增 {count} 条', en: '{count} are added' },
  'registry.record-import.change-count': {
    zh: '变更 {count} 条，每条都记入变更历史',
    en: '{count} are changed, each on record in its history',
  },
})
