import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with items, inspectors, plans and draws, in words that say what to do. */
export const drawError = defineErrors({
  'supervision.item-not-found': {
    status: 404,
    zh: '没有找到这个抽查事项。',
    en: 'There is no such inspection item.',
  },
  'supervision.inspector-not-found': {
    status: 404,
    zh: '没有找到这名执法检查人员。',
    en: 'There is no such inspector.',
  },
  'supervision.account-taken': {
    status: 409,
    zh: '这个账号已经对应另一名执法检查人员。',
    en: 'This account belongs to another inspector already.',
  },
  'supervision.subject-not-found': {
    status: 404,
    zh: '检查对象名录库中没有统一社会信用代码为 {code} 的主体，请核对代码。',
    en: 'The register has no subject with the credit code {code}; check the code.',
  },
  'supervision.avoidance-exists': {
    status: 409,
    zh: '已经申报过对该主体的回避，无需重复申报。',
    en: 'This avoidance has been declared already.',
  },
  'supervision.own-avoidance-only': {
    status: 403,
    zh: '只能为本人申报回避；为他人登记需要抽查管理权限。',
    en: 'You may declare your own avoidances only; those of others need the right to manage draws.',
  },
  'supervision.unit-not-found': {
    status: 422,
    zh: '所选部门不存在或已停用，请重新选择。',
    en: 'A chosen department does not exist or is no longer active; choose again.',
  },
  'supervision.plan-not-found': {
    status: 404,
    zh: '没有找到这份年度抽查计划。',
    en: 'There is no such inspection plan.',
  },
  'supervision.plan-not-draft': {
    status: 409,
    zh: '计划已提交或已批准，不能再修改；如需调整，请编制补充计划。',
    en: 'The plan has been submitted or approved and cannot be changed; make a supplementary plan.',
  },
  'supervision.plan-empty': {
    status: 409,
    zh: '计划还没有任务，请至少添加一项任务再提交。',
    en: 'The plan has no task yet; add at least one before submitting.',
  },
  'supervision.rate-over-limit': {
    status: 422,
    zh: '{class} 类的抽取比例 {rate}%，加上该事项本年度已安排的 {planned}%，超过年度上限 {limit}%。请降低比例，或把事项列为重点检查事项。',
    en: 'The rate of class {class}, {rate}%, with the {planned}% planned for this item this year, is over its yearly limit of {limit}%. Lower it, or make the item a key item.',
  },
  'supervision.drawn-before': {
    status: 422,
    zh: '这项任务已经抽取过（{number}）。再次抽取必须写明原因，或从原抽取的页面重新抽取。',
    en: 'The task has been drawn already ({number}). Drawing again needs a reason, or a replacement from the page of that draw.',
  },
  'supervision.plan-not-approved': {
    status: 409,
    zh: '年度计划批准后才能抽取。',
    en: 'Draws follow an approved plan; this one is not approved.',
  },
  'supervision.draw-not-found': {
    status: 404,
    zh: '没有找到这次抽取，可能尚未公布。',
    en: 'There is no such draw; it may not be published yet.',
  },
  'supervision.draw-state': {
    status: 409,
    zh: '这次抽取当前状态为“{state}”，不能进行该操作。',
    en: 'The state of the draw is “{state}”; this cannot be done now.',
  },
  'supervision.replacement-needs-reason': {
    status: 422,
    zh: '重新抽取必须写明原因，原抽取记录会保留。',
    en: 'Drawing anew needs a reason; the earlier draw stays on record.',
  },
  'supervision.replacement-too-late': {
    status: 409,
    zh: '原抽取已有 {count} 项检查开始办理，不能重新抽取。',
    en: '{count} inspections of the earlier draw have begun; it can no longer be replaced.',
  },
  'supervision.step-in-too-late': {
    status: 409,
    zh: '这项检查的状态是“{state}”，不能再由候补递补；只有尚未检查或无法检查的对象可以递补。',
    en: 'The inspection is {state}: only what has not been inspected, or could not be, is replaced by a substitute.',
  },
  'supervision.step-in-done': {
    status: 409,
    zh: '这个对象已由候补递补。',
    en: 'A substitute has stepped in for this subject already.',
  },
  'supervision.no-substitute': {
    status: 409,
    zh: '“{stratum}”组抽取的候补已用完，请重新抽取或补充抽取。',
    en: 'No substitute of stratum {stratum} is left; draw anew.',
  },
  'supervision.substitute-avoided': {
    status: 409,
    zh: '原检查组回避后不足两人，不能检查候补“{name}”，请重新抽取。',
    en: 'Fewer than two of the team may inspect the substitute “{name}”; draw anew.',
  },
  'supervision.nobody-to-draw': {
    status: 409,
    zh: '名录库中没有符合条件的检查对象，或各类比例都为零，无法抽取。',
    en: 'Nobody in the register fits, or all rates are zero: there is nothing to draw.',
  },
  'supervision.no-inspectors': {
    status: 409,
    zh: '{department}可派的持证执法检查人员不足 {needed} 人，请先维护执法检查人员名录库。',
    en: '{department} has fewer than {needed} inspectors to send; complete the register of inspectors first.',
  },
  'supervision.no-witness': {
    status: 409,
    zh: '还没有见证人加入随机数。至少需要一条见证人或公共事件的内容，才能揭示种子。',
    en: 'No witness has contributed yet; at least one line of a witness or a public event is needed before the secret is revealed.',
  },
  'supervision.witnesses-still-open': {
    status: 409,
    zh: '见证时间到 {until} 结束，之后才能抽取。',
    en: 'Witnesses may contribute until {until}; draw after that.',
  },
  'supervision.witnesses-closed': {
    status: 409,
    zh: '见证时间已经结束，不能再加入随机数。',
    en: 'The time for witnesses is over.',
  },
  'supervision.too-many-contributions': {
    status: 409,
    zh: '这次抽取已有 {count} 条见证内容，不再接收。',
    en: 'The draw has {count} contributions and takes no more.',
  },
  'supervision.no-public-source': {
    status: 409,
    zh: '这次抽取没有预先公布公共事件，不能录入其结果。',
    en: 'No public event was announced for this draw.',
  },
})
