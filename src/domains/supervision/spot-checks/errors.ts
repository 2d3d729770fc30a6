import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with spot checks, in words that say what to do. */
export const spotCheckError = defineErrors({
  'spot-checks.not-found': {
    status: 404,
    zh: '没有找到，可能已被删除，或不在您的权限范围内。',
    en: 'This could not be found: it may be gone, or lies outside what you may see.',
  },
  'spot-checks.code-taken': {
    status: 409,
    zh: '产品代码“{code}”已经在目录中（含已停用的），请换一个。',
    en: 'The catalogue already has the code “{code}”, be it retired; choose another.',
  },
  'spot-checks.category-retired': {
    status: 409,
    zh: '“{category}”已停用，不能再制定细则、列入计划或下达任务；需要时先恢复。',
    en: '“{category}” is retired: no rules, plan lines or tasks of it are made; take it back into use first.',
  },
  'spot-checks.kind-fixed': {
    status: 409,
    zh: '“{category}”已有细则或计划，类型不能再改；请停用后另行增加。',
    en: '“{category}” has rules or plan lines, so its kind stays; retire it and add another.',
  },
  'spot-checks.not-weighted': {
    status: 409,
    zh: '“{category}”不参加加权：只有填了行业代码的工业产品和消费品按产值加权。',
    en: '“{category}” is not weighted: only industrial products and consumer goods with an industry are.',
  },
  'spot-checks.unknown-district': {
    status: 422,
    zh: '“{region}”不是本市的区县。',
    en: '“{region}” is no district of this city.',
  },
  'spot-checks.name-taken': {
    status: 409,
    zh: '已经登记过“{name}”。',
    en: '“{name}” is registered already.',
  },
  'spot-checks.qualification-ended': {
    status: 422,
    zh: '资质有效期 {date} 已过，请填写证书上仍有效的到期日。',
    en: 'The qualification ended on {date}; give the last day of one that still holds.',
  },
  'spot-checks.institution-retired': {
    status: 422,
    zh: '“{institution}”已停用，请另选检验机构。',
    en: '“{institution}” is retired; choose another institution.',
  },
  'spot-checks.unreadable-limit': {
    status: 422,
    zh: '第 {position} 项“{name}”的限值“{limit}”无法识别，请写成“≤0.5”“≥97.0”“1.2~1.6”或“10.0±0.1”。',
    en: 'The limit “{limit}” of item {position}, “{name}”, cannot be read; write it as ≤0.5, ≥97.0, 1.2~1.6 or 10.0±0.1.',
  },
  'spot-checks.failing-limit': {
    status: 422,
    zh: '允许的不合格样品数（{limit}）应小于检验样品数（{units}）。',
    en: 'Fewer failing units must be allowed ({limit}) than are tested ({units}).',
  },
  'spot-checks.rule-order': {
    status: 409,
    zh: '现行细则自 {date} 起施行，新版施行日期应在其后。',
    en: 'The present rules hold since {date}; a new version must start later.',
  },
  'spot-checks.no-rule': {
    status: 409,
    zh: '“{category}”在 {date} 没有施行的实施细则，请先发布细则。',
    en: 'No rules of “{category}” hold on {date}; make them first.',
  },
  'spot-checks.no-draft': {
    status: 409,
    zh: '计划没有正在编制的草案：已批准的先发起修订，已提交的先撤回。',
    en: 'The plan has no draft to change: begin a revision of an adopted plan, take a submitted one back.',
  },
  'spot-checks.draft-open': {
    status: 409,
    zh: '这份计划已有一个修订草案，请在其中修改。',
    en: 'The plan is being revised already; change that draft.',
  },
  'spot-checks.own-draft': {
    status: 409,
    zh: '编制和批准应当分离：不能批准自己编制的计划。',
    en: 'Who draws a plan up does not adopt it.',
  },
  'spot-checks.line-fixed': {
    status: 409,
    zh: '明细的产品和目的不能改，请删除后另加一条。',
    en: 'Product and purpose of a line stay; remove it and add another.',
  },
  'spot-checks.line-given': {
    status: 409,
    zh: '“{category}”已下达抽样任务，这条明细不能删除。',
    en: 'Tasks of “{category}” were given, so its line cannot be removed.',
  },
  'spot-checks.below-given': {
    status: 409,
    zh: '“{category}”已下达 {given} 批次，计划批次不能少于这个数。',
    en: '{given} batches of “{category}” were given out; no fewer can be planned.',
  },
  'spot-checks.plan-not-adopted': {
    status: 409,
    zh: '计划尚未批准，批准后才能下达抽样任务、进行修订。',
    en: 'The plan is not adopted yet; tasks are given and it is revised once it is.',
  },
  'spot-checks.plan-empty': {
    status: 409,
    zh: '计划没有明细，不能提交批准。',
    en: 'The plan has no lines and cannot be submitted.',
  },
  'spot-checks.line-exists': {
    status: 409,
    zh: '计划中已有同一产品、同一目的的明细，请修改那一条。',
    en: 'The plan already has a line of this product and purpose; change that one.',
  },
  'spot-checks.beyond-plan': {
    status: 409,
    zh: '计划 {planned} 批次，已下达 {given} 批次，本次最多还可下达 {left} 批次。',
    en: '{planned} batches are planned and {given} given out; at most {left} are left.',
  },
  'spot-checks.unknown-unit': {
    status: 422,
    zh: '所选单位不是本市在用的单位，请从列表中选择。',
    en: 'The unit chosen is no active unit of this city; choose one from the list.',
  },
  'spot-checks.not-qualified': {
    status: 422,
    zh: '“{institution}”没有该类产品的检验资质，或资质已于 {date} 到期。',
    en: '“{institution}” is not qualified for this kind of product, or its qualification ended on {date}.',
  },
  'spot-checks.sampler-tests': {
    status: 422,
    zh: '抽样与检验应当分离：“{name}”既抽样又检验，请更换。',
    en: 'Who samples must not test: “{name}” would do both; choose another.',
  },
  'spot-checks.task-closed': {
    status: 409,
    zh: '抽样任务已经结束。',
    en: 'The sampling task is closed.',
  },
  'spot-checks.in-the-future': {
    status: 422,
    zh: '抽样日期不能晚于今天（{date}）。',
    en: 'The day of sampling cannot be later than today ({date}).',
  },
  'spot-checks.too-few-samples': {
    status: 422,
    zh: '细则要求检验样品不少于 {least}{unit}，备用样品不少于 {reserve}{unit}。',
    en: 'The rules ask for at least {least} {unit} to test and {reserve} {unit} in reserve.',
  },
  'spot-checks.base-too-small': {
    status: 422,
    zh: '抽样基数（{base}）应不少于抽取的样品数量（{taken}）。',
    en: 'The lot ({base}) must hold at least what was taken from it ({taken}).',
  },
  'spot-checks.order-missing': {
    status: 422,
    zh: '网络抽样应填写平台和订单号。',
    en: 'Samples bought online need the platform and the order number.',
  },
  'spot-checks.repeated': {
    status: 409,
    zh: '同一生产者、同一商标和型号的产品已于 {date} 抽查合格（抽样单 {sheet}），六个月内不得重复抽查。',
    en: 'The same producer’s product of this mark and model passed on {date} (sheet {sheet}) and may not be checked again within the period.',
  },
  'spot-checks.file-not-found': {
    status: 404,
    zh: '没有找到这个文件，请重新上传。',
    en: 'This file could not be found; upload it again.',
  },
  'spot-checks.wrong-state': {
    status: 409,
    zh: '样品目前的状态是“{state}”，不能这样办理，请刷新页面。',
    en: 'The sample is now “{state}”, where this cannot be done; refresh the page.',
  },
  'spot-checks.values-do-not-fit': {
    status: 422,
    zh: '检验结果不完整或无法识别，共 {count} 处，请看各项说明。',
    en: 'Results are missing or cannot be read in {count} places; see each item.',
  },
  'spot-checks.file-unreadable': {
    status: 422,
    zh: '无法读取“{name}”：{reason}。请下载模板，按模板填写后再传。',
    en: '“{name}” cannot be read: {reason}. Download the template, fill it in and send that.',
  },
  'spot-checks.file-has-problems': {
    status: 422,
    zh: '文件有 {count} 处问题，没有导入任何结果。请改正后重新导入。',
    en: 'The file has {count} problems; nothing was taken in. Correct them and import again.',
  },
  'spot-checks.file-imported': {
    status: 409,
    zh: '这个文件已于 {date} 导入过。',
    en: 'This file was taken in on {date} already.',
  },
  'spot-checks.objection-still-open': {
    status: 409,
    zh: '异议期到 {date} 届满；当事人书面表示无异议的，请勾选并附说明。',
    en: 'Objections are open until {date}; if the parties have waived in writing, say so.',
  },
  'spot-checks.receipt-missing': {
    status: 422,
    zh: '请填写标称生产者“{producer}”收到通知书的日期，其异议期自该日起算。',
    en: 'Give the day on which the nominal producer “{producer}” received the notice: its period to object runs from it.',
  },
  'spot-checks.receipt-out-of-range': {
    status: 422,
    zh: '“{addressee}”收到通知书的日期应在判定日（{judged}）至今天（{today}）之间。',
    en: '“{addressee}” must have received the notice between the day of judgement ({judged}) and today ({today}).',
  },
  'spot-checks.objection-too-late': {
    status: 409,
    zh: '异议期已于 {date} 届满。',
    en: 'The period for objections ended on {date}.',
  },
  'spot-checks.objection-closed': {
    status: 409,
    zh: '现在不能提出异议或补充材料：目前的状态是“{state}”。',
    en: 'No objection or evidence can be taken now: the state is “{state}”.',
  },
  'spot-checks.no-reserve': {
    status: 409,
    zh: '没有备用样品，不能复检。',
    en: 'There is no reserve sample to test again.',
  },
  'spot-checks.same-laboratory': {
    status: 422,
    zh: '复检机构不得与初检机构相同，请另选。',
    en: 'The re-test must be done by another laboratory than the first.',
  },
  'spot-checks.penalty-open': {
    status: 409,
    zh: '尚未登记行政处罚。不予处罚的，请写明理由和依据。',
    en: 'No penalty is on record; if none is imposed, give the reason and its basis.',
  },
  'spot-checks.nothing-to-publish': {
    status: 409,
    zh: '有 {count} 个样品不能公布：未判定、异议期未过或已经公布。',
    en: '{count} of the samples cannot be published: not judged, still open to objection, or published already.',
  },
  'spot-checks.no-document': {
    status: 409,
    zh: '这个样品还没有“{document}”：{reason}。',
    en: 'This sample has no “{document}” yet: {reason}.',
  },
})
