import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with indicators, in words that say what to do. */
export const indicatorError = defineErrors({
  'indicators.not-found': {
    status: 404,
    zh: '没有找到这个指标。',
    en: 'This indicator could not be found.',
  },
  'indicators.code-taken': {
    status: 409,
    zh: '代码“{code}”已被另一个指标使用，请换一个。',
    en: 'Another indicator has the code “{code}”; choose a different one.',
  },
  'indicators.name-taken': {
    status: 409,
    zh: '“{name}”已是指标“{other}”（{code}）的名称或代码，请换一个。',
    en: '“{name}” is the name or code of the indicator “{other}” ({code}); choose a different one.',
  },
  'indicators.name-in-use': {
    status: 409,
    zh: '“{user}”的表达式中，“{name}”指“{other}”（{code}）；这里再用，会改变那个表达式的含义，请换一个。',
    en: 'In the expression of “{user}”, “{name}” means “{other}” ({code}); used here too, it would change what that expression says. Choose a different one.',
  },
  'indicators.bad-expression': {
    status: 422,
    zh: '表达式不能使用：{problem}',
    en: 'The expression cannot be used: {problem}',
  },
  'indicators.cycle': {
    status: 422,
    zh: '指标不能由自身算出：{path}。',
    en: 'An indicator cannot be computed from itself: {path}.',
  },
  'indicators.bad-method': {
    status: 422,
    zh: '计算方法不能使用：{problem}',
    en: 'The method cannot be used: {problem}',
  },
  'indicators.version-order': {
    status: 409,
    zh: '新版本的生效日应晚于现行版本的生效日（{date}）。',
    en: 'A new version must begin after the present one, which began on {date}.',
  },
  'indicators.observations-refused': {
    status: 422,
    zh: '有 {count} 行数据不符合要求，全部没有录入，请按提示修改。',
    en: '{count} rows do not fit; none was entered. Please correct them as shown.',
  },
  'indicators.not-observed': {
    status: 409,
    zh: '“{name}”由其他指标算出，不能填报。',
    en: '“{name}” is computed from others and cannot be reported.',
  },
  'indicators.not-your-unit': {
    status: 403,
    zh: '“{name}”不由贵单位填报。',
    en: 'Your unit does not report “{name}”.',
  },
  'indicators.no-draft': {
    status: 404,
    zh: '没有待发布的数据，可能已被发布或替换，请刷新。',
    en: 'There is no figure waiting to be published; it may have been published or replaced. Refresh the page.',
  },
  'indicators.under-review': {
    status: 409,
    zh: '有 {count} 个数据属于正在审核的填报任务，请在填报审核页面办理。',
    en: '{count} figures belong to a report under review; deal with them on the page of that report.',
  },
  'indicators.report-not-found': {
    status: 404,
    zh: '没有找到这项填报任务，可能不属于贵单位。',
    en: 'This reporting task could not be found; it may not be your unit’s.',
  },
  'indicators.report-closed': {
    status: 409,
    zh: '这项填报任务当前不能修改：已提交、已发布或已取消。请刷新页面查看最新状态。',
    en: 'This task cannot be changed now: it has been handed in, published or cancelled. Refresh the page.',
  },
  'indicators.report-open': {
    status: 409,
    zh: '这项填报任务尚未办结，不需要另开更正。',
    en: 'This task is still open; no correction is needed.',
  },
  'indicators.report-not-ready': {
    status: 422,
    zh: '有 {count} 个数据需要修改或说明，尚不能提交。',
    en: '{count} figures have to be corrected or explained before the report can be handed in.',
  },
  'indicators.report-empty': {
    status: 422,
    zh: '没有填写任何数据。本期确无任何数据的，请联系质量办取消任务。',
    en: 'No figure has been filled in. If there is none for this period, ask the quality office to cancel the task.',
  },
  'indicators.nothing-to-correct': {
    status: 422,
    zh: '所有数据与已发布的相同，没有需要更正的内容。',
    en: 'All figures are as published; there is nothing to correct.',
  },
  'indicators.report-replaced': {
    status: 409,
    zh: '提交的数据中有的已被另行录入或发布替换，请退回填报单位重新提交。',
    en: 'Some of the figures have been entered or published otherwise meanwhile; send the report back to be handed in again.',
  },
  'indicators.figure-not-in-report': {
    status: 422,
    zh: '填报任务中没有这个指标、地区或时期。',
    en: 'The task has no such indicator, region or period.',
  },
  'indicators.workbook-not-usable': {
    status: 422,
    zh: '填报表还有 {count} 处错误，没有采用任何数据；请改正后重新上传。',
    en: 'The workbook still has {count} errors; nothing was taken over. Correct it and upload it again.',
  },
  'indicators.reported-too-often': {
    status: 422,
    zh: '“{name}”不能比它自身的统计周期更频繁地填报。',
    en: '“{name}” cannot be asked for more often than its own period.',
  },
  'indicators.assigned-already': {
    status: 409,
    zh: '“{name}”在地区 {region} 的数据已由“{unit}”填报，请先停止原有分工。',
    en: '“{unit}” already reports “{name}” for the region {region}; end that assignment first.',
  },
  'indicators.period-not-begun': {
    status: 422,
    zh: '{period} 尚未开始，不能生成填报任务。',
    en: '{period} has not begun; its tasks cannot be made yet.',
  },
  'indicators.target-not-found': {
    status: 404,
    zh: '没有找到这个目标，可能尚未发布或不在您的权限范围内。',
    en: 'This target could not be found: it may not be published yet, or lies outside what you may see.',
  },
  'indicators.not-bound': {
    status: 409,
    zh: '这个目标还没有关联指标，请先在“目标关联”中确认。',
    en: 'No indicator answers this target yet; confirm one under “Bindings” first.',
  },
  'indicators.not-in-figure': {
    status: 422,
    zh: '指标“{name}”不由“{measure}”算出。',
    en: '“{name}” is not computed from “{measure}”.',
  },
  'indicators.units-differ': {
    status: 422,
    zh: '指标的单位“{indicator}”与目标的单位“{target}”不是同一种量，不能关联。',
    en: 'The indicator is in “{indicator}”, the target in “{target}”: these measure different things.',
  },
  'indicators.path-impossible': {
    status: 422,
    zh: '基期或年度节点的年份不成立，请按提示修改。',
    en: 'The baseline or a milestone lies in a year that cannot be; correct it as shown.',
  },
  'indicators.shares-refused': {
    status: 422,
    zh: '分解的地区不符合要求，没有保存，请按提示修改。',
    en: 'Some regions cannot have a share; nothing was saved. Correct them as shown.',
  },
  'indicators.unknown-region': {
    status: 422,
    zh: '地区 {region} 不在本市范围内。',
    en: 'The region {region} lies outside the city.',
  },
  'indicators.pivot-empty': {
    status: 422,
    zh: '请至少选择一项指标或度量，以及起止时期。',
    en: 'Choose at least one indicator or measure, and a first and last period.',
  },
  'indicators.unknown-codes': {
    status: 404,
    zh: '没有代码或名称为 {codes} 的指标，或您无权查看；可用的代码见指标目录。',
    en: 'There is no indicator {codes} by code or name, or you may not read it; the catalogue has the codes.',
  },
  'indicators.periods-reversed': {
    status: 422,
    zh: '截止时期 {to} 早于起始时期 {from}。',
    en: 'The last period, {to}, lies before the first, {from}.',
  },
  'indicators.no-whole-period': {
    status: 422,
    zh: '所选指标在 {from} 至 {to} 之间没有完整的填报周期：按季、按年填报的指标请选整季、整年。',
    en: 'There is no whole period of these indicators from {from} to {to}; for quarterly and yearly ones choose whole quarters and years.',
  },
  'indicators.too-many-years': {
    status: 422,
    zh: '一次最多可取 {years} 年的数据，请缩短起止时期。',
    en: 'At most {years} years can be asked for at once; choose periods closer together.',
  },
  'indicators.pivot-dimension': {
    status: 422,
    zh: '所选的指标和度量都不能按“{dimension}”细分；请加选带有这个维度的度量，或由这样的度量计算的指标。',
    en: 'Nothing that is chosen can be broken down by “{dimension}”; add a measure that has this dimension, or an indicator computed from such measures.',
  },
  'indicators.pivot-too-large': {
    status: 422,
    zh: '所选内容有 {cells} 个单元格，超过 {most} 个的上限。请减少指标、地区或时期，或改用更长的时期（季、年）。',
    en: 'This asks for {cells} cells, more than {most}. Choose fewer indicators, regions or periods, or longer periods.',
  },
  'indicators.view-not-found': {
    status: 404,
    zh: '没有找到这个视图，可能已被删除，或没有共享给您。',
    en: 'This view could not be found: it may have been deleted, or is not shared with you.',
  },
})
