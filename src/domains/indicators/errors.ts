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
    zh: '代码“{code}”已被另一个指标使用,请换一个。',
    en: 'Another indicator has the code “{code}”; choose a different one.',
  },
  'indicators.bad-expression': {
    status: 422,
    zh: '表达式不能使用:{problem}',
    en: 'The expression cannot be used: {problem}',
  },
  'indicators.cycle': {
    status: 422,
    zh: '指标不能由自身算出:{path}。',
    en: 'An indicator cannot be computed from itself: {path}.',
  },
  'indicators.bad-method': {
    status: 422,
    zh: '计算方法不能使用:{problem}',
    en: 'The method cannot be used: {problem}',
  },
  'indicators.version-order': {
    status: 409,
    zh: '新版本的生效日应晚于现行版本的生效日({date})。',
    en: 'A new version must begin after the present one, which began on {date}.',
  },
  'indicators.observations-refused': {
    status: 422,
    zh: '有 {count} 行数据不符合要求,全部没有录入,请按提示修改。',
    en: '{count} rows do not fit; none was entered. Please correct them as shown.',
  },
  'indicators.not-observed': {
    status: 409,
    zh: '“{name}”由其他指标算出,不能填报。',
    en: '“{name}” is computed from others and cannot be reported.',
  },
  'indicators.not-your-unit': {
    status: 403,
    zh: '“{name}”不由贵单位填报。',
    en: 'Your unit does not report “{name}”.',
  },
  'indicators.no-draft': {
    status: 404,
    zh: '没有待发布的数据,可能已被发布或替换,请刷新。',
    en: 'There is no figure waiting to be published; it may have been published or replaced. Refresh the page.',
  },
  'indicators.target-not-found': {
    status: 404,
    zh: '没有找到这个目标,可能尚未发布或不在您的权限范围内。',
    en: 'This target could not be found: it may not be published yet, or lies outside what you may see.',
  },
  'indicators.not-bound': {
    status: 409,
    zh: '这个目标还没有关联指标,请先在“目标关联”中确认。',
    en: 'No indicator answers this target yet; confirm one under “Bindings” first.',
  },
  'indicators.not-in-figure': {
    status: 422,
    zh: '指标“{name}”不由“{measure}”算出。',
    en: '“{name}” is not computed from “{measure}”.',
  },
  'indicators.units-differ': {
    status: 422,
    zh: '指标的单位“{indicator}”与目标的单位“{target}”不是同一种量,不能关联。',
    en: 'The indicator is in “{indicator}”, the target in “{target}”: these measure different things.',
  },
})
