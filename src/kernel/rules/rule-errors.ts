import { defineErrors } from '../language/errors.ts'

/** Failures of looking a rule up and of overriding it. */
export const ruleError = defineErrors({
  'rules.not-valid': {
    status: 422,
    zh: '规则“{key}”在 {date} 没有有效条目，无法据此计算。请联系系统管理员补充规则。',
    en: 'Rule "{key}" has no entry valid on {date}, so nothing can be computed from it. Ask the system administrator to add it.',
  },
  'rules.wrong-kind': {
    status: 500,
    zh: '规则“{key}”的值不是{expected}。',
    en: 'The value of rule "{key}" is not a {expected}.',
  },
  'rules.not-overridable': {
    status: 422,
    zh: '规则“{key}”由法律法规统一规定，本市不能另行设定。',
    en: 'Rule "{key}" is set by law for everyone; a city cannot set its own.',
  },
  'rules.value-does-not-fit': {
    status: 422,
    zh: '规则“{key}”的值应与原规则同一种类（如都是期限），请核对。',
    en: 'The value for rule "{key}" must be of the same kind as the rule has (for example a period).',
  },
  'rules.interval-empty': {
    status: 422,
    zh: '停止生效日期应晚于开始生效日期。',
    en: 'The end of validity must be later than its beginning.',
  },
})
