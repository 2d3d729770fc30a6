/** The words of taking a plan in. */
import { defineMessages } from '#kernel/language/messages.ts'

export const importMessages = defineMessages({
  'plans.import.lead': {
    zh: '系统识别文件中的提纲、目标、任务和责任单位；您对照原文逐条确认后才会发布。',
    en: 'Outline, targets, tasks and units are recognised; nothing is published before you have confirmed each entry.',
  },
  'plans.import.step-what': { zh: '这是什么文件', en: 'What the document is' },
  'plans.import.step-content': { zh: '提供内容', en: 'Its content' },
  'plans.import.kind.own': { zh: '本市的新规划', en: 'A new plan of this city' },
  'plans.import.kind.own-help': {
    zh: '发布后，目标进入总览看板。',
    en: 'Its targets go on the overview once published.',
  },
  'plans.import.kind.amendment': { zh: '已有规划的修订', en: 'An amendment of a plan that is here' },
  'plans.import.kind.amendment-help': {
    zh: '形成新版本；未变的条目沿用已有的审阅结果，变化单独列出。',
    en: 'Makes a new version: what has not changed keeps its review, what has is listed.',
  },
  'plans.import.kind.reference': {
    zh: '其他地区的规划，用于对比',
    en: 'A plan of another place, to compare with',
  },
  'plans.import.kind.reference-help': {
    zh: '只进入指标对比，不进入总览看板。',
    en: 'Joins the comparison only, not the overview.',
  },
  'plans.import.plan': { zh: '修订哪份规划', en: 'Which plan is amended' },
  'plans.import.plan-choose': { zh: '请选择要修订的规划', en: 'Choose the plan that is amended' },
  'plans.import.place': { zh: '规划所属地区', en: 'Place of the plan' },
  'plans.import.place-help': {
    zh: '对比时作为列名显示，如“某某市”。留空则用发文机关。',
    en: 'Heads its column in the comparison. Left empty, the issuer does.',
  },
  'plans.import.by-file': { zh: '上传文件', en: 'Upload a file' },
  'plans.import.by-text': { zh: '粘贴文字', en: 'Paste text' },
  'plans.import.file': { zh: '规划文件', en: 'Plan document' },
  'plans.import.text': { zh: '规划的文字', en: 'Text of the plan' },
  'plans.import.text-hint': {
    zh: '把规划全文或其中几段粘贴到这里',
    en: 'Paste the whole plan or some of its paragraphs here',
  },
  'plans.import.text-count': { zh: '{count} 字', en: '{count} characters' },
  'plans.import.text-empty': { zh: '请先粘贴规划的文字。', en: 'Paste the text of the plan first.' },
  'plans.import.start': { zh: '开始识别', en: 'Read it' },
  'plans.import.duplicate': { zh: '这份内容以前导入过', en: 'This content was taken in before' },
  'plans.import.duplicate-hint': {
    zh: '与“{name}”完全相同。可以打开已有的结果；如果要重新审阅，也可以再次识别。',
    en: 'It is identical to “{name}”. Open what is there, or read it again to review it anew.',
  },
  'plans.import.open-earlier': { zh: '打开已有的', en: 'Open the earlier one' },
  'plans.import.read-again': { zh: '重新识别', en: 'Read it again' },
  'plans.import.failed': { zh: '没有导入成功', en: 'Not taken in' },
  'plans.import.running': { zh: '上次导入的“{name}”', en: 'Your last import, “{name}”' },
  'plans.import.resume': { zh: '查看进度', en: 'See how far it is' },
  'plans.import.reading': { zh: '正在识别“{name}”', en: 'Reading “{name}”' },
  'plans.import.read': { zh: '已识别“{name}”', en: '“{name}” has been read' },
  'plans.import.found': {
    zh: '识别出 {targets} 个目标、{tasks} 项任务。请对照原文逐条确认。',
    en: '{targets} targets and {tasks} tasks were recognised. Check each against the text.',
  },
  'plans.import.start-review': { zh: '开始审阅', en: 'Start the review' },
  'plans.import.open-plan': { zh: '打开规划', en: 'Open the plan' },
  'plans.import.unreadable': { zh: '“{name}”无法识别', en: '“{name}” could not be read' },
  'plans.import.other': { zh: '换一个文件', en: 'Try another file' },
  'plans.import.warnings': { zh: '识别时的提示', en: 'Notes from reading' },
})
